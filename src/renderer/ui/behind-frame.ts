// A value that follows another a frame behind: for what takes longer to draw than what somebody has just typed. The letter is seen first.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { afterFrame } from './after-frame';

export interface BehindFrame<T> {
  readonly value: Readonly<ShallowRef<T>>;
  /** For whoever acts on it now. Whether it was behind. */
  catchUp(): boolean;
}

export function behindFrame<T>(source: () => T): BehindFrame<T> {
  const value = shallowRef(source());
  /** Undefined: it is not behind. */
  let callOff: (() => void) | undefined;

  function cancel(): void {
    callOff?.();
    callOff = undefined;
  }

  function catchUp(): boolean {
    const isBehind = callOff !== undefined;
    cancel();
    value.value = source();
    return isBehind;
  }

  function follow(): void {
    callOff ??= afterFrame(catchUp);
  }

  watch(source, follow, { flush: 'sync' });
  onScopeDispose(cancel);
  return { value, catchUp };
}
