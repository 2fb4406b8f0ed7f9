// Somebody guesses passwords, over real HTTP, while time passes: the owner of the account gets in, the guesser does not.
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeRequests } from '../../../protocol/requests';
import { password, startTestServer, type TestServer } from '../../testing/test-server';

type Verdict = 'ticket' | 'wrong' | 'too-often';

const agents: Agent[] = [];
afterEach(() => agents.splice(0).forEach((agent) => agent.destroy()));

/** A connection of its own, kept for what follows. */
function newLine(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return agent;
}

function signIn(server: TestServer, agent: Agent, secret: string, user = 'dana', ticket?: string): Promise<Verdict> {
  const headers = { 'Content-Type': 'text/xml', ...(ticket !== undefined && { 'CWA-Ticket': ticket }) };
  return new Promise((resolve, reject) => {
    const post = request(`${server.url}/forms/logon.html`, { method: 'POST', agent, headers }, (response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString()));
      response.on('end', () => {
        if (response.headers['cwa-ticket']) resolve('ticket');
        else resolve(body.includes('code="18101"') ? 'too-often' : 'wrong');
      });
    });
    post.on('error', reject).end(logon(user, secret));
  });
}

const logon = (user: string, secret: string): string =>
  encodeRequests({ requests: [{ kind: 'logon', user: `EXAMPLE\\${user}`, password: secret }] });

/** Time passes until it is so. */
async function passUntil(server: TestServer, isSo: () => boolean, stepMs = 500): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    server.clock.advance(stepMs);
  }
}

async function answerOf(server: TestServer, asked: Promise<Verdict>): Promise<Verdict> {
  let verdict: Verdict | undefined;
  void asked.then((said) => (verdict = said));
  await passUntil(server, () => verdict !== undefined);
  return asked;
}

/** Guess after guess on so many connections, until it is told to end. */
function keepGuessing(
  server: TestServer,
  lines: number,
  users: () => string = () => 'dana',
  nextLine: (last: Agent) => Agent = (last) => last,
) {
  const told: Verdict[] = [];
  let isOver = false;
  const ends = Array.from({ length: lines }, async () => {
    let agent = newLine();
    while (!isOver) {
      told.push(await signIn(server, agent, 'guess', users()));
      agent = nextLine(agent);
    }
  });
  return {
    told,
    async end(): Promise<void> {
      isOver = true;
      let areDone = false;
      void Promise.all(ends).then(() => (areDone = true));
      await passUntil(server, () => areDone);
    },
  };
}

/** So many attempts wait, and nothing else is under way. */
async function untilWaiting(server: TestServer, timersBefore: number, waiting: number): Promise<void> {
  // Each has its own end, and the next one its turn.
  await expect.poll(() => server.clock.pending, { timeout: 20_000 }).toBe(timersBefore + waiting + 1);
}

describe('who guesses from the owner’s own address', { timeout: 30_000 }, () => {
  it('keeps the owner out for no longer than a gap, however many guesses there were', async () => {
    const server = await startTestServer();
    const guesses = Array.from({ length: 60 }, () => signIn(server, newLine(), 'guess'));
    let areDone = false;
    void Promise.all(guesses).then(() => (areDone = true));
    await passUntil(server, () => areDone);
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(['wrong', 'too-often']));
    const before = server.clock.now();
    expect(await answerOf(server, signIn(server, newLine(), password))).toBe('ticket');
    expect(server.clock.now() - before).toBeLessThan(20_000);
  });

  it('does not keep the owner out while the guessing goes on', async () => {
    const server = await startTestServer();
    const guessing = keepGuessing(server, 30);
    await passUntil(server, () => guessing.told.length > 100);
    expect(await answerOf(server, signIn(server, newLine(), password))).toBe('ticket');
    await guessing.end();
  });

  it('does not keep the owner out while a few guess, each time on a new connection', async () => {
    const server = await startTestServer();
    const guessing = keepGuessing(server, 3, () => 'dana', newLine);
    await passUntil(server, () => guessing.told.length > 30);
    for (let at = 0; at < 5; at += 1) {
      expect(await answerOf(server, signIn(server, newLine(), password))).toBe('ticket');
    }
    await guessing.end();
  });

  it('does not keep the owner out by guessing at many users who are not there', async () => {
    const server = await startTestServer();
    let number = 0;
    const guessing = keepGuessing(server, 30, () => `nobody-${(number += 1)}`);
    await passUntil(server, () => guessing.told.length > 150);
    expect(await answerOf(server, signIn(server, newLine(), password))).toBe('ticket');
    await guessing.end();
  });

  it('does not let a client wait that has a ticket of the owner', async () => {
    const server = await startTestServer();
    const owner = await server.join('dana');
    const timers = server.clock.pending;
    const guesses = Array.from({ length: 20 }, () => signIn(server, newLine(), 'guess'));
    await untilWaiting(server, timers, 10);
    const agent = newLine();
    expect(await signIn(server, agent, 'typed wrong', 'dana', owner.ticket)).toBe('wrong');
    expect(await signIn(server, agent, password, 'dana', owner.ticket)).toBe('ticket');
    // Somebody else's ticket opens nothing.
    const others = signIn(server, newLine(), password, 'dana', (await server.join('lee')).ticket);
    await expect.poll(() => server.clock.pending, { timeout: 20_000 }).toBeGreaterThan(timers + 11);
    let areDone = false;
    void Promise.all([...guesses, others]).then(() => (areDone = true));
    await passUntil(server, () => areDone);
  });

  it('is heard ten times at once and ten times a minute, whatever they do', async () => {
    const server = await startTestServer();
    const start = server.clock.now();
    const guessing = keepGuessing(server, 20);
    await passUntil(server, () => server.clock.now() - start > 10 * 60_000, 2_000);
    const heard = guessing.told.filter((verdict) => verdict === 'wrong').length;
    expect(heard).toBeGreaterThan(40);
    expect(heard).toBeLessThanOrEqual(10 + 10 * 10 + 5);
    await guessing.end();
  });

  it('lets one guess of a connection wait, however many they send ahead', async () => {
    const server = await startTestServer();
    const timers = server.clock.pending;
    for (let at = 0; at < 10; at += 1) await signIn(server, newLine(), 'guess');
    const { hostname, port } = new URL(server.url);
    const body = logon('dana', 'guess');
    const one = `POST /forms/logon.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const socket = connect(Number(port), hostname, () => socket.write(one.repeat(20)));
    let received = '';
    socket.on('data', (data) => (received += data.toString('latin1')));
    await untilWaiting(server, timers, 1);
    // They are answered in the order in which they were asked.
    await passUntil(server, () => received.split('HTTP/1.1 200').length > 20);
    expect(received.split('code="18101"').length - 1).toBeGreaterThanOrEqual(15);
    socket.destroy();
  });

  it('is not waited for when they hang up', async () => {
    const server = await startTestServer();
    const timers = server.clock.pending;
    for (let at = 0; at < 10; at += 1) await signIn(server, newLine(), 'guess');
    const lines = Array.from({ length: 10 }, () => newLine());
    const guesses = lines.map((line) => signIn(server, line, 'guess').catch(() => undefined));
    await untilWaiting(server, timers, 10);
    for (const line of lines) line.destroy();
    await Promise.all(guesses);
    await expect.poll(() => server.clock.pending, { timeout: 20_000 }).toBe(timers);
  });
});
