// Proxies that want to know who this is, on Chromium's stack in a real Electron: each is told what was said for it, once, and nobody
// hears what was said to another.
import { expect, test } from '@playwright/test';
import { startContractServers } from '../src/main/transports/testing/contract-servers';
import { TestProxy } from '../src/main/transports/testing/contract-proxy';
import { runInElectron } from './run-in-electron';

const outcomes = new Map<string, unknown>();
const proxies = {
  basic: new TestProxy({ asks: 'basic' }),
  ntlm: new TestProxy({ asks: 'ntlm' }),
  unknown: new TestProxy({ asks: 'unknown' }),
};

test.beforeAll(async () => {
  const servers = await startContractServers();
  await Promise.all(Object.values(proxies).map((proxy) => proxy.start()));
  const { plain, untrusted, untrustedFingerprint } = servers.addresses;
  const told = {
    plain,
    secure: untrusted,
    fingerprint: untrustedFingerprint,
    basic: proxies.basic.address,
    ntlm: proxies.ntlm.address,
    unknown: proxies.unknown.address,
  };
  try {
    for (const line of await runInElectron('proxy-sign-in-main.ts', { PROXY_ADDRESSES: JSON.stringify(told) })) {
      const { step, outcome } = line as { readonly step: string; readonly outcome: unknown };
      outcomes.set(step, outcome);
    }
  } finally {
    await servers.stop();
    await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
  }
});

for (const [step, proxy, isInClear] of [
  ['basic plain', proxies.basic, true],
  ['basic secure', proxies.basic, true],
  ['ntlm secure', proxies.ntlm, false],
] as const) {
  test(`a proxy is asked about by name, told once, asked about again when it refuses, and let through then: ${step}`, () => {
    const hasSeenRequest = step === 'basic plain';
    const named = { address: proxy.address, isInClear, hasSeenRequest, ...(isInClear && { realm: 'Example network' }) };
    const asks = (wasRefused: boolean) => ({ code: 'proxy-asks', proxy: { ...named, wasRefused } });
    expect(outcomes.get(step)).toMatchObject({
      before: asks(false),
      wrong: asks(true),
      again: asks(true),
      right: { status: 200 },
      both: [{ status: 200 }, { status: 200 }],
      forgotten: asks(false),
    });
  });
}

test('one that asks in a way that nobody knows cannot be used, and is told so', () => {
  expect(outcomes.get('unknown secure')).toMatchObject({ code: 'proxy-unusable' });
  expect(outcomes.get('unknown plain')).toMatchObject({ status: 407 });
});

test('the password of the server goes to no proxy, and that of the proxy to no server', () => {
  expect(outcomes.get('integrated server behind basic')).toMatchObject({
    before: { code: 'proxy-asks' },
    after: { status: 200, ticket: 'ticket-for-dana' },
  });
  const wrong = Buffer.from('dana:not this').toString('base64');
  const right = Buffer.from('dana:for the proxy').toString('base64');
  expect(new Set(proxies.basic.given)).toEqual(new Set([`Basic ${wrong}`, `Basic ${right}`]));
});

test('a refused password is tried no second time', () => {
  const wrong = `Basic ${Buffer.from('dana:not this').toString('base64')}`;
  // Once in each of the two cases that answered so.
  expect(proxies.basic.given.filter((given) => given === wrong)).toHaveLength(2);
});
