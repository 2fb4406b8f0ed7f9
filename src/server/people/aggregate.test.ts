import { describe, expect, it } from 'vitest';
import { aggregateAvailability, machineAvailability, representativeAvailability } from './aggregate';

const minutes = 60_000;

describe('machineAvailability', () => {
  it.each([
    [0, 3500],
    [5 * minutes - 1, 3500],
    [5 * minutes, 5000],
    [20 * minutes - 1, 5000],
    [20 * minutes, 15500],
  ])('after %i ms without activity is %i', (quietMs, availability) => {
    expect(machineAvailability(quietMs)).toBe(availability);
  });
});

describe('aggregateAvailability', () => {
  it.each([
    ['nobody is signed in', 3500, [], 18500],
    ['nothing was said', undefined, [3500], 3500],
    ['available and active', 3500, [3500], 3500],
    ['another number of the range', 3600, [3500], 3600],
    ['available and idle', 3500, [5000], 4500],
    ['available and away from it', 3500, [15500], 15500],
    ['busy and active', 6500, [3500], 6500],
    ['busy and idle', 6500, [5000], 7500],
    ['busy and away from it', 6500, [15500], 15500],
    ['do not disturb, however quiet', 9500, [15500], 9500],
    ['be right back, however active', 12500, [3500], 12500],
    ['away, however active', 15500, [3500], 15500],
    ['appearing offline', 18500, [3500], 18500],
    ['offline by a smaller number (7.10)', 18000, [3500], 18500],
    ['the most active of several endpoints', 3500, [15500, 5000, 3500], 3500],
    ['no state at all', 0, [3500], 3500],
  ])('%s', (_, said, machines, expected) => {
    expect(aggregateAvailability(said, machines)).toBe(expected);
  });
});

describe('representativeAvailability', () => {
  it.each([
    [3600, 3500],
    [5999, 4500],
    [6501, 6500],
    [11999, 9500],
    [20000, 18500],
    [17, 17],
  ])('%i is shown as %i', (value, shown) => {
    expect(representativeAvailability(value)).toBe(shown);
  });
});
