// What can be done with several people at once, as one step a person with the step that takes it back. Pure.
import { accessLevelOf } from '../../shared/domain/access-level';
import type { AccessLevel, AccessLevelMembers, Contact, Group, GroupId } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import { groupsAfterToggle } from './contact-menu';
import { ungroupedId } from './contact-rows';

export type PeopleChange =
  | { readonly kind: 'move'; readonly to: GroupId }
  | { readonly kind: 'copy'; readonly to: GroupId }
  /** Into this group, or out of it. */
  | { readonly kind: 'toggle'; readonly group: GroupId }
  | { readonly kind: 'tag'; readonly tag: boolean }
  | { readonly kind: 'access'; readonly level: AccessLevel }
  | { readonly kind: 'remove' };

/** Somebody in the list, and the group that they were taken from, if it was one. */
export interface Taken {
  readonly uri: PersonUri;
  readonly from?: GroupId | undefined;
}

/** What is asked of the main process. */
export type Ask =
  | { readonly ask: 'contact:update'; readonly groupIds?: readonly GroupId[]; readonly tag?: boolean }
  | { readonly ask: 'contact:set-access'; readonly level: AccessLevel | null }
  | { readonly ask: 'contact:remove' }
  | { readonly ask: 'contact:add'; readonly name: string; readonly groupIds: readonly GroupId[] };

export interface Step {
  readonly uri: PersonUri;
  readonly change: readonly Ask[];
  readonly back: readonly Ask[];
  /** Whether all still is as the change has left it: what somebody has changed since is theirs. */
  readonly isAsLeft: (model: Model) => boolean;
}

const fallbackOf = (groups: readonly Group[]): GroupId | undefined => groups.find(({ isDefault }) => isDefault)?.id;

/** Where the server has no default group, something stands in for it. */
const isOther = (id: GroupId, groups: readonly Group[]): boolean => id === ungroupedId || id === fallbackOf(groups);

/** Whether there is no such group any more. */
export function isGone(change: PeopleChange, groups: readonly Group[]): boolean {
  if (change.kind !== 'move' && change.kind !== 'copy') return false;
  return !isOther(change.to, groups) && !groups.some(({ id }) => id === change.to);
}

/** Out of `from`, into `to`. Without `from`: out of all. Other contacts are those in no group of their own. */
export function groupsAfterMove(
  current: readonly GroupId[],
  from: GroupId | undefined,
  to: GroupId,
  groups: readonly Group[],
): readonly GroupId[] {
  const fallback = fallbackOf(groups);
  if (isOther(to, groups)) return fallback === undefined ? [] : [fallback];
  const kept = from === undefined ? [] : current.filter((id) => id !== from);
  return withGroup(kept, to, groups);
}

/** Into `to` as well. Nobody is in no group and in one: as if nothing was asked. */
export function groupsAfterCopy(
  current: readonly GroupId[],
  to: GroupId,
  groups: readonly Group[],
): readonly GroupId[] {
  return isOther(to, groups) ? current : withGroup(current, to, groups);
}

function withGroup(current: readonly GroupId[], added: GroupId, groups: readonly Group[]): readonly GroupId[] {
  const fallback = fallbackOf(groups);
  // A group that is gone would have the change refused.
  const known = new Set(groups.map(({ id }) => id));
  return [...current.filter((id) => known.has(id) && id !== fallback && id !== added), added];
}

/** One for each of whom something becomes different. */
export function stepsOf(
  change: PeopleChange,
  people: readonly Taken[],
  groups: readonly Group[],
  model: Model,
): readonly Step[] {
  return people.flatMap((taken) => {
    const contact = model.contacts.get(taken.uri);
    const step = contact && stepOf(change, taken, contact, groups, model);
    return step ? [step] : [];
  });
}

function stepOf(
  change: PeopleChange,
  { uri, from }: Taken,
  contact: Contact,
  groups: readonly Group[],
  model: Model,
): Step | undefined {
  const contactIn = (now: Model): Contact | undefined => now.contacts.get(uri);
  switch (change.kind) {
    case 'move':
    case 'copy':
    case 'toggle': {
      const before = contact.groupIds;
      const after = groupsAfter(change, before, from, groups);
      if (areSame(before, after)) return undefined;
      return {
        uri,
        change: [{ ask: 'contact:update', groupIds: after }],
        back: [{ ask: 'contact:update', groupIds: before }],
        isAsLeft: (now) => areInSameGroups(contactIn(now)?.groupIds, after, now),
      };
    }
    case 'tag': {
      const { tag } = change;
      if (contact.tag === tag) return undefined;
      return {
        uri,
        change: [{ ask: 'contact:update', tag }],
        back: [{ ask: 'contact:update', tag: !tag }],
        isAsLeft: (now) => contactIn(now)?.tag === tag,
      };
    }
    case 'access': {
      const { level } = change;
      const before = accessLevelOf(uri, model.accessLevels);
      if (before === level) return undefined;
      return {
        uri,
        change: [{ ask: 'contact:set-access', level }],
        back: [{ ask: 'contact:set-access', level: before ?? null }],
        isAsLeft: (now) => accessLevelOf(uri, now.accessLevels) === level,
      };
    }
    case 'remove':
      return {
        uri,
        change: [{ ask: 'contact:remove' }],
        back: [
          { ask: 'contact:add', name: contact.name, groupIds: contact.groupIds },
          ...(contact.tag ? [{ ask: 'contact:update', tag: true } as const] : []),
        ],
        isAsLeft: (now) => contactIn(now) === undefined,
      };
  }
}

function groupsAfter(
  change: Extract<PeopleChange, { kind: 'move' | 'copy' | 'toggle' }>,
  before: readonly GroupId[],
  from: GroupId | undefined,
  groups: readonly Group[],
): readonly GroupId[] {
  switch (change.kind) {
    case 'move':
      return groupsAfterMove(before, from, change.to, groups);
    case 'copy':
      return groupsAfterCopy(before, change.to, groups);
    case 'toggle':
      return groupsAfterToggle(before, change.group, groups);
  }
}

/** Groups that are gone since would have the request refused. */
export function stillThere(ask: Ask, model: Model): Ask {
  if (!('groupIds' in ask) || !ask.groupIds) return ask;
  return { ...ask, groupIds: ask.groupIds.filter((id) => model.groups.has(id)) };
}

function areInSameGroups(now: readonly GroupId[] | undefined, left: readonly GroupId[], model: Model): boolean {
  if (!now) return false;
  const isOwn = (id: GroupId): boolean => model.groups.get(id)?.isDefault === false;
  // Out of every group: the server may have put them into the default one.
  return areSame(now.filter(isOwn), left.filter(isOwn));
}

function areSame(some: readonly GroupId[], others: readonly GroupId[]): boolean {
  const set = new Set(some);
  return set.size === new Set(others).size && others.every((id) => set.has(id));
}

/** The level of each where all of them have the same. */
export function commonLevel(
  people: readonly PersonUri[],
  levels: readonly AccessLevelMembers[],
): AccessLevel | undefined {
  const [first, ...rest] = people.map((uri) => accessLevelOf(uri, levels));
  return rest.every((level) => level === first) ? first : undefined;
}
