// Presence of others and of oneself (protocol.md 4.14, 4.15), and the alerts of tagged contacts.
import type { SelfPresenceEvent } from '../../../protocol/events/self-presence';
import type { PresenceSubscriptionStateEvent } from '../../../protocol/events/presence-subscription-state';
import type { UserPresenceEvent } from '../../../protocol/events/user-presence';
import type { PresenceUser } from '../../../protocol/presence/presence-user';
import type { Availability, Person, PersonUri, Self } from '../../../shared/domain/person';
import type { Change, Model } from '../../../shared/domain/model';
import type { Signal } from '../engine';
import { localPart, personUri } from '../people/person-uri';
import { isExpectedBack, isFirstWord, newsCameBack, newsHeard, type NewsOfPeople } from './news-of-people';
import {
  availabilityOfState,
  calendarOf,
  cardOf,
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

/** Complete each time (4.14), yet read like the others': a category that is not in it stays. */
export function reduceSelfPresence({ categories }: SelfPresenceEvent, self: Self): Change[] {
  const card = cardOf(categories);
  const state = effectiveState(payloadsOf(categories, 'state'));
  const availability = state ? availabilityOfState(state) : 'unknown';
  return [
    {
      kind: 'self',
      self: {
        uri: self.uri,
        name: card?.name ?? self.name,
        availability: availability === 'unknown' ? self.availability : availability,
        note: categories.some(({ name }) => name === 'note') ? notesOf(categories).personal : self.note,
        phones: card?.phones ?? self.phones,
      },
    },
  ];
}
