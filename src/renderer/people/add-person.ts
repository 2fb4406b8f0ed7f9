// Putting somebody on the list: into which groups, and at which level. Pure.
import { accessLevels, type AccessLevel, type Group, type GroupId } from '../../shared/domain/contact';

export const unchanged = 'unchanged';
export type ChosenLevel = AccessLevel | typeof unchanged;

/** Blocking is asked for elsewhere. */
export const offeredLevels: readonly AccessLevel[] = accessLevels.filter((level) => level !== 'blocked');

/** Those that a person can be put into by hand. */
export function ownGroups(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ isDistribution, isDefault }) => !isDistribution && !isDefault);
}

/** In none of one's own: among the others. */
export function groupIdsOf(chosen: ReadonlySet<GroupId>, groups: readonly Group[]): GroupId[] {
  const known = ownGroups(groups).flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  const fallback = groups.find(({ isDefault }) => isDefault);
  return known.length > 0 || !fallback ? known : [fallback.id];
}
