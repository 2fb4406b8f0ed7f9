// The contacts and groups of one user (protocol.md 3.18–3.23, 4.11): what may be done to them and what has changed
// then. Tells nobody: events are for the world that keeps the list.
import type { CwaError } from '../../protocol/cwa-error';
import type { ContactRecord, GroupRecord } from '../../protocol/contact-record';
import type { ContactChange, GroupChange } from '../../protocol/events/contact-group';
import { sipUriKey, type SipUri } from '../../protocol/sip-uri';
import { invalidOperation, sipFailure } from '../base/errors';

/** The group that Communicator keeps for everybody; never renamed or deleted (3.19, 3.20). */
export const defaultGroupName = '~';

export interface ListChange {
  readonly deltaNum: number;
  readonly groups: readonly GroupChange[];
  readonly contacts: readonly ContactChange[];
}

export type ListResult = { readonly change: ListChange } | { readonly error: CwaError };

const duplicateGroup = sipFailure(485, 'Duplicate group name', 'A group of this name exists already.');
const noSuchGroup = sipFailure(404, 'Not Found', 'There is no group of this id.');
const noSuchContact = sipFailure(404, 'Not Found', 'There is no contact of this address.');
const tooLong = sipFailure(413, 'Request Entity Too Large', 'The name is too long.');
const tooMany = sipFailure(413, 'Request Entity Too Large', 'The contact list is full.');

export interface ListLimits {
  readonly contacts: number;
  readonly groups: number;
  readonly nameChars: number;
}

const folded = (name: string): string => name.toLowerCase();

export class ContactList {
  private readonly groupsById = new Map<number, GroupRecord>();
  private readonly contactsByKey = new Map<string, ContactRecord>();
  /** Of the groups that were there when the list was emptied, as far as they have not come back. */
  private idsBefore = new Map<string, number>();
  private nextGroupId = 1;
  private deltaNum = 0;

  constructor(private readonly limits: ListLimits) {}

  get contacts(): readonly ContactRecord[] {
    return [...this.contactsByKey.values()];
  }

  contact(uri: SipUri): ContactRecord | undefined {
    return this.contactsByKey.get(sipUriKey(uri));
  }

  get groups(): readonly GroupRecord[] {
    return [...this.groupsById.values()];
  }

  groupNamed(name: string): GroupRecord | undefined {
    const wanted = folded(name);
    return [...this.groupsById.values()].find((group) => folded(group.name) === wanted);
  }

  /** By their names. */
  get groupIds(): ReadonlyMap<string, number> {
    return new Map([...this.groupsById.values()].map(({ id, name }) => [folded(name), id]));
  }

  /** To be filled anew: a group that comes back under its name has the number that it had `before`, and no other group gets it. */
  empty(before: ReadonlyMap<string, number>): void {
    this.idsBefore = new Map(before);
    this.groupsById.clear();
    this.contactsByKey.clear();
  }

  /** Everything, for the start of a session. */
  snapshot(): ListChange {
    return {
      deltaNum: this.deltaNum,
      groups: [...this.groupsById.values()].map((group) => ({ action: 'added', group })),
      contacts: this.contacts.map((contact) => ({ action: 'added', contact })),
    };
  }

  /** `wanted`: the number that it had elsewhere. It has it here as well, where that is above all that were given here. */
  addGroup(name: string, externalUri = '', wanted?: number): ListResult {
    if (Math.max(name.length, externalUri.length) > this.limits.nameChars) return { error: tooLong };
    if (this.groupNamed(name)) return { error: duplicateGroup };
    if (this.groupsById.size >= this.limits.groups) return { error: tooMany };
    const group: GroupRecord = { id: this.idFor(name, wanted), name, externalUri };
    this.nextGroupId = Math.max(this.nextGroupId, group.id + 1);
    this.groupsById.set(group.id, group);
    return this.changed({ groups: [{ action: 'added', group }] });
  }

  updateGroup(id: number, name: string): ListResult {
    const group = this.groupsById.get(id);
    if (!group) return { error: noSuchGroup };
    if (group.name === defaultGroupName) return { error: invalidOperation('The default group cannot be renamed.') };
    if (group.externalUri) return { error: invalidOperation('A distribution group cannot be renamed.') };
    if (name.length > this.limits.nameChars) return { error: tooLong };
    const namesake = this.groupNamed(name);
    if (namesake && namesake.id !== id) return { error: duplicateGroup };
    const renamed = { ...group, name };
    this.groupsById.set(id, renamed);
    return this.changed({ groups: [{ action: 'updated', group: renamed }] });
  }

  private idFor(name: string, wanted = 0): number {
    const before = this.idsBefore.get(folded(name));
    this.idsBefore.delete(folded(name));
    return before ?? Math.max(wanted, this.nextGroupId);
  }

  /** Its contacts stay in the list (3.20). */
  deleteGroup(id: number): ListResult {
    const group = this.groupsById.get(id);
    if (!group) return { error: noSuchGroup };
    if (group.name === defaultGroupName) return { error: invalidOperation('The default group cannot be deleted.') };
    this.groupsById.delete(id);
    for (const [key, contact] of this.contactsByKey) {
      if (!contact.groups?.includes(id)) continue;
      this.contactsByKey.set(key, { ...contact, groups: contact.groups.filter((other) => other !== id) });
    }
    return this.changed({ groups: [{ action: 'deleted', id }] });
  }

  /** Why somebody could not be added or updated. */
  check(contact: ContactRecord, action: 'add' | 'update'): CwaError | undefined {
    const exists = this.contactsByKey.has(sipUriKey(contact.uri));
    if (!exists && action === 'update') return noSuchContact;
    if (!exists && this.contactsByKey.size >= this.limits.contacts) return tooMany;
    if ((contact.name?.length ?? 0) > this.limits.nameChars) return tooLong;
    return contact.groups?.some((id) => !this.groupsById.has(id)) ? noSuchGroup : undefined;
  }

  /** Somebody who is in the list already is updated: what a client gets that asks again after a lost reply. */
  addContact(contact: ContactRecord): ListResult {
    const error = this.check(contact, 'add');
    return error ? { error } : this.put(contact);
  }

  updateContact(contact: ContactRecord): ListResult {
    const error = this.check(contact, 'update');
    return error ? { error } : this.put(contact);
  }

  deleteContact(uri: SipUri): ListResult {
    const contact = this.contact(uri);
    if (!contact) return { error: noSuchContact };
    this.contactsByKey.delete(sipUriKey(uri));
    return this.changed({ contacts: [{ action: 'deleted', uri: contact.uri }] });
  }

  private put(contact: ContactRecord): ListResult {
    const key = sipUriKey(contact.uri);
    const action = this.contactsByKey.has(key) ? 'updated' : 'added';
    const record = { ...contact, groups: [...new Set(contact.groups ?? this.defaultGroups())] };
    this.contactsByKey.set(key, record);
    return this.changed({ contacts: [{ action, contact: record }] });
  }

  /** 3.22: what is left out goes back to its default; for `groups` that is the default group, where there is one. */
  private defaultGroups(): readonly number[] {
    const group = this.groupNamed(defaultGroupName);
    return group ? [group.id] : [];
  }

  private changed(change: Partial<Omit<ListChange, 'deltaNum'>>): ListResult {
    this.deltaNum += 1;
    return { change: { deltaNum: this.deltaNum, groups: [], contacts: [], ...change } };
  }
}
