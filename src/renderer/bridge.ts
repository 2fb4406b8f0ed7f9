// The one door out of a window: typed access to what preload put on `window.parley`.
import { errorOfFailure } from '../shared/domain/failure';
import type { Answer, Bridge, MethodInput, MethodName, MethodOutput, EventName, Events } from '../shared/ipc/contract';

declare global {
  interface Window {
    readonly parley: Bridge;
  }
}

/** Methods that take nothing may be called without an argument. */
export type MethodArguments<Name extends MethodName> =
  undefined extends MethodInput<Name> ? [input?: MethodInput<Name>] : [input: MethodInput<Name>];

/** Answers and events for whoever comes later to take them (`first.ts`). */
const ahead = new Map<MethodName, Promise<Answer<unknown>>>();
const heard = new Map<EventName, { readonly told: string[]; readonly stop: () => void }>();

/** Asks what somebody will call: the first call of that name has this answer. */
export function askAhead<Name extends MethodName>(
  name: Name,
  ...[input]: MethodArguments<Name>
): Promise<Answer<MethodOutput<Name>>> {
  const answer = window.parley.methods[name](toPlain(input) as MethodInput<Name>);
  ahead.set(name, answer);
  return answer;
}

/** Hears what somebody will listen to: who is the first to do so hears that before. */
export function hearAhead(name: EventName): void {
  const told: string[] = [];
  heard.set(name, { told, stop: window.parley.on[name]((json) => told.push(json)) });
}

/** Calls the main process; throws a `FailureError` if it refused or failed. */
export async function invoke<Name extends MethodName>(
  name: Name,
  ...[input]: MethodArguments<Name>
): Promise<MethodOutput<Name>> {
  const asked = ahead.get(name) as Promise<Answer<MethodOutput<Name>>> | undefined;
  ahead.delete(name);
  const answer = await (asked ?? window.parley.methods[name](toPlain(input) as MethodInput<Name>));
  if (answer.ok) return answer.value;
  throw errorOfFailure(answer.failure);
}

/** Hears an event of the main process; returns the unsubscribe. */
export function listen<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  const take = (json: string): void => listener(JSON.parse(json) as Events[Name]);
  const before = heard.get(name);
  heard.delete(name);
  before?.stop();
  const stop = window.parley.on[name](take);
  before?.told.forEach(take);
  return stop;
}

/** Vue hands out proxies, which do not survive a structured clone: cross with a copy made of plain objects and arrays. */
export function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlain(member)]));
  }
  return value;
}
