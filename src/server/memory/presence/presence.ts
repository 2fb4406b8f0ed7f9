// Presence between people: who watches whom, and what each one is told when something changes that they may see (protocol.md
// 3.26–3.30, 4.14–4.16, 4.18). A viewer gets an event only when what their access level shows has changed, since an event about
// nothing would tell a blocked viewer that somebody is there.
import type { PresenceUser } from '../../../protocol/presence/presence-user';
import type { PublishRawCategoriesRequest } from '../../../protocol/requests/publish-raw-categories';
import type { PublishSelfPresenceRequest } from '../../../protocol/requests/publish-self-presence';
import type { SipUri } from '../../../protocol/sip-uri';
import { sipFailure } from '../../base/errors';
import { wireTime, type Clock } from '../../base/clock';
import type { Limits } from '../../base/limits';
import type { UserSession, UserState } from '../user-state';
import type { Users } from '../users';
import { aggregateAvailability, machineAvailability } from '../../people/aggregate';
import { ownCategories, visibleCategories, visibleRawCategories } from './categories';
import { isMachineState } from '../../people/publications';

/** Of a first batch: one event with everybody would be a large one. */
const usersInEvent = 50;

export class Presence {
  /** By the key of who is watched. */
  private readonly watching = new Map<string, Set<UserSession>>();
  private readonly aggregates = new Map<string, string>();

  constructor(
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  /** The session is one of its user's: tells itself everything, and the others that somebody came. */
  opened(session: UserSession): void {
    session.push({ kind: 'selfPresence', categories: ownCategories(session.user) });
    this.followContacts(session);
    this.refresh(session.user, session);
  }

  closed(session: UserSession): void {
    for (const key of this.watching.keys()) this.forget(key, session);
    this.refresh(session.user);
  }

  /** A session has become an endpoint, or is none any more. */
  endpointsChanged(user: UserState, except?: UserSession): void {
    this.refresh(user, except);
  }

  /** How many sessions watch somebody. */
  get watches(): number {
    return [...this.watching.values()].reduce((sum, watchers) => sum + watchers.size, 0);
  }

  /** 3.2: the first user state. */
  setUserState(user: UserState, availability: number): void {
    user.published.setUserState(availability, this.nowText());
  }

  publishSelf(session: UserSession, { rid, categories }: PublishSelfPresenceRequest): void {
    const { user } = session;
    const error = user.published.publish(categories, this.nowText());
    if (error) return session.fail(rid, error);
    for (const category of categories) {
      const { payload } = category;
      if (!isMachineState(category) || payload?.kind !== 'state' || payload.availability === undefined) continue;
      session.machine = { availability: payload.availability, isPublished: true };
    }
    session.succeed(rid);
    this.refresh(user);
  }

  publishRaw(session: UserSession, { rid, categories }: PublishRawCategoriesRequest): void {
    const { user } = session;
    const error = user.published.publishRaw(categories, this.nowText());
    if (error) return session.fail(rid, error);
    session.succeed(rid);
    user.push({ kind: 'selfRawCategories', categories: user.published.rawCategories });
    for (const watcher of this.watching.get(user.key) ?? []) this.showRaw(watcher, user);
  }

  /** One snapshot; who is not known is left out, the others succeed (field notes). */
  query(session: UserSession, rid: string, uris: readonly SipUri[]): void {
    session.succeed(rid);
    const users = this.known(uris).map((user) => this.view(session, user, true));
    if (users.length > 0) session.push({ kind: 'userPresence', users });
  }

  subscribe(session: UserSession, rid: string, uris: readonly SipUri[]): void {
    const known = this.known(uris);
    const added = known.filter((user) => !session.subscribed.has(user.key));
    if (session.subscribed.size + added.length > this.limits.subscriptions) {
      return session.fail(rid, sipFailure(413, 'Request Entity Too Large', 'There are too many subscriptions.'));
    }
    session.succeed(rid);
    for (const user of known) session.subscribed.add(user.key);
    this.show(session, known);
    const users = uris.map((uri) => {
      const user = this.users.byUri(uri);
      // Nobody here will ever have such presence, so there is nothing to retry (4.16).
      return { uri: user?.person.uri ?? uri, state: user ? ('subscribed' as const) : ('terminated' as const) };
    });
    session.push({ kind: 'presenceSubscriptionState', users });
    for (const user of known) this.watch(session, user);
  }

  /** What a contact brings by itself stays (3.21). */
  unsubscribe(session: UserSession, rid: string, uris: readonly SipUri[]): void {
    session.succeed(rid);
    for (const user of this.known(uris)) {
      session.subscribed.delete(user.key);
      if (!this.followsAsContact(session, user)) this.unwatch(session, user);
    }
  }

  /** After a change of the contact list: at every endpoint those watch who are to (3.21, 3.2 `options`). */
  contactChanged(owner: UserState, uri: SipUri): void {
    const contact = this.users.byUri(uri);
    if (!contact) return;
    for (const session of owner.sessions) {
      if (this.followsAsContact(session, contact)) {
        this.show(session, [contact]);
        this.watch(session, contact);
      } else if (!session.subscribed.has(contact.key)) this.unwatch(session, contact);
    }
  }

  /** Somebody may see more or less than before. */
  accessChanged(user: UserState): void {
    for (const watcher of this.watching.get(user.key) ?? []) {
      this.showChange(watcher, user);
      this.showRaw(watcher, user);
    }
  }

  /** Works out machine states anew; called at each tick. */
  tick(user: UserState): void {
    const now = this.clock.now();
    let hasChanged = false;
    for (const session of user.sessions) {
      // 3.2: otherwise its client says what it is.
      if (!session.settings.autoPublishMachineState || session.machine.isPublished) continue;
      const availability = machineAvailability(now - session.lastActiveAt);
      if (availability === session.machine.availability) continue;
      session.machine = { availability, isPublished: false };
      hasChanged = true;
    }
    if (hasChanged) this.refresh(user);
  }

  /** Somebody is at the endpoint again. */
  active(session: UserSession): void {
    if (!session.settings.autoPublishMachineState) return;
    session.machine = { ...session.machine, isPublished: false };
    this.tick(session.user);
  }

  private refresh(user: UserState, except?: UserSession): void {
    const said = user.published.userState;
    const machines = user.endpoints.map(({ machine }) => machine.availability);
    const aggregate = JSON.stringify([aggregateAvailability(said?.availability, machines), said?.activities]);
    if (this.aggregates.get(user.key) !== aggregate) {
      this.aggregates.set(user.key, aggregate);
      user.stateChangedAt = this.nowText();
    }
    for (const session of user.sessions) {
      if (session !== except) session.push({ kind: 'selfPresence', categories: ownCategories(user) });
    }
    for (const watcher of this.watching.get(user.key) ?? []) this.showChange(watcher, user);
  }

  private followContacts(session: UserSession): void {
    const contacts = session.user.contacts.contacts
      .map(({ uri }) => this.users.byUri(uri))
      .filter((contact): contact is UserState => contact !== undefined && this.followsAsContact(session, contact));
    this.show(session, contacts);
    for (const contact of contacts) this.watch(session, contact);
  }

  private followsAsContact(session: UserSession, contact: UserState): boolean {
    if (!session.settings.autoSubscribePresenceForContacts) return false;
    return session.user.contacts.contact(contact.person.uri)?.subscribed ?? false;
  }

  private watch(session: UserSession, user: UserState): void {
    let watchers = this.watching.get(user.key);
    if (!watchers) this.watching.set(user.key, (watchers = new Set()));
    watchers.add(session);
    if (session.user === user || !user.watchers.add(session.user.person)) return;
    for (const own of user.sessions) this.tellSubscribers(own);
  }

  private unwatch(session: UserSession, user: UserState): void {
    this.forget(user.key, session);
    session.shown.delete(user.key);
    session.shown.delete(rawKey(user));
  }

  private forget(key: string, session: UserSession): void {
    const watchers = this.watching.get(key);
    if (watchers?.delete(session) && watchers.size === 0) this.watching.delete(key);
  }

  /** 7.14: those of whom the user has not said that they know. */
  tellSubscribers(session: UserSession): void {
    const subscribers = session.user.watchers.pending.map((person) => ({
      uri: person.uri,
      displayName: person.name,
      sourceNetwork: this.users.network(person, session.user.person),
      acknowledged: false,
    }));
    if (subscribers.length > 0) session.push({ kind: 'subscribers', subscribers });
  }

  private show(session: UserSession, users: readonly UserState[]): void {
    for (let at = 0; at < users.length; at += usersInEvent) {
      const part = users.slice(at, at + usersInEvent).map((user) => {
        const view = this.view(session, user, !session.subscribed.has(user.key));
        session.shown.set(user.key, JSON.stringify(view.categories));
        session.shown.set(rawKey(user), JSON.stringify(view.rawCategories));
        return view;
      });
      session.push({ kind: 'userPresence', users: part });
    }
  }

  private showChange(session: UserSession, user: UserState): void {
    const view = this.view(session, user, !session.subscribed.has(user.key));
    const shown = JSON.stringify(view.categories);
    if (session.shown.get(user.key) === shown) return;
    session.shown.set(user.key, shown);
    session.push({ kind: 'userPresence', users: [view] });
  }

  private showRaw(session: UserSession, user: UserState): void {
    const categories = visibleRawCategories(user, this.users.standsIn(session.user, user));
    const shown = JSON.stringify(categories);
    if ((session.shown.get(rawKey(user)) ?? '[]') === shown) return;
    session.shown.set(rawKey(user), shown);
    session.push({ kind: 'userRawCategories', users: [{ uri: user.person.uri, categories }] });
  }

  /** The filter of `initiateSession` holds for contacts and queries, not for `subscribePresence` (3.28, 3.29). */
  private view(session: UserSession, user: UserState, isFiltered: boolean): PresenceUser {
    const { categoryFilter } = session.settings;
    const categories = visibleCategories(user, this.users.level(session.user, user));
    return {
      uri: user.person.uri,
      sourceNetwork: this.users.network(user.person, session.user.person),
      categories: isFiltered && categoryFilter ? categories.filter(({ name }) => categoryFilter.has(name)) : categories,
      rawCategories: visibleRawCategories(user, this.users.standsIn(session.user, user)),
    };
  }

  private known(uris: readonly SipUri[]): UserState[] {
    const users = uris.map((uri) => this.users.byUri(uri)).filter((user) => user !== undefined);
    return [...new Set(users)];
  }

  private nowText(): string {
    return wireTime(this.clock.now());
  }
}

const rawKey = (user: UserState): string => `raw ${user.key}`;
