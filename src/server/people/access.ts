// Who may see what (protocol.md 5.3, 5.4): from the members of a user's containers to the access level of one viewer.
import type { Container, ContainerMember } from '../../protocol/container-member';
import type { SourceNetwork } from '../../protocol/presence/presence-user';
import { sipUriKey } from '../../protocol/sip-uri';

/** `self`: the user; 0: in no container at all; 32000: blocked. */
export type AccessLevel = 'self' | 0 | 100 | 200 | 300 | 400 | 32000;

export const blockedLevel = 32000;
/** Those that the standard categories know, highest first. */
const levels = [32000, 400, 300, 200, 100] as const;

/** A new user's containers (5.3). */
export const initialContainers: readonly Container[] = [
  { id: 100, members: [{ type: 'federated' }] },
  { id: 200, members: [{ type: 'sameEnterprise' }] },
  { id: 300, members: [] },
  { id: 400, members: [] },
  { id: 32000, members: [] },
];

export interface Viewer {
  readonly key: string;
  /** SIP domain, lower case. */
  readonly domain: string;
}

/**
 * The containers that a viewer stands in. An entry for their own address beats all others (5.3), so that somebody who was taken
 * down to a lower level does not keep what their company gives them.
 */
export function containersOf(
  containers: readonly Container[],
  viewer: Viewer,
  network: SourceNetwork,
): ReadonlySet<number> {
  const where = (matches: (member: ContainerMember) => boolean): Set<number> =>
    new Set(containers.filter(({ members }) => members.some(matches)).map(({ id }) => id));
  const byAddress = where((member) => member.type === 'uri' && sipUriKey(member.value ?? '') === viewer.key);
  return byAddress.size > 0 ? byAddress : where((member) => covers(member, viewer, network));
}

function covers(member: ContainerMember, viewer: Viewer, network: SourceNetwork): boolean {
  switch (member.type) {
    case 'domain':
      return member.value?.toLowerCase() === viewer.domain;
    case 'sameEnterprise':
    case 'federated':
    case 'publicCloud':
      return member.type === network;
    case 'everyone':
      return true;
    case 'uri':
      return false;
  }
}

/** The highest level wins (5.3), and being blocked is the highest. */
export function accessLevel(containers: readonly Container[], viewer: Viewer, network: SourceNetwork): AccessLevel {
  const standsIn = containersOf(containers, viewer, network);
  return levels.find((level) => standsIn.has(level)) ?? 0;
}

/**
 * Whether something published to a container reaches the viewer: 0 is for everybody who is not blocked, 1–3 for the owner
 * alone, 32000 holds nothing (5.3).
 */
export function reaches(containerId: number, standsIn: ReadonlySet<number>): boolean {
  if (standsIn.has(blockedLevel)) return false;
  return containerId === 0 || (containerId > 3 && standsIn.has(containerId));
}
