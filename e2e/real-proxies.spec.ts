// Chromium's stack, in a real Electron, through proxies as they stand in networks: of every kind that can be written down in the settings.
// A kind whose program is not installed is skipped. Node's stack: src/main/transports/node-transport-real-proxies.test.ts.
import { expect, test } from '@playwright/test';
import { startContractServers } from '../src/main/transports/testing/contract-servers';
import {
  realProxies,
  startEncryptedProxy,
  startHttpProxy,
  startSocks4Proxy,
  startSocks5Proxy,
  type RealProxy,
} from '../src/main/transports/testing/real-proxies';
import type { ToldProxies } from './real-proxies-main';
import { runInElectron } from './run-in-electron';

const account = { user: 'dana', password: 'for-the-proxy' };
const outcomes = new Map<string, unknown>();

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const servers = await startContractServers();
  const running: RealProxy[] = [];
  const started = async (proxy: Promise<RealProxy>): Promise<string> => {
    running.push(await proxy);
    return running.at(-1)!.address;
  };
  const { plain, untrusted, untrustedFingerprint, closed } = servers.addresses;
  const proxies: ToldProxies['proxies'][number][] = [];
  try {
    const away = new URL(closed).host;
    for (const kind of ['http', 'https', 'socks5', 'socks4'])
      proxies.push({ name: `${kind} away`, address: `${kind}://${away}` });
    if (realProxies.http) {
      proxies.push({ name: 'http', address: await started(startHttpProxy()) });
      const address = await started(startHttpProxy(account));
      proxies.push({ name: 'http asks', address });
      proxies.push({ name: 'http told', address, password: account.password });
      proxies.push({ name: 'http told wrong', address, password: 'not-this', isAskedTwice: true });
    }
    if (realProxies.https) {
      const address = `https://${await started(startEncryptedProxy())}`;
      proxies.push({ name: 'https', address, isKnown: true });
      proxies.push({ name: 'https of nobody', address });
      const asking = `https://${await started(startEncryptedProxy(account))}`;
      proxies.push({ name: 'https told', address: asking, password: account.password, isKnown: true });
    }
    if (realProxies.socks5) {
      proxies.push({ name: 'socks5', address: `socks5://${await started(startSocks5Proxy())}` });
      proxies.push({ name: 'socks5 asks', address: `socks5://${await started(startSocks5Proxy(account))}` });
    }
    if (realProxies.socks4) proxies.push({ name: 'socks4', address: `socks4://${await started(startSocks4Proxy())}` });
    const told: ToldProxies = { plain, secure: untrusted, fingerprint: untrustedFingerprint, proxies };
    for (const line of await runInElectron('real-proxies-main.ts', { REAL_PROXIES: JSON.stringify(told) })) {
      const { name, outcome } = line as { readonly name: string; readonly outcome: unknown };
      outcomes.set(name, outcome);
    }
  } finally {
    await Promise.all(running.map((proxy) => proxy.stop()));
    await servers.stop();
  }
});

const both = (outcome: object) => ({ secure: outcome, plain: outcome });
const away = both({ code: 'unreachable', reached: 'never', stoppedAt: 'proxy' });

for (const kind of ['http', 'https', 'socks5', 'socks4'] as const) {
  test(`a proxy of ${kind} leads to the server`, () => {
    test.skip(!realProxies[kind], 'its program is not installed');
    expect(outcomes.get(kind)).toMatchObject(both({ status: 200 }));
  });

  test(`a proxy of ${kind} that is away is the trouble, and not the server`, () => {
    expect(outcomes.get(`${kind} away`)).toMatchObject(away);
  });
}

test('a proxy of HTTP that asks who this is is asked about, told, and not told twice', () => {
  test.skip(!realProxies.http, 'its program is not installed');
  expect(outcomes.get('http asks')).toMatchObject(both({ code: 'proxy-asks' }));
  expect(outcomes.get('http told')).toMatchObject(both({ status: 200 }));
  // tinyproxy does not say that a password is wrong: it is not tried again, and asked for anew.
  expect(outcomes.get('http told wrong')).toMatchObject({
    secure: [{ code: 'unreachable', stoppedAt: 'proxy' }, { code: 'proxy-asks' }],
  });
});

test('a proxy that is itself encrypted is told who this is, and nothing where nobody vouches for it', () => {
  test.skip(!realProxies.https, 'its program is not installed');
  expect(outcomes.get('https told')).toMatchObject(both({ status: 200 }));
  expect(outcomes.get('https of nobody')).toMatchObject(away);
});

test('a SOCKS proxy that wants a name and a password lets nobody through, as the settings say', () => {
  test.skip(!realProxies.socks5, 'its program is not installed');
  expect(outcomes.get('socks5 asks')).toMatchObject(away);
});
