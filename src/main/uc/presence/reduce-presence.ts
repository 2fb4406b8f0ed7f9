// Presence of others and of oneself (protocol.md 4.14, 4.15), and the alerts of tagged contacts.
import type { SelfPresenceEvent } from '../../../protocol/events/self-presence';
import type { UserPresenceEvent } from '../../../protocol/events/user-presence';
import type { PresenceUser } from '../../../protocol/presence/presence-user';
import type { Availability, Person, PersonUri, Self } from '../../../shared/domain/person';
import type { Change, Model } from '../../../shared/domain/model';
import type { Signal } from '../engine';
import { localPart, personUri } from '../people/person-uri';
import { availabilityOfState, cardOf, effectiveState, notesOf, payloadsOf, presenceOf } from './presence-of-categories';

export interface PresenceContext {
  readonly model: Model;
  readonly localeId: number;
  /** Whether this person has been heard of in this server session: the first word is news to us, not to the person. */
  isFirstWord(uri: PersonUri): boolean;
  /** Whether this person was there before the last session was lost, and only comes back from the same trouble. Once. */
  isBackFromTrouble(uri: PersonUri): boolean;
}

export interface ReducedPresence {
  readonly changes: readonly Change[];
  readonly signals: readonly Signal[];
}

export function reduceUserPresence(event: UserPresenceEvent, context: PresenceContext): ReducedPresence {
  const changes: Change[] = [];
  const signals: Signal[] = [];
  for (const user of event.users) {
    const uri = personUri(user.uri);
    const before = context.model.people.get(uri);
    const person = personOf(uri, user, before, context.localeId);
    changes.push({ kind: 'person', person });
    const isFirstWord = context.isFirstWord(uri);
    if (isFirstWord || !before || !context.model.contacts.get(uri)?.tag) continue;
    const online = alertOf(before.presence.availability, person.presence.availability);
    if (
      online === undefined ||
      (online && before.presence.availability === 'offline' && context.isBackFromTrouble(uri))
    )
      continue;
    signals.push({ kind: 'contactAlert', uri, online });
  }
  return { changes, signals };
}

function personOf(uri: PersonUri, user: PresenceUser, before: Person | undefined, localeId: number): Person {
  const card = cardOf(user.categories);
  const hasCard = user.categories.some(({ name }) => name === 'contactCard');
  const { name, title, company, office, email, phones = [] } = (hasCard ? card : before) ?? {};
  // A name once known is better than none: an empty card only says that the viewer may not see it now.
  const known = name ?? before?.name;
  const sourceNetwork = user.sourceNetwork ?? before?.sourceNetwork;
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
