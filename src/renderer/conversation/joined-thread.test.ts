import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { sampleMessage as message, sampleMessages as range } from '../testing/past';
import { frontierOf, gaplessHeld, joinEvents, joinMessages } from './joined-thread';

const numbers = (messages: readonly Message[]): string => messages.map(({ id }) => id.slice(1)).join(' ');

describe('a thread of what was read and what is held', () => {
  it('has each message once, what is held as it is now', () => {
    const held = [message(3, { delivery: 'confirmed' }), message(4)];
    const joined = joinMessages([message(1), message(2), message(3, { delivery: 'sent' })], held, message(3));
    expect(numbers(joined)).toBe('1 2 3 4');
    expect(joined[2]?.delivery).toBe('confirmed');
  });

  it('is what is held as long as nothing was read', () => {
    const held = range(1, 3);
    expect(joinMessages([], held, message(1))).toBe(held);
  });

  it('shows what is unsettled above the part that is still to be read, and at its place once that is read', () => {
    const held = [message(2, { delivery: 'failed' }), ...range(300, 300 + gaplessHeld - 1)];
    const frontier = frontierOf(held);
    expect(frontier?.id).toBe('m300');
    const some = joinMessages(range(298, 299), held, frontier);
    expect(numbers(some.slice(0, 4))).toBe('2 298 299 300');
    const all = joinMessages(range(1, 299), held, frontier);
    expect(numbers(all.slice(0, 3))).toBe('1 2 3');
    expect(all[1]?.delivery).toBe('failed');
    expect(all.length).toBe(299 + gaplessHeld);
  });

  it('has what is held at its own place, also where it was read as something earlier', () => {
    expect(numbers(joinMessages(range(101, 200), range(1, 200), message(1)))).toBe(numbers(range(1, 200)));
  });

  it('goes on from the first held one where few are held', () => {
    expect(frontierOf(range(5, 9))?.id).toBe('m5');
    expect(frontierOf([])).toBeUndefined();
    expect(numbers(joinMessages(range(1, 2), [], undefined))).toBe('1 2');
  });

  it('has what happened in the order of time, each once', () => {
    const event = (number: number): ThreadEvent => ({
      id: `e${number}`,
      conversationId: 'c1',
      at: number,
      news: { kind: 'connected' },
    });
    const joined = joinEvents([event(1), event(4)], [event(3), event(4)]);
    expect(joined.map(({ id }) => id)).toEqual(['e1', 'e3', 'e4']);
  });
});
