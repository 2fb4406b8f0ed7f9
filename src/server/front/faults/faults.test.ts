import { describe, expect, it } from 'vitest';
import { decodeEvents } from '../../../protocol/events';
import { password, startTestServer, type TestServer } from '../../testing/test-server';
import { TestClient } from '../../testing/test-client';

/** Signs in and opens a session as often as it takes. */
async function stubborn(server: TestServer): Promise<TestClient> {
  const client = new TestClient(server.url);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await client.signIn('EXAMPLE\\dana', password);
      if ((await client.open()).kind === 'requestAccepted') return client;
    } catch {
      // That is what the test is about.
    }
  }
  throw new Error('never got in');
}

describe('faults', () => {
  it('drop-request and drop-response hang up, http-500 answers 500', async () => {
    for (const spec of ['drop-request:1', 'drop-response:1']) {
      const server = await startTestServer({ faults: [spec] });
      await expect(server.client().raw('/')).rejects.toThrow();
    }
    const server = await startTestServer({ faults: ['http-500:1'] });
    expect((await server.client().raw('/')).status).toBe(500);
  });

  it('drop-response carries the request out', async () => {
    const server = await startTestServer({ faults: ['drop-response:0.4'], seed: 5 });
    const client = await stubborn(server);
    let lost = 0;
    for (let at = 0; at < 20; at += 1) {
      await client.send({ kind: 'addGroup', name: `g${at}` }).catch(() => (lost += 1));
    }
    expect(lost).toBeGreaterThan(0);
    await expect
      .poll(() =>
        client
          .poll()
          .then(() => client.ofKind('contactGroup').length)
          .catch(() => 0),
      )
      .toBe(21);
  });

  it('truncate and garbage spoil the answer', async () => {
    const cut = await startTestServer({ faults: ['truncate:1'] });
    const whole = await startTestServer();
    const [short, long] = [await cut.client().raw('/'), await whole.client().raw('/')];
    expect(long.body.startsWith(short.body) && short.body.length < long.body.length).toBe(true);
    const rubbish = await startTestServer({ faults: ['garbage:1'] });
    expect((await rubbish.client().raw('/')).body).not.toBe(long.body);
  });

  it('duplicate-events tells the client again what it had not acknowledged before this poll', async () => {
    const server = await startTestServer({ faults: ['duplicate-events:1'] });
    const client = await server.join('dana');
    const again = decodeEvents((await client.pollRaw()).body);
    expect(again.events.map(({ eid }) => eid)).toEqual([1, 2, 3, 4, 5]);
  });

  it('expire-ticket answers 401, lose-session 18100', async () => {
    const tickets = await startTestServer({ faults: ['expire-ticket:1'] });
    const client = tickets.client();
    await client.signIn('EXAMPLE\\dana', password);
    await expect(client.open()).rejects.toThrow('401');
    const sessions = await startTestServer({ faults: ['lose-session:1'] });
    const other = sessions.client();
    await other.signIn('EXAMPLE\\dana', password);
    await other.open();
    expect((await other.pollRaw()).body).toContain('code="18100"');
    await other.open();
    expect(await other.send({ kind: 'addGroup', name: 'x' })).toMatchObject({ error: { code: 18100 } });
  });

  it('delay holds a request back', async () => {
    const server = await startTestServer({ faults: ['delay:5000-5000'] });
    const answer = server.client().raw('/');
    let isAnswered = false;
    void answer.then(() => (isAnswered = true));
    await expect
      .poll(() => {
        const before = isAnswered;
        server.clock.advance(5_000);
        return before;
      })
      .toBe(true);
  });

  it('restart forgets everything but the people, on the same address', async () => {
    const server = await startTestServer({ faults: ['restart:30000'] });
    const client = await server.join('dana');
    await client.send({ kind: 'addGroup', name: 'x' });
    server.clock.advance(30_000);
    await expect
      .poll(() =>
        client.pollRaw().then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(401);
    await client.signIn('EXAMPLE\\dana', password);
    client.ackId = 0;
    await client.open();
    client.events.length = 0;
    await client.poll();
    expect(client.ofKind('contactGroup')[0]?.groups).toEqual([]);
  });

  it('does not start with a fault that nobody knows', async () => {
    await expect(startTestServer({ faults: ['meteorite:1'] })).rejects.toThrow();
  });
});
