// A clock that a view can show: whole seconds until a moment.
import { onScopeDispose, ref, type Ref } from 'vue';

/** Rounded up, so that "in 1 second" is followed by the attempt and not by a zero that stays. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

/** The time now, anew every `intervalMs` while the component lives. */
export function useNow(intervalMs: number): Ref<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), intervalMs);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
