// The access levels (protocol.md 3.25, 4.13, 5.3). Of these XMPP knows one, being blocked (XEP-0191), which is about everything that comes
// and goes; the others are kept for the client and let nobody see more or less.
import type { Container, ContainerMember, ContainerMemberType } from '../../protocol/container-member';
import type { CwaReply } from '../../protocol/replies';
import type { UpdateContainerRequest } from '../../protocol/requests/update-container';
import { invalidOperation, userUnknown } from '../base/errors';
import { blockedLevel } from '../people/access';
import { Containers } from '../people/containers';
import { jidOfUri, parseJid, uriOfJid } from './mapping/addresses';
import { Refusal } from './mapping/refusals';
import { loadPrivate, savePrivate } from './private-storage';
import type { SeatContext } from './seat-context';
import { spaces } from './spaces';
import { children, xml, type XmlElement } from './stream/element';
import { containerMemberTypes } from '../../protocol/container-member';

const blocksAddresses = invalidOperation('This service blocks people and domains alone.');

export class Access {
  private containers: Containers;
  /** How often something has changed: what was asked for before is old then. */
  private changes = 0;

  constructor(
    private readonly context: SeatContext,
    /** Our other endpoints are to look at private storage again. */
    private readonly onStored: () => void,
  ) {
    this.containers = new Containers(context.limits);
  }

  async load(): Promise<void> {
    const { line, endpoint, limits } = this.context;
    const before = this.changes;
    const [stored, blocked] = await Promise.all([
      loadPrivate(line, 'containers', spaces.containers),
      line.get(xml('blocklist', { xmlns: spaces.blocking })).catch(() => undefined),
    ]);
    if (this.changes !== before) return this.load();
    this.containers = new Containers(limits);
    for (const { id, members } of stored ? readContainers(stored, limits.containers) : []) this.replace(id, members);
    this.replace(blockedLevel, blocked ? readBlocked(blocked) : []);
    endpoint.push({ kind: 'containers', containers: this.containers.all });
  }

  /** What the service tells all endpoints of the account: `block` or `unblock`; without items everybody is let in again. */
  pushed(change: XmlElement): void {
    const members = readBlocked(change);
    this.changes += 1;
    const before = this.membersOf(blockedLevel);
    const isAll = change.name === 'unblock' && members.length === 0;
    const result = this.containers.update({
      id: blockedLevel,
      addMembers: change.name === 'block' ? members : [],
      deleteMembers: change.name === 'block' ? [] : isAll ? before : members,
    });
    if (!('container' in result) || result.container.members.length === before.length) return;
    this.context.endpoint.push({ kind: 'containers', containers: [result.container] });
  }

  update(request: UpdateContainerRequest): CwaReply {
    const { rid, id, addMembers, deleteMembers } = request;
    const error = Containers.check(request);
    if (error) return { kind: 'requestInvalid', rid, error };
    this.context.carryOut(rid, async () => {
      const [added, deleted] = id === blockedLevel ? [addMembers.map(jidOf), deleteMembers.map(jidOf)] : [[], []];
      const result = this.containers.update(request);
      if ('error' in result) throw new Refusal(result.error);
      try {
        await this.setBlocked('block', added);
        await this.setBlocked('unblock', deleted);
        if (id !== blockedLevel) await this.save();
      } catch (cause) {
        await this.load();
        throw cause;
      }
      return () => this.context.endpoint.push({ kind: 'containers', containers: [result.container] });
    });
    return { kind: 'requestAccepted', rid };
  }

  private async setBlocked(name: 'block' | 'unblock', jids: readonly string[]): Promise<void> {
    if (jids.length === 0) return;
    const items = jids.map((jid) => xml('item', { jid }));
    await this.context.line.set(xml(name, { xmlns: spaces.blocking }, items));
  }

  private async save(): Promise<void> {
    const stored = this.containers.all.filter(({ id }) => id !== blockedLevel);
    await savePrivate(
      this.context.line,
      xml(
        'containers',
        { xmlns: spaces.containers },
        stored.map(({ id, members }) =>
          xml(
            'container',
            { id: String(id) },
            members.map(({ type, value }) => xml('member', { type, value })),
          ),
        ),
      ),
    );
    this.onStored();
  }

  private replace(id: number, members: readonly ContainerMember[]): void {
    this.containers.update({ id, addMembers: members, deleteMembers: this.membersOf(id) });
  }

  private membersOf(id: number): readonly ContainerMember[] {
    return this.containers.all.find((each) => each.id === id)?.members ?? [];
  }
}

/** Whom the service is to block. */
function jidOf({ type, value = '' }: ContainerMember): string {
  if (type === 'domain') return value.toLowerCase();
  if (type !== 'uri') throw new Refusal(blocksAddresses);
  const jid = jidOfUri(value);
  if (jid === undefined) throw new Refusal(userUnknown);
  return jid;
}

function readBlocked(list: XmlElement): readonly ContainerMember[] {
  return children(list, 'item').flatMap(({ attrs }): ContainerMember[] => {
    const jid = parseJid(attrs['jid']);
    if (!jid || jid.resource !== '') return [];
    if (!jid.bare.includes('@')) return [{ type: 'domain', value: jid.domain }];
    const value = uriOfJid(jid.bare);
    return value === undefined ? [] : [{ type: 'uri', value }];
  });
}

function readContainers(stored: XmlElement, most: number): readonly Container[] {
  return children(stored, 'container')
    .slice(0, most)
    .flatMap((container) => {
      const id = Number(container.attrs['id']);
      const members = children(container, 'member').flatMap(({ attrs: { type, value } }): ContainerMember[] => {
        const known = containerMemberTypes.find((each: ContainerMemberType) => each === type);
        return known ? [{ type: known, ...(value !== undefined && { value }) }] : [];
      });
      const readable = { id, addMembers: members, deleteMembers: [] };
      return Containers.check(readable) || id === blockedLevel ? [] : [{ id, members }];
    });
}
