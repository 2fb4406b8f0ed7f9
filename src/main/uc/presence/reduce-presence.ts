// Presence of others and of oneself (protocol.md 4.14, 4.15), and the alerts of tagged contacts.
import type { SelfPresenceEvent } from '../../../protocol/events/self-presence';
import type { PresenceSubscriptionStateEvent } from '../../../protocol/events/presence-subscription-state';
import type { UserPresenceEvent } from '../../../protocol/events/user-presence';
import type { PresenceUser } from '../../../protocol/presence/presence-user';
import {
  settableAvailabilities,
  type AskedAvailability,
  type Availability,
  type ChosenAvailability,
  type Person,
  type PersonUri,
  type Self,
  type SettableAvailability,
} from '../../../shared/domain/person';
import type { State } from '../../../protocol/presence/state';
import type { Change, Model } from '../../../shared/domain/model';
import type { Signal } from '../engine';
import { localPart, personUri } from '../people/person-uri';
import { isExpectedBack, isFirstWord, newsCameBack, newsHeard, type NewsOfPeople } from './news-of-people';
import {
  availabilityOfState,
  type Card,
  calendarOf,
  cardOf,
  type Dated,
  effectiveState,
  notesOf,
  payloadsOf,
  presenceOf,
} from './presence-of-categories';

export interface PresenceContext {
  readonly model: Model;
  readonly localeId: number;
  readonly news: NewsOfPeople;
  readonly monotonicNow: number;
}

export interface ReducedPresence {
  readonly news: NewsOfPeople;
  readonly changes: readonly Change[];
  readonly signals: readonly Signal[];
}

export function reduceUserPresence(
  event: UserPresenceEvent,
  { model, localeId, news: newsBefore, monotonicNow }: PresenceContext,
): ReducedPresence {
  const changes: Change[] = [];
  const signals: Signal[] = [];
  const fresh = new Set<PersonUri>();
  let news = newsBefore;
  for (const user of event.users) {
    const uri = personUri(user.uri);
    const before = model.people.get(uri);
    const person = personOf(uri, user, before, localeId);
    changes.push({ kind: 'person', person });
    // The first word in a server session is news to us, not to the person.
    if (!fresh.has(uri) && isFirstWord(newsBefore, uri)) {
      fresh.add(uri);
      continue;
    }
    if (!before || !model.contacts.get(uri)?.tag) continue;
    const online = alertOf(before.presence.availability, person.presence.availability);
    if (online === undefined) continue;
    if (online && before.presence.availability === 'offline' && isExpectedBack(news, uri, monotonicNow)) {
      news = newsCameBack(news, uri);
    } else signals.push({ kind: 'contactAlert', uri, online });
  }
  return { news: newsHeard(news, fresh), changes, signals };
}

/** `retrying` may go on for long and the last news is the best there is; after `terminated` it is worth nothing. */
export function reduceSubscriptionState({ users }: PresenceSubscriptionStateEvent, { people }: Model): Change[] {
  return users.flatMap(({ uri, state }): Change[] => {
    const person = people.get(personUri(uri));
    if (state !== 'terminated' || !person) return [];
    return [{ kind: 'person', person: { ...person, presence: { availability: 'unknown' } } }];
  });
}

function personOf(uri: PersonUri, user: PresenceUser, before: Person | undefined, localeId: number): Person {
  const card = cardOf(user.categories);
  const hasCard = user.categories.some(({ name }) => name === 'contactCard');
  const { name, title, company, office, email, phones = [] } = (hasCard ? card : before) ?? {};
  // A name once known is better than none: an empty card only says that the viewer may not see it now.
  const known = name ?? before?.name;
  const sourceNetwork = user.sourceNetwork ?? before?.sourceNetwork;
  const calendar = calendarOf(user.categories, before?.calendar);
  return {
    uri,
    ...(known !== undefined && { name: known }),
    ...(title !== undefined && { title }),
    ...(company !== undefined && { company }),
    ...(office !== undefined && { office }),
    ...(email !== undefined && { email }),
    phones,
    ...(sourceNetwork && { sourceNetwork }),
    presence: presenceOf(user.categories, before?.presence ?? { availability: 'unknown' }, localeId),
    ...(calendar && { calendar }),
  };
}

/** "Tag for alerts": somebody comes, becomes available, or goes. Back from a short idleness is no news. */
function alertOf(before: Availability, after: Availability): boolean | undefined {
  if (before === after || before === 'unknown' || after === 'unknown') return undefined;
  if (after === 'offline') return false;
  if (before === 'offline') return true;
  return after === 'available' && before !== 'inactive' ? true : undefined;
}

export function newSelf(uri: PersonUri, availability: Availability): Self {
  return { uri, name: localPart(uri), availability, note: '', phones: [] };
}

export function isSettable(availability: Availability): availability is SettableAvailability {
  return (settableAvailabilities as readonly Availability[]).includes(availability);
}

/** What stands under the user's own state; without one nothing is set by hand. An event without any state says nothing of it. */
export function chosenIn(states: readonly Dated<State>[]): ChosenAvailability | undefined {
  if (states.length === 0) return undefined;
  const own = states.filter(({ payload }) => payload.type === 'userState');
  const chosen = effectiveState(own);
  // A server that shows what it goes by shows the machines as well; one that does not may have been told something.
  if (!chosen) return states.some(({ payload }) => payload.type === 'machineState') ? 'automatic' : undefined;
  const availability = availabilityOfState(chosen);
  // Idle is something that happens to a state, not one of its own.
  const settled = availability === 'inactive' ? 'available' : availability === 'busy-inactive' ? 'busy' : availability;
  return isSettable(settled) ? settled : undefined;
}

function choiceIn(
  states: readonly Dated<State>[],
  self: Self,
  asked: AskedAvailability | undefined,
): Pick<Self, 'chosen' | 'chosenBy' | 'endpoints'> {
  const told = chosenIn(states);
  const chosen = told ?? self.chosen;
  const chosenBy =
    told === undefined || (told === self.chosen && asked?.availability !== told)
      ? self.chosenBy
      : asked?.availability === told
        ? asked.by
        : 'elsewhere';
  const machines = states.filter(({ payload }) => payload.type === 'machineState').length;
  const endpoints = states.length === 0 ? self.endpoints : machines || undefined;
  return {
    ...(chosen !== undefined && { chosen }),
    ...(chosenBy !== undefined && { chosenBy }),
    ...(endpoints !== undefined && { endpoints }),
  };
}

/**
 * What was asked for here, after the server has told of a choice: told, it is done; once something else is told after that, it is over, and
 * the same choice told again is another one.
 */
export function askedAfter(
  { categories }: SelfPresenceEvent,
  asked: AskedAvailability | undefined,
): AskedAvailability | undefined {
  const told = chosenIn(payloadsOf(categories, 'state'));
  if (!asked || told === undefined) return asked;
  if (told === asked.availability) return asked.isDone ? asked : { ...asked, isDone: true };
  return asked.isDone ? undefined : asked;
}

function sinceIn(states: readonly Dated<State>[], availability: Availability, self: Self): Pick<Self, 'since'> {
  const aggregate = states.find(({ payload }) => payload.type === 'aggregateState');
  const told = aggregate ? Date.parse(aggregate.payload.startTime ?? aggregate.publishTime) : NaN;
  const known = availability === self.availability ? self.since : undefined;
  const since = Number.isNaN(told) ? known : known === undefined ? told : Math.min(known, told);
  return since === undefined ? {} : { since };
}

function ownCard({ phones, title, company, office, email }: Omit<Card, 'name'>): Omit<Card, 'name'> {
  return {
    phones,
    ...(title && { title }),
    ...(company && { company }),
    ...(office && { office }),
    ...(email && { email }),
  };
}

/** Complete each time (4.14), yet read like the others': a category that is not in it stays. */
export function reduceSelfPresence(
  { categories }: SelfPresenceEvent,
  self: Self,
  asked: AskedAvailability | undefined,
): Change[] {
  const card = cardOf(categories);
  const states = payloadsOf(categories, 'state');
  const state = effectiveState(states);
  const told = state ? availabilityOfState(state) : 'unknown';
  const availability = told === 'unknown' ? self.availability : told;
  return [
    {
      kind: 'self',
      self: {
        uri: self.uri,
        name: card?.name ?? self.name,
        availability,
        ...choiceIn(states, self, asked),
        ...sinceIn(states, availability, self),
        note: categories.some(({ name }) => name === 'note') ? notesOf(categories).personal : self.note,
        ...ownCard(card ?? self),
      },
    },
  ];
}
