// Replies that wait until a poll has brought what their requests have led to (field notes: reply and events race). Let go when the client
// shows by its next poll that it has the outcome of each, when it has gone, or when the time is up: nothing waits for ever.
import type { CwaEvents } from '../../../protocol/events';
import type { Clock } from '../../base/clock';

/** Two polls of a slow client fit in (field notes: every 3 to 5 seconds); no client of ours gives up a command so soon. */
export const longestHoldMs = 10_000;

interface Held {
  readonly sid: number;
  /** Of the requests whose outcome no poll has brought yet. */
  readonly rids: Set<string>;
  /** Of the last outcome that a poll has brought. */
  lastEid: number;
  readonly letGo: () => void;
}

export class HeldReplies {
  private readonly held = new Set<Held>();

  constructor(private readonly clock: Clock) {}

  get isEmpty(): boolean {
    return this.held.size === 0;
  }

  /** Resolves when the reply to these requests may go. */
  hold(sid: number, rids: readonly string[], gone: AbortSignal): Promise<void> {
    if (rids.length === 0 || gone.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const letGo = (): void => {
        this.held.delete(entry);
        this.clock.clearTimeout(timer);
        gone.removeEventListener('abort', letGo);
        resolve();
      };
      const entry: Held = { sid, rids: new Set(rids), lastEid: 0, letGo };
      const timer = this.clock.setTimeout(letGo, longestHoldMs);
      gone.addEventListener('abort', letGo);
      this.held.add(entry);
    });
  }

  /** What a poll brings, if it arrives. */
  told({ sid, events }: CwaEvents): void {
    for (const entry of this.held) {
      if (entry.sid !== sid) continue;
      for (const event of events) {
        const isOutcome =
          event.kind === 'requestSucceeded' || event.kind === 'requestFailed' || event.kind === 'searchResult';
        if (!isOutcome || !entry.rids.delete(event.rid)) continue;
        entry.lastEid = Math.max(entry.lastEid, event.eid ?? 0);
      }
    }
  }

  /** A poll that asks for what comes after this number: its client has everything before. */
  asked(sid: number | undefined, ackId: number): void {
    for (const entry of [...this.held]) {
      if (entry.sid === sid && entry.rids.size === 0 && ackId >= entry.lastEid) entry.letGo();
    }
  }
}
