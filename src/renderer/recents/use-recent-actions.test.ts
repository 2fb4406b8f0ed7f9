import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Change } from '../../shared/domain/model';
import { useModelStore } from '../model/model-store';
import { stubBridge, type StubbedBridge } from '../testing/bridge';
import { runSetup } from '../testing/run-setup';
import type { Recent } from './recents';
import { useRecentActions } from './use-recent-actions';

const lee = 'sip:lee@example.com';
const missed = {
  kind: 'call',
  id: 'c7',
  caller: { from: lee, calls: [{ conversationId: 'c7' }, { conversationId: 'c8' }] },
} as unknown as Recent;
let isReachable: boolean;
let opened: string[];
let seen: string[];
let bridge: StubbedBridge;
let end: () => void;

async function actionsIn(connection: 'online' | 'signing-in'): Promise<ReturnType<typeof useRecentActions>> {
  const changes: Change[] =
    connection === 'online' ? [{ kind: 'connection', connection: { kind: 'online', since: 1 } }] : [];
  bridge = stubBridge({
    'model:snapshot': () => JSON.stringify({ seq: 1, isLast: true, changes }),
    'contacts:last-list': () => JSON.stringify({ self: { uri: 'sip:dana@example.com' }, groups: [], contacts: [] }),
    'window:open-thread-with': ({ uri }) => {
      if (!isReachable) throw new Error('no window');
      opened.push(uri);
    },
    'call:mark-seen': ({ conversationId }) => void seen.push(conversationId),
  });
  const { result, unmount } = runSetup(useRecentActions);
  end = unmount;
  const store = useModelStore();
  await store.open();
  if (connection === 'signing-in') await store.openLastList();
  return result;
}

beforeEach(() => {
  isReachable = true;
  [opened, seen] = [[], []];
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('takes a missed call off when its caller is answered', async () => {
  const { run } = await actionsIn('online');
  run('reply', missed);
  await vi.waitFor(() => expect(seen).toEqual(['c7', 'c8']));
  expect(opened).toEqual([lee]);
});

it('leaves a missed call where it is when nothing could be opened', async () => {
  isReachable = false;
  const { run } = await actionsIn('online');
  run('reply', missed);
  await settled();
  expect(seen).toEqual([]);
});

it('takes a missed call off once its caller is answered that waits for the sign-in', async () => {
  const { run } = await actionsIn('signing-in');
  run('reply', missed);
  await settled();
  expect([opened, seen]).toEqual([[], []]);
  bridge.tell('model:changes', { seq: 2, changes: [{ kind: 'connection', connection: { kind: 'online', since: 1 } }] });
  await vi.waitFor(() => expect(opened).toEqual([lee]));
  await vi.waitFor(() => expect(seen).toEqual(['c7', 'c8']));
});
