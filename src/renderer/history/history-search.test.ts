import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryConversation, HistoryPage, HistorySearch } from '../../shared/domain/history';
import { createHistoryList, isEmptyFilter, toSearch, type HistoryList } from './history-search';

const conversation = (id: number): HistoryConversation => ({
  id: `c${id}`,
  subject: '',
  participants: [],
  startedAt: 0,
  lastActivityAt: 1000 - id,
  unread: 0,
  isMissed: false,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(answers: (search: HistorySearch) => Promise<HistoryPage>) {
  const shown: HistoryList[] = [];
  const list = createHistoryList(
    {
      search: answers,
      conversations: async ({ before = Infinity, limit }) =>
        Array.from({ length: 120 }, (_, index) => conversation(index))
          .filter(({ lastActivityAt }) => lastActivityAt < before)
          .slice(0, limit),
    },
    (next) => shown.push(next),
    () => ({ code: 'internal' }),
  );
  return { list, shown };
}

describe('toSearch', () => {
  it('takes the last day whole, and leaves out what is not asked for', () => {
    const search = toSearch({ text: 'noon', from: '2026-03-28', to: '2026-03-29', person: '' });
    expect(search).toEqual({
      text: 'noon',
      limit: 50,
      from: new Date(2026, 2, 28).getTime(),
      to: new Date(2026, 2, 30).getTime(),
    });
  });

  it('knows a filter that says nothing', () => {
    expect(isEmptyFilter({ text: '  ' })).toBe(true);
    expect(isEmptyFilter({ text: '', from: '2026-01-01' })).toBe(false);
  });
});

describe('createHistoryList', () => {
  it('shows the latest conversations while nothing is asked, page by page', async () => {
    const { list, shown } = open(async () => ({ hits: [] }));
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

  it('asks once when typing pauses, and drops an answer that came too late', async () => {
    const asked: string[] = [];
    const release: (() => void)[] = [];
    const { list, shown } = open((search) => {
      asked.push(search.text);
      return new Promise((resolve) => release.push(() => resolve({ hits: [], cursor: asked.length })));
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
    expect(shown).toEqual([{ kind: 'hits', hits: [], cursor: 2 }]);
  });

  it('tells a failure', async () => {
    const { list, shown } = open(() => Promise.reject(new Error('no')));
    list.find({ text: 'noon' });
    await vi.runAllTimersAsync();
    expect(shown).toEqual([{ kind: 'failed', failure: { code: 'internal' } }]);
  });
});
