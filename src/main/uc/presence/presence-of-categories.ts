// What a set of presence categories says about one person (protocol.md 4.15, 5.1, 5.2, 5.6, 5.7, 7.10).
import { availabilityRange } from '../../../protocol/availability';
import { readCalendarData } from '../../../protocol/presence/calendar-data';
import type { Category } from '../../../protocol/presence/category';
import type { ContactCard, Phone } from '../../../protocol/presence/contact-card';
import type { Activity, State } from '../../../protocol/presence/state';
import type { Calendar } from '../../../shared/domain/calendar';
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
  return bestState(states)?.payload;
}

function bestState(states: readonly Dated<State>[]): Dated<State> | undefined {
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
  return best;
}

/** Own words in the wanted language, any own words, or the token; `Offline` is no activity. */
export function activityOf(state: State, localeId: number): string | undefined {
  return activitiesOf(state, localeId)[0];
}

/** Likewise all of them, each once; own words go first. */
function activitiesOf(state: State, localeId: number): readonly string[] {
  const value = state.availability ?? 0;
  const fitting = state.activities.filter((activity) => fits(activity, value));
  const words = fitting.flatMap(({ custom }) => {
    const own = (custom.find(({ lcid }) => lcid === localeId) ?? custom[0])?.text.trim();
    return own ? [own] : [];
  });
  const tokens = fitting.flatMap(({ token, custom }) => {
    const isSaid = custom.some(({ text }) => text.trim() !== '');
    return token && token.toLowerCase() !== 'offline' && !isSaid ? [token] : [];
  });
  return [...new Set([...words, ...tokens])].slice(0, mostActivities);
}

/** More would be no activity of one person. */
const mostActivities = 5;

function fits({ minAvailability, maxAvailability }: Activity, value: number): boolean {
  return value >= (minAvailability ?? -Infinity) && value <= (maxAvailability ?? Infinity);
}

/** What the event says of a category replaces what was known; what it does not speak of stays (4.15). */
export function presenceOf(categories: readonly Category[], before: Presence, localeId: number): Presence {
  let presence: Presence = before;
  if (categories.some(({ name }) => name === 'state')) {
    const best = bestState(payloadsOf(categories, 'state'));
    const state = best?.payload;
    const { note, isOutOfOffice } = presence;
    const [activity, ...moreActivities] = state ? activitiesOf(state, localeId) : [];
    const lastActiveAt = state?.lastActive === undefined ? NaN : Date.parse(state.lastActive);
    const availability = state ? availabilityOfState(state) : 'unknown';
    const since = best && sinceOf(best, availability, before);
    const location = state?.endpointLocation?.trim();
    const biasMinutes = biasOf(state?.timeZoneBias);
    presence = {
      availability,
      ...(note !== undefined && { note }),
      ...(isOutOfOffice !== undefined && { isOutOfOffice }),
      ...(activity !== undefined && { activity }),
      ...(moreActivities.length > 0 && { moreActivities }),
      ...(!Number.isNaN(lastActiveAt) && { lastActiveAt }),
      ...(since !== undefined && { since }),
      ...(location && { location }),
      ...(biasMinutes !== undefined && { biasMinutes }),
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

/**
 * A state that is published again is no new one. When somebody went offline is told by nobody: what a server publishes then is its own
 * (our choice: no page tells).
 */
function sinceOf(
  { payload, publishTime }: Dated<State>,
  availability: Availability,
  before: Presence,
): number | undefined {
  if (availability === 'unknown') return undefined;
  const known = before.availability === availability ? before.since : undefined;
  const started = Date.parse(payload.startTime ?? '');
  const published = availability === 'offline' ? NaN : Date.parse(publishTime);
  const told = Number.isNaN(started) ? published : started;
  if (Number.isNaN(told)) return known;
  return known === undefined ? told : Math.min(known, told);
}

/** 5.2: minutes, as written. */
function biasOf(text: string | undefined): number | undefined {
  const bias = /^[+-]?\d{1,4}$/u.test(text ?? '') ? Number(text) : NaN;
  return Math.abs(bias) <= 1_440 ? bias : undefined;
}

/** What each calendar was read from: presence changes all day long, and its calendar comes along unchanged. */
const sources = new WeakMap<Calendar, string>();

/** Of several instances (5.7): one has the working hours, another the slots. What the event does not speak of stays. */
export function calendarOf(categories: readonly Category[], before: Calendar | undefined): Calendar | undefined {
  const told = categories.filter(({ name }) => name === 'calendarData');
  if (told.length === 0) return before;
  const documents = told.flatMap(({ payload }) => (payload?.kind === 'calendarData' ? [payload.xml] : []));
  if (documents.length === 0) return undefined;
  const source = documents.join('\n');
  if (before && sources.get(before) === source) return before;
  const calendar = documents.reduce<Calendar>((all, xml) => ({ ...all, ...readCalendarData(xml) }), {});
  sources.set(calendar, source);
  return calendar;
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
