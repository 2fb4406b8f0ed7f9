import { describe, expect, it } from 'vitest';
import { availabilityRange, publishedAvailability } from './availability';

describe('availabilityRange', () => {
  it.each([
    [-1, 'none'],
    [0, 'none'],
    [2999, 'none'],
    [3000, 'online'],
    [4499, 'online'],
    [4500, 'online-inactive'],
    [5000, 'online-inactive'],
    [6000, 'busy'],
    [7499, 'busy'],
    [7500, 'busy-inactive'],
    [9000, 'do-not-disturb'],
    [12000, 'be-right-back'],
    [15000, 'away'],
    [17999, 'away'],
    [18000, 'offline'],
    [18500, 'offline'],
    [999_999, 'offline'],
  ])('%i is %s', (value, range) => expect(availabilityRange(value)).toBe(range));

  it('7.10 takes 18000 and 18500 both as offline, and publishes 18500', () => {
    expect([18000, 18500].map(availabilityRange)).toEqual(['offline', 'offline']);
    expect(publishedAvailability.offline).toBe(18500);
  });

  it('gives back the state of every published value', () => {
    for (const [state, value] of Object.entries(publishedAvailability)) expect(availabilityRange(value)).toBe(state);
  });
});
