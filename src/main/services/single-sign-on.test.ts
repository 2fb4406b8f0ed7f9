import { describe, expect, it } from 'vitest';
import type { Sso } from '../transports/sso-window';
import { CookieJar } from '../uc/http/cookie-jar';
import { createSingleSignOn } from './single-sign-on';

function setUp() {
  const signedOff: unknown[] = [];
  const signals: AbortSignal[] = [];
  const jars: object[] = [];
  const sso: Sso = {
    async signIn(_, cookies, signal) {
      jars.push(cookies);
      signals.push(signal!);
      return { ticket: 't1' };
    },
    async signOff(serverUrl, page) {
      signedOff.push([serverUrl, page]);
    },
  };
  return { signedOff, signals, jars, singleSignOn: createSingleSignOn(sso) };
}

const server = 'https://im.example.com';

describe('createSingleSignOn', () => {
  it('hands on whose cookies the pages may set', async () => {
    const { jars, singleSignOn } = setUp();
    const own = new CookieJar();
    expect(await singleSignOn.signIn(`${server}/`, own)).toEqual({ ticket: 't1' });
    expect(jars).toEqual([own]);
  });

  it('closes the window of an attempt that was given up, also for another attempt', async () => {
    const { signals, singleSignOn } = setUp();
    await singleSignOn.signIn(server, new CookieJar());
    await singleSignOn.signIn(server, new CookieJar());
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    singleSignOn.forget();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('leaves by the page of the administrator, or at least forgets the cookies, once', async () => {
    const { signedOff, singleSignOn } = setUp();
    singleSignOn.forget();
    await singleSignOn.signIn(server, new CookieJar());
    singleSignOn.visitSignOffPage('https://im.example.com/bye');
    singleSignOn.forget();
    await singleSignOn.signIn(server, new CookieJar());
    singleSignOn.forget();
    expect(signedOff).toEqual([
      [server, 'https://im.example.com/bye'],
      [server, undefined],
    ]);
  });
});
