// What the server keeps of one person while it runs: lists, containers, published presence, watchers, live sessions.
import type { Person } from './directory/directory';
import { Containers } from '../people/containers';
import { ContactList } from '../people/contact-list';
import { Watchers } from './directory/watchers';
import type { Limits } from '../base/limits';
import { Publications } from './presence/publications';
import type { EventBody } from '../front/sessions/event-queue';
import type { Session } from '../front/sessions/session';
import { TokenBucket } from '../front/sessions/token-bucket';

export class UserState {
  readonly sessions = new Set<Session>();
  readonly contacts: ContactList;
  readonly containers: Containers;
  readonly published: Publications;
  readonly watchers = new Watchers();
  /** Of all sessions together: more of them do not buy more. */
  readonly bucket: TokenBucket;
  /** A session was lost, and its client may come back with another one until then. Epoch milliseconds; 0: nobody is awaited. */
  awaitedUntil = 0;
  /** ISO 8601: when the aggregate state was last another one. */
  stateChangedAt: string;

  constructor(
    readonly person: Person,
    limits: Limits,
    /** ISO 8601: when the directory's part of the presence was made. */
    readonly since: string,
    now: () => number,
  ) {
    this.bucket = new TokenBucket(limits.requestBurst, limits.requestsPerSecond, now);
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
  get endpoints(): readonly Session[] {
    return [...this.sessions].filter(({ isEndpoint }) => isEndpoint);
  }

  /** To every session. */
  push(body: EventBody): void {
    for (const session of this.sessions) session.push(body);
  }
}
