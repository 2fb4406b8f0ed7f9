import { describe, expect, it } from 'vitest';
import type { Transport } from '../uc/http/transport';
import type { ServerTrust } from './certificate-trust';
import { createTransportRouter } from './transport-router';

function setUp(): {
  readonly ask: (url: string) => Promise<string>;
  readonly trust: Map<string, ServerTrust>;
  readonly closed: string[];
  readonly renewed: string[];
  readonly forgotten: string[];
  readonly forgetSignIns: () => Promise<void>;
  readonly renew: () => Promise<void>;
  readonly close: () => void;
} {
  const trust = new Map<string, ServerTrust>();
  const closed: string[] = [];
  const renewed: string[] = [];
  const forgotten: string[] = [];
  let count = 0;
  const make = (
    kind: string,
    decided: ServerTrust,
  ): Transport & { renew(): Promise<void>; forgetSignIns(): Promise<void> } => {
    count += 1;
    const name = `${kind} ${count} ${decided.fingerprint ?? '-'}`;
    return {
      request: () => Promise.resolve({ status: 200, headers: {}, body: name }),
      renew: async () => void renewed.push(name),
      forgetSignIns: async () => void forgotten.push(name),
    };
  };
  const router = createTransportRouter({
    trustOf: (origin) => trust.get(origin),
    chromium: (decided) => make('chromium', decided),
    node: (decided) => ({ ...make('node', decided), close: () => closed.push(decided.origin) }),
  });
  const ask = async (url: string): Promise<string> =>
    (await router.request({ method: 'GET', url, headers: {}, timeoutMs: 1 })).body;
  return {
    ask,
    trust,
    closed,
    renewed,
    forgotten,
    renew: () => router.renew(),
    forgetSignIns: () => router.forgetSignIns(),
    close: () => router.close(),
  };
}

describe('createTransportRouter', () => {
  it("takes Chromium's stack, one transport a server", async () => {
    const { ask } = setUp();
    expect(await ask('https://a.example.com/x')).toBe('chromium 1 -');
    expect(await ask('https://a.example.com/y')).toBe('chromium 1 -');
    expect(await ask('https://a.example.com:8443/')).toBe('chromium 2 -');
  });

  it("takes Node's for the one server whose old TLS is switched on", async () => {
    const { ask, trust } = setUp();
    const origin = 'https://old.example.com';
    trust.set(origin, { origin, allowOldTls: true, fingerprint: 'AA' });
    expect(await ask(`${origin}/x`)).toBe('node 1 AA');
    expect(await ask('https://a.example.com/')).toBe('chromium 2 -');
  });

  it('follows a change of mind at the next request', async () => {
    const { ask, trust, closed } = setUp();
    const origin = 'https://old.example.com';
    expect(await ask(origin)).toBe('chromium 1 -');
    trust.set(origin, { origin, allowOldTls: false, fingerprint: 'AA' });
    expect(await ask(origin)).toBe('chromium 2 AA');
    trust.set(origin, { origin, allowOldTls: true, fingerprint: 'AA' });
    expect(await ask(origin)).toBe('node 3 AA');
    trust.delete(origin);
    expect(await ask(origin)).toBe('chromium 4 -');
    expect(closed).toEqual([origin]);
  });

  it('renews the connections to every server', async () => {
    const { ask, trust, renewed, renew } = setUp();
    const origin = 'https://old.example.com';
    trust.set(origin, { origin, allowOldTls: true });
    await ask(origin);
    await ask('https://a.example.com/');
    await renew();
    expect(renewed).toEqual(['node 1 -', 'chromium 2 -']);
  });

  it('closes what it keeps open', async () => {
    const { ask, trust, closed, close } = setUp();
    const origin = 'https://old.example.com';
    trust.set(origin, { origin, allowOldTls: true });
    await ask(origin);
    close();
    expect(closed).toEqual([origin]);
  });

  it("forgets sign-ins on Chromium's stack, also on one that is given up: Node's knows none", async () => {
    const { ask, trust, forgotten, forgetSignIns } = setUp();
    const origin = 'https://old.example.com';
    await ask('https://a.example.com/x');
    await ask(origin);
    trust.set(origin, { origin, allowOldTls: true });
    await ask(origin);
    expect(forgotten).toEqual(['chromium 2 -']);
    await forgetSignIns();
    expect(forgotten).toEqual(['chromium 2 -', 'chromium 1 -']);
  });
});
