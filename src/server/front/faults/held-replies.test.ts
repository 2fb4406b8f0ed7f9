import { describe, expect, it } from 'vitest';
import type { CwaEvents } from '../../../protocol/events';
import { createManualClock, type ManualClock } from '../../testing/manual-clock';
import { HeldReplies, longestHoldMs } from './held-replies';

const sid = 7;
const poll = (...outcomes: readonly [eid: number, rid: string][]): CwaEvents => ({
  sid,
  ackId: outcomes.at(-1)?.[0] ?? 0,
  events: outcomes.map(([eid, rid]) => ({ kind: 'requestSucceeded', eid, rid })),
});

function held(rids: readonly string[]): {
  readonly replies: HeldReplies;
  readonly clock: ManualClock;
  readonly gone: AbortController;
  readonly isOut: () => Promise<boolean>;
} {
  const clock = createManualClock();
  const gone = new AbortController();
  const replies = new HeldReplies(clock);
  let isOut = false;
  void replies.hold(sid, rids, gone.signal).then(() => (isOut = true));
  return { replies, clock, gone, isOut: () => Promise.resolve().then(() => isOut) };
}

describe('a reply that is held', () => {
  it('goes when the client asks for what comes after the outcome, not before', async () => {
    const { replies, clock, isOut } = held(['8']);
    replies.asked(sid, 0);
    replies.told(poll([1, '3'], [2, '8'], [3, '9']));
    expect(await isOut()).toBe(false);
    // The poll was lost: its client asks again as it did before.
    replies.asked(sid, 1);
    replies.asked(sid + 1, 99);
    replies.asked(undefined, 99);
    expect(await isOut()).toBe(false);
    replies.asked(sid, 2);
    expect(await isOut()).toBe(true);
    expect([replies.isEmpty, clock.pending]).toEqual([true, 0]);
  });

  it('waits for the outcome of each request of the document', async () => {
    const { replies, isOut } = held(['8', '9']);
    replies.told(poll([1, '8']));
    replies.asked(sid, 1);
    expect(await isOut()).toBe(false);
    replies.told({ ...poll([5, '9']), sid: sid + 1 });
    replies.asked(sid, 5);
    expect(await isOut()).toBe(false);
    replies.told(poll([4, '9']));
    replies.asked(sid, 4);
    expect(await isOut()).toBe(true);
  });

  it('goes when the time is up', async () => {
    const { clock, isOut } = held(['8']);
    clock.advance(longestHoldMs - 1);
    expect(await isOut()).toBe(false);
    clock.advance(1);
    expect(await isOut()).toBe(true);
  });

  it('goes when nobody waits for it any more', async () => {
    const { clock, gone, isOut } = held(['8']);
    gone.abort();
    expect(await isOut()).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('goes at once where nothing is to come', async () => {
    expect(await held([]).isOut()).toBe(true);
  });
});
