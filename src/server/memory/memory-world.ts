// The embedded world: the people of a file, and everything that they do, in this process's memory. Takes typed requests of an
// endpoint and answers with events; knows nothing of HTTP, so that people in the same process are endpoints like all others.
import type { CwaReply } from '../../protocol/replies';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import type { SipUri } from '../../protocol/sip-uri';
import type { Clock } from '../base/clock';
import type { Limits } from '../base/limits';
import type { Endpoint, KnownPasswords, Person, Sign, World, WorldRequest } from '../world';
import type { CallEnd, CallOffer } from './conferences/call';
import { startCall, type RingingCall } from './conferences/calls';
import { endConferencesOf, submitConference } from './conferences/conferences';
import { ConferenceContext } from './conferences/context';
import { defaultAutoAcceptMs, giveUpWaiting, ringWaiting } from './conferences/invitations';
import {
  acknowledgeSubscriber,
  addOrUpdateContact,
  deleteContact,
  search,
  settleList,
  updateContainer,
} from './directory/contact-requests';
import { Directory } from './directory/directory';
import { isPassword } from './directory/password';
import type { MemoryOptions } from './memory-options';
import { Presence } from './presence/presence';
import { isCategoryName } from '../people/publications';
import { UserSession, type UserState } from './user-state';
import { Users } from './users';

/** Online (5.1): who signs in without saying anything is there. */
const firstAvailability = 3_500;

export class MemoryWorld implements World {
  readonly users: Users;
  readonly presence: Presence;
  readonly conferences: ConferenceContext;
  private readonly directory: Directory;
  private readonly sessions = new Map<Endpoint, UserSession>();
  private readonly comings = new Set<(user: UserState, isOnline: boolean) => void>();

  constructor(
    options: MemoryOptions,
    clock: Clock,
    readonly limits: Limits,
  ) {
    this.directory = new Directory(options.people);
    this.users = new Users(this.directory, limits, clock.now);
    this.presence = new Presence(this.users, clock, limits);
    const autoAcceptMs = options.autoAcceptMs ?? defaultAutoAcceptMs;
    this.conferences = new ConferenceContext(this.users, clock, limits, autoAcceptMs);
  }

  get passwords(): KnownPasswords {
    return this.directory;
  }

  personNamed(user: string): Person | undefined {
    return this.directory.byUser(user);
  }

  async signIn(user: string, password: string): Promise<Person | 'wrong'> {
    const person = this.directory.byUser(user);
    const isRight = await isPassword(person?.proof, password, this.directory.hasHashes);
    return person && isRight ? person : 'wrong';
  }

  open(endpoint: Endpoint, { key }: Person, request: InitiateSessionRequest): void {
    const user = this.users.byKey(key);
    if (!user) throw new Error('who has signed in is in the directory');
    const { options, categoryEventFilter, userStateAvailability } = request;
    const wasOnline = user.isOnline;
    const session = new UserSession(endpoint, user, {
      autoPublishMachineState: options?.autoPublishMachineState ?? true,
      autoSubscribePresenceForContacts: options?.autoSubscribePresenceForContacts ?? true,
      ...(categoryEventFilter && { categoryFilter: new Set(categoryEventFilter.filter(isCategoryName)) }),
    });
    this.sessions.set(endpoint, session);
    user.sessions.add(session);
    // 7.37: what `signInData` says is what the directory has; it is accepted and not needed.
    const first = userStateAvailability ?? (wasOnline ? undefined : firstAvailability);
    if (first !== undefined) this.presence.setUserState(user, first);
    session.push({ kind: 'contactGroup', fullList: true, ...user.contacts.snapshot() });
    session.push({ kind: 'containers', containers: user.containers.all });
    this.presence.tellSubscribers(session);
    this.presence.opened(session);
    // A queue too small for all this has ended the session meanwhile: what was begun for it after that ends as well.
    if (!this.sessions.has(endpoint)) return this.presence.closed(session);
    ringWaiting(this.conferences, session);
    if (!wasOnline) for (const listener of this.comings) listener(user, true);
  }

  submit(endpoint: Endpoint, request: WorldRequest): CwaReply {
    const session = this.sessionOf(endpoint);
    const { rid } = request;
    const accepted: CwaReply = { kind: 'requestAccepted', rid };
    const { contacts } = session.user;
    switch (request.kind) {
      case 'conference':
        return submitConference(this.conferences, session, request);
      case 'addGroup':
        settleList(session, rid, contacts.addGroup(request.name, request.externalUri));
        return accepted;
      case 'updateGroup':
        settleList(session, rid, contacts.updateGroup(request.id, request.name));
        return accepted;
      case 'deleteGroup':
        settleList(session, rid, contacts.deleteGroup(request.id));
        return accepted;
      case 'addContact':
        return addOrUpdateContact(this, session, rid, request.contact, 'add');
      case 'updateContact':
        return addOrUpdateContact(this, session, rid, request.contact, 'update');
      case 'deleteContact':
        return deleteContact(this, session, rid, request.uri);
      case 'acknowledgeSubscriber':
        return acknowledgeSubscriber(this, session, request);
      case 'updateContainer':
        return updateContainer(this, session, request);
      case 'search':
        return search(this, session, request);
      case 'publishSelfPresence':
        this.presence.publishSelf(session, request);
        return accepted;
      case 'publishRawCategories':
        this.presence.publishRaw(session, request);
        return accepted;
      case 'queryPresence':
        this.presence.query(session, rid, request.uris);
        return accepted;
      case 'subscribePresence':
        this.presence.subscribe(session, rid, request.uris);
        return accepted;
      case 'unSubscribePresence':
        this.presence.unsubscribe(session, rid, request.uris);
        return accepted;
    }
  }

  noticed(endpoint: Endpoint, sign: Sign): void {
    const session = this.sessionOf(endpoint);
    switch (sign) {
      case 'active':
        return this.presence.active(session);
      case 'absent':
        return this.presence.endpointsChanged(session.user, session);
      case 'returned':
        this.presence.endpointsChanged(session.user);
        return ringWaiting(this.conferences, session);
    }
  }

  closing(endpoint: Endpoint, backUntil: number | undefined): void {
    const session = this.sessions.get(endpoint);
    if (!session) return;
    const { user } = session;
    user.sessions.delete(session);
    if (backUntil !== undefined) user.awaitedUntil = Math.max(user.awaitedUntil, backUntil);
    else if (!user.isOnline) user.awaitedUntil = 0;
  }

  closed(endpoint: Endpoint): void {
    const session = this.sessions.get(endpoint);
    if (!session) return;
    this.sessions.delete(endpoint);
    endConferencesOf(this.conferences, session);
    this.presence.closed(session);
    if (!session.user.isOnline) for (const listener of this.comings) listener(session.user, false);
  }

  /** What only time brings; called at each tick (`tickMs` of the front). */
  tick(): void {
    giveUpWaiting(this.conferences);
    for (const user of this.users.all) if (user.isOnline) this.presence.tick(user);
  }

  /** Its timers are those of conversations, and end with the sessions. */
  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** Somebody comes to their first session, or leaves their last. */
  onComing(listener: (user: UserState, isOnline: boolean) => void): () => void {
    this.comings.add(listener);
    return () => this.comings.delete(listener);
  }

  /** Lets the telephone of somebody ring (4.9). Undefined: nobody is there. */
  ring(to: SipUri, offer: CallOffer, onEnd: (end: CallEnd) => void): RingingCall | undefined {
    const user = this.users.byUri(to);
    return user && startCall(this.conferences, user, offer, onEnd);
  }

  private sessionOf(endpoint: Endpoint): UserSession {
    const session = this.sessions.get(endpoint);
    if (!session) throw new Error('a session is opened before anything is asked of it');
    return session;
  }
}
