import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/domain/message';
import { firstUnreadOf } from './use-reading';

const thread = ['in', 'out', 'in', 'in', 'out'].map((direction, index): Message => ({
  id: `m${index}`,
  conversationId: 'c1',
  direction: direction === 'in' ? 'incoming' : 'outgoing',
  from: 'sip:lee@example.com',
  body: { text: 'x' },
  at: index,
}));

describe('firstUnreadOf', () => {
  it.each([
    [0, undefined],
    [1, 'm3'],
    [2, 'm2'],
    [3, 'm0'],
    [9, 'm0'],
  ])('with %d unread, counting what others wrote, is %s', (unread, expected) =>
    expect(firstUnreadOf(thread, unread)).toBe(expected),
  );
  it('is none in an empty thread', () => expect(firstUnreadOf([], 3)).toBeUndefined());
});
