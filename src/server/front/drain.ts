// The end in good order: nobody new comes in, and those who are there are told, one account after another and spread over the time that
// was given, to sign in again, which behind a balancer brings them to another server. Told are they as by any server that has forgotten
// them (protocol.md 5.9): the session is not known (18100), and the ticket is no more good (401).
import type { Clock } from '../base/clock';
import { runEach } from '../base/run-each';
import type { Session } from './sessions/session';
import type { Sessions } from './sessions/sessions';

/** So much longer a session may last whose client has not acknowledged everything, or of which something is under way. */
const patienceMs = 3_000;
const lookEveryMs = 100;

export interface Drain {
  /** Resolves when the last session has ended; at once where there is none. */
  readonly done: Promise<void>;
  stop(): void;
}

/** `isCalm`: nothing of what was said in it is under way. */
export function startDrain(
  sessions: Sessions,
  clock: Clock,
  overMs: number,
  isCalm: (session: Session) => boolean,
): Drain {
  const startedAt = clock.now();
  const dueAt = spread(sessions.accounts(), startedAt, overMs);
  let timer: unknown;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));

  function look(): void {
    const now = clock.now();
    const left = sessions.accounts();
    const due = [...left].filter(([key, own]) => {
      // Whoever has come in between is due at once.
      const at = dueAt.get(key) ?? startedAt;
      return now >= at && (own.every((session) => isHeard(session) && isCalm(session)) || now >= at + patienceMs);
    });
    // One that breaks at its end has ended all the same.
    try {
      runEach(due.flatMap(([, own]) => own.map((session) => () => sessions.end(session, 'lost'))));
    } finally {
      if (due.length === left.size) finish();
      else timer = clock.setTimeout(look, lookEveryMs);
    }
  }

  look();
  return {
    done,
    stop() {
      clock.clearTimeout(timer);
      finish();
    },
  };
}

/** Nothing waits in it that its client has not acknowledged: what ends now ends between two messages. */
const isHeard = ({ queue }: Session): boolean => queue.size === 0;

function spread(
  accounts: ReadonlyMap<string, unknown>,
  startedAt: number,
  overMs: number,
): ReadonlyMap<string, number> {
  return new Map([...accounts.keys()].map((key, index) => [key, startedAt + (overMs * index) / accounts.size]));
}
