import { describe, expect, it, vi } from 'vitest';
import { EventQueue } from './event-queue';

function queueOf(count: number, limits = { events: 100, chars: 100_000 }): EventQueue {
  const queue = new EventQueue(limits);
  for (let rid = 1; rid <= count; rid += 1) queue.push({ kind: 'requestSucceeded', rid: String(rid) });
  return queue;
}
const eids = (queue: EventQueue, ackId: number, atMost = 100): number[] =>
  queue.after(ackId, atMost).events.map(({ eid }) => eid);

describe('EventQueue', () => {
  it('numbers events from 1', () => {
    expect(eids(queueOf(3), 0)).toEqual([1, 2, 3]);
  });

  it('7.8 gives the eid of the last event included as ackId, and the client’s own number when there is none', () => {
    expect(queueOf(3).after(0, 100).ackId).toBe(3);
    expect(queueOf(3).after(0, 2).ackId).toBe(2);
    expect(queueOf(3).after(3, 100)).toEqual({ events: [], ackId: 3 });
    expect(queueOf(0).after(0, 100)).toEqual({ events: [], ackId: 0 });
  });

  it('repeats for an old number until it is acknowledged', () => {
    const queue = queueOf(3);
    expect(eids(queue, 0)).toEqual([1, 2, 3]);
    expect(eids(queue, 0)).toEqual([1, 2, 3]);
    expect(eids(queue, 2)).toEqual([3]);
    expect(eids(queue, 0)).toEqual([3]);
  });

  it('sends nothing for a number that is too high, forgets nothing, and goes on when it has caught up', () => {
    const queue = queueOf(3);
    expect(queue.after(9, 100)).toEqual({ events: [], ackId: 9 });
    expect(eids(queue, 0)).toEqual([1, 2, 3]);
  });

  it('says once when an event has gone out, and once when the other side has got it', () => {
    const queue = queueOf(1);
    const [onTold, onAcknowledged] = [vi.fn(), vi.fn()];
    queue.push({ kind: 'requestSucceeded', rid: 'x' }, { onTold, onAcknowledged });
    queue.after(0, 1);
    expect(onTold).not.toHaveBeenCalled();
    queue.after(1, 100);
    queue.all(100);
    expect(onTold).toHaveBeenCalledOnce();
    expect(onAcknowledged).not.toHaveBeenCalled();
    queue.after(2, 100);
    queue.after(2, 100);
    expect(onAcknowledged).toHaveBeenCalledOnce();
  });

  it('is full by number and by size', () => {
    const queue = queueOf(2, { events: 2, chars: 1_000 });
    expect(queue.push({ kind: 'requestSucceeded', rid: '3' })).toBe(false);
    queue.after(3, 100);
    expect(queue.push({ kind: 'requestSucceeded', rid: 'x'.repeat(1_000) })).toBe(false);
    queue.after(4, 100);
    expect(queue.push({ kind: 'requestSucceeded', rid: '5' })).toBe(true);
  });
});
