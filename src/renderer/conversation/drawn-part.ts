// Which part of a thread is drawn: a page round what is looked at, grown in slices that cost no more than a frame or two, so that
// thousands of messages never keep the window busy, neither when it opens nor when they come all at once. Pure.
import type { Message, MessageId } from '../../shared/domain/message';

/** From the message at `from` to the one before `to`. */
export interface DrawnPart {
  readonly from: number;
  readonly to: number;
}

/** Messages drawn in one go. More than fills a window of usual size. */
export const sliceSize = 30;
/** Drawn in the end, for those who search the page, select, or have it read to them. */
export const pageSize = 120;
/** Never more than this, however far somebody has scrolled. */
export const maxDrawn = 360;

/** Messages shown before the first unread one, to tell what it is about. */
const before = 3;

/** What a window begins with: the end, or where the unread part begins. */
export function firstPart(messages: readonly Message[], firstUnread: MessageId | undefined): DrawnPart {
  const end = endPart(messages.length);
  const unread = indexOf(messages, firstUnread);
  if (unread < 0 || unread - before >= end.from) return end;
  const from = Math.max(0, unread - before);
  return { from, to: from + sliceSize };
}

export function endPart(count: number): DrawnPart {
  return { from: Math.max(0, count - sliceSize), to: count };
}

/** After the thread had `countBefore` messages and has `count` now. Somebody who is at the end goes with it. */
export function followThread(part: DrawnPart, countBefore: number, count: number, isAtEnd: boolean): DrawnPart {
  const isFew = count - part.to <= sliceSize;
  if (isAtEnd) {
    if (!isFew || part.from >= count) return endPart(count);
    // A window that is open for days must not draw all of them.
    return { from: count - part.from > maxDrawn ? count - pageSize : part.from, to: count };
  }
  // What is below the part waits until somebody scrolls there.
  const grows = part.to >= countBefore && isFew && count - part.from <= maxDrawn;
  const to = grows ? count : Math.min(part.to, count);
  return { from: Math.min(part.from, Math.max(0, to - sliceSize)), to };
}

/** What was read of the history stands before it now: the same is drawn. */
export function shiftPart({ from, to }: DrawnPart, by: number): DrawnPart {
  return { from: from + by, to: to + by };
}

/** Round one message, to show it. */
export function partAround(index: number, count: number): DrawnPart {
  const from = Math.max(0, Math.min(index - sliceSize / 2, count - sliceSize));
  return { from, to: Math.min(count, from + sliceSize) };
}

/** How many were put before what was there. */
export function countBefore(now: readonly Message[], before: readonly Message[]): number {
  const first = before[0]?.id;
  if (first === undefined || now[0]?.id === first) return 0;
  return Math.max(
    0,
    now.findIndex(({ id }) => id === first),
  );
}

/** Somebody scrolls back. */
export function earlierPart(part: DrawnPart): DrawnPart {
  const from = Math.max(0, part.from - sliceSize);
  return { from, to: Math.min(part.to, from + maxDrawn) };
}

/** Somebody scrolls on. */
export function laterPart(part: DrawnPart, count: number): DrawnPart {
  const to = Math.min(count, part.to + sliceSize);
  return { from: Math.max(part.from, to - maxDrawn), to };
}

/**
 * What is drawn next where there is time for more of what is before: to a whole page, and to the first unread one if that is not too far.
 * Its end stays: somebody may be there. Undefined: there is enough.
 */
export function filledPart(
  { from, to }: DrawnPart,
  messages: readonly Message[],
  firstUnread: MessageId | undefined,
): DrawnPart | undefined {
  const unread = indexOf(messages, firstUnread);
  const toUnread = unread < 0 ? 0 : to - unread + before;
  const wanted = toUnread > maxDrawn ? pageSize : Math.max(pageSize, toUnread);
  if (from === 0 || to - from >= wanted) return undefined;
  return { from: Math.max(0, from - sliceSize, to - maxDrawn), to };
}

/** Searched from the end: what is unread is nearly always recent. */
function indexOf(messages: readonly Message[], id: MessageId | undefined): number {
  return id === undefined ? -1 : messages.findLastIndex((message) => message.id === id);
}
