// A model as the changes that lead to it from the empty one: so a window that opens gets ten thousand contacts in slices, and neither
// side is kept from anything else by one big copy. What a window draws first comes first.
import type { Change, Model } from './model';

/** The model must not change while it is read; finished ones never do. */
export function* changesOf(model: Model): Generator<Change, void> {
  const { connection, self, policy, accessLevels, outdated } = model;
  yield { kind: 'connection', connection };
  if (self) yield { kind: 'self', self };
  yield { kind: 'policy', policy };
  yield { kind: 'accessLevels', accessLevels };
  if (outdated.size > 0) yield { kind: 'outdated', parts: [...outdated] };
  for (const group of model.groups.values()) yield { kind: 'group', group };
  for (const subscriber of model.subscribers.values()) yield { kind: 'subscriber', subscriber };
  for (const conversation of model.conversations.values()) yield { kind: 'conversation', conversation };
  for (const call of model.calls.values()) yield { kind: 'call', call };
  for (const thread of model.messages.values()) for (const message of thread) yield { kind: 'message', message };
  for (const thread of model.events.values()) for (const event of thread) yield { kind: 'event', event };
  for (const contact of model.contacts.values()) yield { kind: 'contact', contact };
  for (const person of model.people.values()) yield { kind: 'person', person };
}

/** The next ones, at most so many; fewer: there are no more. */
export function take<T>(from: Iterator<T, void>, atMost: number): T[] {
  const taken: T[] = [];
  while (taken.length < atMost) {
    const next = from.next();
    if (next.done) break;
    taken.push(next.value as T);
  }
  return taken;
}
