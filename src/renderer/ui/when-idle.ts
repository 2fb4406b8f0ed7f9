// Work of many small steps while nothing else is to be done: in pieces, so short that a key that comes meanwhile hardly waits.
import { onScopeDispose } from 'vue';

/** A quarter of a frame. */
const pieceMs = 4;

/** Hands back how to begin, or begin anew. What is left ends with the scope. */
export function whenIdle(steps: () => Iterator<unknown>): () => void {
  let left: Iterator<unknown> | undefined;
  let waiting = 0;

  function goOn(): void {
    const end = performance.now() + pieceMs;
    while (performance.now() < end) if (left?.next().done !== false) return;
    waiting = requestIdleCallback(goOn);
  }

  onScopeDispose(() => cancelIdleCallback(waiting));
  return () => {
    cancelIdleCallback(waiting);
    left = steps();
    waiting = requestIdleCallback(goOn);
  };
}
