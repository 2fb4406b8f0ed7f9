// Asks the directory while somebody types: only when they pause, and only the last answer counts. Without a connection it waits for one
// instead: a request would be held back for half a minute, and nothing be said meanwhile. No Vue in here.
import type { SearchResults } from '../../shared/domain/contact';
import type { DirectoryState } from './contact-rows';
import type { Failure } from '../../shared/domain/failure';

/** Long enough to type on, short enough not to be waited for. */
export const pauseMs = 300;
/** One letter finds half the organisation. */
const minQueryLength = 2;

export interface DirectorySearch {
  readonly search: (query: string) => void;
  /** The connection has gone or is back: what has no answer is searched as soon as there can be one. */
  readonly connectionChanged: () => void;
  readonly stop: () => void;
}

export function directorySearch(
  ask: (query: string) => Promise<SearchResults>,
  show: (state: DirectoryState) => void,
  toFailure: (error: unknown) => Failure,
  isConnected: () => boolean,
): DirectorySearch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = 0;
  /** What was searched last, as long as it has no answer. */
  let unanswered: string | undefined;

  function stop(): void {
    clearTimeout(timer);
    current += 1;
    unanswered = undefined;
  }

  function search(text: string): void {
    stop();
    const query = text.trim();
    if (query.length < minQueryLength) {
      show({ kind: 'idle' });
      return;
    }
    unanswered = query;
    if (!isConnected()) {
      show({ kind: 'waiting' });
      return;
    }
    show({ kind: 'searching' });
    const attempt = current;
    timer = setTimeout(() => {
      ask(query).then(
        (results) => {
          if (attempt !== current) return;
          unanswered = undefined;
          show({ kind: 'found', results });
        },
        (error: unknown) => attempt === current && show({ kind: 'failed', failure: toFailure(error) }),
      );
    }, pauseMs);
  }

  function connectionChanged(): void {
    if (unanswered !== undefined) search(unanswered);
  }

  return { search, connectionChanged, stop };
}
