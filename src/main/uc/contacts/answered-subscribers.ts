// People who were answered that they may watch (protocol.md 3.24, 4.12). An answer that was lost with its session is given again in the
// next one by itself: the server asks there as if nobody had answered, and nobody is asked twice.
import type { CwaRequest } from '../../../protocol/requests';
import { FailureError } from '../../../shared/domain/failure';
import type { PendingSubscriber } from '../../../shared/domain/contact';
import type { Change, Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import type { Environment } from '../environment';

export interface AnsweredSubscribersParts {
  readonly environment: Pick<Environment, 'log'>;
  /** Resolves when it is settled; rejects with `FailureError`. */
  readonly request: (build: (rid: string) => CwaRequest) => Promise<unknown>;
  readonly session: { readonly isOnline: boolean };
  readonly model: () => Model;
  readonly apply: (changes: readonly Change[]) => void;
}

interface Answer {
  readonly subscriber: PendingSubscriber;
  isUnderWay: boolean;
}

export class AnsweredSubscribers {
  /** Not known to have arrived. */
  private readonly open = new Map<PersonUri, Answer>();
  private sessions = 0;

  constructor(private readonly parts: AnsweredSubscribersParts) {}

  /** Resolves also where the answer waits for the next session; rejects when it was refused. */
  async answer(uri: PersonUri): Promise<void> {
    const subscriber = this.parts.model().subscribers.get(uri) ?? { uri, name: uri };
    const answer: Answer = this.open.get(uri) ?? { subscriber, isUnderWay: false };
    this.open.set(uri, answer);
    await this.send(uri, answer);
    this.parts.apply([{ kind: 'subscriberRemoved', uri }]);
  }

  /** What the server tells of who is answered already is no news. */
  withoutAnswered(changes: readonly Change[]): Change[] {
    return changes.filter((change) => {
      if (change.kind === 'subscriberRemoved') this.open.delete(change.uri);
      return change.kind !== 'subscriber' || !this.open.has(change.subscriber.uri);
    });
  }

  sessionLost(): void {
    this.sessions += 1;
  }

  wentOnline(): void {
    for (const [uri, answer] of this.open) {
      if (answer.isUnderWay) continue;
      this.send(uri, answer).catch((error: unknown) => {
        this.parts.environment.log('subscribers', { error });
        // Refused for good: the person can decide once more.
        this.parts.apply([{ kind: 'subscriber', subscriber: answer.subscriber }]);
      });
    }
  }

  private async send(uri: PersonUri, answer: Answer, isLastTry = false): Promise<void> {
    const { sessions } = this;
    const { session } = this.parts;
    answer.isUnderWay = true;
    try {
      // 3.24: whether one request may name several is told in two ways; one each is right either way.
      await this.parts.request((rid) => ({ kind: 'acknowledgeSubscriber', rid, uris: [uri] }));
      // One that the server had only taken when its session ended counts as done elsewhere; here the next session would ask.
      if (sessions === this.sessions || session.isOnline) this.open.delete(uri);
    } catch (error) {
      if (!isLost(error)) {
        this.open.delete(uri);
        throw error;
      }
    } finally {
      answer.isUnderWay = false;
    }
    // Otherwise the next time that the connection is back.
    const mayTry = session.isOnline && (sessions !== this.sessions || !isLastTry);
    if (this.open.has(uri) && mayTry) await this.send(uri, answer, sessions === this.sessions);
  }
}

/** It has not arrived, or nobody knows. */
function isLost(error: unknown): boolean {
  return error instanceof FailureError && (error.code === 'not-connected' || error.code === 'unknown-outcome');
}
