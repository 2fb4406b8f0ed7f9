// A countdown that a view can show: whole seconds until a moment that the main process named.
import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue';

/** Longer than the engine ever waits: a larger difference only says that the clock was set in between. */
const maxMs = 60_000;

/** Rounded up, so that "in 1 second" is followed by the attempt and not by a zero that stays. */
export function secondsLeft(leftMs: number): number {
  return Math.max(0, Math.ceil(Math.min(leftMs, maxMs) / 1_000));
}

/**
 * `moment`: epoch milliseconds, undefined: none. It is measured once, when it is told; from then on a clock that nobody can set
 * counts, so that the countdown goes on evenly whatever becomes of the clock on the wall.
 */
export function useCountdown(moment: () => number | undefined): ComputedRef<number> {
  const monotonicNow = ref(performance.now());
  const end = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Until the next whole second; nothing ticks where nothing is counted. */
  function goOn(): void {
    clearTimeout(timer);
    monotonicNow.value = performance.now();
    const leftMs = end.value - monotonicNow.value;
    if (leftMs > 0) timer = setTimeout(goOn, leftMs % 1_000 || 1_000);
  }

  watch(
    moment,
    (until) => {
      end.value = until === undefined ? 0 : performance.now() + Math.min(until - Date.now(), maxMs);
      goOn();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return computed(() => secondsLeft(end.value - monotonicNow.value));
}
