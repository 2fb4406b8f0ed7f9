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

const noFile = async (): Promise<undefined> => undefined;
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

/** Dana's with Lee, ended by Dana. */
async function ended(danas: UcEngine, lees: UcEngine): Promise<string> {
  const { conversationId } = await danas.startConversation({ to: [lee!], subject: 'Secret', body: { text: 'Psst' } });
  await until(() => lees.snapshot().model.conversations.size > 0, 'the invitation');
  await danas.run({ kind: 'leave', id: conversationId });
  return conversationId;
}

it.each(['history:delete-conversation', 'history:delete-all'] as const)(
  'what is half-written in an ended conversation outlives %s',
  { timeout: 20_000 },
  async (method) => {
    const history = openHistory();
    const danas = await signIn(dana!, history);
    const lees = await signIn(lee!);
    const conversationId = await ended(danas, lees);
    await history.saveDraft(`conversation:${conversationId}`, 'half a thought');
    await history.saveDraft('invitation', 'half an invitation');
    const handlers = historyHandlers(history, danas, noFile, noFile);
    if (method === 'history:delete-all') await handlers[method](undefined, { senderId: 1 });
    else await handlers[method]({ conversationId }, { senderId: 1 });
    const { model } = danas.snapshot();
    expect(model.conversations.get(conversationId)).toMatchObject({ state: 'ended', subject: '', unread: 0 });
    expect(model.messages.get(conversationId) ?? []).toEqual([]);
    expect(history.draftKeys()).toContain(`conversation:${conversationId}`);
    expect(await history.conversations({ limit: 10 })).toEqual([]);
    danas.dispose();
    await history.close();

    const again = openHistory();
    const left = await again.journal.load(dana!);
    expect(left.conversations).toMatchObject([{ id: conversationId, subject: '' }]);
    expect(left.messages).toEqual([]);
    expect(await again.draft(`conversation:${conversationId}`)).toBe('half a thought');
    expect(await again.draft('invitation')).toBe('half an invitation');
  },
);

it('an ended conversation in which nothing of that is left is gone', { timeout: 20_000 }, async () => {
  const history = openHistory();
  const danas = await signIn(dana!, history);
  const conversationId = await ended(danas, await signIn(lee!));
  await history.saveDraft(`conversation:${conversationId}`, 'half a thought');
  await history.saveDraft(`conversation:${conversationId}`, '');
  const handlers = historyHandlers(history, danas, noFile, noFile);
  await handlers['history:delete-conversation']({ conversationId }, { senderId: 1 });
  expect([...danas.snapshot().model.conversations.keys()]).toEqual([]);
  await history.close();
  expect((await openHistory().journal.load(dana!)).conversations).toEqual([]);
});

it('what is half-written after the deletion of a conversation that goes on is kept', { timeout: 20_000 }, async () => {
  const history = openHistory();
  const danas = await signIn(dana!, history);
  const lees = await signIn(lee!);
  const { conversationId } = await danas.startConversation({ to: [lee!], subject: '', body: { text: 'Psst' } });
  await until(() => lees.snapshot().model.conversations.size > 0, 'the invitation');
  const handlers = historyHandlers(history, danas, noFile, noFile);
  await handlers['history:delete-all'](undefined, { senderId: 1 });
  await history.saveDraft(`conversation:${conversationId}`, 'half a thought');
  expect(await history.conversations({ limit: 10 })).toEqual([]);
  await history.close();
  const left = await openHistory().journal.load(dana!);
  expect(left.conversations.map(({ id }) => id)).toEqual([conversationId]);
});

it('one that has become part of another is deleted with that', { timeout: 20_000 }, async () => {
  const history = openHistory();
  const danas = await signIn(dana!, history);
  const conversations = () => [...danas.snapshot().model.conversations.values()];
  const begin = async (lees: UcEngine): Promise<{ own: string; theirs: string }> => {
    const started = await lees.startConversation({ to: [dana!], subject: '', body: { text: 'Psst' } });
    const ringing = () => conversations().find(({ state }) => state === 'invited')?.id;
    await until(() => ringing() !== undefined, 'the invitation');
    const own = ringing()!;
    await danas.run({ kind: 'accept', id: own });
    await until(() => conversations().every(({ state }) => state === 'connected'), 'connected');
    return { own, theirs: started.conversationId };
  };
  const desk = await signIn(lee!);
  const first = await begin(desk);
  await begin(await signIn(lee!));
  await desk.run({ kind: 'leave', id: first.theirs });
  await until(() => conversations().length === 1, 'one thread');
  const handlers = historyHandlers(history, danas, noFile, noFile);
  await handlers['history:delete-conversation']({ conversationId: first.own }, { senderId: 1 });
  expect([...danas.snapshot().model.messages.values()].flat()).toEqual([]);
  expect((await history.search({ text: 'psst', limit: 10 })).hits).toEqual([]);
});

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

  const handlers = historyHandlers(history, danas, noFile, noFile);
  await handlers['history:delete-conversation']({ conversationId }, { senderId: 1 });
  danas.dispose();
  await history.close();

  const left = await openHistory().journal.load(dana!);
  expect(left.messages.map(({ body, delivery }) => [body.text, delivery])).toEqual([['Until you are there', 'queued']]);
  expect(left.conversations.map(({ id }) => id)).toEqual([conversationId]);
});
