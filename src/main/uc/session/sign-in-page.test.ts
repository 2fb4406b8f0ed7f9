// Single sign-on: a page in front of the service, which comes back when its own sign-in has expired (protocol.md 3.1).
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../testing/make-certificate';
import { createEngine } from '../create-engine';
import type { UcEngine } from '../engine';
import { createNodeTransport, type NodeTransport } from '../http/node/node-transport';
import { ScriptedService, type RawAnswer } from '../testing/scripted-service';
import { fastClock, until } from '../testing/desk';

const page = '<!DOCTYPE html><html><title>Sign in</title></html>';
const elsewhere: RawAnswer = { status: 302, headers: { location: 'https://login.example.com/adfs/ls' } };

describe('a sign-in page in front of the service', () => {
  let service: ScriptedService;
  let transport: NodeTransport;
  let engine: UcEngine;
  let visits: number;

  async function signIn(isEncrypted: boolean): Promise<void> {
    const tls = makeCertificate({ commonName: 'cwa.example.com', names: ['127.0.0.1'] });
    service = await new ScriptedService().start(isEncrypted ? tls : undefined);
    transport = createNodeTransport({ ca: tls.cert });
    visits = 0;
    const singleSignOn = async (): Promise<{ ticket: string }> => {
      visits += 1;
      service.intercept = () => undefined;
      return { ticket: (service.ticket = `S${visits}`) };
    };
    engine = createEngine({ transport, ...fastClock, log: () => undefined, singleSignOn });
    await engine.signIn({
      serverUrl: service.url,
      method: 'sso',
      isPublicComputer: false,
      availability: 'available',
      localeId: 1033,
    });
  }

  afterEach(async () => {
    engine.dispose();
    transport.close();
    await service.stop();
  });

  const connection = (): { kind: string; failure?: { code: string } } => engine.snapshot().model.connection;
  const isOnline = (): boolean => connection().kind === 'online';
  const countOf = (kind: string): number => service.requests().filter((request) => request.kind === kind).length;

  for (const [what, answer] of [
    ['redirects to its host', elsewhere],
    ['shows itself', { body: page }],
    ['forbids', { status: 403, body: page }],
  ] as const) {
    it(`is met when it ${what} in place of an encrypted server, in the same session`, async () => {
      await signIn(true);
      service.intercept = () => answer;
      await until(() => visits === 2 && isOnline(), 'online again');
      expect(countOf('initiateSession')).toBe(1);
    });
  }

  it('takes a command into the next try that it has kept from the service', async () => {
    await signIn(true);
    service.intercept = (channel) => (channel === 'command' ? elsewhere : undefined);
    await engine.setNote('At lunch');
    expect(visits).toBe(2);
    expect(countOf('publishSelfPresence')).toBe(1);
  });

  it('cannot be told from a portal without encryption, and gets no visit there', async () => {
    await signIn(false);
    service.intercept = () => elsewhere;
    await until(() => connection().failure?.code === 'captive-portal', 'the portal');
    expect(visits).toBe(1);
    service.intercept = () => undefined;
    await until(isOnline, 'online again');
  });
});
