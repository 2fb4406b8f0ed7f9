import { describe, expect, it } from 'vitest';
import type { Category } from '../../../protocol/presence/category';
import type { State } from '../../../protocol/presence/state';
import type { Presence } from '../../../shared/domain/person';
import {
  activityOf,
  availabilityOfState,
  cardOf,
  effectiveState,
  notesOf,
  payloadsOf,
  presenceOf,
} from './presence-of-categories';

const state = (part: Partial<State>): State => ({ kind: 'state', activities: [], ...part });
const category = (payload: Category['payload'], part: Partial<Category> = {}): Category => ({
  name: payload?.kind ?? '',
  ...(payload && { payload }),
  ...part,
});
const unknown: Presence = { availability: 'unknown' };

describe('availability', () => {
  for (const [value, expected] of [
    [3000, 'available'],
    [3500, 'available'],
    [4499, 'available'],
    [5000, 'inactive'],
    [6000, 'busy'],
    [8999, 'busy-inactive'],
    [9500, 'do-not-disturb'],
    [12500, 'be-right-back'],
    [17999, 'away'],
    [18000, 'offline'],
    [18500, 'offline'],
    [0, 'unknown'],
    [2999, 'unknown'],
  ] as const) {
    it(`7.10 reads ${value} as ${expected}`, () => {
      expect(availabilityOfState(state({ availability: value }))).toBe(expected);
    });
  }

  it('7.10 reads 0 with the token Offline as offline', () => {
    expect(availabilityOfState(state({ availability: 0, activities: [{ token: 'Offline', custom: [] }] }))).toBe(
      'offline',
    );
  });

  it('7.15 takes the aggregate of several instances, whatever their order', () => {
    const states = [
      category(state({ type: 'machineState', availability: 3500 }), { instance: 0x30000000 }),
      category(state({ type: 'aggregateState', availability: 15500 }), { instance: 1 }),
      category(state({ type: 'userState', availability: 6500 }), { instance: 0x20000000 }),
    ];
    for (const order of [states, [...states].reverse()]) {
      expect(effectiveState(payloadsOf(order, 'state'))?.availability).toBe(15500);
    }
  });

  it('takes the newest of the same kind', () => {
    const states = [
      category(state({ type: 'userState', availability: 6500 }), { publishTime: '2009-04-02T09:00:00Z' }),
      category(state({ type: 'userState', availability: 3500 }), { publishTime: '2009-04-02T10:00:00Z' }),
    ];
    expect(effectiveState(payloadsOf(states, 'state'))?.availability).toBe(3500);
  });
});

describe('activity', () => {
  const custom = [
    { lcid: 1031, text: 'In der Halle' },
    { lcid: 1033, text: 'On the floor' },
  ];

  it('speaks the language of the user, or any', () => {
    const words = state({ availability: 6500, activities: [{ custom }] });
    expect(activityOf(words, 1033)).toBe('On the floor');
    expect(activityOf(words, 1036)).toBe('In der Halle');
  });

  it('gives the token where nobody found words', () => {
    expect(activityOf(state({ availability: 6500, activities: [{ token: 'on-the-phone', custom: [] }] }), 1033)).toBe(
      'on-the-phone',
    );
  });

  it('leaves out what is meant for another availability', () => {
    const activities = [{ token: 'in-a-meeting', minAvailability: 6000, maxAvailability: 9000, custom: [] }];
    expect(activityOf(state({ availability: 3500, activities }), 1033)).toBeUndefined();
  });
});

describe('a snapshot of a person', () => {
  it('keeps what an event does not speak of and empties what it says is empty', () => {
    const before: Presence = { availability: 'busy', note: 'Back at four', activity: 'in-a-meeting' };
    const after = presenceOf([category(state({ type: 'aggregateState', availability: 3500 }))], before, 1033);
    expect(after).toEqual({ availability: 'available', note: 'Back at four' });
    expect(presenceOf([{ name: 'note' }], after, 1033)).toEqual({ availability: 'available' });
  });

  it('shows an out-of-office note before the personal one', () => {
    const note = category({
      kind: 'note',
      bodies: [
        { type: 'personal', text: 'Hello' },
        { type: 'OOF', text: 'On leave until Monday' },
      ],
    });
    expect(presenceOf([note], unknown, 1033)).toMatchObject({ note: 'On leave until Monday', isOutOfOffice: true });
    expect(notesOf([note]).personal).toBe('Hello');
  });

  it('joins the cards of several instances and names each phone once', () => {
    const card = cardOf([
      category(
        {
          kind: 'contactCard',
          displayName: 'L. Park',
          company: 'Example',
          phones: [{ type: 'work', uri: 'tel:+1555' }],
        },
        { instance: 3 },
      ),
      category(
        {
          kind: 'contactCard',
          displayName: 'Lee Park',
          email: 'lee@example.com',
          phones: [{ type: 'work', uri: 'tel:+1555', displayString: '555' }],
        },
        { instance: 0 },
      ),
    ]);
    expect(card).toEqual({
      name: 'Lee Park',
      company: 'Example',
      email: 'lee@example.com',
      phones: [{ type: 'work', uri: 'tel:+1555', display: '555' }],
    });
  });
});
