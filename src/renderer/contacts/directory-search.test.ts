import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchResults } from '../../shared/domain/contact';
import type { DirectoryState } from './contact-rows';
import { directorySearch, pauseMs } from './directory-search';

const results = (name: string): SearchResults => ({ hits: [{ uri: `sip:${name}@example.com`, name }], more: false });

function setUp() {
  const asked: { query: string; resolve: (value: SearchResults) => void; reject: (error: Error) => void }[] = [];
  const shown: DirectoryState[] = [];
  const { search, stop } = directorySearch(
    (query) => new Promise((resolve, reject) => asked.push({ query, resolve, reject })),
    (state) => shown.push(state),
    () => ({ code: 'timeout' }),
  );
  return { asked, shown, search, stop };
}

describe('directorySearch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once, for the last text, when typing pauses', async () => {
    const { asked, shown, search } = setUp();
    search('da');
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    search(' dana ');
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(asked.map(({ query }) => query)).toEqual(['dana']);
    asked[0]!.resolve(results('dana'));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.at(-1)).toEqual({ kind: 'found', results: results('dana') });
  });

  it('drops an answer that comes after the text has changed', async () => {
    const { asked, shown, search } = setUp();
    search('dana');
    await vi.advanceTimersByTimeAsync(pauseMs);
    search('lee');
    asked[0]!.resolve(results('dana'));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.at(-1)).toEqual({ kind: 'searching' });
  });

  it('asks nothing for less than two letters', async () => {
    const { asked, shown, search } = setUp();
    search(' d ');
    await vi.advanceTimersByTimeAsync(pauseMs * 2);
    expect(asked).toEqual([]);
    expect(shown).toEqual([{ kind: 'idle' }]);
  });

  it('shows why it failed, but not after it was stopped', async () => {
    const { asked, shown, search, stop } = setUp();
    search('dana');
    await vi.advanceTimersByTimeAsync(pauseMs);
    asked[0]!.reject(new Error('late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.at(-1)).toEqual({ kind: 'failed', failure: { code: 'timeout' } });
    search('lee');
    stop();
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(asked).toHaveLength(1);
  });
});
