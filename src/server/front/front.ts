// The middle of the server: takes typed requests of a session, leaves events in queues. Knows nothing of HTTP or XML, so that
// people in the same process are clients like all others.
import type { CwaReply } from '../../protocol/replies';
import type { CwaRequest } from '../../protocol/requests';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import { parseSipUri } from '../../protocol/sip-uri';
import type { Clock } from '../base/clock';
import { ConferenceContext } from '../memory/conferences/context';
import { endConferencesOf, submitConference } from '../memory/conferences/conferences';
import { defaultAutoAcceptMs, giveUpWaiting, ringWaiting } from '../memory/conferences/invitations';
import {
  acknowledgeSubscriber,
  addOrUpdateContact,
  deleteContact,
  search,
  settleList,
  updateContainer,
} from '../memory/directory/contact-requests';
import { Directory } from '../memory/directory/directory';
import { invalidRequest, throttled } from '../base/errors';
import type { Limits } from '../base/limits';
import { Presence } from '../memory/presence/presence';
import { isCategoryName } from '../memory/presence/publications';
import type { ServerOptions } from '../options';
import type { Session, SessionSettings } from './sessions/session';
import { createSids, Sessions, type SidSource } from './sessions/sessions';
import type { UserState } from '../memory/user-state';
import { Users } from '../memory/users';

/** 4.3, 7.16. */
const composingTimers = { refreshInterval: 60, timeout: 120 };
/** 4.3: display name and e-mail. */
const defaultSearchFields = 12;
const defaultTimeoutS = 600;

const isAvailability = (value: number): boolean => value >= 0 && value <= 32_767;

export type CoreOptions = Pick<
  ServerOptions,
  'people' | 'sessionTimeoutS' | 'autoAcceptMs' | 'pollWaitMs' | 'userNotice'
>;

export class Core {
  readonly directory: Directory;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly presence: Presence;
  readonly conferences: ConferenceContext;
  readonly pollWaitMs: number;
  private readonly comings = new Set<(user: UserState, isOnline: boolean) => void>();

  constructor(
    private readonly options: CoreOptions,
    clock: Clock,
    readonly limits: Limits,
    sids: SidSource = createSids(),
  ) {
    this.pollWaitMs = options.pollWaitMs ?? 1_000;
    this.directory = new Directory(options.people);
    this.users = new Users(this.directory, limits, clock.now);
    this.presence = new Presence(this.users, clock, limits);
    const autoAcceptMs = options.autoAcceptMs ?? defaultAutoAcceptMs;
    this.conferences = new ConferenceContext(this.users, clock, limits, autoAcceptMs);
    const timeoutMs = (options.sessionTimeoutS ?? defaultTimeoutS) * 1_000;
    this.sessions = new Sessions({
      clock,
      limits,
      timeoutMs,
      absentAfterMs: this.pollWaitMs + limits.graceMs,
      sids,
      onEnded: (session) => this.sessionEnded(session),
      onAbsent: (session) => this.presence.endpointsChanged(session.user, session),
      onReturned: (session) => {
        this.presence.endpointsChanged(session.user);
        ringWaiting(this.conferences, session);
      },
    });
  }

  /** 3.2. The first batch of events is in the queue when this returns. */
  initiateSession(
    user: UserState,
    request: InitiateSessionRequest,
    place: { readonly isLocal?: boolean; readonly logoffUrl?: string | undefined } = {},
  ): { readonly reply: CwaReply; readonly session?: Session } {
    const { rid, options, categoryEventFilter, userStateAvailability } = request;
    if (userStateAvailability !== undefined && !isAvailability(userStateAvailability)) {
      return { reply: { kind: 'requestInvalid', rid, error: invalidRequest('userStateAvailability is out of range') } };
    }
    const settings: SessionSettings = {
      autoPublishMachineState: options?.autoPublishMachineState ?? true,
      autoSubscribePresenceForContacts: options?.autoSubscribePresenceForContacts ?? true,
      ...(categoryEventFilter && { categoryFilter: new Set(categoryEventFilter.filter(isCategoryName)) }),
      ...(place.logoffUrl !== undefined && { logoffUrl: place.logoffUrl }),
    };
    const wasOnline = user.isOnline;
    const session = this.sessions.open(user, settings, place.isLocal);
    if (!session) return { reply: { kind: 'requestFailed', rid, error: throttled('The user has too many sessions.') } };
    // 7.37: what `signInData` says is what the directory has; it is accepted and not needed.
    const first = userStateAvailability ?? (wasOnline ? undefined : 3_500);
    if (first !== undefined) this.presence.setUserState(user, first);
    session.succeed(rid);
    this.sendFirstEvents(session);
    ringWaiting(this.conferences, session);
    if (!wasOnline) for (const listener of this.comings) listener(user, true);
    return {
      session,
      reply: {
        kind: 'requestAccepted',
        rid,
        session: { sid: session.sid, uri: user.person.uri, pollWaitTimeMs: this.pollWaitMs },
      },
    };
  }

  submit(session: Session, request: CwaRequest): CwaReply {
    const { rid } = request;
    const accepted: CwaReply = { kind: 'requestAccepted', rid };
    const { contacts } = session.user;
    switch (request.kind) {
      case 'conference':
        return this.checkUris(request) ?? submitConference(this.conferences, session, request);
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
        return this.checkUriList(rid, request.uris) ?? acknowledgeSubscriber(this, session, request);
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
      case 'subscribePresence':
      case 'unSubscribePresence':
        return this.watch(session, request);
      case 'terminateSession':
        this.sessions.end(session, 'signed out');
        return accepted;
      case 'initiateSession':
        return { kind: 'requestInvalid', rid, error: invalidRequest('initiateSession begins a session of its own') };
    }
  }

  /** Somebody comes or goes, by all his endpoints. */
  onComing(listener: (user: UserState, isOnline: boolean) => void): () => void {
    this.comings.add(listener);
    return () => this.comings.delete(listener);
  }

  tick(): void {
    this.sessions.tick();
    giveUpWaiting(this.conferences);
    for (const user of this.users.all) if (user.isOnline) this.presence.tick(user);
  }

  private watch(
    session: Session,
    request: Extract<CwaRequest, { kind: 'queryPresence' | 'subscribePresence' | 'unSubscribePresence' }>,
  ): CwaReply {
    const { rid, uris } = request;
    const refusal = this.checkUriList(rid, uris);
    if (refusal) return refusal;
    if (request.kind === 'queryPresence') this.presence.query(session, rid, uris);
    else if (request.kind === 'subscribePresence') this.presence.subscribe(session, rid, uris);
    else this.presence.unsubscribe(session, rid, uris);
    return { kind: 'requestAccepted', rid };
  }

  private checkUris({ rid, action }: Extract<CwaRequest, { kind: 'conference' }>): CwaReply | undefined {
    return 'uris' in action ? this.checkUriList(rid, action.uris) : undefined;
  }

  /** 3.30: an address without `sip:` is rejected. */
  private checkUriList(rid: string, uris: readonly string[]): CwaReply | undefined {
    if (uris.length > this.limits.urisInRequest) {
      return { kind: 'requestFailed', rid, error: throttled('There are too many addresses.') };
    }
    if (uris.every((uri) => parseSipUri(uri))) return undefined;
    return { kind: 'requestInvalid', rid, error: invalidRequest('uri is not a SIP URI') };
  }

  private sendFirstEvents(session: Session): void {
    const { user } = session;
    session.push({
      kind: 'configuration',
      search: { defaultFunction: 'or', defaultFields: defaultSearchFields },
      enableAppearOffline: true,
      imComposingTimers: composingTimers,
      ...(session.settings.logoffUrl !== undefined && { customAuthLogoffUrl: session.settings.logoffUrl }),
      userNotice: this.options.userNotice ?? '',
    });
    session.push({ kind: 'contactGroup', fullList: true, ...user.contacts.snapshot() });
    session.push({ kind: 'containers', containers: user.containers.all });
    this.presence.tellSubscribers(session);
    this.presence.opened(session);
  }

  private sessionEnded(session: Session): void {
    endConferencesOf(this.conferences, session);
    this.presence.closed(session);
    if (!session.user.isOnline) for (const listener of this.comings) listener(session.user, false);
  }
}
