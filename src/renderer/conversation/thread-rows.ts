// Turns a thread into what is drawn: days, system lines and messages, the messages of one sender within a few minutes drawn as one
// group. Pure, and cheap for the part of a thread that is on screen.
import type { Message, MessageId } from '../../shared/domain/message';
import { standsBefore } from '../../shared/domain/thread-event';
import type { SystemLine } from './system-lines';

export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'system'; readonly key: string; readonly line: SystemLine }
  | MessageRow;

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly message: Message;
  /** First of its group: carries name and time. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The message that follows in its group, if any: of several delivered ones the last speaks for all. */
  readonly next?: Message;
}

export interface ThreadOptions {
  /** Index of the first message that is drawn; the ones before wait for scrolling. */
  readonly from: number;
  /** Index after the last one that is drawn. Default: the end. */
  readonly to?: number;
  readonly lines: readonly SystemLine[];
  /** The first message that was not read when the window was last looked at. */
  readonly firstUnread?: MessageId | undefined;
  /** Something stands before the first of the messages that is not read yet. */
  readonly hasEarlier?: boolean;
}

/** Messages of one sender belong together as long as no more time than this lies between them. */
export const groupGapMs = 5 * 60_000;

export function threadRows(messages: readonly Message[], options: ThreadOptions): readonly ThreadRow[] {
  const rows: ThreadRow[] = [];
  const start = Math.max(0, Math.min(options.from, messages.length));
  const end = Math.max(start, Math.min(options.to ?? messages.length, messages.length));
  // Lines between messages that are not drawn are not drawn either.
  const before = start > 0 ? messages[start - 1]!.at : options.hasEarlier ? (messages[0]?.at ?? -Infinity) : -Infinity;
  const lines = options.lines.filter((line) => line.at >= before);
  let nextLine = 0;
  let day = '';
  const days = new Set<string>();
  let previous: Message | undefined;

  const openDay = (at: number): void => {
    const name = dayOf(at);
    if (name === day) return;
    day = name;
    previous = undefined;
    // A clock that was set back brings a day twice.
    const key = days.has(name) ? `day-${name}-${rows.length}` : `day-${name}`;
    days.add(name);
    rows.push({ kind: 'day', key, at });
  };
  const addLinesUntil = (at: number): void => {
    for (let line = lines[nextLine]; line && isBefore(line, at); line = lines[nextLine]) {
      openDay(line.at);
      rows.push({ kind: 'system', key: line.key, line });
      previous = undefined;
      nextLine += 1;
    }
  };

  for (let index = start; index < end; index += 1) {
    const message = messages[index]!;
    addLinesUntil(message.at);
    openDay(message.at);
    // A thread that is new altogether needs no mark.
    if (message.id === options.firstUnread && index > 0) {
      rows.push({ kind: 'unread', key: 'unread' });
      previous = undefined;
    }
    const following = messages[index + 1];
    const isFirst = !previous || !belongTogether(previous, message);
    if (isFirst) closeGroup(rows);
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      isFirst,
      isLast: false,
      ...(following && belongTogether(message, following) && { next: following }),
    });
    previous = message;
  }
  addLinesUntil(messages[end]?.at ?? Infinity);
  return markLast(rows);
}

/** What begins stands before what is said at that moment, all else after it. */
function isBefore(line: SystemLine, at: number): boolean {
  return standsBefore(line) ? line.at <= at : line.at < at;
}

function belongTogether(one: Message, other: Message): boolean {
  return one.direction === other.direction && one.from === other.from && Math.abs(other.at - one.at) < groupGapMs;
}

function closeGroup(rows: ThreadRow[]): void {
  const last = rows.at(-1);
  if (last?.kind === 'message') rows[rows.length - 1] = ended(last);
}

function ended({ next: _next, ...row }: MessageRow): MessageRow {
  return { ...row, isLast: true };
}

/** A group also ends where something else follows it. */
function markLast(rows: readonly ThreadRow[]): readonly ThreadRow[] {
  return rows.map((row, index) =>
    row.kind === 'message' && !row.isLast && rows[index + 1]?.kind !== 'message' ? ended(row) : row,
  );
}

/** By the calendar of this computer. */
function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
