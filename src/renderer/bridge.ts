// The one door out of a window: typed access to what preload put on `window.parley`.
import { errorOfFailure } from '../shared/domain/failure';
import type { Bridge, MethodInput, MethodName, MethodOutput, EventName, Events } from '../shared/ipc/contract';

declare global {
  interface Window {
    readonly parley: Bridge;
  }
}

/** Methods that take nothing may be called without an argument. */
export type MethodArguments<Name extends MethodName> =
  undefined extends MethodInput<Name> ? [input?: MethodInput<Name>] : [input: MethodInput<Name>];

/** Calls the main process; throws a `FailureError` if it refused or failed. */
export async function invoke<Name extends MethodName>(
  name: Name,
  ...[input]: MethodArguments<Name>
): Promise<MethodOutput<Name>> {
  const answer = await window.parley.methods[name](toPlain(input) as MethodInput<Name>);
  if (answer.ok) return answer.value;
  throw errorOfFailure(answer.failure);
}

/** Hears an event of the main process; returns the unsubscribe. */
export function listen<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.parley.on[name]((json) => listener(JSON.parse(json) as Events[Name]));
}

/** Vue hands out proxies, which do not survive a structured clone: cross with a copy made of plain objects and arrays. */
export function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlain(member)]));
  }
  return value;
}
