import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryConversation, HistoryListing, HistoryPage, HistorySearch } from '../../shared/domain/history';
import { createHistoryList, hasWords, toSearch, type HistoryList } from './history-search';

const conversation = (id: number): HistoryConversation => ({
  id: `c${id}`,
  subject: '',
  participants: [],
  startedAt: 0,
  // Several at the same time, as an invitation to many makes them.
  lastActivityAt: 1000 - Math.floor(id / 7),
  unread: 0,
  isMissed: false,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(answers: (search: HistorySearch) => Promise<HistoryPage>) {
  const shown: HistoryList[] = [];
  const listed: HistoryListing[] = [];
  const list = createHistoryList(
    {
      search: answers,
      async conversations(listing) {
        listed.push(listing);
        const start = listing.after ? Number(listing.after.id.slice(1)) + 1 : 0;
        return Array.from({ length: 120 }, (_, index) => conversation(index)).slice(start, start + listing.limit);
      },
    },
    (next) => shown.push(next),
    () => ({ code: 'internal' }),
  );
  return { list, shown, listed };
}

describe('toSearch', () => {
  it('takes the last day whole, and leaves out what is not asked for', () => {
    const search = toSearch({ text: 'noon', from: '2026-03-28', to: '2026-03-29', person: '', kind: 'missed' });
    expect(search).toEqual({
      text: 'noon',
      limit: 50,
      kind: 'missed',
      from: new Date(2026, 2, 28).getTime(),
      to: new Date(2026, 2, 30).getTime(),
    });
  });

  it('tells a search for words from a choice of conversations', () => {
    expect(hasWords({ text: '  ', person: 'sip:lee@example.com', from: '2026-01-01' })).toBe(false);
    expect(hasWords({ text: 'noon' })).toBe(true);
  });
});

describe('createHistoryList', () => {
  it('shows the latest conversations while nothing is asked, page by page', async () => {
    const { list, shown } = open(async () => ({ subjects: [], hits: [] }));
    list.find({ text: '' });
    await vi.runAllTimersAsync();
    await list.more();
    await list.more();
    const sizes = shown.map((one) => (one.kind === 'conversations' ? [one.conversations.length, one.hasMore] : []));
    expect(sizes).toEqual([
      [50, true],
      [100, true],
      [120, false],
    ]);
  });

  it('shows conversations and calls with one person, in some days', async () => {
    const { list, shown, listed } = open(async () => ({ subjects: [], hits: [] }));
    list.find({ text: ' ', person: 'sip:lee@example.com', to: '2026-03-29' });
    await vi.runAllTimersAsync();
    expect(shown.at(-1)?.kind).toBe('conversations');
    expect(listed).toEqual([{ limit: 50, person: 'sip:lee@example.com', to: new Date(2026, 2, 30).getTime() }]);
  });

  it('asks once when typing pauses, and drops an answer that came too late', async () => {
    const asked: string[] = [];
    const release: (() => void)[] = [];
    const { list, shown } = open((search) => {
      asked.push(search.text);
      return new Promise((resolve) => release.push(() => resolve({ subjects: [], hits: [], cursor: asked.length })));
    });
    list.find({ text: 'n' });
    list.find({ text: 'no' });
    await vi.runAllTimersAsync();
    list.find({ text: 'noon' });
    await vi.runAllTimersAsync();
    release[1]?.();
    release[0]?.();
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['no', 'noon']);
    expect(shown).toEqual([{ kind: 'hits', subjects: [], hits: [], cursor: 2 }]);
  });

  it('looks again by itself while older messages are made ready to be searched, until somebody goes on to more', async () => {
    const unindexed = [500, 200, undefined, 300];
    let asked = 0;
    const { list, shown } = open(async () => {
      const left = unindexed[asked++];
      return { subjects: [], hits: [], cursor: 7, ...(left !== undefined && { unindexed: left }) };
    });
    const left = () => shown.map((one) => (one.kind === 'hits' ? one.unindexed : one.kind));
    list.find({ text: 'noon' });
    await vi.runAllTimersAsync();
    expect(left()).toEqual([500, 200, undefined]);
    list.find({ text: 'noon again' });
    await vi.advanceTimersByTimeAsync(200);
    await list.more();
    await vi.runAllTimersAsync();
    expect(asked).toBe(5);
    list.stop();
  });

  it('tells a failure', async () => {
    const { list, shown } = open(() => Promise.reject(new Error('no')));
    list.find({ text: 'noon' });
    await vi.runAllTimersAsync();
    expect(shown).toEqual([{ kind: 'failed', failure: { code: 'internal' } }]);
  });
});
