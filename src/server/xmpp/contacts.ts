// The contact list (protocol.md 3.18–3.23, 4.11): the roster of the account (RFC 6121, 2), which knows groups by who is in them. What it
// has no place for, empty groups and tags, is kept in private storage.
import type { ContactRecord } from '../../protocol/contact-record';
import type { CwaReply } from '../../protocol/replies';
import type { CwaRequest } from '../../protocol/requests';
import { parseSipUri, type SipUri } from '../../protocol/sip-uri';
import { invalidOperation, invalidRequest, sipFailure, userUnknown } from '../base/errors';
import { ContactList, defaultGroupName, type ListChange, type ListResult } from '../people/contact-list';
import { jidOfUri, localPartOf, parseJid, uriOfJid } from './mapping/addresses';
import { Refusal } from './mapping/refusals';
import { loadPrivate, savePrivate } from './private-storage';
import type { SeatContext } from './seat-context';
import { spaces } from './spaces';
import { children, text, xml, type XmlElement } from './stream/element';

export type ListRequest = Extract<
  CwaRequest,
  { kind: 'addGroup' | 'updateGroup' | 'deleteGroup' | 'addContact' | 'updateContact' | 'deleteContact' }
>;

interface RosterItem {
  readonly bare: string;
  readonly uri: SipUri;
  /** Empty: none was given. */
  readonly name: string;
  readonly groups: readonly string[];
  readonly subscription: 'none' | 'to' | 'from' | 'both' | 'remove';
  /** We have asked to see their presence. */
  readonly isAsked: boolean;
}

/** At once, where a change of a group concerns many. */
const itemsAtOnce = 20;

const noSuchContact = sipFailure(404, 'Not Found', 'There is no contact of this address.');
const noGroupsOfOthers = invalidOperation('This service has no distribution groups.');
const notOneself = invalidOperation('Nobody is a contact of their own.');

export class Contacts {
  private readonly list: ContactList;
  private readonly roster = new Map<string, RosterItem>();
  private readonly tags = new Set<string>();
  /** To be followed, as soon as the service has them in the roster. */
  private readonly wanted = new Set<string>();

  constructor(
    private readonly context: SeatContext,
    /** Somebody has come into the list, has left it, or is followed now or no more. */
    private readonly onChanged: (bare: string) => void,
    /** Our other endpoints are to look at private storage again. */
    private readonly onStored: () => void,
  ) {
    this.list = new ContactList(context.limits);
  }

  /** Of all who are in it. */
  get addresses(): readonly string[] {
    return [...this.roster.values()].filter(isListed).map(({ bare }) => bare);
  }

  nameOf(bare: string): string | undefined {
    return this.roster.get(bare)?.name || undefined;
  }

  /** Their presence comes to us. */
  follows(bare: string): boolean {
    const item = this.roster.get(bare);
    return item !== undefined && isFollowed(item);
  }

  /** They are in the list to be followed, whether they let us or not. */
  wants(bare: string): boolean {
    return this.follows(bare) || (this.roster.get(bare)?.isAsked ?? false);
  }

  /** Everything anew; the client gets the whole list, with the numbers that it was told for groups. */
  async load(groupIds = this.list.groupIds): Promise<void> {
    const { line, limits } = this.context;
    const [query, stored] = await Promise.all([
      line.get(xml('query', { xmlns: spaces.roster })),
      loadPrivate(line, 'list', spaces.list),
    ]);
    this.list.empty(groupIds);
    this.roster.clear();
    this.readStored(stored);
    for (const item of query ? children(query, 'item').slice(0, limits.contacts) : []) this.take(readItem(item));
    this.tellAll();
  }

  /** Another endpoint of ours has changed what is in private storage. */
  async loadStored(): Promise<void> {
    const stored = await loadPrivate(this.context.line, 'list', spaces.list);
    const names = new Set([
      defaultGroupName,
      ...(stored ? children(stored, 'group').map(({ attrs }) => attrs['name']) : []),
    ]);
    const used = new Set(this.list.contacts.flatMap(({ groups = [] }) => groups));
    const gone = this.list.groups.filter(({ id, name }) => !names.has(name) && !used.has(id));
    const changes = [...gone.map(({ id }) => this.list.deleteGroup(id)), ...this.readStored(stored)];
    this.tell([...changesOf(changes), ...[...this.roster.values()].flatMap((item) => this.take(item))]);
  }

  /** A roster push (RFC 6121, 2.1.6); that it is the service's own is for the caller to know. */
  pushed(query: XmlElement): void {
    for (const item of children(query, 'item')) this.tell(this.take(readItem(item)));
  }

  submit(request: ListRequest): CwaReply {
    const { rid } = request;
    switch (request.kind) {
      case 'addGroup':
        this.changeGroups(rid, undefined, () =>
          request.externalUri ? { error: noGroupsOfOthers } : this.list.addGroup(request.name),
        );
        break;
      case 'updateGroup':
        this.changeGroups(rid, request.id, () => this.list.updateGroup(request.id, request.name));
        break;
      case 'deleteGroup':
        this.changeGroups(rid, request.id, () => this.list.deleteGroup(request.id));
        break;
      case 'addContact':
      case 'updateContact':
        return this.putContact(request);
      case 'deleteContact':
        this.deleteContact(rid, request.uri);
        break;
    }
    return { kind: 'requestAccepted', rid };
  }

  /** The groups that were not there yet. */
  private readStored(stored: XmlElement | undefined): readonly ListResult[] {
    const { contacts, groups } = this.context.limits;
    const results = [this.list.addGroup(defaultGroupName)];
    this.tags.clear();
    if (!stored) return results;
    const told = children(stored, 'group').slice(0, groups);
    for (const { name, number } of told.map(readGroup).sort((one, other) => one.number - other.number)) {
      if (name !== '') results.push(this.list.addGroup(name, '', number));
    }
    for (const { attrs } of children(stored, 'tag').slice(0, contacts)) if (attrs['jid']) this.tags.add(attrs['jid']);
    return results;
  }

  /** The list changes only together with the service: where that refuses, it is read again. */
  private changeGroups(rid: string, id: number | undefined, change: () => ListResult): void {
    this.context.carryOut(rid, async () => {
      const told = this.list.groupIds;
      const members = this.list.contacts.filter(({ groups }) => id !== undefined && groups?.includes(id));
      const result = change();
      if ('error' in result) throw new Refusal(result.error);
      try {
        await this.save();
        for (let at = 0; at < members.length; at += itemsAtOnce) {
          const part = members.slice(at, at + itemsAtOnce).flatMap(({ uri }) => this.list.contact(uri) ?? []);
          await Promise.all(part.map((contact) => this.setItem(contact)));
        }
      } catch (error) {
        await this.load(told);
        throw error;
      }
      return () => this.tell([result.change]);
    });
  }

  private putContact({ kind, rid, contact }: Extract<ListRequest, { kind: 'addContact' | 'updateContact' }>): CwaReply {
    if (!parseSipUri(contact.uri))
      return { kind: 'requestInvalid', rid, error: invalidRequest('uri is not a SIP URI') };
    this.context.carryOut(rid, async () => {
      const bare = jidOfUri(contact.uri);
      const uri = bare === undefined ? undefined : uriOfJid(bare);
      if (bare === undefined || uri === undefined) throw new Refusal(userUnknown);
      if (bare === this.context.line.bare) throw new Refusal(notOneself);
      const record = { ...contact, uri };
      const error = this.list.check(record, kind === 'addContact' ? 'add' : 'update');
      if (error) throw new Refusal(error);
      if (this.tags.has(bare) !== contact.tag) {
        if (contact.tag) this.tags.add(bare);
        else this.tags.delete(bare);
        await this.save();
      }
      const isFollowed = this.wants(bare);
      if (contact.subscribed) this.wanted.add(bare);
      try {
        await this.setItem(record);
      } finally {
        this.wanted.delete(bare);
      }
      if (contact.subscribed !== isFollowed) this.follow(bare, contact.subscribed);
      // Its own push may come later, and then says nothing new.
      const subscription = this.roster.get(bare)?.subscription ?? 'none';
      const changes = this.take({
        bare,
        uri,
        name: contact.name,
        groups: this.groupNames(record),
        subscription,
        isAsked: contact.subscribed && subscription !== 'to' && subscription !== 'both',
      });
      return () => this.tell(changes);
    });
    return { kind: 'requestAccepted', rid };
  }

  private deleteContact(rid: string, uri: SipUri): void {
    this.context.carryOut(rid, async () => {
      const bare = jidOfUri(uri);
      const item = bare === undefined ? undefined : this.roster.get(bare);
      if (!item || !isListed(item)) throw new Refusal(noSuchContact);
      const remove = xml('item', { jid: item.bare, subscription: 'remove' });
      await this.context.line.set(xml('query', { xmlns: spaces.roster }, remove));
      if (this.tags.delete(item.bare)) await this.save();
      const changes = this.take({ ...item, subscription: 'remove' });
      return () => this.tell(changes);
    });
  }

  private follow(bare: string, isWanted: boolean): void {
    this.context.line.send(xml('presence', { to: bare, type: isWanted ? 'subscribe' : 'unsubscribe' }));
  }

  private async setItem(contact: ContactRecord): Promise<void> {
    const groups = this.groupNames(contact).map((name) => xml('group', {}, name));
    const item = xml('item', { jid: jidOfUri(contact.uri), name: contact.name || undefined }, groups);
    await this.context.line.set(xml('query', { xmlns: spaces.roster }, item));
  }

  /** The default group is where XMPP has none. */
  private groupNames({ groups = [] }: ContactRecord): readonly string[] {
    const names = new Map(this.list.groups.map(({ id, name }) => [id, name]));
    return groups.flatMap((id) => names.get(id) ?? []).filter((name) => name !== defaultGroupName);
  }

  private async save(): Promise<void> {
    const groups = this.list.groups
      .filter(({ name }) => name !== defaultGroupName)
      .map(({ id, name }) => xml('group', { name, number: String(id) }));
    const tags = [...this.tags].map((jid) => xml('tag', { jid }));
    await savePrivate(this.context.line, xml('list', { xmlns: spaces.list }, groups, tags));
    this.onStored();
  }

  /** What changes in the list by this item. */
  private take(read: RosterItem | undefined): readonly ListChange[] {
    if (!read) return [];
    const { bare, uri } = read;
    const item = this.wanted.has(bare) ? { ...read, isAsked: true } : read;
    if (!this.roster.has(bare) && this.roster.size >= this.context.limits.contacts) return [];
    if (item.subscription === 'remove') this.roster.delete(bare);
    else this.roster.set(bare, item);
    if (!isListed(item)) return this.list.contact(uri) ? changesOf([this.list.deleteContact(uri)]) : [];
    const newGroups = item.groups.filter((name) => !this.list.groupNamed(name)).map((name) => this.list.addGroup(name));
    const ids = item.groups.flatMap((name) => this.list.groupNamed(name)?.id ?? []);
    const isInDefault = ids.length === 0 ? this.list.groupNamed(defaultGroupName)?.id : undefined;
    const contact = {
      uri,
      name: item.name || localPartOf(bare),
      subscribed: isFollowed(item) || item.isAsked,
      tag: this.tags.has(bare),
      groups: [...new Set(isInDefault === undefined ? ids : [isInDefault])],
    };
    const known = this.list.contact(uri);
    return changesOf([...newGroups, ...(known && isSame(known, contact) ? [] : [this.list.addContact(contact)])]);
  }

  private tell(changes: readonly ListChange[]): void {
    for (const change of changes) {
      this.context.endpoint.push({ kind: 'contactGroup', fullList: false, ...change });
      for (const each of change.contacts) {
        const bare = jidOfUri('contact' in each ? each.contact.uri : each.uri);
        if (bare !== undefined) this.onChanged(bare);
      }
    }
  }

  private tellAll(): void {
    this.context.endpoint.push({ kind: 'contactGroup', fullList: true, ...this.list.snapshot() });
  }
}

const isFollowed = ({ subscription }: RosterItem): boolean => subscription === 'to' || subscription === 'both';

/** Whoever follows us and was never added by us stands in the roster as well, but in no list. */
const isListed = (item: RosterItem): boolean =>
  item.subscription !== 'remove' && (isFollowed(item) || item.isAsked || item.name !== '' || item.groups.length > 0);

const changesOf = (results: readonly ListResult[]): readonly ListChange[] =>
  results.flatMap((result) => ('change' in result ? [result.change] : []));

function isSame(one: ContactRecord, other: ContactRecord): boolean {
  const groupsOf = ({ groups = [] }: ContactRecord): string => [...groups].sort((a, b) => a - b).join(' ');
  return (
    one.name === other.name &&
    one.subscribed === other.subscribed &&
    one.tag === other.tag &&
    groupsOf(one) === groupsOf(other)
  );
}

/** With the number that it had where it was stored, so that the next session tells the same ones; 0: none is known. */
function readGroup({ attrs }: XmlElement): { readonly name: string; readonly number: number } {
  const { name = '', number = '' } = attrs;
  return { name, number: /^\d{1,9}$/u.test(number) ? Number(number) : 0 };
}

function readItem(item: XmlElement): RosterItem | undefined {
  const jid = parseJid(item.attrs['jid']);
  const uri = jid && uriOfJid(jid.bare);
  if (!jid || uri === undefined || jid.resource !== '') return undefined;
  const subscription = subscriptions.find((each) => each === item.attrs['subscription']) ?? 'none';
  return {
    bare: jid.bare,
    uri,
    name: item.attrs['name'] ?? '',
    groups: children(item, 'group')
      .map((group) => text(group))
      .filter((name) => name !== ''),
    subscription,
    isAsked: item.attrs['ask'] === 'subscribe',
  };
}

const subscriptions = ['none', 'to', 'from', 'both', 'remove'] as const;
