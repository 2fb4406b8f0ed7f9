// What the server tells of itself: to whoever keeps its log, and to whoever counts. An entry is of numbers and of words that stand in
// the program: nothing that somebody sent, no name and no secret.

export type LogEntry =
  /** One request of HTTP has been answered, or nobody waited for the answer. `path`: one of the service's, or `(other)`. */
  | {
      readonly event: 'request';
      readonly method: string;
      readonly path: string;
      readonly status: number | 'dropped';
      readonly ms: number;
    }
  /** Somebody has said who they are. `unheard`: there were too many attempts; `away`: nobody could tell. */
  | { readonly event: 'sign-in'; readonly way: 'forms' | 'integrated' | 'sso'; readonly outcome: SignInOutcome }
  /** One request of a document (a POST may have many) has its reply. */
  | { readonly event: 'action'; readonly kind: string; readonly outcome: ActionOutcome }
  /** An event has been put into a session's queue; of a conference's, what it tells. */
  | { readonly event: 'told'; readonly kind: string }
  | { readonly event: 'world'; readonly state: 'ok' | 'away' }
  | { readonly event: 'listening' }
  | { readonly event: 'draining'; readonly sessions: number; readonly seconds: number }
  | { readonly event: 'drained' }
  /** A mistake of the server's own. `at`: its kind and its lines of code (`bug-words.ts`). */
  | { readonly event: 'bug'; readonly where: 'request' | 'timer' | 'socket' | 'restart'; readonly at: string };

export type SignInOutcome = 'done' | 'wrong' | 'unheard' | 'away';
export type ActionOutcome = 'accepted' | 'failed' | 'invalid' | 'bug';

/** A text is the words of a part that has no entry of its own; whoever writes it down takes out of it what is private. */
export type Log = (entry: LogEntry | string) => void;
