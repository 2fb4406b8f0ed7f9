import { describe, expect, it } from 'vitest';
import { spaces } from '../spaces';
import { child, text, xml } from '../stream/element';
import { availablePresence, readShown, type Shown } from './presence';

const shown = (availability: number, more: Partial<Shown> = {}): Shown => ({
  availability,
  note: '',
  activities: [],
  ...more,
});
const showOf = (availability: number): string | undefined =>
  text(child(availablePresence(shown(availability)), 'show'));

describe('presence', () => {
  it.each([
    [3500, undefined],
    [4500, 'away'],
    [6500, 'dnd'],
    [7500, 'dnd'],
    [9500, 'dnd'],
    [12500, 'away'],
    [15500, 'xa'],
    [18500, 'xa'],
  ])('shows %i to foreign programs as %s, and to our own as it is', (availability, show) => {
    expect(showOf(availability)).toBe(show);
    expect(readShown(availablePresence(shown(availability))).availability).toBe(availability);
  });

  it.each([
    ['', 3500],
    ['chat', 3500],
    ['away', 15500],
    ['xa', 15500],
    ['dnd', 9500],
    ['constructor', 3500],
  ])('reads the show "%s" of a foreign program as %i', (show, availability) => {
    expect(readShown(xml('presence', {}, show && xml('show', {}, show))).availability).toBe(availability);
  });

  it('takes no messages where nobody would get them', () => {
    expect(text(child(availablePresence(shown(18500)), 'priority'))).toBe('-1');
    expect(child(availablePresence(shown(15500)), 'priority')).toBeUndefined();
  });

  it('brings note, activities, idle time and what the endpoint goes by', () => {
    const said = shown(6500, {
      note: ' Stock-taking ',
      activities: [
        { token: 'on-the-phone', custom: [] },
        { minAvailability: 6500, maxAvailability: 8999, custom: [{ lcid: 1033, text: 'Counting' }] },
      ],
      idleSince: '2026-03-02T09:00:00Z',
      endpoint: { said: 6500, saidAt: 1_700_000_000_000, machine: 5000 },
    });
    expect(readShown(availablePresence(said))).toEqual(said);
  });

  it.each(['-1', '32768', '1e3', '', 'NaN', '9'.repeat(400)])(
    'does not take what is no number for one: %#',
    (availability) => {
      const state = xml('state', { xmlns: spaces.state, availability, said: availability, at: '1', machine: '1' });
      expect(readShown(xml('presence', {}, state))).toMatchObject({ availability: 3500 });
      expect(readShown(xml('presence', {}, state)).endpoint).toBeUndefined();
    },
  );
});
