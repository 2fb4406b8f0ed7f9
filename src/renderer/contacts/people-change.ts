// What can be done with several people at once, as one step a person with the step that takes it back. Pure.
import { accessLevelOf } from '../../shared/domain/access-level';
import type { AccessLevel, AccessLevelMembers, Contact, Group, GroupId } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import { groupsAfterToggle } from './contact-menu';
import { ungroupedId, type LevelPart } from './contact-rows';

export type PeopleChange =
  | { readonly kind: 'move'; readonly to: GroupId }
  | { readonly kind: 'copy'; readonly to: GroupId }
  /** Into this group, or out of it. */
  | { readonly kind: 'toggle'; readonly group: GroupId }
  | { readonly kind: 'tag'; readonly tag: boolean }
  | { readonly kind: 'access'; readonly level: LevelPart }
  | { readonly kind: 'remove' };

/** Somebody in the list, and the group that they were taken from, if it was one. */
export interface Taken {
  readonly uri: PersonUri;
  readonly from?: GroupId | undefined;
}

/** What is asked of the main process. */
export type Ask =
  | {
      readonly ask: 'contact:update';
      /** What becomes different, so that what somebody else has changed meanwhile stays. */
      readonly into?: readonly GroupId[];
      readonly outOf?: readonly GroupId[];
      readonly tag?: boolean;
      /** What came before it is done, whatever becomes of this. */
      readonly isExtra?: true;
    }
  | { readonly ask: 'contact:set-access'; readonly level: AccessLevel | null }
  | { readonly ask: 'contact:remove' }
  | { readonly ask: 'contact:add'; readonly name: string; readonly groupIds: readonly GroupId[] };

export interface Step {
  readonly uri: PersonUri;
  readonly change: readonly Ask[];
  readonly back: readonly Ask[];
  /** Whether all still is as the change has left it: what somebody has changed since is theirs. */
  readonly isAsLeft: (model: Model) => boolean;
  /** Whether all is as it was before the change. */
  readonly isBack: (model: Model) => boolean;
}

const fallbackOf = (groups: readonly Group[]): GroupId | undefined => groups.find(({ isDefault }) => isDefault)?.id;

/** Where the server has no default group, something stands in for it. */
const isOther = (id: GroupId, groups: readonly Group[]): boolean => id === ungroupedId || id === fallbackOf(groups);

/** The group that they come into by it, if they come into one. */
export function intoGroup(change: PeopleChange): GroupId | undefined {
  if (change.kind === 'toggle') return change.group;
  return change.kind === 'move' || change.kind === 'copy' ? change.to : undefined;
}

/** Whether there is no such group any more. */
export function isGone(change: PeopleChange, groups: readonly Group[]): boolean {
  const into = intoGroup(change);
  return into !== undefined && !isOther(into, groups) && !groups.some(({ id }) => id === into);
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
        change: [{ ask: 'contact:update', ...difference(before, after) }],
        back: [{ ask: 'contact:update', ...difference(after, before) }],
        isAsLeft: (now) => areInSameGroups(contactIn(now)?.groupIds, after, now),
        isBack: (now) => areInSameGroups(contactIn(now)?.groupIds, before, now),
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
        isBack: (now) => contactIn(now)?.tag === !tag,
      };
    }
    case 'access': {
      const { level } = change;
      const levelIn = (now: Model): LevelPart => accessLevelOf(uri, now.accessLevels) ?? 'none';
      const before = levelIn(model);
      if (before === level) return undefined;
      return {
        uri,
        change: [{ ask: 'contact:set-access', level: asked(level) }],
        back: [{ ask: 'contact:set-access', level: asked(before) }],
        isAsLeft: (now) => levelIn(now) === level,
        isBack: (now) => levelIn(now) === before,
      };
    }
    case 'remove':
      return {
        uri,
        change: [{ ask: 'contact:remove' }],
        back: [
          { ask: 'contact:add', name: contact.name, groupIds: contact.groupIds },
          ...(contact.tag ? [{ ask: 'contact:update', tag: true, isExtra: true } as const] : []),
        ],
        isAsLeft: (now) => contactIn(now) === undefined,
        isBack: (now) => contactIn(now) !== undefined,
      };
  }
}

const asked = (level: LevelPart): AccessLevel | null => (level === 'none' ? null : level);

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

function difference(
  before: readonly GroupId[],
  after: readonly GroupId[],
): { readonly into: readonly GroupId[]; readonly outOf: readonly GroupId[] } {
  return { into: after.filter((id) => !before.includes(id)), outOf: before.filter((id) => !after.includes(id)) };
}

export interface WayBack {
  readonly asks: readonly Ask[];
  /** Whether a group is gone since: nobody comes back into it. */
  readonly lacksGroup: boolean;
}

/** What takes it back in the list as it is now. A group that is gone since would have the request refused. */
export function wayBack({ back }: Step, { groups }: Model): WayBack {
  const isThere = (id: GroupId): boolean => groups.has(id);
  const asks = back.flatMap((ask): readonly Ask[] => {
    if (ask.ask === 'contact:add') return [{ ...ask, groupIds: ask.groupIds.filter(isThere) }];
    if (ask.ask !== 'contact:update' || !ask.into || ask.into.length === 0) return [ask];
    const into = ask.into.filter(isThere);
    // Where nothing is left to come back to they stay where they are.
    return into.length > 0 ? [{ ...ask, into }] : [];
  });
  return { asks, lacksGroup: !back.flatMap(groupsOf).every(isThere) };
}

/** The groups that somebody comes into by it. */
function groupsOf(ask: Ask): readonly GroupId[] {
  if (ask.ask === 'contact:add') return ask.groupIds;
  return ask.ask === 'contact:update' ? (ask.into ?? []) : [];
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

/** The level of each where all of them have the same; `none`: none of them has one of their own. */
export function commonLevel(
  people: readonly PersonUri[],
  levels: readonly AccessLevelMembers[],
): LevelPart | undefined {
  const [first, ...rest] = people.map((uri) => accessLevelOf(uri, levels) ?? 'none');
  return rest.every((level) => level === first) ? first : undefined;
}
