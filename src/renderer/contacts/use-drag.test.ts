import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import type { ListRow } from './contact-rows';
import { useDrag } from './use-drag';

class Row {
  dataset: { index: string };
  constructor(index: number) {
    this.dataset = { index: String(index) };
  }
  closest(selector: string): Row | null {
    return selector === '[data-index]' ? this : null;
  }
}
const people = ['Ann', 'Bo', 'Cy'].map((name) => ({ kind: 'contact', key: name }) as unknown as ListRow);
const rows = shallowRef<readonly ListRow[]>(people);
const tree = { setPointerCapture: () => undefined, hasPointerCapture: () => false } as unknown as HTMLElement;
let page: EventTarget;

beforeEach(() => {
  rows.value = people;
  page = Object.assign(new EventTarget(), { parley: { platform: 'linux' } });
  vi.stubGlobal('window', page);
  vi.stubGlobal('Element', Row);
  vi.stubGlobal('document', { activeElement: tree, elementFromPoint: () => null });
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

const at = (clientX: number) => ({ clientX, clientY: 10, pointerId: 1, button: 0, buttons: 1, pointerType: 'mouse' });

/** Presses on the row with this place, and moves so far that something is picked up. */
function pickedUp(index: number, meanwhile: () => void): unknown {
  const scope = effectScope();
  const picked = scope.run(() => {
    const { drag, onPointerdown } = useDrag({
      rows,
      groups: () => [],
      tree: shallowRef(tree),
      scroller: () => null,
      pick: (found) => ({ kind: 'people', people: [], label: rows.value[found]!.key }),
      drop: () => undefined,
      rest: () => undefined,
    });
    onPointerdown({ ...at(10), target: new Row(index) } as unknown as PointerEvent);
    meanwhile();
    page.dispatchEvent(Object.assign(new Event('pointermove'), at(40)));
    return drag.value?.dragged;
  });
  scope.stop();
  return picked;
}

it('picks up who was pressed on, also where others come before them meanwhile', () => {
  expect(pickedUp(1, () => undefined)).toMatchObject({ label: 'Bo' });
  expect(pickedUp(1, () => (rows.value = [people[1]!, people[0]!, people[2]!]))).toMatchObject({ label: 'Bo' });
});

it('picks up nobody where who was pressed on has gone', () => {
  expect(pickedUp(1, () => (rows.value = [people[0]!, people[2]!]))).toBeUndefined();
});
