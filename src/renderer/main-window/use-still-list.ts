// Keeps what is under the pointer where it is while something comes or goes above the list: the list is scrolled by as much, with some
// room below it where it is too short for that. When the pointer has left, the room goes, and a list that stood at its top stands there
// again. A pointer that only rests where the list has come, as after signing in by mouse, points at nothing in it: the list stands at its
// top until somebody has moved there.
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue';

interface Place {
  readonly scroller: number;
  readonly list: number | undefined;
}

/** What follows a key this soon is what somebody wanted with it. */
const ownDoingMs = 150;

const signsOfUse = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const;

/** What lies at the top of the scroller and comes and goes; pointed at, it keeps its own order. */
export interface Top {
  /** Undefined: something else is shown in its place. */
  readonly height: () => number | undefined;
  readonly isUnderPointer: () => boolean;
}

export function useStillList(scroller: Readonly<Ref<HTMLElement | null>>, top: () => Top | undefined): void {
  let last: Place | undefined;
  let room = 0;
  /** Where the list has been scrolled to from its top, without anybody's doing. */
  let heldAt: number | undefined;
  let isUsed = false;
  const use = (): void => void (isUsed = true);

  let keyAt = -Infinity;
  const onKey = (): void => void (keyAt = performance.now());

  function now(outer: HTMLElement): Place {
    const height = top()?.height();
    return { scroller: outer.offsetTop, list: height === undefined ? undefined : outer.offsetTop + height };
  }

  function movedBy(before: Place, after: Place): number {
    const isOnList = !top()?.isUnderPointer();
    const isOwnDoing = performance.now() - keyAt < ownDoingMs;
    if (!isOnList || isOwnDoing || before.list === undefined || after.list === undefined)
      return after.scroller - before.scroller;
    return after.list - before.list;
  }

  function hold(): void {
    const outer = scroller.value;
    if (!outer) return;
    const before = last ?? now(outer);
    last = now(outer);
    if (!isUsed || !outer.matches(':hover')) return;
    const moved = movedBy(before, last);
    if (moved === 0) return;
    const isFromTop = outer.scrollTop === 0 || outer.scrollTop === heldAt;
    const wanted = outer.scrollTop + moved;
    const missing = wanted + outer.clientHeight - contentEnd(outer);
    if (missing > room) giveRoom(outer, missing);
    outer.scrollTop = wanted;
    heldAt = isFromTop ? outer.scrollTop : undefined;
  }

  /** Where what is in it ends; it may be shorter than the scroller, and then `scrollHeight` does not tell. */
  function contentEnd(outer: HTMLElement): number {
    let end = 0;
    for (const each of outer.children)
      if (each instanceof HTMLElement) end = Math.max(end, each.offsetTop + each.offsetHeight);
    return end;
  }

  function giveRoom(outer: HTMLElement, px: number): void {
    room = px;
    outer.style.setProperty('--still-room', `${px}px`);
  }

  function release(): void {
    const outer = scroller.value;
    if (!outer) return;
    if (room > 0) giveRoom(outer, 0);
    if (outer.scrollTop === heldAt) outer.scrollTop = 0;
    heldAt = undefined;
  }

  const observer = new ResizeObserver(hold);
  watch(() => top()?.height(), hold, { flush: 'post' });
  onMounted(() => {
    if (!scroller.value) return;
    last = now(scroller.value);
    observer.observe(scroller.value);
    // Not `pointerleave`, which does not come when the pointer leaves the window in one go.
    scroller.value.addEventListener('mouseleave', release);
    for (const name of signsOfUse) scroller.value.addEventListener(name, use, { passive: true });
    scroller.value.addEventListener('keydown', onKey, { capture: true });
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    scroller.value?.removeEventListener('mouseleave', release);
    for (const name of signsOfUse) scroller.value?.removeEventListener(name, use);
    scroller.value?.removeEventListener('keydown', onKey, { capture: true });
  });
}
