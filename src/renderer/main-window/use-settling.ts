// Whether something has just come, or was just moved, to where it is: nobody can have meant it yet with what they press there.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Longer than a double click may take, on the usual settings of all systems. */
const settlingMs = 600;

export function useSettling(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const isSettling = ref(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let top: number | undefined;

  function look(): void {
    const now = element.value?.offsetTop;
    if (now === top) return;
    top = now;
    isSettling.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => (isSettling.value = false), settlingMs);
  }

  // What comes and goes beside it changes the size of what holds them all.
  const observer = new ResizeObserver(look);
  onMounted(() => {
    look();
    const parent = element.value?.parentElement;
    if (parent) observer.observe(parent);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    clearTimeout(timer);
  });
  return isSettling;
}
