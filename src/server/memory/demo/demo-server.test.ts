// The people of the demo in the real server, a few hundred times as fast as people are.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConferenceAction } from '../../../protocol/conference-actions';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { CwaEvent } from '../../../protocol/events';
import type { LocalPort } from '../../local-port';
import { startServer, type RunningServer } from '../../server';
import { demoVisitor } from './demo-people';

type LocalUser = ReturnType<LocalPort['signIn']>;

type Told = ConferenceUpdate & { readonly confId: number };
type ToldKind<K extends ConferenceUpdate['kind']> = Extract<Told, { kind: K }>;

let server: RunningServer;
let port: LocalPort;
let dana: LocalUser;
let events: CwaEvent[];

beforeEach(async () => {
  const kim = { ...demoVisitor('x'), uri: 'sip:kim@example.com', user: 'EXAMPLE\\kim', name: 'Kim herself' };
  const attach = (given: LocalPort): (() => void) => {
    port = given;
    return () => undefined;
  };
  const people = [demoVisitor('secret'), { ...kim, groups: {}, contacts: [] }];
  server = await startServer({ people, demo: true, demoPace: 0.004, seed: 1 }, { attach });
  events = [];
  dana = port.signIn('sip:dana@example.com');
  dana.onEvent((event) => events.push(event));
});
afterEach(() => server.stop());

const told = (): readonly Told[] =>
  events.flatMap((event) =>
    event.kind === 'conference' ? event.updates.map((update) => ({ ...update, confId: event.confId }) as Told) : [],
  );

/** The first update of this kind, of this conversation, that is as wanted. */
function hear<K extends ConferenceUpdate['kind']>(
  kind: K,
  confId?: number,
  isWanted: (update: ToldKind<K>) => boolean = () => true,
): Promise<ToldKind<K>> {
  return vi.waitFor(
    () => {
      const found = told().find(
        (update) =>
          update.kind === kind && (confId === undefined || update.confId === confId) && isWanted(update as ToldKind<K>),
      );
      if (!found) throw new Error(`no ${kind} yet`);
      return found as ToldKind<K>;
    },
    { timeout: 5_000, interval: 10 },
  );
}

function act(confId: number, action: ConferenceAction): number {
  const reply = dana.submit({ kind: 'conference', confId, action });
  return reply.kind === 'requestAccepted' ? (reply.confId ?? confId) : -1;
}

const invite = (content: string, ...ids: readonly string[]): number =>
  act(0, {
    kind: 'initiateImSession',
    uris: ids.map((id) => `sip:${id}@example.com`),
    message: { content },
    subject: 'Test',
  });

describe('the demo in the real server', () => {
  it('answers an invitation, composing first, in a look of its own', async () => {
    const confId = invite('Hello Lee!', 'lee');
    await hear('imSessionState', confId, ({ state }) => state === 'connected');
    const { message, sender } = await hear('messageReceived', confId);
    expect(sender).toBe('sip:lee@example.com');
    expect(message.content).toMatch(/Dana|Hello|Hey/u);
    expect(message.format).toMatchObject({ font: 'Verdana', bold: true, color: '#1f4fd8' });
    const order = told().flatMap(({ kind, confId: id }) => (id === confId ? [kind] : []));
    expect(order.indexOf('composingState')).toBeGreaterThan(-1);
    expect(order.indexOf('composingState')).toBeLessThan(order.indexOf('messageReceived'));
  });

  it('declines where somebody does not want to be disturbed, and is not there where somebody is offline', async () => {
    const declined = invite('A minute?', 'priya');
    await hear('imSessionState', declined, ({ state }) => state === 'terminated');
    const absent = invite('Good night', 'soren');
    await hear('inviteFailed', absent);
  });

  it('turns to the visitor, and goes on once the invitation is accepted', async () => {
    const { confId, inviter, message, subject } = await hear('imSessionReceived');
    expect(subject).not.toBe('');
    expect(message?.format).toBeDefined();
    act(confId, { kind: 'acceptImSession' });
    await hear('imSessionState', confId, ({ state }) => state === 'connected');
    act(confId, { kind: 'sendMessage', message: { content: 'Thank you!' } });
    const answer = await hear('messageReceived', confId, ({ sender }) => sender === inviter.uri);
    expect(answer.message.content).not.toBe('');
  });

  it('takes part in a conversation of several, one answer to a message', async () => {
    const confId = invite('Lunch?', 'lee', 'mei', 'tom');
    await hear('participant', confId, ({ uri }) => uri === 'sip:tom@example.com');
    await hear('participant', confId, ({ uri }) => uri === 'sip:mei@example.com');
    await hear('messageReceived', confId, ({ sender }) => sender !== dana.uri);
    act(confId, { kind: 'sendMessage', message: { content: 'Mei, what do you think?' } });
    await hear('messageReceived', confId, ({ sender }) => sender === 'sip:mei@example.com');
  });

  it('rings, and hangs up after a while', async () => {
    const { confId, displayName } = await hear('voIPReceived');
    expect(displayName).toBe('Grace Adeyemi');
    await hear('voIPTerminated', confId);
  });

  it('shows presence, notes and activities', async () => {
    const user = await vi.waitFor(() => {
      const users = events.flatMap((event) => (event.kind === 'userPresence' ? event.users : []));
      const priya = users.find(({ uri }) => uri === 'sip:priya@example.com');
      if (!priya) throw new Error('nothing of Priya yet');
      return priya;
    });
    expect(JSON.stringify(user)).toContain('urgent-interruptions-only');
    expect(JSON.stringify(user)).toContain('Tomorrow, gladly');
  });

  it('leaves somebody of the people file to play themselves, and answers them', async () => {
    const kim = port.signIn('sip:kim@example.com');
    const heard: string[] = [];
    kim.onEvent((event) => {
      if (event.kind !== 'conference') return;
      for (const update of event.updates) if (update.kind === 'messageReceived') heard.push(update.sender ?? '');
    });
    kim.submit({
      kind: 'conference',
      confId: 0,
      action: { kind: 'initiateImSession', uris: ['sip:lee@example.com'], message: { content: 'hello' } },
    });
    await vi.waitFor(() => expect(heard).toContain('sip:lee@example.com'), { timeout: 5_000 });
  });
});
