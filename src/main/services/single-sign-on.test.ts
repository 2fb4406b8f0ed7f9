import { describe, expect, it } from 'vitest';
import type { Sso } from '../transports/sso-window';
import { createKnownServers } from './server-trust';
import { createSingleSignOn } from './single-sign-on';

function setUp() {
  const signedOff: unknown[] = [];
  const signals: AbortSignal[] = [];
  const sso: Sso = {
    async signIn(_, signal) {
      signals.push(signal!);
      return { ticket: 't1' };
    },
    async signOff(serverUrl, page) {
      signedOff.push([serverUrl, page]);
    },
  };
  const servers = createKnownServers({ all: () => new Map(), replace: () => undefined });
  return { signedOff, signals, servers, singleSignOn: createSingleSignOn(sso, servers) };
}

const server = 'https://im.example.com';

describe('createSingleSignOn', () => {
  it('lets a server have its cookies only after it was signed in to this way', async () => {
    const { servers, singleSignOn } = setUp();
    expect(servers.trustOf(server).keepsCookies).toBe(false);
    expect(await singleSignOn.signIn(`${server}/`)).toEqual({ ticket: 't1' });
    expect(servers.trustOf(server).keepsCookies).toBe(true);
    expect(servers.trustOf('https://other.example.com').keepsCookies).toBe(false);
  });

  it('closes the window of an attempt that was given up, also for another attempt', async () => {
    const { signals, singleSignOn } = setUp();
    await singleSignOn.signIn(server);
    await singleSignOn.signIn(server);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    singleSignOn.forget();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('leaves by the page of the administrator, or at least forgets the cookies, once', async () => {
    const { signedOff, singleSignOn } = setUp();
    singleSignOn.forget();
    await singleSignOn.signIn(server);
    singleSignOn.visitSignOffPage('https://im.example.com/bye');
    singleSignOn.forget();
    await singleSignOn.signIn(server);
    singleSignOn.forget();
    expect(signedOff).toEqual([
      [server, 'https://im.example.com/bye'],
      [server, undefined],
    ]);
  });
});
