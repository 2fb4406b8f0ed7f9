// Keeps what is under the pointer where it is while something comes or goes above the list: the list is scrolled by as much, with some
// room below it where it is too short for that. When the pointer has left, the room goes. A pointer that only rests where the list has
// come, as after signing in by mouse, points at nothing in it: the list stands at its top until somebody has moved there.
import { onBeforeUnmount, onMounted, type Ref } from 'vue';

const signsOfUse = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const;

/** `above`: what lies in the scroller before the list itself. */
export function useStillList(
  scroller: Readonly<Ref<HTMLElement | null>>,
  above: Readonly<Ref<HTMLElement | null>>,
): void {
  let last: { readonly scroller: number; readonly list: number } | undefined;
  let room = 0;
  let isUsed = false;
  const use = (): void => void (isUsed = true);

  const now = (outer: HTMLElement): { readonly scroller: number; readonly list: number } => ({
    scroller: outer.offsetTop,
    list: outer.offsetTop + (above.value?.offsetHeight ?? 0),
  });

  function hold(): void {
    const outer = scroller.value;
    if (!outer) return;
    const before = last ?? now(outer);
    last = now(outer);
    if (!isUsed || !outer.matches(':hover')) return;
    const isOnList = !above.value?.matches(':hover');
    const moved = isOnList ? last.list - before.list : last.scroller - before.scroller;
    if (moved === 0) return;
    const wanted = outer.scrollTop + moved;
    const missing = wanted - (outer.scrollHeight - outer.clientHeight);
    if (missing > 0) giveRoom(outer, room + missing);
    outer.scrollTop = wanted;
  }

  function giveRoom(outer: HTMLElement, px: number): void {
    room = px;
    outer.style.setProperty('--still-room', `${px}px`);
  }

  function release(): void {
    if (scroller.value && room > 0) giveRoom(scroller.value, 0);
  }

  const observer = new ResizeObserver(hold);
  onMounted(() => {
    if (!scroller.value) return;
    last = now(scroller.value);
    observer.observe(scroller.value);
    if (above.value) observer.observe(above.value);
    // Not `pointerleave`, which does not come when the pointer leaves the window in one go.
    scroller.value.addEventListener('mouseleave', release);
    for (const name of signsOfUse) scroller.value.addEventListener(name, use, { passive: true });
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    scroller.value?.removeEventListener('mouseleave', release);
    for (const name of signsOfUse) scroller.value?.removeEventListener(name, use);
  });
}
