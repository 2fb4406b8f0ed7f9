// A thread put together of what the model holds (its newest part) and what was read of the history before that. Pure.
import type { Message } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';

/** The newest of what the model holds follow each other without a gap, however many there are; before them only what is unsettled may be left. */
export const gaplessHeld = 200;

/** The first message of the model after which nothing is missing. */
export function frontierOf(held: readonly Message[]): Message | undefined {
  return held[Math.max(0, held.length - gaplessHeld)];
}

/**
 * What was read, then what is held since `frontier`. What is held from before that stands at its place in what was read, as the model has it,
 * or above the part that is still to be read.
 *
 * @param read from the history, oldest first: all of it up to the message `frontier`
 */
export function joinMessages(
  read: readonly Message[],
  held: readonly Message[],
  frontier: Pick<Message, 'id'> | undefined,
): readonly Message[] {
  if (read.length === 0) return held;
  const start = Math.max(
    0,
    held.findIndex(({ id }) => id === frontier?.id),
  );
  const since = held.slice(start);
  const isSince = new Set(since.map(({ id }) => id));
  const isRead = new Set(read.map(({ id }) => id));
  const stragglers = new Map(held.slice(0, start).map((message) => [message.id, message]));
  return [
    ...[...stragglers.values()].filter(({ id }) => !isRead.has(id)),
    ...read.flatMap((message) => (isSince.has(message.id) ? [] : [stragglers.get(message.id) ?? message])),
    ...since,
  ];
}

/** In the order of time, each once. */
export function joinEvents(read: readonly ThreadEvent[], held: readonly ThreadEvent[]): readonly ThreadEvent[] {
  if (read.length === 0) return held;
  const isHeld = new Set(held.map(({ id }) => id));
  return [...read.filter(({ id }) => !isHeld.has(id)), ...held].sort((one, other) => one.at - other.at);
}
