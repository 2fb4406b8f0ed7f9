// The fault `reorder` as a client meets it: real HTTP, and strikes at the moment that a test needs.
import { describe, expect, it } from 'vitest';
import { decodeEvents } from '../../../protocol/events';
import type { Trouble } from './fault-plan';
import { longestHoldMs } from './held-replies';
import type { ServerOptions } from '../../options';
import type { TestClient } from '../../testing/test-client';
import { lee, startTestServer, type TestServer } from '../../testing/test-server';

interface Struck {
  readonly server: TestServer;
  readonly client: TestClient;
  /** Strikes the next command; polls go as they like. */
  strike(trouble: Partial<Trouble>): void;
}

async function start(options: Partial<ServerOptions> = {}): Promise<Struck> {
  let next: Partial<Trouble> = {};
  const server = await startTestServer(options, {
    faultPlan: {
      next(channel) {
        const trouble = { delayMs: 0, duplicatesEvents: false, ...(channel === 'command' && next) };
        if (channel === 'command') next = {};
        return trouble;
      },
      spoil: () => '',
    },
  });
  return { server, client: await server.join('dana'), strike: (trouble) => (next = trouble) };
}

const group = (name: string) => ({ kind: 'addGroup', name }) as const;
const isDone = (client: TestClient, count = 1): boolean => client.ofKind('requestSucceeded').length > count;

describe('a reply that comes last', () => {
  it('comes after the polls that brought connected and requestSucceeded', async () => {
    const { server, client, strike } = await start();
    const peer = await server.join('lee');
    const order: string[] = [];
    strike({ comesLast: 'reply' });
    const reply = client
      .conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'Hello' } })
      .then((said) => order.push(said.kind));
    await expect.poll(() => peer.news()).toContain('conf(1) imSessionReceived sip:dana@example.com Hello');
    await peer.conference(1, { kind: 'acceptImSession' });
    await expect.poll(() => client.poll().then(() => isDone(client))).toBe(true);
    expect(client.ofKind('conference').flatMap(({ updates }) => updates)).toContainEqual({
      kind: 'imSessionState',
      state: 'connected',
    });
    order.push('events');
    // With this one the client shows that it has them.
    await client.poll();
    await reply;
    expect(order).toEqual(['events', 'requestAccepted']);
  });

  it('comes when the time is up where nobody polls', async () => {
    const { server, client, strike } = await start();
    strike({ comesLast: 'reply' });
    let isAnswered = false;
    const reply = client.send(group('x')).then(() => (isAnswered = true));
    // Its timer, beside the server's own.
    const timers = server.clock.pending;
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    expect(isAnswered).toBe(false);
    server.clock.advance(longestHoldMs);
    await reply;
    expect(server.clock.pending).toBe(timers);
  });

  it('goes on where nothing is to come: a refusal, the begin and the end of a session, rubbish', async () => {
    const { client, strike } = await start();
    strike({ comesLast: 'reply' });
    expect(await client.conference(9, { kind: 'acceptImSession' })).toMatchObject({ kind: 'requestFailed' });
    for (const comesLast of ['reply', 'events'] as const) {
      strike({ comesLast });
      expect((await client.post('/cwa/MainCommandHandler.ashx', '<cwaRequests')).body).toContain('18000');
      strike({ comesLast });
      expect(await client.send({ kind: 'terminateSession' })).toMatchObject({ kind: 'requestAccepted' });
      strike({ comesLast });
      expect(await client.open()).toMatchObject({ kind: 'requestAccepted' });
    }
    expect((await client.poll()).length).toBeGreaterThan(0);
  });

  it('lets the server stop', async () => {
    const { server, client, strike } = await start();
    strike({ comesLast: 'reply' });
    const timers = server.clock.pending;
    const reply = client.send(group('x')).catch(() => 'hung up');
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    await server.stop();
    expect(await reply).toBe('hung up');
  });
});

describe('events that come last', () => {
  it('come with a poll that is asked after the reply, not with one that was waiting', async () => {
    const { server, client, strike } = await start({ holdMs: 60_000 });
    const timers = server.clock.pending;
    const waiting = client.pollRaw();
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    strike({ comesLast: 'events' });
    await client.send(group('x'));
    expect(decodeEvents((await waiting).body).events).toEqual([]);
    await expect.poll(() => client.poll().then(() => isDone(client))).toBe(true);
    expect(client.ofKind('contactGroup').at(-1)?.groups).toMatchObject([{ group: { name: 'x' } }]);
  });

  it('come as well where the reply got lost', async () => {
    const { client, strike } = await start();
    strike({ comesLast: 'events', after: 'drop-response' });
    await expect(client.send(group('x'))).rejects.toThrow();
    await expect.poll(() => client.poll().then(() => isDone(client))).toBe(true);
  });

  it('come as well where the request is refused', async () => {
    const { client, strike } = await start();
    const { ticket } = client;
    client.ticket = 'wrong';
    strike({ comesLast: 'events' });
    await expect(client.send(group('x'))).rejects.toThrow('401');
    client.ticket = ticket;
    await client.send(group('y'));
    await expect.poll(() => client.poll().then(() => isDone(client))).toBe(true);
  });
});
