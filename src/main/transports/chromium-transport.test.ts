// The network itself is tried by e2e/transport-contract.spec.ts. Here: whose credentials go where, which no machine of ours can show.
import type { ClientRequestConstructorOptions } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../uc/http/transport';
import { createChromiumTransport } from './chromium-transport';

interface Challenge {
  readonly isProxy: boolean;
  readonly scheme: string;
}

const ntlm: Challenge = { isProxy: false, scheme: 'ntlm' };

/** Sends one request to a server that challenges it, and tells what was done in order. */
async function signIn(
  authentication: HttpRequest['authentication'],
  challenges: readonly Challenge[] = [],
  parts: Partial<HttpRequest> = {},
) {
  const done: string[] = [];
  const net = {
    request(options: ClientRequestConstructorOptions) {
      done.push(`request ${options.url}`);
      const outgoing = Object.assign(new EventEmitter(), {
        abort: () => undefined,
        end(...body: string[]) {
          done.push(...body.map((each) => `body ${each}`));
          for (const challenge of challenges) {
            outgoing.emit('login', challenge, (...given: string[]) => done.push(`login ${given.join(' ')}`));
          }
          const response = Object.assign(new EventEmitter(), { statusCode: 200, rawHeaders: [] });
          outgoing.emit('response', response);
          response.emit('end');
        },
      });
      return outgoing;
    },
  };
  const session = {
    allowNTLMCredentialsForDomains: (domains: string) => done.push(`allow ${domains}`),
    clearAuthCache: () => Promise.resolve(void done.push('forget passwords')),
    closeAllConnections: () => Promise.resolve(void done.push('close connections')),
    forceReloadProxyConfig: () => Promise.resolve(void done.push('ask for proxies')),
  };
  const transport = createChromiumTransport(net as unknown as Parameters<typeof createChromiumTransport>[0], {
    session,
    certificates: { refused: undefined },
    cookies: { belongTo: () => Promise.resolve() },
  });
  const url = 'https://cwa.example.com:8443/iwa/logon.html';
  await transport.request({
    method: 'POST',
    url,
    headers: {},
    timeoutMs: 1000,
    ...(authentication && { authentication }),
    ...parts,
  });
  return done;
}

const sent = 'request https://cwa.example.com:8443/iwa/logon.html';
const clean = ['forget passwords', 'close connections'];

describe('createChromiumTransport', () => {
  it("lets the person's own credentials go to the one host that is signed in to, and no longer than that", async () => {
    const done = await signIn({ kind: 'integrated' });
    expect(done).toEqual(['allow ', ...clean, 'allow cwa.example.com', sent, 'allow ']);
  });

  it("keeps the person's own credentials back when others are typed", async () => {
    const done = await signIn({ kind: 'integrated', user: 'EXAMPLE\\dana', password: 'secret' }, [ntlm]);
    expect(done).toEqual(['allow ', ...clean, 'allow ', sent, 'login EXAMPLE\\dana secret', 'allow ']);
  });

  it('answers one challenge of the server with them, and no second one', async () => {
    const done = await signIn({ kind: 'integrated', user: 'dana', password: 'secret' }, [ntlm, ntlm]);
    expect(done.filter((each) => each.startsWith('login'))).toEqual(['login dana secret', 'login ']);
  });

  // What proxies are told is tried on real ones: e2e/proxy-sign-in.spec.ts.
  it('gives typed credentials to no way that sends the password in clear', async () => {
    const done = await signIn({ kind: 'integrated', user: 'dana', password: 'secret' }, [
      { isProxy: false, scheme: 'basic' },
    ]);
    expect(done).toContain('login ');
  });

  it('gives a question no body, not even an empty one, for which Chromium would wake up ten times a second', async () => {
    expect(await signIn(undefined, [], { method: 'GET' })).toEqual(['allow ', sent]);
    expect(await signIn(undefined, [], { body: '<a/>' })).toEqual(['allow ', sent, 'body <a/>']);
  });

  it('answers no challenge that comes without being asked for', async () => {
    expect(await signIn(undefined, [ntlm])).toEqual(['allow ', sent, 'login ']);
  });
});
