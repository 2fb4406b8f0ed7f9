// A thread put together of what the model holds (its newest part) and what was read of the history before that. Pure.
import type { Message, MessageId } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';

/** The newest of what the model holds follow each other without a gap, however many there are; before them only what is unsettled may be left. */
export const gaplessHeld = 200;

/** The first message of the model after which nothing is missing. */
export function frontierOf(held: readonly Message[]): MessageId | undefined {
  return held[Math.max(0, held.length - gaplessHeld)]?.id;
}

/**
 * What was read, then what is held. A message that is in both is as the model has it, at its place in what was read; held ones from
 * before a part that is still to be read stand above it.
 *
 * @param read from the history, oldest first: all of it up to the message `frontier`
 */
export function joinMessages(
  read: readonly Message[],
  held: readonly Message[],
  frontier: MessageId | undefined,
): readonly Message[] {
  if (read.length === 0) return held;
  const byId = new Map(held.map((message) => [message.id, message]));
  const isRead = new Set(read.map(({ id }) => id));
  const start = frontier === undefined ? 0 : held.findIndex(({ id }) => id === frontier);
  const isStraggler = (index: number): boolean => index < start;
  return [
    ...held.filter(({ id }, index) => isStraggler(index) && !isRead.has(id)),
    ...read.map((message) => byId.get(message.id) ?? message),
    ...held.filter(({ id }, index) => !isStraggler(index) && !isRead.has(id)),
  ];
}

/** In the order of time, each once. */
export function joinEvents(read: readonly ThreadEvent[], held: readonly ThreadEvent[]): readonly ThreadEvent[] {
  if (read.length === 0) return held;
  const isHeld = new Set(held.map(({ id }) => id));
  return [...read.filter(({ id }) => !isHeld.has(id)), ...held].sort((one, other) => one.at - other.at);
}
