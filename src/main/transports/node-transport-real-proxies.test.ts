// Node's stack through proxies as they stand in networks: of every kind that can be written down in the settings. A kind whose program is
// not installed is skipped.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createNodeTransport, type NodeTransport } from '../uc/http/node/node-transport';
import { proxiesOf } from '../uc/http/proxy-environment';
import type { HttpRequest } from '../uc/http/transport';
import { startContractServers, type ContractServers } from './testing/contract-servers';
import {
  realProxies,
  startEncryptedProxy,
  startHttpProxy,
  startSocks4Proxy,
  startSocks5Proxy,
  type ProxyAccount,
  type RealProxy,
} from './testing/real-proxies';

let servers: ContractServers;
beforeAll(async () => {
  servers = await startContractServers();
});
afterAll(() => servers.stop());

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.stop();
});

const account: ProxyAccount = { user: 'dana', password: 'for-the-proxy' };

interface Kind {
  readonly scheme: 'http' | 'https' | 'socks4' | 'socks5';
  readonly start: (account?: ProxyAccount) => Promise<RealProxy & { readonly authorityPem?: string }>;
}
const kinds: readonly Kind[] = [
  { scheme: 'http', start: startHttpProxy },
  { scheme: 'https', start: startEncryptedProxy },
  { scheme: 'socks4', start: startSocks4Proxy },
  { scheme: 'socks5', start: startSocks5Proxy },
];

async function behind(
  { scheme, start }: Kind,
  { asks, says = '' }: { readonly asks?: ProxyAccount; readonly says?: string } = {},
): Promise<{ readonly proxy: RealProxy; readonly transport: NodeTransport }> {
  const proxy = await start(asks);
  running.push(proxy);
  return { proxy, transport: through(`${scheme}://${says}${proxy.address}`, proxy.authorityPem) };
}

function through(address: string, ca?: string): NodeTransport {
  const { proxyFor, signIn } = proxiesOf({ HTTPS_PROXY: address, http_proxy: address });
  const transport = createNodeTransport({
    trustedFingerprint: servers.addresses.untrustedFingerprint,
    // This computer itself is reached directly where the environment says how; here it is the server that lies behind the proxy.
    proxyFor: (url) => proxyFor(url.replace('127.0.0.1', 'im.example.com')),
    proxySignIn: signIn,
    ...(ca !== undefined && { ca }),
  });
  running.push({ stop: () => transport.close() });
  return transport;
}

const ask = (url: string): HttpRequest => ({
  method: 'POST',
  url: `${url}/echo`,
  headers: { 'CWA-Ticket': 'tick' },
  body: '<a>Grüße</a>',
  timeoutMs: 10_000,
});

describe.each(kinds)('a proxy of $scheme', (kind) => {
  const { scheme } = kind;

  it.skipIf(!realProxies[scheme]).each(['untrusted', 'plain', 'oldTls'] as const)(
    'leads to the server: %s',
    async (server) => {
      const { proxy, transport: usual } = await behind(kind);
      const url = servers.addresses[server];
      const { authorityPem } = proxy as { authorityPem?: string };
      const transport =
        server === 'oldTls'
          ? createNodeTransport({
              minTlsVersion: 'TLSv1',
              trustedFingerprint: servers.addresses.untrustedFingerprint,
              proxyFor: proxiesOf({ HTTPS_PROXY: `${scheme}://${proxy.address}` }).proxyFor,
              ...(authorityPem !== undefined && { ca: authorityPem }),
            })
          : usual;
      // tinyproxy keeps no line for whole addresses.
      for (let time = 0; time < (server === 'plain' ? 1 : 2); time += 1) {
        const { status, body } = await transport.request(ask(url));
        expect([status, JSON.parse(body)]).toMatchObject([200, { url: '/echo', body: '<a>Grüße</a>' }]);
      }
      transport.close();
    },
  );

  it.skipIf(!realProxies[scheme])('is asked for nothing that it does not lead to', async () => {
    const { transport } = await behind(kind);
    const failure = transport.request(ask(servers.addresses.closed.replace('http:', 'https:')));
    await expect(failure).rejects.toMatchObject({ code: 'unreachable', reached: 'never', stoppedAt: 'proxy' });
  });

  it('that is away is the trouble, and not the server', async () => {
    const address = `${scheme}://${new URL(servers.addresses.closed).host}`;
    for (const server of [servers.addresses.untrusted, servers.addresses.plain]) {
      await expect(through(address).request(ask(server))).rejects.toMatchObject({
        code: 'unreachable',
        reached: 'never',
        stoppedAt: 'proxy',
        facts: { system: 'ECONNREFUSED' },
      });
    }
  });

  it('that speaks something else is the trouble, too', async () => {
    const address = `${scheme}://${new URL(servers.addresses.notHttp).host}`;
    await expect(through(address).request(ask(servers.addresses.untrusted))).rejects.toMatchObject({
      reached: 'never',
      stoppedAt: 'proxy',
    });
  });
});

describe.each(kinds.filter(({ scheme }) => scheme !== 'socks4'))('a proxy of $scheme that asks who this is', (kind) => {
  const { scheme } = kind;
  const isOfSocks = scheme === 'socks5';

  it.skipIf(!realProxies[scheme]).each(['untrusted', 'plain'] as const)(
    'is told what its address says, and refuses what is wrong: %s',
    async (server) => {
      // Without a body: tinyproxy reads none of what it refuses, and hangs up on it.
      const { body: _, ...request } = ask(servers.addresses[server]);
      const asked = { ...request, method: 'GET' } as const;
      const right = await behind(kind, { asks: account, says: 'dana:for-the-proxy@' });
      expect((await right.transport.request(asked)).status).toBe(200);

      const named = { isInClear: true, hasSeenRequest: server === 'plain' && !isOfSocks };
      const silent = await behind(kind, { asks: account });
      await expect(silent.transport.request(asked)).rejects.toMatchObject({
        code: 'proxy-asks',
        proxy: { ...named, address: silent.proxy.address, wasRefused: false },
      });
      const wrong = await behind(kind, { asks: account, says: 'dana:not-this@' });
      // tinyproxy says so of a whole address in the words of a server.
      if (server === 'plain' && !isOfSocks) {
        expect((await wrong.transport.request(asked)).status).toBe(401);
        return;
      }
      await expect(wrong.transport.request(asked)).rejects.toMatchObject({
        code: 'proxy-asks',
        proxy: { ...named, address: wrong.proxy.address, wasRefused: true },
      });
    },
  );
});
