// The requests about contacts, groups, access levels, subscribers and the directory (protocol.md 3.18–3.25, 3.31): runs them on
// the lists and tells every endpoint what has changed (4.11–4.13, 4.17).
import type { ContactRecord } from '../../../protocol/contact-record';
import type { CwaReply } from '../../../protocol/replies';
import type { AcknowledgeSubscriberRequest } from '../../../protocol/requests/acknowledge-subscriber';
import type { SearchRequest } from '../../../protocol/requests/search';
import type { UpdateContainerRequest } from '../../../protocol/requests/update-container';
import { parseSipUri, sipUriKey } from '../../../protocol/sip-uri';
import { invalidRequest, sipFailure, throttled } from '../../base/errors';
import type { Limits } from '../../base/limits';
import { emailOf, sees, seesPhone } from '../presence/categories';
import type { Presence } from '../presence/presence';
import type { UserSession, UserState } from '../user-state';
import type { Users } from '../users';
import type { SearchResultUser } from '../../../protocol/events/search-result';
import type { ListChange, ListResult } from '../../people/contact-list';
import { Containers } from '../../people/containers';
import { personFinder, termCount } from './search';

export interface DirectoryServices {
  readonly users: Users;
  readonly presence: Presence;
  readonly limits: Limits;
}

/** `requestSucceeded`, then the change, also at the user's other endpoints (4.11). */
export function settleList(session: UserSession, rid: string, result: ListResult): ListChange | undefined {
  if ('error' in result) {
    session.fail(rid, result.error);
    return undefined;
  }
  session.succeed(rid);
  session.user.push({ kind: 'contactGroup', fullList: false, ...result.change });
  return result.change;
}

export function addOrUpdateContact(
  { presence }: DirectoryServices,
  session: UserSession,
  rid: string,
  contact: ContactRecord,
  action: 'add' | 'update',
): CwaReply {
  const uri = parseSipUri(contact.uri);
  if (!uri) return { kind: 'requestInvalid', rid, error: invalidRequest('uri is not a SIP URI') };
  const { contacts } = session.user;
  const result =
    action === 'add' ? contacts.addContact({ ...contact, uri }) : contacts.updateContact({ ...contact, uri });
  if (settleList(session, rid, result)) presence.contactChanged(session.user, uri);
  return { kind: 'requestAccepted', rid };
}

export function deleteContact(
  { presence }: DirectoryServices,
  session: UserSession,
  rid: string,
  uri: string,
): CwaReply {
  if (settleList(session, rid, session.user.contacts.deleteContact(uri))) presence.contactChanged(session.user, uri);
  return { kind: 'requestAccepted', rid };
}

const notSubscribed = sipFailure(404, 'Not Found', 'There is no such subscriber.');

/** The other endpoints hear of it too: `acknowledged` (4.12). */
export function acknowledgeSubscriber(
  { users }: DirectoryServices,
  session: UserSession,
  { rid, uris }: AcknowledgeSubscriberRequest,
): CwaReply {
  const { user } = session;
  const known = [...new Set(uris.map(sipUriKey))].flatMap((key) => user.watchers.acknowledge(key) ?? []);
  if (known.length === 0) {
    session.fail(rid, notSubscribed);
    return { kind: 'requestAccepted', rid };
  }
  session.succeed(rid);
  user.push({
    kind: 'subscribers',
    subscribers: known.map((person) => ({
      uri: person.uri,
      displayName: person.name,
      sourceNetwork: users.network(person, user.person),
      acknowledged: true,
    })),
  });
  return { kind: 'requestAccepted', rid };
}

export function updateContainer(
  { presence }: DirectoryServices,
  session: UserSession,
  request: UpdateContainerRequest,
): CwaReply {
  const { rid } = request;
  const error = Containers.check(request);
  if (error) return { kind: 'requestInvalid', rid, error };
  const result = session.user.containers.update(request);
  if ('error' in result) session.fail(rid, result.error);
  else {
    session.succeed(rid);
    // 3.25: the complete new content of that container.
    session.user.push({ kind: 'containers', containers: [result.container] });
    presence.accessChanged(session.user);
  }
  return { kind: 'requestAccepted', rid };
}

export function search({ users, limits }: DirectoryServices, session: UserSession, request: SearchRequest): CwaReply {
  const { rid } = request;
  // Each is looked for in everybody.
  if (termCount(request) > limits.searchTerms) {
    return { kind: 'requestFailed', rid, error: throttled('There are too many search terms.') };
  }
  const isFound = personFinder(request);
  const found = [...users.all]
    .filter(({ person }) => isFound(person))
    .sort((a, b) => (a.person.name < b.person.name ? -1 : a.person.name > b.person.name ? 1 : 0));
  session.succeed(rid);
  session.push({
    kind: 'searchResult',
    rid,
    moreAvailable: found.length > limits.searchResults,
    users: found.slice(0, limits.searchResults).map((user) => resultFor(users, session.user, user)),
  });
  return { kind: 'requestAccepted', rid };
}

/** No more than the contact card would show this viewer. */
function resultFor(users: Users, viewer: UserState, user: UserState): SearchResultUser {
  const level = users.level(viewer, user);
  const { person } = user;
  const { title, company, office, phones = [] } = person.record;
  const phone = (type: 'work' | 'home' | 'mobile' | 'other'): string | undefined =>
    seesPhone(level, type) ? phones.find((each) => each.type === type)?.number : undefined;
  const values = {
    displayName: person.name,
    email: emailOf(person),
    title: sees(level, 100) ? title : undefined,
    company: sees(level, 100) ? company : undefined,
    office: sees(level, 200) ? office : undefined,
    phone: phone('work'),
    homePhone: phone('home'),
    cellPhone: phone('mobile'),
    otherPhone: phone('other'),
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return { uri: person.uri, ...Object.fromEntries(given) };
}
