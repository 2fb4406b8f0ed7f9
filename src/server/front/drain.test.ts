// The end in good order, over real HTTP: who is told what, and when.
import { describe, expect, it } from 'vitest';
import { decodeReplies } from '../../protocol/replies';
import { lee, password, startTestServer, type TestServer } from '../testing/test-server';
import type { TestClient } from '../testing/test-client';

const minute = 60_000;

/** Looks as often as the server does. */
function pass(server: TestServer, ms: number): void {
  for (let left = ms; left > 0; left -= 100) server.clock.advance(Math.min(left, 100));
}

async function isTold(client: TestClient): Promise<number | undefined> {
  const { status, body } = await client.pollRaw();
  if (status !== 200) return status;
  const [reply] = decodeReplies(body).replies;
  return reply && 'error' in reply ? reply.error.code : undefined;
}

describe('a server that is about to end', () => {
  it('ends at once where nobody is signed in, also with a ticket that nobody uses', async () => {
    const server = await startTestServer();
    await server.client().signIn('EXAMPLE\\dana', password);
    await server.drain(minute);
    expect(server.state()).toMatchObject({ isDraining: true, sessions: 0 });
  });

  it('does not wait for its own people', async () => {
    const server = await startTestServer({ demo: true });
    await server.drain(minute);
  });

  it('lets nobody in, and says so to a balancer', async () => {
    const server = await startTestServer({ holdMs: minute });
    const client = await server.join('dana');
    const other = server.client();
    await other.signIn('EXAMPLE\\lee', password);
    void server.drain(minute);
    expect((await other.raw('/')).status).toBe(404);
    for (const path of ['/forms/logon.html', '/iwa/logon.html', '/sso/logon.html']) {
      const refused = await server.client().post(path, '<cwaRequests/>');
      expect(refused.status).toBe(503);
      expect(refused.headers.get('Retry-After')).toBe('2');
      expect(refused.headers.get('Connection')).toBe('close');
    }
    // Has a ticket and no session: it is no more good here.
    expect((await other.post('/cwa/MainCommandHandler.ashx', '<cwaRequests/>')).status).toBe(401);
    // A second session of somebody who is still here.
    expect(await client.open()).toMatchObject({ kind: 'requestFailed', error: { code: 18101 } });
  });

  it('answers held polls, and has their clients sign in again, spread over the time', async () => {
    const server = await startTestServer({ holdMs: 10 * minute });
    const clients = [await server.join('dana'), await server.join('lee'), await server.join('kim')];
    const told: string[] = [];
    const held = clients.map(async (client) => {
      told.push(`${client.uri} ${await isTold(client)}`);
    });
    await expect.poll(() => server.state().heldPolls).toBe(3);
    let isDone = false;
    const drained = server.drain(30_000).then(() => (isDone = true));
    await expect.poll(() => told).toEqual(['sip:dana@example.com 18100']);
    expect(await isTold(clients[0]!)).toBe(401);
    pass(server, 9_900);
    expect(server.state().sessions).toBe(2);
    pass(server, 200);
    await expect.poll(() => told).toHaveLength(2);
    expect(isDone).toBe(false);
    // Whose turn has not come goes on as ever.
    expect(await clients[2]!.send({ kind: 'addGroup', name: 'x' })).toMatchObject({ kind: 'requestAccepted' });
    await clients[2]!.poll();
    const again = isTold(clients[2]!);
    await expect.poll(() => server.state()).toMatchObject({ heldPolls: 1, queuedEvents: 0 });
    pass(server, 10_100);
    expect(await again).toBe(18100);
    await drained;
    await Promise.all(held);
  });

  it('waits a little until a client has acknowledged what it was told', async () => {
    const server = await startTestServer();
    const [first, second] = [await server.join('dana'), await server.join('lee')];
    // Both acknowledge what `join` has fetched.
    await first.poll();
    await second.poll();
    await first.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'x' } });
    void server.drain(0);
    expect(server.state().sessions).toBe(2);
    expect(await second.news()).toContainEqual(expect.stringContaining('imSessionReceived sip:dana@example.com x'));
    await second.poll();
    pass(server, 100);
    expect(await isTold(second)).toBe(401);
    expect(server.state().sessions).toBe(1);
    // The other one does not poll.
    pass(server, 3_000);
    expect(server.state().sessions).toBe(0);
    expect(await isTold(first)).toBe(401);
  });

  it('ends all sessions of somebody together', async () => {
    const server = await startTestServer();
    const clients = [await server.join('dana'), await server.join('dana')];
    const drained = server.drain(minute);
    // Neither has acknowledged all it was told.
    expect(server.state().sessions).toBe(2);
    pass(server, 3_000);
    await drained;
    for (const client of clients) expect(await isTold(client)).toBe(401);
  });

  it('can be stopped in the middle of it', async () => {
    const server = await startTestServer({ holdMs: minute });
    await server.join('dana');
    const drained = server.drain(minute);
    await server.stop();
    await drained;
    expect(server.clock.pending).toBe(0);
  });
});
