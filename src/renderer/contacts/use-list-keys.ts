// What the keys do while the list has the focus: arrows, Home, End, pages, letters, Enter, Space, and the commands of a list.
import type { Ref, ShallowRef } from 'vue';
import type { CommandId } from '../../shared/commands/commands';
import { isCommandOn } from '../commands/match-chord';
import type { ListRow, SectionRow } from './contact-rows';
import { parentOf, rowAfterKey, rowByLetters } from './list-keys';
import type { Taken } from './people-change';
import { noModifiers, noSelection, selectRows, type Selection } from './selection';
import { useTypedLetters } from './use-typed-letters';

type Modifiers = Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

export interface ListKeysOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  /** The index of the active row, or -1. */
  readonly active: Readonly<Ref<number>>;
  readonly tree: Readonly<Ref<HTMLElement | null>>;
  readonly selection: ShallowRef<Selection>;
  /** How many people a page is. */
  readonly pageSize: () => number;
  readonly activate: (index: number) => void;
  readonly choose: (index: number, modifiers: Modifiers) => void;
  readonly takenWith: (row: ListRow | undefined) => readonly Taken[];
  readonly openRow: (row: ListRow | undefined) => void;
  readonly openCard: (row: ListRow | undefined) => void;
  readonly toggle: (row: SectionRow) => void;
  readonly step: (row: ListRow | undefined, by: 1 | -1) => void;
  /** The menu of the active row, with where to alone. */
  readonly openMoveMenu: () => void;
  /** As if it was chosen from the menu of the row. */
  readonly run: (action: string, row: ListRow) => void;
  /** The arrow went up from the first row. */
  readonly leaveUp: () => void;
}

export function useListKeys(options: ListKeysOptions) {
  const { rows, active, tree, selection, activate, choose, toggle, run, step } = options;
  const letters = useTypedLetters();
  const is = (id: CommandId, event: KeyboardEvent): boolean => isCommandOn(id, event, window.parley.platform);

  function onSpace(row: ListRow | undefined, { shiftKey, metaKey }: KeyboardEvent): void {
    if (row?.kind === 'section' || row?.kind === 'recent' || row?.kind === 'more') options.openRow(row);
    else choose(active.value, { shiftKey, metaKey, ctrlKey: true });
  }

  function onLetter(letter: string): void {
    const next = rowByLetters(rows.value, active.value, letters.type(letter));
    if (next !== undefined) go(next);
  }

  /** A range begins there, and whoever was chosen before is not any more. */
  function go(index: number, event: Modifiers = noModifiers): void {
    activate(index);
    choose(index, event);
  }

  /** What Delete does with a row. */
  function removal(row: ListRow | undefined): string | undefined {
    if (row?.kind === 'contact') return 'remove';
    if (row?.kind === 'recent') return row.recent.kind === 'call' ? 'call-seen' : 'remove-recent';
    return undefined;
  }

  function onKeydown(event: KeyboardEvent): void {
    if (!tree.value || event.target !== tree.value) return;
    const row = rows.value[active.value];
    if (is('personCard', event)) {
      event.preventDefault();
      return options.openCard(row);
    }
    if (event.altKey) return;
    if (event.key.length !== 1) letters.end();
    const [inward, outward] =
      getComputedStyle(tree.value).direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const removes = removal(row);

    if (event.key === 'Enter') options.openRow(row);
    else if (event.key === ' ' && !letters.isTyping()) onSpace(row, event);
    else if (event.key === inward) {
      if (row?.kind === 'section' && !row.isExpanded) toggle(row);
      else if (row?.kind === 'section') go(active.value + 1);
    } else if (event.key === outward) {
      if (row?.kind === 'section' && row.isExpanded) toggle(row);
      else go(parentOf(rows.value, active.value) ?? active.value);
    } else if (event.key === 'Delete' && row && removes !== undefined) run(removes, row);
    else if (event.key === 'F2' && row?.kind === 'section' && row.group) run('rename-group', row);
    else if (event.key === 'Escape' && !event.shiftKey && selection.value.uris.size > 0) selection.value = noSelection;
    else if (is('selectAllPeople', event)) selection.value = selectRows(rows.value);
    else if (is('moveRowUp', event)) step(row, -1);
    else if (is('moveRowDown', event)) step(row, 1);
    else if (is('moveToGroup', event)) {
      if (options.takenWith(row).length > 0) options.openMoveMenu();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) onLetter(event.key);
    else {
      const next = rowAfterKey(rows.value, active.value, event.key, options.pageSize());
      if (next === undefined) return;
      if (event.key === 'ArrowUp' && next === active.value) options.leaveUp();
      // With Ctrl the mark moves alone, so that single people can be added with Space.
      if (event.ctrlKey || event.metaKey) activate(next);
      else go(next, event);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return { onKeydown };
}
