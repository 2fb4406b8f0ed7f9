// Where in the list something may be let go, and what happens then. Pure.
import type { Group, GroupId } from '../../shared/domain/contact';
import type { LevelPart, ListRow, SectionId, SectionRow } from './contact-rows';
import type { Taken } from './people-change';

export type Dragged =
  | { readonly kind: 'people'; readonly people: readonly Taken[]; readonly label: string }
  | { readonly kind: 'group'; readonly group: Group };

export type Drop =
  | { readonly kind: 'into'; readonly section: SectionId; readonly group: Group; readonly isCopy: boolean }
  | { readonly kind: 'level'; readonly section: SectionId; readonly level: LevelPart }
  | { readonly kind: 'beside'; readonly section: SectionId; readonly group: Group; readonly order: readonly GroupId[] };

/** The head of the section that a row is in. */
export function sectionAt(rows: readonly ListRow[], index: number): SectionRow | undefined {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind === 'section') return row;
  }
  return undefined;
}

/** Undefined: not there. */
export function dropAt(
  rows: readonly ListRow[],
  index: number,
  dragged: Dragged,
  groups: readonly Group[],
  isCopy: boolean,
): Drop | undefined {
  const head = sectionAt(rows, index);
  if (!head) return undefined;
  const { key: section, group, level } = head;
  if (dragged.kind === 'group') {
    if (!group || group.id === dragged.group.id) return undefined;
    const order = orderBeside(groups, dragged.group.id, group.id);
    return order && { kind: 'beside', section, group, order };
  }
  if (group) return mayHold(group, dragged.people, isCopy) ? { kind: 'into', section, group, isCopy } : undefined;
  return level ? { kind: 'level', section, level } : undefined;
}

/** The directory keeps its groups itself, and nobody is both in no group and in one. */
function mayHold(group: Group, people: readonly Taken[], isCopy: boolean): boolean {
  if (group.isDistribution || (isCopy && group.isDefault)) return false;
  return people.some(({ from }) => from !== group.id);
}

/** The order of one's own after a group was let go on another: in its place. Undefined: as it was. */
export function orderBeside(groups: readonly Group[], moved: GroupId, onto: GroupId): readonly GroupId[] | undefined {
  const own = groups.filter(({ isDefault }) => !isDefault).map(({ id }) => id);
  const from = own.indexOf(moved);
  // Other contacts are the last in any case: on them means after all others.
  const to = own.includes(onto) ? own.indexOf(onto) : own.length - 1;
  return from < 0 || from === to ? undefined : moveTo(own, from, to);
}

/** One up or down. */
export function orderAfterStep(groups: readonly Group[], moved: GroupId, by: 1 | -1): readonly GroupId[] | undefined {
  const own = groups.filter(({ isDefault }) => !isDefault).map(({ id }) => id);
  const from = own.indexOf(moved);
  const to = from + by;
  return from < 0 || to < 0 || to >= own.length ? undefined : moveTo(own, from, to);
}

function moveTo(ids: readonly GroupId[], from: number, to: number): readonly GroupId[] {
  const moved = ids[from]!;
  const next = ids.filter((id) => id !== moved);
  next.splice(to, 0, moved);
  return next;
}

/** The group above or below the one that somebody is in, of those that take people. */
export function groupBeside(groups: readonly Group[], from: GroupId, by: 1 | -1): Group | undefined {
  const at = groups.findIndex(({ id }) => id === from);
  if (at < 0) return undefined;
  for (let index = at + by; index >= 0 && index < groups.length; index += by) {
    if (!groups[index]!.isDistribution) return groups[index];
  }
  return undefined;
}

/** The group of a section, by its name in the list. */
export function groupIdOf(section: SectionId | undefined): GroupId | undefined {
  const id = section?.startsWith('group-') ? Number(section.slice('group-'.length)) : undefined;
  return id === undefined || Number.isNaN(id) ? undefined : id;
}
