// Availability: numbers on the wire are ranges, never single values (protocol.md 5.1, 7.10).

/** What a range means. `none`: below 3000, no state. */
export type AvailabilityRange =
  | 'none'
  | 'online'
  | 'online-inactive'
  | 'busy'
  | 'busy-inactive'
  | 'do-not-disturb'
  | 'be-right-back'
  | 'away'
  | 'offline';

/** The representative value to publish for a state. */
export const publishedAvailability = {
  online: 3500,
  'online-inactive': 4500,
  busy: 6500,
  'busy-inactive': 7500,
  'do-not-disturb': 9500,
  'be-right-back': 12500,
  away: 15500,
  offline: 18500,
} as const;

/** The meaning of a number by the ranges of 5.1. */
export function availabilityRange(value: number): AvailabilityRange {
  if (value < 3000) return 'none';
  if (value < 4500) return 'online';
  if (value < 6000) return 'online-inactive';
  if (value < 7500) return 'busy';
  if (value < 9000) return 'busy-inactive';
  if (value < 12000) return 'do-not-disturb';
  if (value < 15000) return 'be-right-back';
  if (value < 18000) return 'away';
  return 'offline';
}
