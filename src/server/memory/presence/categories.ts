// What one viewer sees of one user (protocol.md 4.15, 5.3, 5.7), in the order that clients know (field notes): calendarData,
// contactCard, note, state, services. What an access level does not show is an empty category, as if it had never been published.
import type { Category, CategoryPayload } from '../../../protocol/presence/category';
import type { Phone } from '../../../protocol/presence/contact-card';
import type { RawCategory } from '../../../protocol/presence/raw-category';
import { publishedAvailability } from '../../../protocol/availability';
import { wireTime } from '../../base/clock';
import type { DirectoryPerson } from '../directory/directory';
import { addressOf } from '../directory/directory';
import type { UserState } from '../user-state';
import { blockedLevel, reaches, type AccessLevel } from '../../people/access';
import { aggregateAvailability, representativeAvailability } from '../../people/aggregate';
import { machineStateInstance, userStateInstance } from '../../people/publications';

/** The instance that others' states come with (5.7: 0 or 1). */
const aggregateInstance = 1;

/** Whether a level is at least this one; nobody's and a blocked one are below all. */
export function sees(level: AccessLevel, least: 100 | 200 | 300 | 400): boolean {
  return level === 'self' || (level !== blockedLevel && level >= least);
}

export function visibleCategories(user: UserState, level: AccessLevel): readonly Category[] {
  return [
    ...category('calendarData', sees(level, 200) ? publications(user, 'calendarData') : []),
    ...category('contactCard', cards(user, level)),
    ...category('note', sees(level, 200) ? publications(user, 'note') : []),
    ...category('state', states(user, level)),
    ...category('services', sees(level, 200) ? publications(user, 'services') : []),
  ];
}

/** The user's own (4.14): what they have published, the directory's card, each endpoint, and what others see of all that. */
export function ownCategories(user: UserState): readonly Category[] {
  const machines = user.endpoints.map((session, index): Dated => ({
    instance: machineStateInstance + index,
    publishTime: user.since,
    payload: { kind: 'state', type: 'machineState', availability: session.machine.availability, activities: [] },
  }));
  const said = user.published.userState;
  const userState: Dated[] = said
    ? [{ instance: userStateInstance, publishTime: said.publishTime, payload: withoutTime(said) }]
    : [];
  return [
    ...category('calendarData', publications(user, 'calendarData')),
    ...category('contactCard', cards(user, 'self')),
    ...category('note', publications(user, 'note')),
    ...category('state', [...userState, ...machines, ...states(user, 'self')]),
    ...category('services', publications(user, 'services')),
    ...(user.published.named('device').length > 0 ? category('device', publications(user, 'device')) : []),
  ];
}

export function visibleRawCategories(user: UserState, standsIn: ReadonlySet<number>): readonly RawCategory[] {
  const visible = user.published.rawCategories.filter((raw) => reaches(containerOf(raw), standsIn));
  // The highest container that has the viewer and the category (5.3).
  return visible.filter(
    (raw) => !visible.some((other) => isSameRaw(raw, other) && containerOf(other) > containerOf(raw)),
  );
}

const isSameRaw = (a: RawCategory, b: RawCategory): boolean =>
  a.name === b.name && a.nameSpace === b.nameSpace && (a.instanceMask ?? 0) === (b.instanceMask ?? 0);

/** A container that is no number is nobody's. */
function containerOf(raw: RawCategory): number {
  const id = raw.container?.trim() ? Number(raw.container) : 0;
  return Number.isInteger(id) && id >= 0 ? id : 1;
}

interface Dated {
  readonly instance: number;
  readonly publishTime: string;
  readonly payload: CategoryPayload;
}

const publications = (user: UserState, name: string): readonly Dated[] => user.published.named(name);

/** `version` is 0 on the wire (field notes); without an instance it is an element with only its name (4.15). */
function category(name: string, instances: readonly Dated[]): Category[] {
  if (instances.length === 0) return [{ name }];
  return instances.map(({ instance, publishTime, payload }) => ({ name, instance, version: 0, publishTime, payload }));
}

function cards(user: UserState, level: AccessLevel): Dated[] {
  const { person, since } = user;
  const { record } = person;
  const directory = (instance: number, card: object): Dated => ({
    instance,
    publishTime: since,
    payload: { kind: 'contactCard', phones: [], ...card },
  });
  // Everybody, a blocked viewer too, gets name and e-mail (5.3).
  const identity = directory(0, { displayName: person.name, email: emailOf(person) });
  if (!sees(level, 100)) return [identity];
  const phones = (record.phones ?? [])
    .filter(({ type }) => seesPhone(level, type))
    .map(({ type, number }): Phone => ({ type, uri: `tel:${number.replace(/[^+\d]/gu, '')}`, displayString: number }));
  const work = directory(3, {
    ...(record.title && { title: record.title }),
    ...(record.company && { company: record.company }),
    ...(record.office && sees(level, 200) && { office: record.office }),
    phones,
  });
  return [identity, ...own(user, level), work];
}

/** The instances that the user wrote, cut down to the level as the directory's are. */
function own(user: UserState, level: AccessLevel): Dated[] {
  return publications(user, 'contactCard').flatMap((dated) => {
    const { payload } = dated;
    // What cannot be read cannot be cut down either: for the closest alone.
    if (payload.kind !== 'contactCard') return sees(level, 400) ? [dated] : [];
    const { office, phones, ...rest } = payload;
    const card = {
      ...rest,
      ...(office !== undefined && sees(level, 200) && { office }),
      phones: phones.filter(({ type }) => seesPhone(level, type)),
    };
    return [{ ...dated, payload: card }];
  });
}

/** Work phones from Company on, mobile ones from Team on, the others for Personal (5.3). */
export function seesPhone(level: AccessLevel, type: Phone['type']): boolean {
  if (type === 'work') return sees(level, 200);
  return type === 'mobile' ? sees(level, 300) : sees(level, 400);
}

export const emailOf = ({ record, uri }: Pick<DirectoryPerson, 'record' | 'uri'>): string =>
  record.email ?? addressOf(uri);

/**
 * The one state that others see. Which level sees which detail is documented in outline only (5.3): ours shows Public the range
 * alone, Company the number and what the person is doing, Team also own words, device, place and the time of the last activity.
 */
function states(user: UserState, level: AccessLevel): Dated[] {
  if (level === 0) return [];
  const said = user.published.userState;
  const machines = user.endpoints.map((session) => session.machine.availability);
  const availability =
    level === blockedLevel ? publishedAvailability.offline : aggregateAvailability(said?.availability, machines);
  const isOffline = availability >= publishedAvailability.offline;
  const showsDetails = sees(level, 300) && !isOffline;
  const activities = (isOffline || !sees(level, 200) ? [] : (said?.activities ?? []))
    .map((activity) => (showsDetails ? activity : { ...activity, custom: [] }))
    .filter(({ token, custom }) => token !== undefined || custom.length > 0);
  const lastActiveAt = [...user.sessions].reduce(
    (latest, session) => Math.max(latest, session.lastActiveAt),
    -Infinity,
  );
  const isActive = machines.some((machine) => machine < 4_500);
  return [
    {
      instance: aggregateInstance,
      // When somebody came or went is for no one who only sees them offline.
      publishTime: isOffline ? user.since : user.stateChangedAt,
      payload: {
        kind: 'state',
        type: 'aggregateState',
        availability: sees(level, 200) ? availability : representativeAvailability(availability),
        activities,
        ...(showsDetails && !isActive && { lastActive: wireTime(lastActiveAt) }),
        ...(showsDetails && said?.device !== undefined && { device: said.device }),
        ...(showsDetails && said?.endpointLocation !== undefined && { endpointLocation: said.endpointLocation }),
      },
    },
  ];
}

function withoutTime({
  publishTime: _,
  ...state
}: CategoryPayload & { kind: 'state'; publishTime: string }): CategoryPayload {
  return state;
}
