// What the embedded world keeps of one person while it runs: lists, containers, published presence, watchers, live sessions; and what
// it keeps of each of these sessions. The two name each other, so they stand together.
import type { CwaError } from '../../protocol/cwa-error';
import type { Limits } from '../base/limits';
import { Containers } from '../people/containers';
import { ContactList } from '../people/contact-list';
import { isEndpoint, type Attention, type Endpoint, type EventBody, type EventWatch } from '../world';
import type { DirectoryPerson } from './directory/directory';
import { Watchers } from './directory/watchers';
import { Publications } from '../people/publications';

export class UserState {
  readonly sessions = new Set<UserSession>();
  readonly contacts: ContactList;
  readonly containers: Containers;
  readonly published: Publications;
  readonly watchers = new Watchers();
  /** A session was lost, and its client may come back with another one until then. Epoch milliseconds; 0: nobody is awaited. */
  awaitedUntil = 0;
  /** ISO 8601: when the aggregate state was last another one. */
  stateChangedAt: string;

  constructor(
    readonly person: DirectoryPerson,
    limits: Limits,
    /** ISO 8601: when the directory's part of the presence was made. */
    readonly since: string,
  ) {
    this.contacts = new ContactList(limits);
    this.containers = new Containers(limits);
    this.stateChangedAt = since;
    this.published = new Publications({ chars: limits.publishedChars, rawCategories: limits.rawCategories });
  }

  get key(): string {
    return this.person.key;
  }

  /** Signed in somewhere, whether anybody listens there or not. */
  get isOnline(): boolean {
    return this.sessions.size > 0;
  }

  /** Sessions that are polled, or may still be (1.5). */
  get endpoints(): readonly UserSession[] {
    return [...this.sessions].filter(isEndpoint);
  }

  /** To every session. */
  push(body: EventBody): void {
    for (const session of this.sessions) session.push(body);
  }
}

export interface SessionSettings {
  readonly autoPublishMachineState: boolean;
  readonly autoSubscribePresenceForContacts: boolean;
  /** Names of the categories that subscriptions of contacts and queries deliver. Absent: all. */
  readonly categoryFilter?: ReadonlySet<string>;
}

/** How active somebody at this session is, by the `UA` of its polls or as its client says (3.26, 5.2). */
export interface MachineState {
  readonly availability: number;
  /** Published by the client; holds until real activity. */
  readonly isPublished: boolean;
}

export class UserSession {
  /** Users whose presence was asked for with `subscribePresence`, by key. */
  readonly subscribed = new Set<string>();
  /** What was last shown of each subscribed user, so that only what the viewer can see makes an event. */
  readonly shown = new Map<string, string>();
  machine: MachineState = { availability: 3500, isPublished: false };

  constructor(
    private readonly endpoint: Endpoint,
    readonly user: UserState,
    readonly settings: SessionSettings,
  ) {}

  get attention(): Attention {
    return this.endpoint.attention;
  }

  get lastActiveAt(): number {
    return this.endpoint.lastActiveAt;
  }

  push(body: EventBody, watch?: EventWatch): void {
    this.endpoint.push(body, watch);
  }

  retract(isMeant: (event: EventBody) => boolean): void {
    this.endpoint.retract(isMeant);
  }

  succeed(rid: string): void {
    this.endpoint.succeed(rid);
  }

  fail(rid: string, error: CwaError): void {
    this.endpoint.fail(rid, error);
  }
}
