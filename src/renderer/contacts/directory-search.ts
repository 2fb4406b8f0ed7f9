// Asks the directory while somebody types: only when they pause, and only the last answer counts. No Vue in here.
import type { SearchResults } from '../../shared/domain/contact';
import type { DirectoryState } from './contact-rows';
import type { Failure } from '../../shared/domain/failure';

/** Long enough to type on, short enough not to be waited for. */
export const pauseMs = 300;
/** One letter finds half the organisation. */
const minQueryLength = 2;

export interface DirectorySearch {
  readonly search: (query: string) => void;
  readonly stop: () => void;
}

export function directorySearch(
  ask: (query: string) => Promise<SearchResults>,
  show: (state: DirectoryState) => void,
  toFailure: (error: unknown) => Failure,
): DirectorySearch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = 0;

  function stop(): void {
    clearTimeout(timer);
    current += 1;
  }

  function search(text: string): void {
    stop();
    const query = text.trim();
    if (query.length < minQueryLength) {
      show({ kind: 'idle' });
      return;
    }
    show({ kind: 'searching' });
    const attempt = current;
    timer = setTimeout(() => {
      ask(query).then(
        (results) => attempt === current && show({ kind: 'found', results }),
        (error: unknown) => attempt === current && show({ kind: 'failed', failure: toFailure(error) }),
      );
    }, pauseMs);
  }

  return { search, stop };
}
