import { describe, expect, it } from 'vitest';
import { pickNextDelay } from './back-off';

describe('pickNextDelay', () => {
  it('grows from one second to fifty-five and stays there', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99].map((attempt) => pickNextDelay(attempt, 0) / 1000)).toEqual([
      1, 2, 3, 5, 8, 13, 21, 34, 55, 55, 55,
    ]);
  });

  it('adds up to five seconds by chance', () => {
    expect(pickNextDelay(1, 0.999)).toBe(5_995);
  });
});
