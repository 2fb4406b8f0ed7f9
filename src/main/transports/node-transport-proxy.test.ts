// Node's stack through real proxies. Names that exist nowhere show that it is the proxy that finds the server.
import * as net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createNodeTransport, type NodeTransport, type NodeTransportOptions } from '../uc/http/node/node-transport';
import { proxiesOf } from '../uc/http/proxy-environment';
import type { HttpRequest, HttpResponse } from '../uc/http/transport';
import { TestProxy, type ProxyOptions } from './testing/contract-proxy';
import { startContractServers, type ContractServers } from './testing/contract-servers';

let servers: ContractServers;
const made: NodeTransport[] = [];
const proxies: TestProxy[] = [];
beforeAll(async () => {
  servers = await startContractServers();
});
afterAll(() => servers.stop());
afterEach(async () => {
  for (const transport of made.splice(0)) transport.close();
  await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
});

async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const proxy = await new TestProxy(options).start();
  proxies.push(proxy);
  return proxy;
}

function behind(proxy: TestProxy, account = '', options: NodeTransportOptions = {}): NodeTransport {
  const address = `http://${account}${proxy.address}`;
  const { proxyFor, signIn } = proxiesOf({ HTTPS_PROXY: address, http_proxy: address });
  const transport = createNodeTransport({
    trustedFingerprint: servers.addresses.untrustedFingerprint,
    proxyFor,
    proxySignIn: signIn,
    ...options,
  });
  made.push(transport);
  return transport;
}

const named = (url: string): string => url.replace('127.0.0.1', 'im.example.com');
const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'CWA-Ticket': 'tick' },
  body: '<a>Grüße</a>',
  timeoutMs: 10_000,
  ...more,
});
const echo = ({ body }: HttpResponse): { url: string; body: string; connection: number; headers: object } =>
  JSON.parse(body) as ReturnType<typeof echo>;

describe.each([
  ['https through a tunnel', 'untrusted'],
  ['http by whole addresses', 'plain'],
] as const)('%s', (_, server) => {
  const url = (path = '/echo?Sid=7'): string => named(servers.addresses[server]) + path;
  const host = (): string => new URL(url()).host;

  it('reaches the server that the proxy finds, on connections that are kept', async () => {
    const proxy = await startProxy();
    const transport = behind(proxy);
    const first = echo(await transport.request(post(url())));
    expect(first).toMatchObject({
      url: '/echo?Sid=7',
      body: '<a>Grüße</a>',
      headers: { host: host(), 'cwa-ticket': 'tick' },
    });
    await transport.request(post(url()));
    const asked = server === 'plain' ? [`POST ${url()}`, `POST ${url()}`] : [`CONNECT ${host()}`];
    expect(proxy.passed).toEqual(asked);
    if (server === 'untrusted') expect(proxy.text).not.toContain('Grüße');
  });

  it('tells the proxy what its address says, and the server nothing of it', async () => {
    const proxy = await startProxy({ asks: 'basic' });
    const { headers } = echo(await behind(proxy, 'dana:for%20the%20proxy@').request(post(url())));
    expect(Object.keys(headers)).not.toContain('proxy-authorization');
    expect(proxy.given).toEqual([`Basic ${Buffer.from('dana:for the proxy').toString('base64')}`]);
  });

  it('names the proxy that asks, and tries what it refused no second time', async () => {
    const proxy = await startProxy({ asks: 'basic' });
    const asks = (wasRefused: boolean) => ({
      code: 'proxy-asks',
      proxy: {
        address: proxy.address,
        realm: 'Example network',
        isInClear: true,
        wasRefused,
        hasSeenRequest: server === 'plain',
      },
    });
    await expect(behind(proxy).request(post(url()))).rejects.toMatchObject(asks(false));
    const transport = behind(proxy, 'dana:not%20this@');
    await expect(transport.request(post(url()))).rejects.toMatchObject(asks(true));
    await expect(transport.request(post(url()))).rejects.toMatchObject(asks(true));
    expect(proxy.given).toHaveLength(1);
    expect(proxy.passed).toEqual([]);
    // What is said of it is so.
    expect(proxy.text.includes('Grüße')).toBe(server === 'plain');
  });

  it.each(['ntlm', 'unknown'] as const)('says that a proxy cannot be used that asks by %s', async (asks) => {
    const proxy = await startProxy({ asks });
    await expect(behind(proxy, 'dana:secret@').request(post(url()))).rejects.toMatchObject({ code: 'proxy-unusable' });
    expect(proxy.given).toEqual([]);
  });

  it('does not wait longer than it may', async () => {
    const proxy = await startProxy();
    const silent = post(url('/silent'), { timeoutMs: 200 });
    await expect(behind(proxy).request(silent)).rejects.toMatchObject({ code: 'timeout' });
    const noWay = behind(proxy, '', { proxyFor: () => new Promise(() => undefined) });
    await expect(noWay.request(silent)).rejects.toMatchObject({ code: 'timeout' });
  });
});

describe('a proxy in between', () => {
  // Through a tunnel alone: a proxy that shares its connections breaks what binds to one.
  it('that asks lets the integrated way through as well, and hears nothing of its password', async () => {
    const proxy = await startProxy({ asks: 'basic' });
    const authentication = { kind: 'integrated', user: 'EXAMPLE\\dana', password: 'correct hörse' } as const;
    const url = `${named(servers.addresses.untrusted)}/integrated`;
    const response = await behind(proxy, 'dana:for%20the%20proxy@').request(post(url, { authentication }));
    expect(response.headers['cwa-ticket']).toBe('ticket-for-dana');
    expect(proxy.text).not.toContain('NTLM');
  });

  it('changes nothing of what is known about a certificate', async () => {
    const proxy = await startProxy();
    const transport = behind(proxy, '', { trustedFingerprint: Array(32).fill('AB').join(':') });
    const failure = transport.request(post(named(servers.addresses.untrusted)));
    await expect(failure).rejects.toMatchObject({ code: 'certificate', certificate: { problem: 'changed' } });
  });

  it('lets old TLS through, where that is allowed', async () => {
    const proxy = await startProxy();
    const transport = behind(proxy, '', { minTlsVersion: 'TLSv1' });
    expect((await transport.request(post(`${named(servers.addresses.oldTls)}/echo`))).status).toBe(200);
  });

  it.each(['untrusted', 'plain'] as const)(
    'that is not there is the trouble, and not the server (%s)',
    async (kind) => {
      const proxy = await startProxy();
      const transport = behind(proxy);
      await proxy.stop();
      await expect(transport.request(post(named(servers.addresses[kind])))).rejects.toMatchObject({
        code: 'unreachable',
        reached: 'never',
        stoppedAt: 'proxy',
        facts: { system: 'ECONNREFUSED' },
      });
    },
  );

  it('that lets through is not the trouble where the server is not there', async () => {
    const proxy = await startProxy();
    const failure: unknown = await behind(proxy)
      .request(post('http://127.0.0.1:1/'))
      .catch((error: unknown) => error);
    expect(failure).not.toMatchObject({ stoppedAt: 'proxy' });
  });

  it.each([
    ['forbids the way', 'HTTP/1.1 403 Forbidden\r\n\r\n'],
    ['hangs up', ''],
    ['does not speak HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ])('that %s has let nothing through to the server', async (_, words) => {
    const proxy = net.createServer((socket) => socket.on('error', () => undefined).on('data', () => socket.end(words)));
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const { port } = proxy.address() as net.AddressInfo;
    const transport = createNodeTransport({ proxyFor: async () => `PROXY 127.0.0.1:${port}` });
    made.push(transport);
    const answer = transport.request(post(named(servers.addresses.untrusted)));
    await expect(answer).rejects.toMatchObject({ code: 'unreachable', reached: 'never', stoppedAt: 'proxy' });
    await new Promise((done) => proxy.close(done));
  });

  it('that is itself encrypted is told nothing where no authority vouches for it, whatever is trusted of the server', async () => {
    const proxyFor = async (): Promise<string> => `HTTPS ${new URL(servers.addresses.privateAuthority).host}`;
    const trustedFingerprint = servers.addresses.untrustedFingerprint;
    for (const url of [servers.addresses.untrusted, servers.addresses.plain]) {
      const transport = createNodeTransport({ trustedFingerprint, proxyFor });
      made.push(transport);
      await expect(transport.request(post(url))).rejects.toMatchObject({
        code: 'unreachable',
        reached: 'never',
        stoppedAt: 'proxy',
        facts: { system: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      });
    }
  });

  it('that says at length how it asks is told of in a few words', async () => {
    const proxy = net.createServer((socket) => {
      const schemes = ['Kerberos \x01', ...Array.from({ length: 5_000 }, (_, at) => `x${at}`)];
      socket
        .on('error', () => undefined)
        .on('data', () => socket.end(`HTTP/1.1 407 No\r\nProxy-Authenticate: ${schemes.join(', ')}\r\n\r\n`));
    });
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    const { port } = proxy.address() as net.AddressInfo;
    const transport = createNodeTransport({ proxyFor: async () => `PROXY 127.0.0.1:${port}` });
    made.push(transport);
    await expect(transport.request(post(named(servers.addresses.untrusted)))).rejects.toMatchObject({
      code: 'proxy-unusable',
      detail: expect.stringMatching(/^the proxy 127\.0\.0\.1 asks by Kerberos, x0[\w, ]{0,200}$/u) as string,
    });
    proxy.close();
  });

  it('that is of a kind which this stack does not know is said to be that', async () => {
    const transport = createNodeTransport({ proxyFor: async () => 'QUIC proxy.example.com:443' });
    made.push(transport);
    await expect(transport.request(post(servers.addresses.plain))).rejects.toMatchObject({ code: 'proxy-unusable' });
  });
});
