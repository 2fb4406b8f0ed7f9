// The present, for what shows how long something has waited: right to some seconds, whatever the machine did meanwhile.
import { onScopeDispose, ref, type Ref } from 'vue';

const tickMs = 5_000;

/** Epoch milliseconds. */
export function useMinuteHand(): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), tickMs);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
