// Whether it is news that somebody is there. After a lost session the server shows everybody again, and after a restart of its own
// finds everybody gone and then coming: neither is worth an alert.
import type { Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';

/** The others take this long to be back from the same trouble: two of the longest waits of a client like ours. */
const comesBackWithinMs = 120_000;

export class NewsOfPeople {
  /** People whose presence this server session has told of. */
  private heardOf = new Set<PersonUri>();
  /** Who was there when the last session was lost. */
  private seenBefore = new Set<PersonUri>();
  private reopenedAt = 0;

  constructor(private readonly elapsed: () => number) {}

  sessionLost({ conversations, people }: Model): void {
    // Lost again before it has settled: what is known now is half a picture.
    if (this.isSettling) return;
    this.seenBefore = new Set();
    for (const { uri, presence } of people.values()) {
      if (presence.availability !== 'offline' && presence.availability !== 'unknown') this.seenBefore.add(uri);
    }
    // Whoever we talk to is there, whether we may see it or not.
    for (const { state, participants } of conversations.values()) {
      if (state !== 'connected' && state !== 'escalating') continue;
      for (const { uri, isInvited } of participants) if (!isInvited) this.seenBefore.add(uri);
    }
  }

  sessionOpened(isFirst: boolean): void {
    this.heardOf = new Set();
    if (!isFirst) this.reopenedAt = this.elapsed();
  }

  /** Once a person and session. */
  isFirstWord(uri: PersonUri): boolean {
    if (this.heardOf.has(uri)) return false;
    this.heardOf.add(uri);
    return true;
  }

  isExpectedBack(uri: PersonUri): boolean {
    return this.isSettling && this.seenBefore.has(uri);
  }

  /** Once. */
  isBackFromTrouble(uri: PersonUri): boolean {
    return this.isSettling && this.seenBefore.delete(uri);
  }

  private get isSettling(): boolean {
    return this.seenBefore.size > 0 && this.elapsed() - this.reopenedAt < comesBackWithinMs;
  }
}
