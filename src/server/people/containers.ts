// The access levels of one user and their members (protocol.md 3.25, 5.3): what may be done to them. Tells nobody:
// events are for the world that keeps them.
import type { Container, ContainerMember } from '../../protocol/container-member';
import type { CwaError } from '../../protocol/cwa-error';
import { parseSipUri, sipUriKey } from '../../protocol/sip-uri';
import { invalidOperation, invalidRequest, sipFailure } from '../base/errors';
import { initialContainers } from './access';

export interface ContainerLimits {
  readonly membersInContainer: number;
  readonly membersInAll: number;
  readonly containers: number;
}

export interface ContainerChange {
  readonly id: number;
  readonly addMembers: readonly ContainerMember[];
  readonly deleteMembers: readonly ContainerMember[];
}

const highestId = 32_767;
/** Of a name in the DNS. */
const longestDomain = 255;

export class Containers {
  private readonly byId = new Map<number, Container>(initialContainers.map((each) => [each.id, each]));

  constructor(private readonly limits: ContainerLimits) {}

  get all(): readonly Container[] {
    return [...this.byId.values()];
  }

  /** What is wrong with the request itself, whatever the containers hold. */
  static check({ id, addMembers, deleteMembers }: ContainerChange): CwaError | undefined {
    if (!Number.isInteger(id) || id < 1 || id > highestId) return invalidRequest('container id must be 1 to 32767');
    for (const { type, value } of [...addMembers, ...deleteMembers]) {
      if (type === 'uri' && !parseSipUri(value ?? '')) return invalidRequest('a member of type uri needs a SIP URI');
      if (type === 'domain' && (!value || value.length > longestDomain))
        return invalidRequest('a member of type domain needs a domain');
    }
    return undefined;
  }

  update({
    id,
    addMembers,
    deleteMembers,
  }: ContainerChange): { readonly container: Container } | { readonly error: CwaError } {
    // 5.3: 1 to 3 hold the owner's own data and the input of the state; nobody else ever stands in them.
    if (id <= 3) return { error: invalidOperation('This container has no members.') };
    const before = this.byId.get(id)?.members ?? [];
    // By key: a document of a megabyte names twenty thousand members.
    const byKey = new Map(before.map((member) => [memberKey(member), member]));
    for (const member of deleteMembers) byKey.delete(memberKey(member));
    for (const member of addMembers) if (!byKey.has(memberKey(member))) byKey.set(memberKey(member), member);
    const members = [...byKey.values()];
    const others = this.all.reduce((sum, each) => sum + (each.id === id ? 0 : each.members.length), 0);
    const isFull =
      members.length > this.limits.membersInContainer || members.length + others > this.limits.membersInAll;
    const isOneTooMany = !this.byId.has(id) && this.byId.size >= this.limits.containers;
    if (members.length > before.length && isFull) return { error: tooLarge };
    if (isOneTooMany) return { error: tooLarge };
    const container = { id, members };
    this.byId.set(id, container);
    return { container };
  }
}

const tooLarge = sipFailure(413, 'Request Entity Too Large', 'There are too many members in the containers.');

function memberKey({ type, value = '' }: ContainerMember): string {
  if (type === 'uri') return `uri ${sipUriKey(value)}`;
  return type === 'domain' ? `domain ${value.toLowerCase()}` : type;
}
