import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { encodeRequests } from '../../../protocol/requests';
import { password, startTestServer, type TestServer } from '../../testing/test-server';
import { createGate, type OwnAddress } from './own-address';

const gateOf = (host: string, more: Partial<OwnAddress> = {}): ((...hosts: string[]) => number | undefined) => {
  const gate = createGate({ host, isEncrypted: false, allowedHosts: [], ...more });
  return (...hosts) => gate({ headers: {}, hosts });
};

describe('the Host of a request', () => {
  it.each(['127.0.0.1:8080', '127.0.0.1', 'localhost:8080', 'LOCALHOST', 'localhost.', '127.9.9.9:1', '[::1]:8080'])(
    'is ours on loopback: %s',
    (host) => {
      for (const listening of ['127.0.0.1', 'localhost', '::1']) expect(gateOf(listening)(host)).toBeUndefined();
    },
  );

  it.each([
    'evil.example:8080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.localhost',
    'localhost-evil',
    '192.0.2.7:8080',
    '0.0.0.0:8080',
    '[::]:8080',
    '[2001:db8::1]:8080',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
  ])('is not ours on loopback: %s', (host) => {
    expect(gateOf('127.0.0.1')(host)).toBe(421);
  });

  it.each([
    '',
    ' ',
    ':8080',
    'a b',
    'dana@localhost',
    'localhost:port',
    'localhost/x',
    '[::1',
    '::1',
    '[localhost]',
    '-x',
    'a..b',
  ])('is no address: %j', (host) => expect(gateOf('127.0.0.1')(host)).toBe(400));

  it('has to be there, and only once', () => {
    expect(gateOf('127.0.0.1')()).toBe(400);
    expect(gateOf('127.0.0.1')('localhost', 'evil.example')).toBe(400);
    expect(gateOf('127.0.0.1')('localhost', 'localhost')).toBe(400);
  });

  it.each(['0.0.0.0', '::', '192.0.2.7'])(
    'may be any address in numbers beyond loopback, but no name: %s',
    (listening) => {
      const gate = gateOf(listening);
      for (const host of ['192.0.2.7:8080', '[2001:db8::1]:8080', '127.0.0.1', 'localhost:8080']) {
        expect(gate(host)).toBeUndefined();
      }
      for (const host of ['evil.example:8080', 'im.example.com', 'localhost.evil.example'])
        expect(gate(host)).toBe(421);
    },
  );

  it('may be the name that the server listens on', () => {
    expect(gateOf('im.example.com')('IM.example.com:8080')).toBeUndefined();
    expect(gateOf('im.example.com')('example.com')).toBe(421);
  });

  it('may be a name that was allowed, under any port unless one was given with it', () => {
    const gate = gateOf('127.0.0.1', { allowedHosts: ['IM.example.com', 'chat.example.com:8443', '192.0.2.7'] });
    for (const host of ['im.example.com', 'im.example.com:81', 'chat.example.com:8443', '192.0.2.7:80']) {
      expect(gate(host)).toBeUndefined();
    }
    for (const host of ['chat.example.com', 'chat.example.com:81', 'x.im.example.com', '192.0.2.8']) {
      expect(gate(host)).toBe(421);
    }
  });
});

describe('a page', () => {
  const from = (headers: Record<string, string>, more: Partial<OwnAddress> = {}): number | undefined =>
    createGate({ host: '127.0.0.1', isEncrypted: false, allowedHosts: [], ...more })({
      headers,
      hosts: ['localhost:8080'],
    });

  it.each<Record<string, string>>([
    {},
    { origin: 'http://localhost:8080' },
    { origin: 'https://localhost:8080' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' },
  ])('of ours, or none at all, may ask: %j', (headers) => expect(from(headers)).toBeUndefined());

  it.each<Record<string, string>>([
    { origin: 'null' },
    { origin: '' },
    { origin: 'http://evil.example' },
    { origin: 'http://localhost:8081' },
    { origin: 'http://localhost' },
    { origin: 'http://127.0.0.1:8080' },
    { origin: 'http://localhost:8080, http://evil.example' },
    { origin: 'http://localhost:8080.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8080' },
  ])('of somebody else may not: %j', (headers) => expect(from(headers)).toBe(403));

  it('without encryption is not ours where the server has it', () => {
    expect(from({ origin: 'http://localhost:8080' }, { isEncrypted: true })).toBe(403);
    expect(from({ origin: 'https://localhost:8080' }, { isEncrypted: true })).toBeUndefined();
  });
});

/** With the head that is given, as no `fetch` lets one write it. */
function ask(
  server: TestServer,
  path: string,
  headers: Record<string, string>,
  body?: string,
  localAddress?: string,
): Promise<{ readonly status: number; readonly ticket: unknown }> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(
      server.url + path,
      { method, headers, agent: false, ...(localAddress !== undefined && { localAddress }) },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ticket: response.headers['cwa-ticket'] }));
      },
    );
    sent.on('error', reject).end(body);
  });
}

function bytes(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (data) => (received += data.toString('latin1')));
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}

const logon = (secret: string): string =>
  encodeRequests({ requests: [{ kind: 'logon', user: 'EXAMPLE\\dana', password: secret }] });

describe('the server', () => {
  const everywhere = [
    '/',
    '/nowhere',
    '/forms/logon.html',
    '/iwa/logon.html',
    '/sso/logon.html',
    '/sso/sign-in.html',
    '/cwa/MainCommandHandler.ashx',
    '/cwa/AsyncDataChannel.ashx?Sid=1&AckID=0',
  ];

  it('answers 421 everywhere under a foreign name, and 403 to foreign pages', async () => {
    const server = await startTestServer();
    for (const path of everywhere) {
      expect(await ask(server, path, { Host: 'evil.example' })).toMatchObject({ status: 421 });
      expect(await ask(server, path, { Origin: 'null' }, logon(password))).toEqual({ status: 403, ticket: undefined });
      expect(await ask(server, path, { 'Sec-Fetch-Site': 'cross-site' })).toMatchObject({ status: 403 });
    }
  });

  it('counts nothing of it', async () => {
    const struck: string[] = [];
    const server = await startTestServer(
      {},
      {
        limits: { failedSignInsPerUser: 1, failedSignInsPerAddress: 2 },
        faultPlan: {
          next(channel) {
            struck.push(channel);
            return { delayMs: 0, duplicatesEvents: false };
          },
          spoil: (answer) => answer,
        },
      },
    );
    for (let at = 0; at < 5; at += 1) {
      await ask(server, '/forms/logon.html', { Host: 'evil.example' }, logon('wrong'));
      await ask(server, '/forms/logon.html', { Origin: 'https://evil.example' }, logon('wrong'));
    }
    expect(struck).toEqual([]);
    expect((await ask(server, '/forms/logon.html', {}, logon(password))).ticket).toBeTruthy();
  });

  it('holds no connection for it', async () => {
    const server = await startTestServer();
    const foreign = [
      'Host: evil.example',
      'Host: localhost\r\nOrigin: null',
      'Host: localhost\r\nSec-Fetch-Site: cross-site',
    ];
    for (const head of foreign)
      expect(await bytes(server.url, `GET / HTTP/1.1\r\n${head}\r\n\r\n`)).toMatch(
        / 4(?:21|03) .*\r\nconnection: close\r\n/isu,
      );
  });

  // macOS has but one address of its own.
  it.skipIf(process.platform === 'darwin')(
    'lets nobody wait whatever a page and another computer guess',
    { timeout: 30_000 },
    async () => {
      const limits = { failedSignInsPerUser: 1, failedSignInsPerAddress: 2 };
      const server = await startTestServer({ host: '0.0.0.0' }, { limits });
      const { port } = new URL(server.url);
      // Another address of this computer stands for another computer.
      const fromThere = (secret: string) =>
        ask({ ...server, url: `http://127.0.0.2:${port}` }, '/forms/logon.html', {}, logon(secret), '127.0.0.2');
      const timers = server.clock.pending;
      for (let at = 0; at < 5; at += 1) await ask(server, '/forms/logon.html', { Origin: 'null' }, logon('wrong'));
      const guesses = [...Array.from({ length: 4 }, () => fromThere('wrong')), fromThere(password)];
      await expect.poll(() => server.clock.pending, { timeout: 20_000 }).toBe(timers + 5);
      expect((await ask(server, '/forms/logon.html', {}, logon(password))).ticket).toBeTruthy();
      let areDone = false;
      void Promise.all(guesses).then(() => (areDone = true));
      await expect.poll(() => (server.clock.advance(1_000), areDone), { interval: 5, timeout: 20_000 }).toBe(true);
    },
  );

  it('lets its own page of single sign-on post its form', async () => {
    const server = await startTestServer();
    const form = new URLSearchParams({ user: 'EXAMPLE\\dana', password }).toString();
    const headers = { Origin: server.url, 'Sec-Fetch-Site': 'same-origin' };
    expect((await ask(server, '/sso/sign-in.html', headers, form)).status).toBe(302);
  });

  it('goes by a name that it was given', async () => {
    const server = await startTestServer({ allowedHosts: ['im.example.com'] });
    expect((await ask(server, '/', { Host: 'im.example.com' })).status).toBe(200);
    expect((await ask(server, '/', { Host: 'example.com' })).status).toBe(421);
  });

  it.each([
    ['no Host', 'GET / HTTP/1.0\r\n\r\n', 400],
    ['no Host, by the newer rules', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 400],
    ['two', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 400],
    ['its own', 'GET / HTTP/1.0\r\nHost: localhost\r\n\r\n', 200],
  ])('answers %s', async (_, text, status) => {
    const server = await startTestServer();
    expect(await bytes(server.url, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
  });
});
