// A whole office on the real embedded server, which is started again: what one of them is told of it. And of what is really new.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../server/front/faults/fault-plan';
import type { PersonRecord } from '../../server/memory/directory/person-record';
import { startServer, type RunningServer } from '../../server/server';
import { createNotifications, type Notifications } from '../shell/notifications';
import { createEngine } from './create-engine';
import type { UcEngine } from './engine';
import { createNodeTransport, type NodeTransport } from './http/node/node-transport';
import { until } from './testing/desk';

const password = 'correct horse';
const uriOf = (name: string): string => `sip:${name}@example.com`;
const colleagues = Array.from({ length: 30 }, (_, n) => `colleague${n}`);
const person = (name: string, contacts: readonly string[]): PersonRecord => ({
  uri: uriOf(name),
  user: `EXAMPLE\\${name}`,
  password,
  name,
  contacts: contacts.map(uriOf),
});
const people = [
  person('dana', [...colleagues, 'late']),
  ...[...colleagues, 'late'].map((name) => person(name, ['dana'])),
];

let server: RunningServer;
/** The server goes down: every session is lost, and nobody gets an answer. What people keep on it stays. */
let isDown: boolean;
let toasts: string[];
let notifications: Notifications;
const engines = new Map<string, UcEngine>();
const transports: NodeTransport[] = [];

async function start(): Promise<void> {
  const down: Trouble = { delayMs: 0, before: 'lose-session', after: 'drop-response', duplicatesEvents: false };
  const up: Trouble = { delayMs: 0, duplicatesEvents: false };
  const faultPlan = { next: () => (isDown ? down : up), spoil: (answer: string) => answer };
  server = await startServer({ people, pollWaitMs: 50 }, { faultPlan });
}

async function signIn(name: string): Promise<UcEngine> {
  const transport = createNodeTransport();
  transports.push(transport);
  const engine = createEngine({ transport });
  engines.set(name, engine);
  await engine.signIn({
    serverUrl: server.url,
    method: 'forms',
    user: `EXAMPLE\\${name}`,
    password,
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });
  return engine;
}

beforeEach(async () => {
  isDown = false;
  toasts = [];
  await start();
});
afterEach(async () => {
  notifications.clearAll();
  for (const engine of engines.values()) engine.dispose();
  for (const transport of transports) transport.close();
  engines.clear();
  transports.length = 0;
  await server.stop();
});

/** The whole office signed in, in five conversations with Dana, and Dana with alerts for everybody. */
async function openOffice(): Promise<UcEngine> {
  const dana = await signIn('dana');
  for (const name of [...colleagues, 'late']) await dana.updateContact({ uri: uriOf(name), tag: true });
  for (const name of colleagues) await signIn(name);
  const model = () => dana.snapshot().model;
  await until(() => [...model().people.values()].filter(isThere).length === 30, 'everybody', 20_000);
  for (const name of colleagues.slice(0, 5)) {
    const { conversationId } = await dana.startConversation({
      to: [uriOf(name)],
      subject: '',
      body: { text: 'Noon?' },
    });
    const theirs = engines.get(name)!;
    const invited = () =>
      [...theirs.snapshot().model.conversations.values()].find(({ state }) => state === 'invited')?.id;
    await until(() => invited() !== undefined, 'an invitation');
    await theirs.run({ kind: 'accept', id: invited()! });
    await until(() => model().conversations.get(conversationId)?.state === 'connected', 'connected');
  }
  notifications = createNotifications({
    show: ({ title }) => {
      toasts.push(title);
      return { update: () => undefined, close: () => undefined };
    },
    model,
    showMessage: () => true,
    mayPlay: () => false,
    play: () => undefined,
    isWanted: () => true,
    fillsScreen: () => false,
    mayHoldBack: () => true,
    isQuietHour: () => false,
    teamMayDisturb: () => true,
    isFocused: () => false,
    onAction: () => undefined,
    onReply: () => undefined,
    onLostReply: () => undefined,
  });
  dana.onSignal((signal) => notifications.handle(signal));
  return dana;
}

const isOnline = (engine: UcEngine): boolean => engine.snapshot().model.connection.kind === 'online';
const isThere = ({ presence }: { readonly presence: { readonly availability: string } }): boolean =>
  presence.availability === 'available';

describe('a server that is started again under a whole office', { timeout: 120_000 }, () => {
  it('is not told contact by contact, and what is really new is', async () => {
    const dana = await openOffice();
    const everybodyBack = (): boolean =>
      [...engines.values()].every(isOnline) && [...dana.snapshot().model.people.values()].filter(isThere).length === 30;
    isDown = true;
    await until(() => dana.snapshot().model.connection.kind === 'reconnecting', 'lost');
    await until(() => [...engines.values()].every((engine) => !isOnline(engine)), 'all lost', 20_000);
    isDown = false;
    await until(everybodyBack, 'everybody back', 60_000);
    // Longer than alerts are gathered.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(toasts).toEqual([]);
    expect([...dana.snapshot().model.contacts.values()].every(({ tag }) => tag)).toBe(true);

    await signIn('late');
    await until(() => toasts.length === 1, 'the alert', 10_000);
    expect(toasts).toEqual(['late is available']);
    await engines.get('colleague7')!.signOut();
    await until(() => toasts.length === 2, 'the other alert', 10_000);
    expect(toasts[1]).toBe('colleague7 is offline');
  });
});
