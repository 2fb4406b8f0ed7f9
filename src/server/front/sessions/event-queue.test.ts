import { describe, expect, it, vi } from 'vitest';
import { EventQueue } from './event-queue';

function queueOf(count: number, limits = { events: 100, chars: 100_000 }): EventQueue {
  const queue = new EventQueue(limits);
  for (let rid = 1; rid <= count; rid += 1) queue.push({ kind: 'requestSucceeded', rid: String(rid) });
  return queue;
}
const plenty = { events: 100, chars: 100_000 };
const eids = (queue: EventQueue, ackId: number, atMost = plenty): number[] =>
  queue.after(ackId, atMost).events.map(({ eid }) => eid);

describe('EventQueue', () => {
  it('numbers events from 1', () => {
    expect(eids(queueOf(3), 0)).toEqual([1, 2, 3]);
  });

  it('7.8 gives the eid of the last event included as ackId, and the client’s own number when there is none', () => {
    expect(queueOf(3).after(0, plenty).ackId).toBe(3);
    expect(queueOf(3).after(0, { ...plenty, events: 2 }).ackId).toBe(2);
    expect(queueOf(3).after(3, plenty)).toEqual({ events: [], ackId: 3 });
    expect(queueOf(0).after(0, plenty)).toEqual({ events: [], ackId: 0 });
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
    expect(queue.after(9, plenty)).toEqual({ events: [], ackId: 9 });
    expect(eids(queue, 0)).toEqual([1, 2, 3]);
  });

  it('gives as much at once as it may by size, and one event however large', () => {
    const queue = queueOf(5);
    expect(eids(queue, 0, { events: 100, chars: 110 })).toEqual([1, 2]);
    expect(eids(queue, 2, { events: 100, chars: 1 })).toEqual([3]);
    expect(eids(queue, 3)).toEqual([4, 5]);
  });

  it('says once when an event has gone out, and once when the other side has got it', () => {
    const queue = queueOf(1);
    const watch = { onTold: vi.fn(), onAcknowledged: vi.fn(), onLost: vi.fn() };
    queue.push({ kind: 'requestSucceeded', rid: 'x' }, watch);
    queue.after(0, { ...plenty, events: 1 });
    expect(watch.onTold).not.toHaveBeenCalled();
    queue.after(1, plenty);
    queue.after(1, plenty);
    expect(watch.onTold).toHaveBeenCalledOnce();
    expect(queue.told).toHaveLength(1);
    expect(watch.onAcknowledged).not.toHaveBeenCalled();
    queue.acknowledge(2);
    queue.acknowledge(2);
    queue.discard();
    expect(watch.onAcknowledged).toHaveBeenCalledOnce();
    expect(watch.onLost).not.toHaveBeenCalled();
  });

  it('takes nothing for received that never went out: a client that asks for what comes after has lost it', () => {
    const queue = queueOf(2);
    queue.after(0, plenty);
    const watch = { onAcknowledged: vi.fn(), onLost: vi.fn() };
    queue.push({ kind: 'requestSucceeded', rid: '3' }, watch);
    queue.push({ kind: 'requestSucceeded', rid: '4' });
    expect(eids(queue, 3)).toEqual([4]);
    expect(watch.onAcknowledged).not.toHaveBeenCalled();
    expect(watch.onLost).toHaveBeenCalledOnce();
  });

  it('loses what is left, gone out or not, when it is given up', () => {
    const queue = queueOf(0);
    const watch = { onAcknowledged: vi.fn(), onLost: vi.fn() };
    queue.push({ kind: 'requestSucceeded', rid: '1' }, watch);
    queue.after(0, plenty);
    queue.push({ kind: 'requestSucceeded', rid: '2' }, watch);
    queue.discard();
    expect(watch.onLost).toHaveBeenCalledTimes(2);
    expect(queue.size).toBe(0);
  });

  it('takes back what has not gone out, without a gap in the numbers', () => {
    const queue = queueOf(1);
    queue.after(0, plenty);
    for (const rid of ['a', 'b', 'a', 'c']) queue.push({ kind: 'requestSucceeded', rid });
    queue.retract((event) => event.kind === 'requestSucceeded' && (event.rid === 'a' || event.rid === '1'));
    expect(queue.after(0, plenty)).toMatchObject({
      ackId: 3,
      events: [
        { eid: 1, rid: '1' },
        { eid: 2, rid: 'b' },
        { eid: 3, rid: 'c' },
      ],
    });
  });

  it('is full by number and by size', () => {
    const queue = queueOf(2, { events: 2, chars: 1_000 });
    expect(queue.push({ kind: 'requestSucceeded', rid: '3' })).toBe(false);
    queue.after(3, plenty);
    expect(queue.push({ kind: 'requestSucceeded', rid: 'x'.repeat(1_000) })).toBe(false);
    queue.after(4, plenty);
    expect(queue.push({ kind: 'requestSucceeded', rid: '5' })).toBe(true);
  });
});
