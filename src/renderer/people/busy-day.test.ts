import { describe, expect, it } from 'vitest';
import { dayAround, slotData } from '../../shared/domain/calendar';
import { alongDay, busyDay } from './busy-day';

describe('the day of somebody', () => {
  const now = new Date(2025, 5, 10, 12).getTime();
  const { from } = dayAround(now);
  const hour = 3_600_000;

  it('has what goes on, and what is still to come', () => {
    const kinds = (['busy', 'free', 'tentative', 'out-of-office'] as const).flatMap((kind) =>
      Array.from({ length: 24 }, () => kind),
    );
    const day = busyDay({ startAt: from, slotMinutes: 15, data: slotData(kinds) }, now);
    expect(day?.now).toEqual({ kind: 'tentative', from: from + 12 * hour, to: from + 18 * hour });
    expect(day?.rest.map(({ kind }) => kind)).toEqual(['tentative', 'out-of-office']);
    expect(day?.times).toHaveLength(4);
  });

  it('is not there where nothing is known of it', () => {
    expect(busyDay(undefined, now)).toBeUndefined();
    const yesterday = { startAt: from - 24 * hour, slotMinutes: 15, data: slotData(['busy']) };
    expect(busyDay(yesterday, now)).toBeUndefined();
  });

  it('is drawn from its beginning to its end', () => {
    expect([alongDay(from - hour, now), alongDay(from, now), alongDay(now, now)]).toEqual([0, 0, 0.5]);
  });
});
