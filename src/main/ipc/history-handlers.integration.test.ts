// Deleting, with the real engine, server and history file between the call and the disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/server';
import { createHistoryService, type HistoryService } from '../services/history-service';
import { LocalWorker } from '../store/testing/history-worker';
import { createEngine } from '../uc/create-engine';
import type { UcEngine } from '../uc/engine';
import { createNodeTransport, type NodeTransport } from '../uc/http/node/node-transport';
import { until } from '../uc/testing/desk';
import { historyHandlers } from './history-handlers';

const password = 'correct horse';
const [dana, lee] = ['sip:dana@example.com', 'sip:lee@example.com'];

let folder: string;
let server: RunningServer;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  const people = [dana, lee].map((uri) => ({ uri, user: `EXAMPLE\\${uri.slice(4, 8)}`, password, name: uri }));
  server = await startServer({ people, pollWaitMs: 50 });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function openHistory(): HistoryService {
  const history = createHistoryService({
    folder: join(folder, 'history'),
    workerFile: '',
    key: async () => ({ key: 'ab'.repeat(32), hasLostOne: false }),
    keepDays: () => 0,
    session: () => 'own',
    onTrouble: () => undefined,
    log: () => undefined,
    startWorker: (data) => new LocalWorker(data),
  });
  ends.push(() => history.close());
  return history;
}

async function signIn(uri: string, history?: HistoryService): Promise<UcEngine> {
  const transport: NodeTransport = createNodeTransport();
  const engine = createEngine({ transport, ...(history && { journal: history.journal }) });
  ends.push(
    () => transport.close(),
    () => engine.dispose(),
  );
  await engine.signIn({
    serverUrl: server.url,
    method: 'forms',
    user: `EXAMPLE\\${uri.slice(4, 8)}`,
    password,
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });
  return engine;
}

it('a conversation that goes on is deleted but for what is still to be sent', { timeout: 20_000 }, async () => {
  const history = openHistory();
  const danas = await signIn(dana!, history);
  const lees = await signIn(lee!);
  const { conversationId } = await danas.startConversation({
    to: [lee!],
    subject: '',
    body: { text: 'The old secret' },
  });
  await until(() => lees.snapshot().model.conversations.size === 1, 'the invitation');
  await danas.sendMessage(conversationId, { text: 'Until you are there' });
  const states = () =>
    danas
      .snapshot()
      .model.messages.get(conversationId)
      ?.map(({ delivery }) => delivery);
  await until(() => states()?.join() === 'sent,queued', 'the second waits');

  const handlers = historyHandlers(history, danas, async () => undefined);
  await handlers['history:delete-conversation']({ conversationId }, { senderId: 1 });
  danas.dispose();
  await history.close();

  const left = await openHistory().journal.load(dana!);
  expect(left.messages.map(({ body, delivery }) => [body.text, delivery])).toEqual([['Until you are there', 'queued']]);
  expect(left.conversations.map(({ id }) => id)).toEqual([conversationId]);
});
