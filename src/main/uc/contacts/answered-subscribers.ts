// People who were answered that they may watch (protocol.md 3.24, 4.12). An answer that was lost with its session is given again in the
// next one by itself: the server asks there as if nobody had answered, and nobody is asked twice.
import type { CwaRequest } from '../../../protocol/requests';
import { FailureError } from '../../../shared/domain/failure';
import type { PendingSubscriber } from '../../../shared/domain/contact';
import type { Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import type { AccountInput } from '../account-state';
import type { Environment } from '../environment';

export interface AnsweredSubscribersParts {
  readonly environment: Pick<Environment, 'log'>;
  /** Resolves when it is settled; rejects with `FailureError`. */
  readonly request: (build: (rid: string) => CwaRequest) => Promise<unknown>;
  readonly session: { readonly isOnline: boolean };
  readonly model: () => Model;
  /** Whose answer is not known to have arrived. */
  readonly answered: () => ReadonlyMap<PersonUri, PendingSubscriber>;
  readonly take: (input: AccountInput) => unknown;
}

export class AnsweredSubscribers {
  /** Whose answer is on its way. */
  private readonly underWay = new Set<PendingSubscriber>();
  private sessions = 0;

  constructor(private readonly parts: AnsweredSubscribersParts) {}

  /** Resolves also where the answer waits for the next session; rejects when it was refused. */
  async answer(uri: PersonUri): Promise<void> {
    const subscriber = this.parts.model().subscribers.get(uri) ?? { uri, name: uri };
    this.parts.take({ kind: 'subscriberAnswered', subscriber });
    await this.send(this.parts.answered().get(uri) ?? subscriber);
    this.parts.take({ kind: 'subscriberHidden', uri });
  }

  sessionLost(): void {
    this.sessions += 1;
  }

  wentOnline(): void {
    for (const subscriber of this.parts.answered().values()) {
      if (this.underWay.has(subscriber)) continue;
      this.send(subscriber).catch((error: unknown) => {
        this.parts.environment.log('subscribers', { error });
        // Refused for good: the person can decide once more.
        this.parts.take({ kind: 'subscriberShown', subscriber });
      });
    }
  }

  private async send(subscriber: PendingSubscriber, isLastTry = false): Promise<void> {
    const { uri } = subscriber;
    const { sessions } = this;
    const { session } = this.parts;
    this.underWay.add(subscriber);
    try {
      // 3.24: whether one request may name several is told in two ways; one each is right either way.
      await this.parts.request((rid) => ({ kind: 'acknowledgeSubscriber', rid, uris: [uri] }));
      // One that the server had only taken when its session ended counts as done elsewhere; here the next session would ask.
      if (sessions === this.sessions || session.isOnline) this.settle(uri);
    } catch (error) {
      if (!isLost(error)) {
        this.settle(uri);
        throw error;
      }
    } finally {
      this.underWay.delete(subscriber);
    }
    // Otherwise the next time that the connection is back.
    const mayTry = session.isOnline && (sessions !== this.sessions || !isLastTry);
    if (this.parts.answered().has(uri) && mayTry) await this.send(subscriber, sessions === this.sessions);
  }

  private settle(uri: PersonUri): void {
    this.parts.take({ kind: 'subscriberSettled', uri });
  }
}

/** It has not arrived, or nobody knows. */
function isLost(error: unknown): boolean {
  return error instanceof FailureError && (error.code === 'not-connected' || error.code === 'unknown-outcome');
}
