// A restart in mid-flight, as by `--fault restart:…`: nothing of the old life reaches the new one, and nobody can take one for the other.
import { Agent, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { password, startTestServer, type TestServer } from './testing/test-server';
import type { TestClient } from './testing/test-client';

const everyMs = 600_000;
const restarting = (faults: readonly string[] = [], options: Parameters<typeof startTestServer>[0] = {}) =>
  startTestServer({ sessionTimeoutS: 100_000, ...options, faults: [`restart:${everyMs}`, ...faults] });
const restart = (server: TestServer): void => server.clock.advance(everyMs);

async function again(client: TestClient, id: string): Promise<void> {
  await client.signIn(`EXAMPLE\\${id}`, password);
  await client.open();
  await client.skip();
}

describe('a restart', () => {
  it('forgets tickets and sessions, and gives new numbers to new ones', async () => {
    const server = await restarting();
    const [dana, lee] = [await server.join('dana'), await server.join('lee')];
    await dana.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'before' } });
    await dana.send({ kind: 'addGroup', name: 'x' });
    const before = { ticket: dana.ticket, sids: [dana.sid, lee.sid], ackId: dana.ackId };
    restart(server);
    // Lines that the client had kept open are closed; on a new one it hears that its ticket is worth nothing.
    for (const client of [dana, lee]) {
      const status = (): Promise<unknown> =>
        client.pollRaw().then(
          (answer) => answer.status,
          () => 'lost',
        );
      await expect.poll(status).toBe(401);
    }
    await again(lee, 'lee');
    await again(dana, 'dana');
    expect(dana.ticket).not.toBe(before.ticket);
    expect(Math.min(dana.sid, lee.sid)).toBeGreaterThan(Math.max(...before.sids));
    // Numbers of events and conversations begin anew, under a number of a session that was never given before.
    expect(dana.events.at(-1)?.eid).toBe(5);
    const reply = await dana.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri],
      message: { content: 'after' },
    });
    expect(reply).toMatchObject({ confId: 1 });
    expect((await lee.news()).join()).not.toContain('before');
    for (const sid of before.sids)
      expect((await dana.pollRaw(`Sid=${sid}&AckID=${before.ackId}`)).body).toContain('18100');
  });

  it('hangs up on everybody: on who waits for an answer, and on lines that wait for a request', async () => {
    const server = await restarting([], { holdMs: 60_000_000 });
    const client = await server.join('dana');
    const timers = server.clock.pending;
    // Listened to from here on: which of the two lines is told first differs between versions of Node, and a refusal that nobody
    // listens to yet is an error of its own.
    const hungUp = expect(client.pollRaw()).rejects.toThrow();
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    const agent = new Agent({ keepAlive: true });
    const closed = new Promise<void>((resolve, reject) => {
      const probe = request(server.url, { agent }, (response) => response.resume());
      probe.on('socket', (socket) => socket.once('close', () => resolve()));
      probe.on('error', reject);
      probe.end();
      probe.on('response', (response) => response.once('end', () => setImmediate(() => restart(server))));
    });
    await Promise.all([closed, hungUp]);
    agent.destroy();
    expect((await client.raw('/')).status).toBe(200);
    expect(server.clock.pending).toBe(timers);
  });

  it('does not carry out what came to the old life: not before, not after', async () => {
    const lines: string[] = [];
    const server = await restarting(['delay:1000000-1000000'], { log: (entry) => lines.push(JSON.stringify(entry)) });
    const client = server.client();
    const timers = server.clock.pending;
    const signedIn = client.signIn('EXAMPLE\\dana', password);
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    restart(server);
    await expect(signedIn).rejects.toThrow();
    server.clock.advance(everyMs);
    await expect
      .poll(() => lines)
      .toContainEqual(expect.stringContaining('"path":"/forms/logon.html","status":"dropped"'));
    expect(lines.join()).not.toContain('200');
    expect(server.clock.pending).toBe(timers);
  });

  it('ends by itself when the server does', async () => {
    const server = await restarting();
    await server.join('dana');
    await server.stop();
    expect(server.clock.pending).toBe(0);
  });
});
