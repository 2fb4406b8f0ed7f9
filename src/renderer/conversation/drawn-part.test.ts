import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/domain/message';
import {
  countBefore,
  earlierPart,
  endPart,
  filledPart,
  firstPart,
  followThread,
  laterPart,
  maxDrawn,
  pageSize,
  partAround,
  shiftPart,
  sliceSize,
  type DrawnPart,
} from './drawn-part';

const thread = (count: number): Message[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `m${index}`,
    conversationId: 'c1',
    direction: 'incoming',
    from: 'sip:lee@example.com',
    body: { text: 'hello' },
    at: index,
  }));
const sizeOf = ({ from, to }: DrawnPart): number => to - from;

describe('firstPart', () => {
  it('is the end of the thread, or all of a short one', () => {
    expect(firstPart(thread(5_000), undefined)).toEqual({ from: 5_000 - sliceSize, to: 5_000 });
    expect(firstPart(thread(5), undefined)).toEqual({ from: 0, to: 5 });
    expect(firstPart([], undefined)).toEqual({ from: 0, to: 0 });
  });

  it('is where the unread part begins, with a few messages before it', () => {
    expect(firstPart(thread(5_000), 'm1000')).toEqual({ from: 997, to: 997 + sliceSize });
    expect(firstPart(thread(5_000), 'm1')).toEqual({ from: 0, to: sliceSize });
    expect(firstPart(thread(5_000), 'm4990')).toEqual(endPart(5_000));
    expect(firstPart(thread(5_000), 'gone')).toEqual(endPart(5_000));
  });
});

describe('followThread', () => {
  it('keeps what is drawn and adds what is new while somebody is at the end', () => {
    expect(followThread({ from: 70, to: 100 }, 100, 101, true)).toEqual({ from: 70, to: 101 });
  });

  it('draws the end alone when very many come at once', () => {
    expect(followThread({ from: 70, to: 100 }, 100, 5_000, true)).toEqual(endPart(5_000));
  });

  it('never draws more than the most, however long it goes on', () => {
    let part = endPart(10);
    for (let count = 11; count <= 2_000; count++) {
      part = followThread(part, count - 1, count, true);
      expect(part.to).toBe(count);
      expect(sizeOf(part)).toBeLessThanOrEqual(maxDrawn);
    }
    expect(sizeOf(part)).toBeGreaterThanOrEqual(pageSize);
  });

  it('leaves somebody who has scrolled away where they are', () => {
    expect(followThread({ from: 70, to: 100 }, 100, 101, false)).toEqual({ from: 70, to: 101 });
    expect(followThread({ from: 70, to: 100 }, 100, 5_000, false)).toEqual({ from: 70, to: 100 });
    expect(followThread({ from: 10, to: 40 }, 100, 101, false)).toEqual({ from: 10, to: 40 });
  });

  it('stays inside a thread that got shorter', () => {
    for (const isAtEnd of [true, false]) {
      expect(followThread({ from: 95, to: 100 }, 100, 90, isAtEnd)).toEqual({ from: 60, to: 90 });
      expect(followThread({ from: 0, to: 1 }, 1, 0, isAtEnd)).toEqual({ from: 0, to: 0 });
    }
  });
});

describe('earlierPart and laterPart', () => {
  it('lead through the whole thread and back, with no more than the most drawn', () => {
    let part = endPart(5_000);
    while (part.from > 0) {
      const next = earlierPart(part);
      expect(next.from).toBe(Math.max(0, part.from - sliceSize));
      expect(sizeOf(next)).toBeLessThanOrEqual(maxDrawn);
      part = next;
    }
    while (part.to < 5_000) {
      const next = laterPart(part, 5_000);
      expect(next.to).toBe(Math.min(5_000, part.to + sliceSize));
      expect(sizeOf(next)).toBeLessThanOrEqual(maxDrawn);
      part = next;
    }
    expect(part.to).toBe(5_000);
  });
});

describe('filledPart', () => {
  const fill = (first: DrawnPart, messages: readonly Message[], unread?: string): DrawnPart => {
    let part = first;
    for (let next; (next = filledPart(part, messages, unread));) part = next;
    return part;
  };

  it('is a page, and what is unread where that is not too far', () => {
    const messages = thread(5_000);
    const grown = (unread?: string): number => sizeOf(fill(endPart(5_000), messages, unread));
    expect(grown()).toBe(pageSize);
    expect(grown('m4990')).toBe(pageSize);
    expect(grown('m4800')).toBeGreaterThanOrEqual(203);
    expect(grown('m4643')).toBe(maxDrawn);
    expect(grown('m4642')).toBe(pageSize);
    expect(grown('m10')).toBe(pageSize);
  });

  it('leaves somebody at the end there, however much comes and however long nothing is read', () => {
    let part = fill(endPart(1), thread(1), 'm0');
    for (let count = 2; count < 1_000; count += 1) {
      const messages = thread(count);
      part = fill(followThread(part, count - 1, count, true), messages, 'm0');
      expect(part.to).toBe(count);
      expect(sizeOf(part)).toBeLessThanOrEqual(maxDrawn);
    }
  });

  it('ends with the beginning of the thread', () => {
    expect(filledPart({ from: 0, to: 5 }, thread(5), undefined)).toBeUndefined();
  });
});

describe('what is read of the history', () => {
  it('comes to stand before what is drawn, which stays the same', () => {
    const before = thread(50).slice(20);
    const earlier = countBefore(thread(50), before);
    expect(earlier).toBe(20);
    expect(thread(50)[shiftPart({ from: 5, to: 30 }, earlier).from]).toEqual(before[5]);
  });

  it('is none where the thread only grew, began, or lost its beginning', () => {
    expect(countBefore(thread(6), thread(5))).toBe(0);
    expect(countBefore(thread(6), [])).toBe(0);
    expect(countBefore(thread(6).slice(2), thread(6))).toBe(0);
  });
});

describe('partAround', () => {
  it('has the message in it, with something before and after where there is any', () => {
    expect(partAround(500, 1_000)).toEqual({ from: 485, to: 515 });
    expect(partAround(0, 1_000)).toEqual({ from: 0, to: sliceSize });
    expect(partAround(999, 1_000)).toEqual({ from: 970, to: 1_000 });
    expect(partAround(2, 5)).toEqual({ from: 0, to: 5 });
  });
});
