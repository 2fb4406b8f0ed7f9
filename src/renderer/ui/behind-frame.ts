// A value that follows another a frame behind: for what takes longer to draw than what somebody has just typed. The letter is seen first.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

/** A window that draws nothing has no frames. */
const patienceMs = 100;

export interface BehindFrame<T> {
  readonly value: Readonly<ShallowRef<T>>;
  /** For whoever acts on it now. Whether it was behind. */
  catchUp(): boolean;
}

export function behindFrame<T>(source: () => T): BehindFrame<T> {
  const value = shallowRef(source());
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function cancel(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
  }

  function catchUp(): boolean {
    const isBehind = timer !== undefined;
    cancel();
    value.value = source();
    return isBehind;
  }

  function follow(): void {
    if (timer !== undefined) return;
    timer = setTimeout(catchUp, patienceMs);
    // Called right before the frame is drawn; what it asks for comes after.
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(catchUp);
    });
  }

  watch(source, follow, { flush: 'sync' });
  onScopeDispose(cancel);
  return { value, catchUp };
}
