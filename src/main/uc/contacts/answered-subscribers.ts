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
  private readonly underWay = new Map<PendingSubscriber, Promise<void>>();
  /** For whom more is done first: the word that they may watch waits for `answer`. */
  private readonly held = new Set<PersonUri>();
  private sessions = 0;

  constructor(private readonly parts: AnsweredSubscribersParts) {}

  /** Resolves with whether it has arrived, otherwise it is given in the next session; rejects when it was refused. */
  async answer(uri: PersonUri): Promise<boolean> {
    const subscriber = this.parts.model().subscribers.get(uri) ?? { uri, name: uri };
    this.held.delete(uri);
    this.parts.take({ kind: 'subscriberAnswered', subscriber });
    // Nobody waits for a connection that is not there: it goes out with the next one.
    if (this.parts.session.isOnline) await this.send(this.parts.answered().get(uri) ?? subscriber);
    this.parts.take({ kind: 'subscriberHidden', uri });
    return !this.parts.answered().has(uri);
  }

  /** It is decided, and not carried out yet: nobody is asked about them, and the server is told nothing before `answer`. */
  hold(uri: PersonUri): void {
    const subscriber = this.parts.model().subscribers.get(uri) ?? { uri, name: uri };
    this.held.add(uri);
    this.parts.take({ kind: 'subscriberAnswered', subscriber });
    this.parts.take({ kind: 'subscriberHidden', uri });
  }

  /** It could not be done as it was wanted: the person can decide once more. */
  askAgain(subscriber: PendingSubscriber): void {
    this.settle(subscriber.uri);
    this.parts.take({ kind: 'subscriberShown', subscriber });
  }

  sessionLost(): void {
    this.sessions += 1;
  }

  wentOnline(): void {
    for (const subscriber of this.parts.answered().values()) {
      if (this.underWay.has(subscriber) || this.held.has(subscriber.uri)) continue;
      this.send(subscriber).catch((error: unknown) => {
        this.parts.environment.log('subscribers', { error });
        // Refused for good: the person can decide once more.
        this.parts.take({ kind: 'subscriberShown', subscriber });
      });
    }
  }

  /** Nobody is answered twice at a time. */
  private send(subscriber: PendingSubscriber): Promise<void> {
    const sending = this.underWay.get(subscriber) ?? this.tryToSend(subscriber, false);
    this.underWay.set(subscriber, sending);
    return sending.finally(() => this.underWay.delete(subscriber));
  }

  private async tryToSend(subscriber: PendingSubscriber, isLastTry: boolean): Promise<void> {
    const { uri } = subscriber;
    const { sessions } = this;
    const { session } = this.parts;
    try {
      // 3.24: whether one request may name several is told in two ways; one each is right either way.
      await this.parts.request((rid) => ({ kind: 'acknowledgeSubscriber', rid, uris: [uri] }));
      // One that the server had only taken when its session ended counts as done elsewhere; here the next session would ask.
      if (sessions === this.sessions || session.isOnline) this.settle(uri);
    } catch (error) {
      if (!isLost(error)) {
        this.settle(uri);
        // Nobody of that name waits: answered already, here or at another place, and that was lost on its way.
        if (isNotAsked(error)) return;
        throw error;
      }
    }
    // Otherwise the next time that the connection is back.
    const mayTry = session.isOnline && (sessions !== this.sessions || !isLastTry);
    if (this.parts.answered().has(uri) && mayTry) await this.tryToSend(subscriber, sessions === this.sessions);
  }

  private settle(uri: PersonUri): void {
    this.held.delete(uri);
    this.parts.take({ kind: 'subscriberSettled', uri });
  }
}

const isNotAsked = (error: unknown): boolean => error instanceof FailureError && error.code === 'not-found';

/** It has not arrived, or nobody knows. */
function isLost(error: unknown): boolean {
  return error instanceof FailureError && (error.code === 'not-connected' || error.code === 'unknown-outcome');
}
