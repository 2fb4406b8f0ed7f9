// What has to be asked for again by itself: the own state goes out of date (protocol.md 3.26), and subscriptions end with their
// session (6.11).
import type { CwaRequest } from '../../../protocol/requests';
import type { PersonUri, SettableAvailability } from '../../../shared/domain/person';
import type { Environment } from '../environment';
import type { KeyedTimers } from '../keyed-timers';
import { availabilityRequest, republishAfterMs } from './publishing';

export interface StandingRequestsParts {
  readonly environment: Environment;
  readonly timers: KeyedTimers;
  /** Resolves when it is settled; rejects with `FailureError`. */
  readonly request: (build: (rid: string) => CwaRequest) => Promise<unknown>;
  readonly session: { availability: SettableAvailability; readonly isOnline: boolean };
}

const subscriptionsInOneRequest = 100;

export class StandingRequests {
  private readonly subscribed = new Set<PersonUri>();
  private mustSubscribeAgain = false;

  constructor(private readonly parts: StandingRequestsParts) {}

  publish(availability: SettableAvailability): Promise<unknown> {
    this.parts.session.availability = availability;
    this.republishLater();
    return this.parts.request((rid) => availabilityRequest(rid, availability));
  }

  async subscribe(uris: readonly PersonUri[]): Promise<void> {
    await this.parts.request((rid) => ({ kind: 'subscribePresence', rid, uris }));
    for (const uri of uris) this.subscribed.add(uri);
  }

  async unsubscribe(uris: readonly PersonUri[]): Promise<void> {
    for (const uri of uris) this.subscribed.delete(uri);
    await this.parts.request((rid) => ({ kind: 'unSubscribePresence', rid, uris }));
  }

  /** Another one than before: it knows of no subscription. */
  sessionReopened(): void {
    this.mustSubscribeAgain = this.subscribed.size > 0;
  }

  wentOnline(): void {
    this.republishLater();
    if (this.mustSubscribeAgain) this.subscribeAgain();
  }

  /** 3.26: user state is published again every five minutes. */
  private republishLater(): void {
    const { session, timers } = this.parts;
    timers.set('republish', republishAfterMs, () => {
      this.republishLater();
      if (session.isOnline) this.ask((rid) => availabilityRequest(rid, session.availability));
    });
  }

  private subscribeAgain(): void {
    this.mustSubscribeAgain = false;
    const all = [...this.subscribed];
    for (let start = 0; start < all.length; start += subscriptionsInOneRequest) {
      const uris = all.slice(start, start + subscriptionsInOneRequest);
      this.ask((rid) => ({ kind: 'subscribePresence', rid, uris }));
    }
  }

  /** Nobody waits for it. */
  private ask(build: (rid: string) => CwaRequest): void {
    const { environment, request } = this.parts;
    request(build).catch((error: unknown) => environment.log('presence', { error }));
  }
}
