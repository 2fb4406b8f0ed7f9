// Keeps what is under the pointer where it is while something comes or goes above the list: the list is scrolled by as much, with some
// room below it where it is too short for that. When the pointer has left, the room goes.
import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/** `above`: what lies in the scroller before the list itself. */
export function useStillList(
  scroller: Readonly<Ref<HTMLElement | null>>,
  above: Readonly<Ref<HTMLElement | null>>,
): void {
  let last: { readonly scroller: number; readonly list: number } | undefined;
  let room = 0;

  const now = (outer: HTMLElement): { readonly scroller: number; readonly list: number } => ({
    scroller: outer.offsetTop,
    list: outer.offsetTop + (above.value?.offsetHeight ?? 0),
  });

  function hold(): void {
    const outer = scroller.value;
    if (!outer) return;
    const before = last ?? now(outer);
    last = now(outer);
    if (!outer.matches(':hover')) return;
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
    scroller.value.addEventListener('pointerleave', release);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    scroller.value?.removeEventListener('pointerleave', release);
  });
}
