// What has to be asked for again by itself: the own state goes out of date (protocol.md 3.26), and subscriptions end with their
// session (6.11).
import type { CwaRequest } from '../../../protocol/requests';
import type { ChosenAvailability, PersonUri, SettableAvailability } from '../../../shared/domain/person';
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
  private isAutomatic = false;
  private mustReset = false;
  private underWay = 0;

  constructor(private readonly parts: StandingRequestsParts) {}

  async publish(availability: ChosenAvailability): Promise<void> {
    this.setChosen(availability);
    this.underWay += 1;
    try {
      await this.parts.request((rid) => availabilityRequest(rid, availability));
    } finally {
      this.underWay -= 1;
    }
  }

  /** Set at another place: to say again what was set here would undo it. What is on its way is not over yet. */
  heardChoice(availability: ChosenAvailability): void {
    if (this.underWay === 0 && availability !== this.chosen) this.setChosen(availability);
  }

  private get chosen(): ChosenAvailability {
    return this.isAutomatic ? 'automatic' : this.parts.session.availability;
  }

  private setChosen(availability: ChosenAvailability): void {
    this.isAutomatic = availability === 'automatic';
    // The next session begins with one in any case (3.2).
    this.parts.session.availability = availability === 'automatic' ? 'available' : availability;
    this.republishLater();
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
    this.mustReset = this.isAutomatic;
  }

  wentOnline(): void {
    this.republishLater();
    if (this.mustSubscribeAgain) this.subscribeAgain();
    if (this.mustReset) this.ask((rid) => availabilityRequest(rid, 'automatic'));
    this.mustReset = false;
  }

  /** 3.26: user state is published again every five minutes. */
  private republishLater(): void {
    const { session, timers } = this.parts;
    timers.set('republish', republishAfterMs, () => {
      this.republishLater();
      if (session.isOnline && !this.isAutomatic) this.ask((rid) => availabilityRequest(rid, session.availability));
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
