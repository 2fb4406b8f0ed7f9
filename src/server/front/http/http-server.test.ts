import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../base/log';
import { personRecord, startTestServer } from '../../testing/test-server';

/** Bytes onto a socket, and what comes back until it is closed. */
function exchangeBytes(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let received = '';
    socket.on('data', (data) => (received += data.toString('latin1')));
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}

describe('HTTP', () => {
  it('answers a probe of the root, 404 elsewhere, 405 for another method', async () => {
    const client = (await startTestServer()).client();
    expect((await client.raw('/')).status).toBe(200);
    expect((await client.raw('/cwa/')).status).toBe(404);
    expect((await client.raw('/%2e%2e/etc/passwd')).status).toBe(404);
    const wrong = await client.raw('/cwa/MainCommandHandler.ashx');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('spells the ticket’s header as documented, on every response of a signed-in user', async () => {
    const server = await startTestServer();
    const client = await server.join('dana');
    const names = await new Promise<string[]>((resolve, reject) => {
      const get = request(
        `${server.url}/cwa/AsyncDataChannel.ashx?Sid=${client.sid}&AckID=0`,
        { headers: { 'cwa-ticket': client.ticket } },
        (response) => {
          response.resume();
          resolve(response.rawHeaders);
        },
      );
      get.on('error', reject).end();
    });
    expect(names).toContain('CWA-Ticket');
    const command = await client.post('/cwa/MainCommandHandler.ashx', '<cwaRequests/>');
    expect(command.headers.get('CWA-Ticket')).toBe(client.ticket);
  });

  it('answers 401 without a ticket, with a wrong one and with none of its own', async () => {
    const server = await startTestServer();
    const client = await server.join('dana');
    for (const ticket of [undefined, '', 'x', `${client.ticket}x`]) {
      const stranger = server.client();
      stranger.ticket = ticket;
      const command = await stranger.post('/cwa/MainCommandHandler.ashx', '<cwaRequests/>');
      expect([command.status, command.headers.get('CWA-Ticket')]).toEqual([401, null]);
      expect((await stranger.pollRaw(`Sid=${client.sid}&AckID=0`)).status).toBe(401);
    }
  });

  it('reads a body whatever its label says, and writes neither declaration nor byte-order mark', async () => {
    const server = await startTestServer();
    const client = server.client();
    const logon =
      '\uFEFF<?xml version="1.0"?><cwaRequests><logon><user>EXAMPLE\\dana</user><password>correct horse</password></logon></cwaRequests>';
    const answer = await client.post('/forms/logon.html', logon, {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'text/plain',
    });
    expect(client.ticket).toBeTruthy();
    expect(answer.body.startsWith('<cwaResponses')).toBe(true);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  it.each([
    ['unescaped text', '<cwaRequests><logon><user>a</user><password>a<b&c</password></logon></cwaRequests>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><cwaRequests>&a;</cwaRequests>'],
    ['nothing', ''],
    ['another root', '<html><body>x</body></html>'],
    ['depth', '<cwaRequests>'.repeat(5_000)],
    ['JSON', '{"user":"dana"}'],
  ])('answers requestInvalid with 18000 to %s, and lives on', async (_, body) => {
    const server = await startTestServer();
    const client = await server.join('dana');
    const command = await client.post('/cwa/MainCommandHandler.ashx', body);
    expect(command.status).toBe(200);
    expect(command.body).toMatch(/<requestInvalid>\s+<error code="18000"/u);
    const stranger = await server.client().post('/forms/logon.html', body);
    expect(stranger.status).toBe(200);
    expect(stranger.body).toContain('<error code="18000"');
    expect((await client.poll()).length).toBe(0);
  });

  it('7.28 sends well-formed XML only, whatever people are called and say', async () => {
    const nasty = 'A <b> & "c" \u0000\uD800 ]]> \'d\'';
    const lee = personRecord('lee', nasty, { title: nasty, office: nasty });
    const server = await startTestServer({
      people: [personRecord('dana', nasty, { contacts: [lee.uri] }), lee],
      userNotice: nasty,
    });
    const [dana, other] = [await server.join('dana'), await server.join('lee')];
    await dana.send({ kind: 'search', firstName: ['a'], lastName: [], displayName: [], emailAlias: [] });
    await dana.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri],
      message: { content: nasty },
      subject: nasty,
    });
    const clean = nasty.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD');
    await dana.poll();
    expect(dana.ofKind('searchResult')[0]?.users[0]?.displayName).toBe(clean);
    await other.poll();
    expect(other.ofKind('conference')[0]?.updates).toMatchObject([
      { subject: clean, message: { content: clean }, inviter: { name: clean } },
    ]);
  });

  it('answers 18000 to what is not UTF-8', async () => {
    const server = await startTestServer();
    const client = await server.join('dana');
    const answer = await fetch(`${server.url}/cwa/MainCommandHandler.ashx`, {
      method: 'POST',
      body: new Uint8Array([0x3c, 0xff, 0xfe, 0x3e]),
      headers: { 'CWA-Ticket': client.ticket ?? '' },
    });
    expect(await answer.text()).toContain('code="18000"');
  });

  it('answers 413 to a body that is too long, announced or not', async () => {
    const server = await startTestServer({}, { limits: { bodyBytes: 1_000 } });
    const client = await server.join('dana');
    expect((await client.post('/cwa/MainCommandHandler.ashx', 'x'.repeat(1_001))).status).toBe(413);
    const chunk = `${'x'.repeat(600)}`;
    const chunked = [
      'POST /forms/logon.html HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n',
      `258\r\n${chunk}\r\n258\r\n${chunk}\r\n0\r\n\r\n`,
    ].join('');
    expect(await exchangeBytes(server.url, chunked)).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it.each([
    [
      'a head that is too long',
      `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /u,
    ],
    ['no HTTP', '\u0016\u0003\u0001\u0000 hello\r\n\r\n', /^HTTP\/1\.1 400 /u],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      /^HTTP\/1\.1 400 /u,
    ],
  ])('refuses %s and hangs up', async (_, bytes, status) => {
    const server = await startTestServer();
    expect(await exchangeBytes(server.url, bytes)).toMatch(status);
    expect((await server.client().raw('/')).status).toBe(200);
  });

  it('takes only so many connections at once', async () => {
    const server = await startTestServer({}, { limits: { connections: 2 } });
    const { hostname, port } = new URL(server.url);
    const open = [0, 1].map(() => connect(Number(port), hostname));
    await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const refused = connect(Number(port), hostname);
    refused.on('error', () => undefined);
    await new Promise((resolve) => refused.once('close', resolve));
    for (const socket of open) socket.destroy();
  });

  it('tells of each request, without content, secrets or what somebody typed as a path', async () => {
    const told: (LogEntry | string)[] = [];
    const server = await startTestServer({ log: (entry) => void told.push(entry) });
    const client = await server.join('dana');
    await client.raw('/secret/path?Sid=12');
    // Of the same form as those that there are.
    await client.raw('/forms/secret.html');
    const ms = expect.any(Number);
    expect(told).toContainEqual({ event: 'request', method: 'POST', path: '/forms/logon.html', status: 200, ms });
    expect(told).toContainEqual({ event: 'request', method: 'GET', path: '(other)', status: 404, ms });
    expect(told).toContainEqual({ event: 'sign-in', way: 'forms', outcome: 'done' });
    expect(told).toContainEqual({ event: 'action', kind: 'initiateSession', outcome: 'accepted' });
    expect(told).toContainEqual({ event: 'told', kind: 'contactGroup' });
    const all = JSON.stringify(told);
    expect(all).not.toMatch(/secret|dana|correct|Sid/u);
    expect(all).not.toContain(client.ticket);
  });

  it('rejects when the address is taken, and leaves nothing behind', async () => {
    const server = await startTestServer();
    const port = Number(new URL(server.url).port);
    await expect(startTestServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('gives the address back when it stops, also while a poll is held', async () => {
    const server = await startTestServer({ holdMs: 60_000 });
    const client = await server.join('dana');
    const held = client.pollRaw().then(
      () => 'answered',
      () => 'hung up',
    );
    await server.stop();
    expect(await held).toMatch(/answered|hung up/u);
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
