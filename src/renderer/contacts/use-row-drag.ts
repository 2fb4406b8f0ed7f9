// What a row of the list takes along when it is picked up, and what becomes of it where it is let go. The hand itself is use-drag.ts.
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Group } from '../../shared/domain/contact';
import { uriOf, type ContactRow, type ListRow } from './contact-rows';
import { useContactsStore } from './contacts-store';
import type { Dragged, Drop } from './drop-target';
import { usePeopleActions } from './people-actions';
import type { Taken } from './people-change';
import { useDrag } from './use-drag';

export interface RowDragOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  readonly tree: Readonly<Ref<HTMLElement | null>>;
  readonly scroller: () => HTMLElement | null;
  /** Who comes along with somebody who is picked up; they are chosen then. */
  readonly people: (index: number, row: ContactRow) => readonly Taken[];
  readonly moveInto: (group: Group, people: readonly Taken[], kind: 'move' | 'copy') => void;
}

export function useRowDrag({ rows, tree, scroller, people: peopleWith, moveInto }: RowDragOptions) {
  const { t } = useI18n();
  const contacts = useContactsStore();
  const actions = usePeopleActions();

  function pick(index: number): Dragged | undefined {
    const row = rows.value[index];
    if (row?.kind === 'section') {
      const movable = row.group && !row.group.isDefault && !contacts.isSearching;
      return movable && row.group ? { kind: 'group', group: row.group } : undefined;
    }
    if (row?.kind !== 'contact' || contacts.isSearching) return undefined;
    const people = peopleWith(index, row);
    const label = people.length > 1 ? t('contacts.drag.people', { n: people.length }, people.length) : row.entry.name;
    return { kind: 'people', people, label };
  }

  function onDrop(dragged: Dragged, drop: Drop): void {
    tree.value?.focus();
    if (drop.kind === 'beside') {
      if (dragged.kind === 'group') void actions.moveGroup(dragged.group, drop.order);
    } else if (dragged.kind === 'people') {
      if (drop.kind === 'level') void actions.run({ kind: 'access', level: drop.level }, dragged.people);
      else moveInto(drop.group, dragged.people, drop.isCopy ? 'copy' : 'move');
    }
  }

  /** What is folded opens, so that people can be let go on the one they are to stand beside. */
  function onRest(index: number, { kind }: Dragged): void {
    const row = rows.value[index];
    if (kind === 'people' && row?.kind === 'section' && !row.isExpanded) contacts.fold(row, true);
  }

  const { drag, onPointerdown } = useDrag({
    rows,
    groups: () => contacts.groups,
    tree,
    scroller,
    pick,
    drop: onDrop,
    rest: onRest,
  });

  function isPickedUp(row: ListRow): boolean {
    const dragged = drag.value?.dragged;
    if (dragged?.kind === 'group') return row.kind === 'section' && row.group?.id === dragged.group.id;
    const uri = uriOf(row);
    return uri !== undefined && dragged?.people.some((each) => each.uri === uri) === true;
  }

  return { drag, onPointerdown, isPickedUp };
}
