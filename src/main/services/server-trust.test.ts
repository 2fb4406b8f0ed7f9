import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, type CertificateDetails } from '../../shared/domain/failure';
import { sessionRules } from '../policy/session-rules';
import type { Decisions, ServerDecisions } from '../store/server-decisions';
import { createKnownServers, type KnownServers } from './server-trust';

const print = (byte: string): string => Array.from({ length: 32 }, () => byte).join(':');
const origin = 'https://im.example.com';
const other = 'https://other.example.com';

const facts = { subject: 'im.example.com', issuer: 'Example CA', validFrom: 0, validTo: 1 };

function certificate(fingerprint: string): CertificateDetails {
  return { ...facts, fingerprint, problem: 'unknown-issuer' };
}

let written: Decisions;
let kept: ServerDecisions;
let servers: KnownServers;
let isGuestSession: boolean;
beforeEach(() => {
  isGuestSession = false;
  written = new Map();
  kept = { all: () => written, replace: (decisions) => void (written = decisions) };
  servers = createKnownServers(kept, undefined, () => isGuestSession);
});

/** The server was asked for a page, and refused. */
async function refused(error: FailureError, from = origin): Promise<void> {
  const transport = servers.watched({ request: () => Promise.reject(error) });
  const request = { method: 'GET', url: `${from}/forms/logon.html`, headers: {}, timeoutMs: 1 } as const;
  await expect(transport.request(request)).rejects.toBe(error);
}
const shown = (fingerprint: string, from?: string): Promise<void> =>
  refused(new FailureError('certificate', undefined, { certificate: certificate(fingerprint) }), from);
const answered = (): Promise<unknown> => servers.watch(`${origin}/x`, async () => 'fine');

describe('a certificate that is trusted', () => {
  it('is that of one server alone, and kept', async () => {
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    expect(servers.trustOf(origin).fingerprint).toBe(print('AB'));
    expect(servers.trustOf(other).fingerprint).toBeUndefined();
    expect(servers.trustOf(`${origin}:8443`).fingerprint).toBeUndefined();
    expect(createKnownServers(kept).trustOf(origin).fingerprint).toBe(print('AB'));
  });

  it('is that of the host, at whatever path the service lies there', async () => {
    await shown(print('AB'), `${origin}/ocs`);
    servers.trustCertificate('im.example.com/ocs', print('AB'), false);
    expect(servers.trustOf(origin).fingerprint).toBe(print('AB'));
    expect([...written.keys()]).toEqual([origin]);
  });

  it('is none that the server did not show', async () => {
    await shown(print('AB'));
    for (const [server, fingerprint] of [
      ['im.example.com', print('CD')],
      ['other.example.com', print('AB')],
      ['im.example.com:8443', print('AB')],
      ['http://im.example.com', print('AB')],
      ['not an address', print('AB')],
    ] as const) {
      expect(() => servers.trustCertificate(server, fingerprint, false)).toThrow('not-allowed');
    }
    expect(servers.decisions()).toEqual([]);
  });

  it('is the one that the server showed last', async () => {
    await shown(print('AB'));
    await shown(print('CD'));
    expect(() => servers.trustCertificate('im.example.com', print('AB'), false)).toThrow('not-allowed');
    await answered();
    expect(() => servers.trustCertificate('im.example.com', print('CD'), false)).toThrow('not-allowed');
    expect(servers.decisions()).toEqual([]);
  });

  it('is none that was withdrawn by those who issued it', async () => {
    const revoked = { ...certificate(print('AB')), problem: 'revoked' } as const;
    await refused(new FailureError('certificate', undefined, { certificate: revoked }));
    expect(() => servers.trustCertificate('im.example.com', print('AB'), false)).toThrow('not-allowed');
    expect(servers.decisions()).toEqual([]);
  });

  it('takes what it says of itself along when it changes', async () => {
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    const renewed = { ...certificate(print('CD')), issuer: 'New CA', problem: 'changed' } as const;
    await refused(new FailureError('certificate', undefined, { certificate: renewed }));
    servers.trustCertificate('im.example.com', print('CD'), false);
    expect(servers.decisions()).toMatchObject([{ fingerprint: print('CD'), certificate: { issuer: 'New CA' } }]);
  });

  it('gives way to another one only when that is decided on', async () => {
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    await shown(print('CD'));
    expect(servers.trustOf(origin).fingerprint).toBe(print('AB'));
    servers.trustCertificate('im.example.com', print('CD'), false);
    expect(servers.trustOf(origin).fingerprint).toBe(print('CD'));
  });

  it('is not trusted any more when that is taken back', async () => {
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    servers.forget(other);
    expect(servers.decisions()).toEqual([
      { origin, allowsOldTls: false, fingerprint: print('AB'), certificate: facts },
    ]);
    servers.forget(origin);
    expect(servers.trustOf(origin).fingerprint).toBeUndefined();
    expect(createKnownServers(kept).decisions()).toEqual([]);
  });
});

describe('old TLS', () => {
  it('is allowed to the one server that could not be reached otherwise', async () => {
    expect(() => servers.allowOldTls('im.example.com', false)).toThrow('not-allowed');
    await refused(new FailureError('unreachable'));
    expect(() => servers.allowOldTls('im.example.com', false)).toThrow('not-allowed');
    await refused(new FailureError('old-tls'));
    expect(() => servers.allowOldTls('other.example.com', false)).toThrow('not-allowed');
    expect(() => servers.allowOldTls('http://im.example.com', false)).toThrow('not-allowed');
    servers.allowOldTls('im.example.com', false);
    expect(servers.trustOf(origin).allowOldTls).toBe(true);
    expect(servers.trustOf(other).allowOldTls).toBe(false);
  });

  it('and a trusted certificate are decided on one after the other', async () => {
    await refused(new FailureError('old-tls'));
    servers.allowOldTls('im.example.com', false);
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    expect([...written]).toEqual([[origin, { allowsOldTls: true, fingerprint: print('AB'), certificate: facts }]]);
  });
});

describe('what is decided on a public computer', () => {
  it('is written nowhere, whatever else is, and ends with the session', async () => {
    await refused(new FailureError('old-tls'));
    servers.allowOldTls('im.example.com', true);
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), true);
    expect(servers.trustOf(origin)).toMatchObject({ allowOldTls: true, fingerprint: print('AB') });

    await shown(print('CD'), other);
    servers.trustCertificate('other.example.com', print('CD'), false);
    expect([...written.keys()]).toEqual([other]);

    servers.forgetGuest();
    expect(servers.decisions().map((decision) => decision.origin)).toEqual([other]);
    expect(servers.trustOf(origin)).toMatchObject({ allowOldTls: false });
  });

  it('is all that a guest sees of servers, and takes back', async () => {
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    await shown(print('CD'), other);
    isGuestSession = true;
    // Whatever the window says of the computer.
    servers.trustCertificate('other.example.com', print('CD'), false);
    expect(servers.decisions().map((decision) => decision.origin)).toEqual([other]);
    servers.forget(origin);
    servers.forget(other);
    expect(servers.decisions()).toEqual([]);
    isGuestSession = false;
    expect([...written.keys()]).toEqual([origin]);
    expect(servers.decisions().map((decision) => decision.origin)).toEqual([origin]);
  });

  it('leaves what was kept before as it was', async () => {
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    await shown(print('CD'));
    servers.trustCertificate('im.example.com', print('CD'), true);
    expect(servers.trustOf(origin).fingerprint).toBe(print('CD'));
    servers.forgetGuest();
    expect(servers.trustOf(origin).fingerprint).toBe(print('AB'));
    expect(written.get(origin)?.fingerprint).toBe(print('AB'));
  });
});

describe('what an administrator does not allow', () => {
  const strict = (): KnownServers =>
    createKnownServers(kept, sessionRules({ 'tls.allowUntrustedCertificates': false, 'tls.allowOldVersions': false }));

  it('is not decided on, whatever a window asks for', async () => {
    servers = strict();
    await shown(print('AB'));
    expect(() => servers.trustCertificate('im.example.com', print('AB'), false)).toThrow('set-by-organisation');
    await refused(new FailureError('old-tls'));
    expect(() => servers.allowOldTls('im.example.com', true)).toThrow('set-by-organisation');
    expect(servers.trustOf(origin)).toEqual({ origin, allowOldTls: false });
  });

  it('counts no more where it was decided before, and is not lost', async () => {
    await refused(new FailureError('old-tls'));
    servers.allowOldTls('im.example.com', false);
    await shown(print('AB'));
    servers.trustCertificate('im.example.com', print('AB'), false);
    expect(strict().trustOf(origin)).toEqual({ origin, allowOldTls: false });
    expect(strict().decisions()).toEqual([]);
    expect(createKnownServers(kept).trustOf(origin)).toMatchObject({ allowOldTls: true, fingerprint: print('AB') });
    const half = createKnownServers(kept, sessionRules({ 'tls.allowOldVersions': false }));
    expect(half.decisions()).toEqual([{ origin, allowsOldTls: false, fingerprint: print('AB'), certificate: facts }]);
  });

  it('writes nothing where every computer is a public one', async () => {
    servers = createKnownServers(kept, sessionRules({ 'signIn.publicComputer': true }));
    await refused(new FailureError('old-tls'));
    servers.allowOldTls('im.example.com', false);
    expect(servers.trustOf(origin).allowOldTls).toBe(true);
    expect([...written]).toEqual([]);
  });
});
