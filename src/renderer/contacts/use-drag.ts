// People and groups are picked up with the mouse or a pen and let go somewhere else in the list. By a finger the list is scrolled. The hand
// holds something as long as the list has the focus: a dialog, a menu or another view that opens takes both.
import { onScopeDispose, shallowRef, type Ref } from 'vue';
import type { Group } from '../../shared/domain/contact';
import type { ListRow } from './contact-rows';
import { dropAt, type Dragged, type Drop } from './drop-target';

/** A hand that clicks trembles by less. */
const startsAfterPx = 6;
/** So near to an edge the list moves on, the faster the nearer. */
const edgePx = 44;
const fastestPx = 18;
/** Held over a row for so long, it is meant. */
const restMs = 700;

export interface DragOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  readonly groups: () => readonly Group[];
  readonly tree: Readonly<Ref<HTMLElement | null>>;
  readonly scroller: () => HTMLElement | null;
  /** What is picked up with this row; undefined: nothing. */
  readonly pick: (index: number) => Dragged | undefined;
  readonly drop: (dragged: Dragged, drop: Drop) => void;
  /** What is held rests on this row. */
  readonly rest: (index: number, dragged: Dragged) => void;
}

export interface DragState {
  readonly dragged: Dragged;
  readonly drop: Drop | undefined;
  readonly x: number;
  readonly y: number;
}

export function useDrag({ rows, groups, tree, scroller, pick, drop, rest }: DragOptions) {
  const state = shallowRef<DragState>();
  /** The row by its key: before the hand moves, others may come to stand before it. */
  let start: { readonly x: number; readonly y: number; readonly key: string; readonly pointer: number } | undefined;
  let isCopy = false;
  let frame = 0;
  let resting: { readonly key: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  function onPointerdown(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    if (event.target.closest('button, a, input')) return;
    const row = rows.value[Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'])];
    if (!row) return;
    start = { x: event.clientX, y: event.clientY, key: row.key, pointer: event.pointerId };
    listen(true);
  }

  function onMove(event: PointerEvent): void {
    if (!start || event.pointerId !== start.pointer) return;
    // The button was let go where nobody heard it.
    if (event.buttons === 0) return stop();
    isCopy = copies(event);
    if (!state.value) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < startsAfterPx) return;
      const { key } = start;
      const index = rows.value.findIndex((row) => row.key === key);
      const dragged = hasFocus() && index >= 0 ? pick(index) : undefined;
      if (!dragged) return stop();
      tree.value?.setPointerCapture(start.pointer);
      state.value = { dragged, drop: undefined, x: event.clientX, y: event.clientY };
      frame = requestAnimationFrame(scrollOn);
    }
    look(event.clientX, event.clientY);
  }

  /** What it would be let go on. */
  function look(x: number, y: number): void {
    const now = state.value;
    if (!now) return;
    const index = indexAt(x, y);
    const next = index === undefined ? undefined : dropAt(rows.value, index, now.dragged, groups(), isCopy);
    state.value = { dragged: now.dragged, drop: next, x, y };
    waitOn(index, now.dragged);
  }

  function waitOn(index: number | undefined, dragged: Dragged): void {
    const key = index === undefined ? undefined : rows.value[index]?.key;
    if (key === resting?.key) return;
    clearTimeout(resting?.timer);
    resting = undefined;
    if (index === undefined || key === undefined) return;
    const timer = setTimeout(() => {
      if (rows.value[index]?.key === key) rest(index, dragged);
    }, restMs);
    resting = { key, timer };
  }

  const hasFocus = (): boolean => document.activeElement === tree.value;
  function onFocusMoved(): void {
    if (state.value && !hasFocus()) stop();
  }

  function indexAt(x: number, y: number): number | undefined {
    const outer = scroller()?.getBoundingClientRect();
    if (!outer || x < outer.left || x > outer.right || y < outer.top || y > outer.bottom) return undefined;
    const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-index]');
    if (element && tree.value?.contains(element)) return Number(element.dataset['index']);
    // Below the last row is what it is in.
    const end = tree.value?.getBoundingClientRect().bottom;
    return end !== undefined && y >= end ? rows.value.length - 1 : undefined;
  }

  function scrollOn(): void {
    const now = state.value;
    const outer = scroller();
    if (!now || !outer) return;
    const { top, bottom } = outer.getBoundingClientRect();
    const into = Math.max(top + edgePx - now.y, 0) - Math.max(now.y - (bottom - edgePx), 0);
    if (into !== 0) {
      outer.scrollTop -= Math.sign(into) * Math.min(fastestPx, Math.ceil(Math.abs(into) / 3));
      look(now.x, now.y);
    }
    frame = requestAnimationFrame(scrollOn);
  }

  function onUp(event: PointerEvent): void {
    if (!start || event.pointerId !== start.pointer) return;
    const now = state.value;
    stop();
    if (!now) return;
    swallowClick();
    if (now.drop) drop(now.dragged, now.drop);
  }

  function onKey(event: KeyboardEvent): void {
    if (!state.value) return;
    if (event.key === 'Escape' && event.type === 'keydown') {
      event.preventDefault();
      event.stopPropagation();
      stop();
      swallowClick();
      return;
    }
    isCopy = copies(event);
    look(state.value.x, state.value.y);
  }

  function stop(): void {
    const pointer = start?.pointer;
    start = undefined;
    state.value = undefined;
    cancelAnimationFrame(frame);
    clearTimeout(resting?.timer);
    resting = undefined;
    listen(false);
    if (pointer !== undefined && tree.value?.hasPointerCapture(pointer)) tree.value.releasePointerCapture(pointer);
  }

  /** What is let go was not clicked. */
  function swallowClick(): void {
    const swallow = (event: MouseEvent): void => event.stopPropagation();
    window.addEventListener('click', swallow, { capture: true, once: true });
    // The click, if there is one, comes at once.
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
  }

  function listen(isOn: boolean): void {
    const change = isOn ? 'addEventListener' : 'removeEventListener';
    window[change]('pointermove', onMove as EventListener);
    window[change]('pointerup', onUp as EventListener);
    window[change]('pointercancel', stop);
    window[change]('blur', stop);
    window[change]('focusin', onFocusMoved);
    window[change]('focusout', onFocusMoved);
    window[change]('keydown', onKey as EventListener, true);
    window[change]('keyup', onKey as EventListener, true);
  }

  onScopeDispose(stop);
  return { drag: state, onPointerdown };
}

/** As in the folders of each system. */
function copies({ ctrlKey, altKey }: MouseEvent | KeyboardEvent): boolean {
  return window.parley.platform === 'darwin' ? altKey : ctrlKey;
}
