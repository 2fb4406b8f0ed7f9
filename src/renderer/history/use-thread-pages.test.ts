import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HistoryConversation, HistoryHit } from '../../shared/domain/history';
import { stubBridge } from '../testing/bridge';
import { sampleMessage, sampleMessages, samplePage } from '../testing/past';
import { useThreadPages } from './use-thread-pages';

const past = sampleMessages(1, 500);
const conversation: HistoryConversation = {
  id: 'c1',
  subject: '',
  participants: [],
  startedAt: 1,
  lastActivityAt: 500,
  unread: 0,
  isMissed: false,
};
const hit: HistoryHit = { message: sampleMessage(250), snippet: [], conversation };
/** Of conversations whose answers wait. */
let waiting: (() => void)[] | undefined;
const pages = () => useThreadPages((work) => work());
const numbers = ({ messages }: ReturnType<typeof pages>): number[] => messages.value.map(({ at }) => at);
const range = (from: number, to: number): number[] => sampleMessages(from, to).map(({ at }) => at);

function answer(): void {
  waiting?.forEach((each) => each());
  waiting = undefined;
}

beforeEach(() => {
  waiting = undefined;
  stubBridge({
    'history:messages': async (page) => {
      if (page.conversationId === 'c2')
        await new Promise<void>((resolve) => (waiting ? waiting.push(resolve) : resolve()));
      return samplePage(page.conversationId === 'c2' ? past.slice(0, 2) : past, page);
    },
    'history:events': () => [],
  });
});
afterEach(() => vi.unstubAllGlobals());

it('goes on both ways from what was found, each message once, however often it is asked for', async () => {
  const thread = pages();
  await thread.show(conversation, hit);
  expect([thread.hasOlder.value, thread.hasNewer.value]).toEqual([true, true]);
  await Promise.all([thread.extend('before'), thread.extend('before'), thread.extend('after'), thread.extend('after')]);
  expect(numbers(thread)).toEqual(range(numbers(thread)[0]!, numbers(thread).at(-1)!));
  expect(new Set(numbers(thread)).size).toBe(60 + 4 * 60);
  for (let times = 0; times < 5; times += 1) await thread.extend('before');
  expect(numbers(thread)[0]).toBe(1);
  expect(thread.hasOlder.value).toBe(false);
});

it('shows what was opened last, and nothing where all was closed since', async () => {
  const thread = pages();
  waiting = [];
  const slow = thread.show({ ...conversation, id: 'c2' });
  await thread.show(conversation, hit);
  answer();
  await slow;
  expect(thread.open.value?.id).toBe('c1');
  expect(numbers(thread)).toHaveLength(60);
  waiting = [];
  const again = thread.show({ ...conversation, id: 'c2' });
  thread.close();
  answer();
  await again;
  expect(thread.open.value).toBeUndefined();
});
