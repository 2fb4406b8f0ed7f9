import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import type { Message } from '../../shared/domain/message';
import type { Change } from '../../shared/domain/model';
import { useModelStore } from '../model/model-store';
import { stubBridge } from '../testing/bridge';
import { sampleMessages, samplePage } from '../testing/past';
import { useWholeThread } from './find/use-whole-thread';
import { useThread } from './use-thread';

let past: readonly Message[];
let isBroken: boolean;
let ends: ((asked: string) => Promise<void>) | undefined;
let scope: EffectScope;
let tell: (changes: readonly Change[]) => void;

/** The next answer of this method is under way until it is released. */
function hold(method: string): { readonly asked: Promise<void>; readonly release: () => void } {
  let isAsked = (): void => undefined;
  let release = (): void => undefined;
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  ends = async (name) => {
    if (name !== method) return;
    ends = undefined;
    isAsked();
    await released;
  };
  return { asked, release };
}

async function openWith(model: readonly Message[]): Promise<ReturnType<typeof useThread>> {
  let seq = 1;
  const bridge = stubBridge({
    'model:snapshot': () =>
      JSON.stringify({ seq, isLast: true, changes: model.map((message) => ({ kind: 'message', message })) }),
    'history:messages': async (page) => {
      if (isBroken) throw new Error('the disk cannot be read');
      const answer = samplePage(past, page);
      await ends?.('history:messages');
      return answer;
    },
    'history:events': async () => {
      await ends?.('history:events');
      return [];
    },
  });
  tell = (changes) => bridge.tell('model:changes', { seq: (seq += 1), changes });
  await useModelStore().open();
  return scope.run(() => useThread('c1'))!;
}

const deleted: readonly Change[] = [
  { kind: 'threadCleared', conversationId: 'c1' },
  { kind: 'event', event: { id: 'e1', conversationId: 'c1', at: 5000, news: { kind: 'history-deleted' } } },
];
async function deleteAll(): Promise<void> {
  past = [];
  tell(deleted);
  await vi.waitFor(() => expect(useModelStore().eventsOf('c1')).toHaveLength(1));
  await nextTick();
}

beforeEach(() => {
  setActivePinia(createPinia());
  past = sampleMessages(1, 500);
  isBroken = false;
  ends = undefined;
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

it('reads on to the beginning, and knows when it is there', async () => {
  const thread = await openWith(sampleMessages(300, 500));
  await thread.opened;
  expect(thread.hasEarlier.value).toBe(true);
  await thread.loadEarlier();
  expect(thread.messages.value[0]?.id).toBe('m201');
  expect(await thread.loadAround('m1')).toBe(true);
  expect(thread.messages.value.map(({ at }) => at)).toEqual(sampleMessages(1, 500).map(({ at }) => at));
  expect(thread.hasEarlier.value).toBe(false);
});

it('does not claim to begin where it could not be read, and asks again', async () => {
  isBroken = true;
  for (const model of [[], sampleMessages(300, 500)]) {
    setActivePinia(createPinia());
    isBroken = true;
    const thread = await openWith(model);
    await thread.opened;
    expect(thread.hasEarlier.value).toBe(true);
    isBroken = false;
    await thread.loadEarlier();
    expect(thread.messages.value.length).toBeGreaterThan(model.length);
  }
});

it.each(['history:messages', 'history:events'])(
  'shows nothing that was deleted while it was read (%s)',
  async (name) => {
    const thread = await openWith(sampleMessages(300, 500));
    await thread.opened;
    const held = hold(name);
    const loading = thread.loadEarlier();
    await held.asked;
    await deleteAll();
    held.release();
    await loading;
    expect(thread.messages.value).toEqual([]);
    expect(thread.hasEarlier.value).toBe(false);
  },
);

it('finds nothing that was deleted while it was looked through', async () => {
  const thread = await openWith(sampleMessages(300, 500));
  await thread.opened;
  const isWanted = ref(false);
  const { whole } = scope.run(() => useWholeThread(thread, 'c1', () => isWanted.value))!;
  const held = hold('history:messages');
  isWanted.value = true;
  await held.asked;
  await deleteAll();
  held.release();
  await new Promise((resolve) => setTimeout(resolve));
  expect(whole.value).toEqual([]);
});

it('finds all of it, whatever of it the thread reads meanwhile', async () => {
  past = sampleMessages(1, 3_000);
  const thread = await openWith(sampleMessages(2_800, 3_000));
  await thread.opened;
  const isWanted = ref(false);
  const { whole, isReading } = scope.run(() => useWholeThread(thread, 'c1', () => isWanted.value))!;
  const held = hold('history:messages');
  isWanted.value = true;
  await held.asked;
  await thread.loadEarlier();
  held.release();
  await vi.waitFor(() => expect(isReading.value).toBe(false));
  expect(whole.value.map(({ at }) => at)).toEqual(past.map(({ at }) => at));
});
