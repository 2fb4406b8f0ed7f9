import { expect, it, vi } from 'vitest';
import { createAwaitedThreads } from './awaited-threads';

function setUp() {
  const now = { isAwaited: true };
  const known = new Map<string, string>();
  const bringBack = vi.fn((id: string) => known.get(id));
  const follow = vi.fn();
  return {
    now,
    known,
    bringBack,
    follow,
    threads: createAwaitedThreads({ isAwaited: () => now.isAwaited, bringBack, follow }),
  };
}

it('brings back what was opened too early, once it is known, and leads on to what it has become a part of', () => {
  const { now, known, bringBack, follow, threads } = setUp();
  threads.opened('a');
  threads.opened('b');
  threads.changed();
  expect(bringBack).toHaveBeenCalledTimes(2);
  now.isAwaited = false;
  known.set('a', 'a').set('b', 'c');
  threads.changed();
  expect(follow.mock.calls).toEqual([['b', 'c']]);
  threads.changed();
  expect(bringBack, 'each of them once').toHaveBeenCalledTimes(4);
});

it('waits for no one who does not come, and not for what was opened in a session', () => {
  const { now, bringBack, threads } = setUp();
  threads.opened('a');
  threads.over();
  now.isAwaited = false;
  threads.opened('b');
  threads.changed();
  expect(bringBack).not.toHaveBeenCalled();
});
