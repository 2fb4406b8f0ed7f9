// Something long that somebody may stop: nothing more is begun from then on, and what is on its way is waited for only as long as an
// answer can be expected.
import { computed, ref, watch, type Ref } from 'vue';

/** As long as a slow server may take. Without a connection nobody waits at all. */
const patienceMs = 10_000;

export interface Stopping {
  /** Somebody has said so, and it has not ended yet. */
  readonly isStopping: Readonly<Ref<boolean>>;
  readonly isStopped: () => boolean;
  readonly stop: () => void;
  /** A new one begins. Resolves when nobody waits for its end any more. */
  readonly begin: () => Promise<void>;
  readonly end: () => void;
}

export function useStopping(isOnline: () => boolean): Stopping {
  const state = ref<'idle' | 'going' | 'stopping'>('idle');
  let giveUp: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // The store of the window is told at once, and nothing comes back over a line that is cut.
  watch(
    () => state.value === 'stopping' && !isOnline(),
    (isHopeless) => {
      if (isHopeless) giveUp?.();
    },
    { flush: 'sync' },
  );

  return {
    isStopping: computed(() => state.value === 'stopping'),
    isStopped: () => state.value !== 'going',
    stop() {
      if (state.value !== 'going') return;
      timer = setTimeout(() => giveUp?.(), patienceMs);
      state.value = 'stopping';
    },
    begin() {
      state.value = 'going';
      return new Promise((resolve) => (giveUp = resolve));
    },
    end() {
      clearTimeout(timer);
      giveUp = undefined;
      state.value = 'idle';
    },
  };
}
