import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/domain/message';
import type { SystemLine } from './system-lines';
import { groupGapMs, threadRows, type ThreadRow } from './thread-rows';

const noon = new Date(2024, 4, 6, 12).getTime();
const minute = 60_000;
let count = 0;
const message = (from: 'dana' | 'lee', at: number, part: Partial<Message> = {}): Message => ({
  id: `m${(count += 1)}`,
  conversationId: 'c1',
  direction: from === 'dana' ? 'outgoing' : 'incoming',
  from: `sip:${from}@example.com`,
  body: { text: 'x' },
  at,
  ...part,
});
const line = (at: number): SystemLine => ({
  key: `s${at}`,
  at,
  kind: 'joined',
  uri: 'sip:kim@example.com',
  name: 'Kim',
});
const shape = (rows: readonly ThreadRow[]): string[] =>
  rows.map((row) =>
    row.kind === 'message'
      ? `${row.isFirst ? '[' : ' '}${row.message.from.slice(4, 7)}${row.isLast ? ']' : ' '}`
      : row.kind,
  );
const rowsOf = (messages: readonly Message[], part: Partial<Parameters<typeof threadRows>[1]> = {}) =>
  threadRows(messages, { from: 0, lines: [], ...part });

describe('threadRows', () => {
  it('draws messages of one sender as one group, and begins another after a pause', () => {
    const messages = [
      message('lee', noon),
      message('lee', noon + minute),
      message('dana', noon + minute),
      message('dana', noon + minute + groupGapMs),
    ];
    expect(shape(rowsOf(messages))).toEqual(['day', '[lee ', ' lee]', '[dan]', '[dan]']);
  });

  it('separates days, by this calendar', () => {
    const messages = [message('lee', noon), message('lee', noon + 12 * 60 * minute)];
    expect(shape(rowsOf(messages))).toEqual(['day', '[lee]', 'day', '[lee]']);
  });

  it('puts system lines where they happened, and they end a group', () => {
    const messages = [message('lee', noon), message('lee', noon + 2 * minute)];
    const rows = rowsOf(messages, { lines: [line(noon + minute), line(noon + 3 * minute)] });
    expect(shape(rows)).toEqual(['day', '[lee]', 'system', '[lee]', 'system']);
  });

  it('shows system lines of an empty thread', () => {
    expect(shape(rowsOf([], { lines: [line(noon)] }))).toEqual(['day', 'system']);
    expect(rowsOf([])).toEqual([]);
  });

  it('marks where the unread ones begin', () => {
    const messages = [message('lee', noon), message('lee', noon + 1), message('lee', noon + 2)];
    expect(shape(rowsOf(messages, { firstUnread: messages[1]!.id }))).toEqual([
      'day',
      '[lee]',
      'unread',
      '[lee ',
      ' lee]',
    ]);
  });

  it('draws only the part that is asked for, without the lines before it', () => {
    const messages = [message('lee', noon), message('dana', noon + minute), message('lee', noon + 3 * minute)];
    const rows = rowsOf(messages, { from: 2, lines: [line(noon), line(noon + 2 * minute)] });
    expect(shape(rows)).toEqual(['day', 'system', '[lee]']);
  });

  it('ends where it is told to, without the lines that come later', () => {
    const messages = [message('lee', noon), message('dana', noon + minute), message('lee', noon + 3 * minute)];
    const lines = [line(noon + minute / 2), line(noon + 2 * minute), line(noon + 4 * minute)];
    expect(shape(rowsOf(messages, { to: 2, lines }))).toEqual(['day', '[lee]', 'system', '[dan]', 'system']);
  });

  it('gives every row a key of its own', () => {
    const messages = Array.from({ length: 300 }, (_, index) =>
      message(index % 3 ? 'lee' : 'dana', noon + index * 40 * minute),
    );
    const rows = rowsOf(messages, { lines: [line(noon + 1), line(noon + 2)] });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('knows the message that follows in its group, and no other', () => {
    const messages = [message('dana', noon), message('dana', noon + 1), message('dana', noon + groupGapMs * 2)];
    const next = rowsOf(messages).map((row) => (row.kind === 'message' ? row.next?.id : undefined));
    expect(next).toEqual([undefined, messages[1]!.id, undefined, undefined]);
    const parted = rowsOf(messages, { lines: [line(noon + 0.5)] }).map((row) => row.kind === 'message' && row.next);
    expect(parted).toEqual([false, undefined, false, undefined, undefined]);
  });

  it('needs no mark of the unread ones where all are', () => {
    const messages = [message('lee', noon), message('lee', noon + 1)];
    expect(shape(rowsOf(messages, { firstUnread: messages[0]!.id }))).toEqual(['day', '[lee ', ' lee]']);
  });
});
