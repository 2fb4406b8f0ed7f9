// What a set of presence categories says about one person (protocol.md 4.15, 5.1, 5.2, 5.6, 5.7, 7.10).
import { availabilityRange } from '../../../protocol/availability';
import type { Category } from '../../../protocol/presence/category';
import type { ContactCard, Phone } from '../../../protocol/presence/contact-card';
import type { Activity, State } from '../../../protocol/presence/state';
import type { Availability, Person, PhoneNumber, Presence } from '../../../shared/domain/person';
import { personName } from '../people/person-name';

const availabilityOfRange = {
  online: 'available',
  'online-inactive': 'inactive',
  busy: 'busy',
  'busy-inactive': 'busy-inactive',
  'do-not-disturb': 'do-not-disturb',
  'be-right-back': 'be-right-back',
  away: 'away',
  offline: 'offline',
  none: 'unknown',
} as const;

export function availabilityOfState(state: State): Availability {
  const value = state.availability;
  if (value === undefined) return 'unknown';
  // 7.10: 0 with the token `Offline` is offline; other small values say nothing.
  if (value === 0 && state.activities.some(({ token }) => token?.toLowerCase() === 'offline')) return 'offline';
  return availabilityOfRange[availabilityRange(value)];
}

/** The aggregate is made for others to see; the rest only stands in where a server sends none (our order). */
const trust: Readonly<Record<NonNullable<State['type']> | 'untyped', number>> = {
  aggregateState: 0,
  untyped: 1,
  userState: 2,
  aggregateMachineState: 3,
  machineState: 4,
  phoneState: 5,
  calendarState: 6,
};

export interface Dated<T> {
  readonly payload: T;
  readonly instance: number;
  readonly publishTime: string;
}

export function payloadsOf<Kind extends 'state' | 'note' | 'contactCard'>(
  categories: readonly Category[],
  kind: Kind,
): Dated<Extract<Category['payload'], { kind: Kind }>>[] {
  const found: Dated<Extract<Category['payload'], { kind: Kind }>>[] = [];
  for (const { payload, instance, publishTime } of categories) {
    if (payload?.kind !== kind) continue;
    found.push({
      payload: payload as Extract<Category['payload'], { kind: Kind }>,
      instance: instance ?? 0,
      publishTime: publishTime ?? '',
    });
  }
  return found;
}

/** Among several instances: the most trusted kind, the newest of it. */
export function effectiveState(states: readonly Dated<State>[]): State | undefined {
  let best: Dated<State> | undefined;
  for (const each of states) {
    if (each.payload.availability === undefined) continue;
    if (!best) {
      best = each;
      continue;
    }
    const difference = trust[each.payload.type ?? 'untyped'] - trust[best.payload.type ?? 'untyped'];
    if (difference < 0 || (difference === 0 && each.publishTime > best.publishTime)) best = each;
  }
  return best?.payload;
}

/** Own words in the wanted language, any own words, or the token; `Offline` is no activity. */
export function activityOf(state: State, localeId: number): string | undefined {
  const value = state.availability ?? 0;
  const fitting = state.activities.filter((activity) => fits(activity, value));
  for (const { custom } of fitting) {
    const words = custom.find(({ lcid }) => lcid === localeId) ?? custom[0];
    if (words?.text.trim()) return words.text.trim();
  }
  return fitting.find(({ token }) => token && token.toLowerCase() !== 'offline')?.token;
}

function fits({ minAvailability, maxAvailability }: Activity, value: number): boolean {
  return value >= (minAvailability ?? -Infinity) && value <= (maxAvailability ?? Infinity);
}

/** What the event says of a category replaces what was known; what it does not speak of stays (4.15). */
export function presenceOf(categories: readonly Category[], before: Presence, localeId: number): Presence {
  let presence: Presence = before;
  if (categories.some(({ name }) => name === 'state')) {
    const state = effectiveState(payloadsOf(categories, 'state'));
    const { activity: _a, lastActiveAt: _l, ...rest } = presence;
    const activity = state && activityOf(state, localeId);
    const lastActiveAt = state?.lastActive === undefined ? NaN : Date.parse(state.lastActive);
    presence = {
      ...rest,
      availability: state ? availabilityOfState(state) : 'unknown',
      ...(activity !== undefined && { activity }),
      ...(!Number.isNaN(lastActiveAt) && { lastActiveAt }),
    };
  }
  if (categories.some(({ name }) => name === 'note')) {
    const { note: _n, isOutOfOffice: _o, ...rest } = presence;
    const { personal, outOfOffice } = notesOf(categories);
    const note = outOfOffice || personal;
    presence = { ...rest, ...(note && { note }), ...(outOfOffice && { isOutOfOffice: true }) };
  }
  return presence;
}

export function notesOf(categories: readonly Category[]): { readonly personal: string; readonly outOfOffice: string } {
  let personal = '';
  let outOfOffice = '';
  for (const { payload } of payloadsOf(categories, 'note')) {
    for (const { type, text } of payload.bodies) {
      if (type === 'OOF') outOfOffice ||= text.trim();
      else personal ||= text.trim();
    }
  }
  return { personal, outOfOffice };
}

export type Card = Pick<Person, 'name' | 'title' | 'company' | 'office' | 'email' | 'phones'>;

/** One card of several instances (5.7): the directory names the person, what they entered themselves goes before the address book. */
export function cardOf(categories: readonly Category[]): Card | undefined {
  const cards = payloadsOf(categories, 'contactCard').sort((one, other) => one.instance - other.instance);
  if (cards.length === 0) return undefined;
  const first = (read: (card: ContactCard) => string | undefined): string | undefined => {
    for (const { payload } of cards) {
      const value = read(payload)?.trim();
      if (value) return value;
    }
    return undefined;
  };
  const name = personName(first((card) => card.displayName));
  const title = first((card) => card.title);
  const company = first((card) => card.company);
  const office = first((card) => card.office);
  const email = first((card) => card.email);
  return {
    ...(name && { name }),
    ...(title && { title }),
    ...(company && { company }),
    ...(office && { office }),
    ...(email && { email }),
    phones: phonesOf(cards.map(({ payload }) => payload)),
  };
}

function phonesOf(cards: readonly ContactCard[]): PhoneNumber[] {
  const seen = new Set<string>();
  const phones: PhoneNumber[] = [];
  for (const phone of cards.flatMap((card) => card.phones)) {
    const display = displayOf(phone);
    const key = `${phone.type} ${phone.uri ?? display}`;
    if (!display || seen.has(key)) continue;
    seen.add(key);
    phones.push({ type: phone.type, display, ...(phone.uri && { uri: phone.uri }) });
  }
  return phones;
}

function displayOf({ displayString, uri }: Phone): string {
  return displayString?.trim() || uri?.replace(/^tel:/i, '') || '';
}
