import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConferenceAction } from '../../protocol/conference-actions';
import type { CwaRequest } from '../../protocol/requests';
import { errorOfFailure, failureCodes, FailureError, failureOfError } from '../../shared/domain/failure';
import { failureOfCwaError, failureOfStatus, wasNeverSent } from './failures';

describe('what a refusal means', () => {
  for (const [what, error, code] of [
    ['an invitee who is offline', { code: 18201, sipResponse: { code: 480 } }, 'peer-offline'],
    ['a group that exists', { code: 18201, sipResponse: { code: 485 } }, 'duplicate-name'],
    ['a refused invitation', { code: 18201, sipResponse: { code: 603 } }, 'refused'],
    ['a malformed request', { code: 18000 }, 'bad-request'],
    ['something not allowed now', { code: 18102 }, 'not-allowed'],
    ['a lost session', { code: 18100 }, 'not-connected'],
    ['a number that no page lists', { code: 4711 }, 'server-error'],
    ['a failure behind the server, and no word whose', { code: 18201 }, 'server-error'],
    [
      'a fault of a SIP server, which is no refusal by a person',
      { code: 18201, sipResponse: { code: 500 } },
      'server-error',
    ],
    ['a SIP status that no page lists', { code: 18201, sipResponse: { code: 499 } }, 'server-error'],
    ['a refusal everywhere', { code: 18201, sipResponse: { code: 699 } }, 'refused'],
    ['a SIP status that is no failure', { code: 18203, sipResponse: { code: 200 } }, 'timeout'],
  ] as const) {
    it(`${what} → ${code}`, () => {
      expect(failureOfCwaError(error).code).toBe(code);
    });
  }

  it('reads 413 by what was asked for', () => {
    const error = { code: 18201, sipResponse: { code: 413 } };
    const conference = (action: ConferenceAction): CwaRequest => ({ kind: 'conference', rid: '1', confId: 1, action });
    const start = (...uris: string[]): CwaRequest =>
      conference({ kind: 'initiateImSession', uris, message: { content: 'x' } });
    const [lee, kim, focus] = [
      'sip:lee@example.com',
      'sip:kim@example.com',
      'sip:a@b.example;gruu;opaque=app:conf:focus:id:1',
    ];
    const crowds: CwaRequest[] = [
      start(lee, kim),
      start(focus),
      conference({ kind: 'inviteParticipants', uris: [lee] }),
      { kind: 'updateContainer', rid: '1', id: 300, addMembers: [], deleteMembers: [] },
      { kind: 'subscribePresence', rid: '1', uris: [lee] },
    ];
    for (const request of crowds) expect(failureOfCwaError(error, request).code).toBe('too-many-people');
    for (const request of [start(lee), conference({ kind: 'sendMessage', message: { content: 'x' } }), undefined]) {
      expect(failureOfCwaError(error, request).code).toBe('too-long');
    }
    expect(failureOfCwaError({ code: 18201, sipResponse: { code: 480 } }, crowds[0]).code).toBe('peer-offline');
  });

  it('7.21 shows detail, else reason', () => {
    expect(failureOfCwaError({ code: 18201, reason: 'short', detail: 'long' }).detail).toContain('long');
    expect(failureOfCwaError({ code: 18201, reason: 'short' }).detail).toContain('short');
  });

  it('tells busy servers from strangers by the status', () => {
    expect([429, 500, 503, 302, 404, 413, 400, 511].map((status) => failureOfStatus(status).code)).toEqual([
      'server-error',
      'server-error',
      'server-error',
      'redirected',
      'not-a-server',
      'too-long',
      'bad-request',
      'captive-portal',
    ]);
  });
});

describe('wasNeverSent', () => {
  it('goes by the code, where the failure does not say what became of it', () => {
    expect(failureCodes.filter((code) => wasNeverSent({ code }))).toEqual([
      'unknown-host',
      'tls',
      'certificate',
      'old-tls',
      'redirected',
      'captive-portal',
      'proxy-asks',
      'proxy-unusable',
    ]);
  });

  it('believes the failure that does', () => {
    expect(wasNeverSent({ code: 'unreachable', reached: 'never' })).toBe(true);
    expect(wasNeverSent({ code: 'captive-portal', reached: 'maybe' })).toBe(false);
  });

  it('is the same in whatever words', () => {
    const failure = fc.record(
      { code: fc.constantFrom(...failureCodes), reached: fc.constantFrom('never' as const, 'maybe' as const) },
      { requiredKeys: ['code'] },
    );
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom('ECONNREFUSED', 'ERR_TUNNEL_CONNECTION_FAILED', 'status 200', 'status 302', 'ECONNRESET'),
    );
    fc.assert(
      fc.property(failure, words, (told, detail) => {
        expect(wasNeverSent({ ...told, detail })).toBe(wasNeverSent(told));
      }),
    );
  });
});

describe('a failure that crosses over', () => {
  it('keeps the certificate that a person has to decide on', () => {
    const certificate = {
      subject: 'im.example.com',
      issuer: 'Example CA',
      validFrom: 0,
      validTo: 1,
      fingerprint: 'AB',
      problem: 'unknown-issuer',
    } as const;
    const error = new FailureError('certificate', 'net::ERR_CERT_AUTHORITY_INVALID', { certificate });
    expect(failureOfError(errorOfFailure(failureOfError(error))).certificate).toEqual(certificate);
  });
});
