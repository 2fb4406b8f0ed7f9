import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation';
import { neighbour } from './conversation-order';

const list = ['a', 'b', 'c'].map((id) => ({ id, unread: id === 'c' ? 2 : 0 }) as Conversation);

describe('neighbour', () => {
  it.each([
    ['a', 1, 'b'],
    ['c', 1, 'a'],
    ['a', -1, 'c'],
    ['b', -1, 'a'],
    [undefined, 1, 'a'],
    [undefined, -1, 'c'],
    ['gone', 1, 'a'],
  ] as const)('from %s by %i is %s', (current, step, expected) =>
    expect(neighbour(list, current, step)?.id).toBe(expected),
  );

  it('passes over those that are not wanted, and is never the current one', () => {
    const isUnread = ({ unread }: Conversation): boolean => unread > 0;
    expect(neighbour(list, 'a', 1, isUnread)?.id).toBe('c');
    expect(neighbour(list, 'a', -1, isUnread)?.id).toBe('c');
    expect(neighbour(list, 'c', 1, isUnread)).toBeUndefined();
    expect(neighbour(list.slice(0, 1), 'a', 1)).toBeUndefined();
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});
