import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchResults } from '../../shared/domain/contact';
import type { DirectoryState } from './contact-rows';
import { directorySearch, pauseMs } from './directory-search';

const results = (name: string): SearchResults => ({ hits: [{ uri: `sip:${name}@example.com`, name }], more: false });

function setUp() {
  const asked: { query: string; resolve: (value: SearchResults) => void; reject: (error: Error) => void }[] = [];
  const shown: DirectoryState[] = [];
  const connection = { isThere: true };
  const { search, connectionChanged, stop } = directorySearch(
    (query) => new Promise((resolve, reject) => asked.push({ query, resolve, reject })),
    (state) => shown.push(state),
    () => ({ code: 'timeout' }),
    () => connection.isThere,
  );
  const connect = (isThere: boolean): void => {
    connection.isThere = isThere;
    connectionChanged();
  };
  return { asked, shown, search, connect, stop };
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

  it('waits for a connection, also with what was asked for when it went, and asks then', async () => {
    const { asked, shown, search, connect } = setUp();
    search('dana');
    await vi.advanceTimersByTimeAsync(pauseMs);
    connect(false);
    expect(shown.at(-1)).toEqual({ kind: 'waiting' });
    asked[0]!.reject(new Error('late'));
    search('lee');
    await vi.advanceTimersByTimeAsync(pauseMs * 2);
    expect(shown.at(-1)).toEqual({ kind: 'waiting' });
    expect(asked).toHaveLength(1);
    connect(true);
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(asked.at(-1)?.query).toBe('lee');
    asked[1]!.resolve(results('lee'));
    await vi.advanceTimersByTimeAsync(0);
    // What was found stays.
    connect(false);
    connect(true);
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(shown.at(-1)).toEqual({ kind: 'found', results: results('lee') });
    expect(asked).toHaveLength(2);
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
