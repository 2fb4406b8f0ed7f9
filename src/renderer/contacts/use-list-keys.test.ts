import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shallowRef } from 'vue';
import type { ListRow } from './contact-rows';
import { noSelection, select, selectMode, type Selection } from './selection';
import { useListKeys, type ListKeysOptions } from './use-list-keys';

const rowOf = (name: string): ListRow =>
  ({
    kind: 'contact',
    key: name,
    section: 'group-1',
    entry: { uri: `sip:${name.toLowerCase()}@example.com`, name },
  }) as unknown as ListRow;
const rows = shallowRef(['Ann', 'Bo', 'Cy', 'Dee', 'Eve'].map(rowOf));

beforeEach(() => {
  vi.stubGlobal('window', { parley: { platform: 'linux' } });
  vi.stubGlobal('getComputedStyle', () => ({ direction: 'ltr' }));
});
afterEach(() => vi.unstubAllGlobals());

function list() {
  const tree = {} as HTMLElement;
  const selection = shallowRef<Selection>(noSelection);
  const active = shallowRef(-1);
  const nothing = (): void => undefined;
  const { onKeydown } = useListKeys({
    rows,
    active,
    tree: shallowRef(tree),
    selection,
    pageSize: () => 3,
    activate: (index) => (active.value = index),
    choose: (index, event) => (selection.value = select(rows.value, selection.value, index, selectMode(event))),
    takenWith: () => [],
    openRow: nothing,
    openCard: nothing,
    toggle: nothing,
    step: nothing,
    openMoveMenu: nothing,
    run: nothing,
    leaveUp: nothing,
  } satisfies ListKeysOptions);
  const press = (key: string, modifiers: Partial<KeyboardEvent> = {}): void =>
    onKeydown({
      key,
      code: '',
      target: tree,
      ...{ altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0 },
      getModifierState: () => false,
      preventDefault: nothing,
      stopPropagation: nothing,
      ...modifiers,
    } as unknown as KeyboardEvent);
  return { press, chosen: () => [...selection.value.uris].map((uri) => uri.slice('sip:'.length, uri.indexOf('@'))) };
}

it('chooses whom letters lead to, and a range begins there', () => {
  const { press, chosen } = list();
  press('ArrowDown');
  expect(chosen()).toEqual(['ann']);
  press('d');
  expect(chosen()).toEqual(['dee']);
  press('ArrowDown', { shiftKey: true });
  expect(chosen()).toEqual(['dee', 'eve']);
});

it('moves alone with Ctrl', () => {
  const { press, chosen } = list();
  press('ArrowDown');
  press('ArrowDown', { ctrlKey: true });
  expect(chosen()).toEqual(['ann']);
});
