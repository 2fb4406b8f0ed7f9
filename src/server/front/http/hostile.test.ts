// People who mean harm (protocol.md section 8 documents no limit): slow ones, greedy ones, many at once. The others go on.
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { lee, password, startTestServer, type TestServer } from '../../testing/test-server';

async function dial(server: TestServer): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

/** What comes until the server hangs up. */
function received(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data) => (text += data.toString('latin1')));
  return new Promise((resolve) => socket.once('close', () => resolve(text)));
}

const head = 'POST /forms/logon.html HTTP/1.1\r\nHost: localhost\r\n';

describe('a client that takes its time', () => {
  it.each([
    ['says nothing', '', false],
    ['sends half a head', head, true],
    ['sends half a body', `${head}Content-Length: 100\r\n\r\n<cwaRequests>`, true],
    ['sends half a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n64\r\n<cwaRequests>`, true],
  ])('is hung up on when it %s', async (_, bytes, goesOn) => {
    const server = await startTestServer({}, { limits: { requestTimeoutMs: 300 } });
    const socket = await dial(server);
    const text = received(socket);
    socket.write(bytes);
    // A byte now and then does not help.
    const drip = setInterval(() => goesOn && socket.writable && socket.write('x'), 50);
    expect(await text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n/u);
    clearInterval(drip);
    expect((await server.client().raw('/')).status).toBe(200);
  });

  it('is hung up on when it does not read what it asked for', async () => {
    const server = await startTestServer({}, { limits: { responseTimeoutMs: 300, connections: 3 } });
    const [greedy, other] = [await server.join('lee'), await server.join('dana')];
    await other.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri],
      message: { content: 'x'.repeat(900_000) },
    });
    const socket = await dial(server);
    socket.pause();
    const poll = `GET /cwa/AsyncDataChannel.ashx?Sid=${greedy.sid}&AckID=5 HTTP/1.1\r\nHost: localhost\r\nCWA-Ticket: ${greedy.ticket}\r\n\r\n`;
    socket.write(poll.repeat(40));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    // The server has let go when writing to it fails.
    const drip = setInterval(() => socket.write(poll), 50);
    await closed;
    clearInterval(drip);
    expect((await other.pollRaw()).status).toBe(200);
  });
});

describe('a client that wants too much', () => {
  it('cannot make a stranger’s document long', async () => {
    const server = await startTestServer();
    const client = server.client();
    for (const path of ['/forms/logon.html', '/iwa/logon.html', '/sso/logon.html', '/sso/sign-in.html']) {
      expect((await client.post(path, 'x'.repeat(65_537))).status).toBe(413);
    }
    expect((await client.post('/forms/logon.html', 'x'.repeat(65_536))).status).toBe(200);
    // Who has no ticket is refused before anything of it is read.
    expect((await client.post('/cwa/MainCommandHandler.ashx', 'x'.repeat(100_000))).status).toBe(401);
  });

  it('cannot take all lines: an address has a share', async () => {
    const server = await startTestServer({}, { limits: { connectionsPerAddress: 3 } });
    const sockets = await Promise.all([dial(server), dial(server), dial(server)]);
    const refused = await dial(server);
    expect(await received(refused)).toBe('');
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        server
          .client()
          .raw('/')
          .then(
            ({ status }) => status,
            () => 0,
          ),
      )
      .toBe(200);
  });

  it('has sixteen sessions however many it opens, and the others are served', async () => {
    const server = await startTestServer();
    const [greedy, other] = [await server.join('dana'), await server.join('lee')];
    const request = { kind: 'initiateSession', rid: '1' } as const;
    let opened = 1;
    for (let batch = 0; batch < 10; batch += 1) {
      const { replies } = await greedy.command(
        Array.from({ length: 200 }, () => request),
        0,
      );
      opened += replies.filter(({ kind }) => kind === 'requestAccepted').length;
      expect(replies.at(-1)).toMatchObject({ kind: 'requestFailed', error: { code: 18101 } });
    }
    expect(opened).toBe(16);
    expect(await other.send({ kind: 'queryPresence', uris: [lee.uri] })).toMatchObject({ kind: 'requestAccepted' });
  });

  it('holds one poll a session, and leaves no timer behind, however many it sends', async () => {
    const server = await startTestServer({ holdMs: 60_000 });
    const client = await server.join('dana');
    const timers = server.clock.pending;
    const polls = Array.from({ length: 300 }, () => client.pollRaw());
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    await client.send({ kind: 'addGroup', name: 'x' });
    for (const { status } of await Promise.all(polls)) expect(status).toBe(200);
    expect(server.clock.pending).toBe(timers);
  }, 30_000);

  it('gets an answer in pieces that a client can take', async () => {
    const server = await startTestServer({}, { limits: { charsPerPoll: 10_000 } });
    const [from, to] = [await server.join('dana'), await server.join('lee')];
    await from.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'x' } });
    await to.conference(1, { kind: 'acceptImSession' });
    const texts = Array.from({ length: 8 }, (_, at) => `${at}${'x'.repeat(4_000)}`);
    for (const content of texts) await from.conference(1, { kind: 'sendMessage', message: { content } });
    let longest = 0;
    for (let at = 0; at < 10; at += 1) {
      longest = Math.max(longest, (await to.pollRaw()).body.length);
      await to.poll();
    }
    const said = to.ofKind('conference').flatMap(({ updates }) => updates);
    expect(said.flatMap((each) => (each.kind === 'messageReceived' ? [each.message.content] : []))).toEqual(texts);
    expect(longest).toBeLessThan(15_000);
  });

  it('cannot try passwords without end, and does not lock its neighbour out', { timeout: 30_000 }, async () => {
    const server = await startTestServer();
    const timers = server.clock.pending;
    const attempts = Array.from({ length: 30 }, () => server.client().signIn('EXAMPLE\\dana', 'guess'));
    // Ten are answered; each other one waits for its end, and one for its turn.
    await expect.poll(() => server.clock.pending, { timeout: 20_000 }).toBe(timers + 21);
    const neighbour = server.client();
    await neighbour.signIn('EXAMPLE\\lee', password);
    expect(neighbour.ticket).toBeTruthy();
    server.clock.advance(25_000);
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ body }) => body.includes('18101')).length).toBeGreaterThanOrEqual(10);
  });
});
