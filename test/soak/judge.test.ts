import { describe, expect, it } from 'vitest';
import { judge, leastPoints } from './judge';

/** Between 0 and 1, the same each time. */
const noise = (at: number): number => (Math.imul(at + 1, 2_654_435_761) >>> 0) / 2 ** 32;
const series = (length: number, at: (index: number) => number): readonly number[] =>
  Array.from({ length }, (_, index) => at(index));
const grows = (points: readonly number[], slack: number): boolean => judge(points, { slack }).isGrowing;

describe('judge', () => {
  it.each([
    ['one listener more a round', series(20, (at) => 100 + at), 5],
    [
      'memory that grows under noise ten times as large as each step',
      series(200, (at) => 80 + at * 0.2 + noise(at) * 2),
      10,
    ],
    ['growth that stops now and then', series(60, (at) => 100 + Math.floor(at / 5) * 5), 10],
  ])('sees %s', (_, points, slack) => expect(grows(points, slack)).toBe(true));

  it.each([
    ['what stays the same', series(20, () => 100), 0],
    ['noise', series(60, (at) => 100 + noise(at) * 30), 10],
    ['what grows in the beginning alone', series(60, (at) => 100 + Math.min(at, 10) * 10), 10],
    ['one step, as of a cache that is filled', series(60, (at) => (at < 40 ? 100 : 180)), 10],
    ['one odd point', series(60, (at) => (at === 50 ? 1_000 : 100)), 10],
    ['teeth of a saw', series(60, (at) => 100 + (at % 10) * 5), 10],
    ['what shrinks', series(20, (at) => 100 - at), 0],
  ])('is not worried by %s', (_, points, slack) => expect(grows(points, slack)).toBe(false));

  it('says by how much', () => {
    const { first, last, alongLine } = judge(
      series(20, (at) => at),
      { slack: 0 },
    );
    // The middle of the first six and of the last six.
    expect({ first, last, alongLine }).toEqual({ first: 2.5, last: 16.5, alongLine: 19 });
  });

  it('does not judge by too few points', () => {
    expect(() =>
      judge(
        series(leastPoints - 1, () => 1),
        { slack: 0 },
      ),
    ).toThrow('too few');
  });
});
