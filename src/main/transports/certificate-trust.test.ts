import type { Request as VerificationRequest, Session } from 'electron';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../uc/http/server-certificate';
import { decide, watchCertificates, type ServerTrust } from './certificate-trust';
import { makeCertificate } from '../uc/testing/make-certificate';

const origin = 'https://cwa.example.com:8443';

describe('decide', () => {
  it.each([
    ['nothing is trusted by hand', undefined, 'cwa.example.com', 'as-usual'],
    ['the trusted one is shown', 'AA', 'cwa.example.com', 'accept'],
    ['another one is shown', 'BB', 'cwa.example.com', 'refuse'],
    ['the name is written otherwise', 'AA', 'CWA.example.com', 'accept'],
    ['another host shows it', 'AA', 'proxy.example.com', 'as-usual'],
    ['a host below shows it', 'AA', 'x.cwa.example.com', 'as-usual'],
  ] as const)('decides when %s', (_, fingerprint, hostname, verdict) => {
    expect(decide(hostname, 'AA', { origin, allowOldTls: false, fingerprint })).toBe(verdict);
  });

  it('knows an IPv6 address with and without brackets', () => {
    const trust: ServerTrust = { origin: 'https://[2001:db8::1]', allowOldTls: false, fingerprint: 'AA' };
    expect(decide('2001:db8::1', 'AA', trust)).toBe('accept');
    expect(decide('[2001:db8::1]', 'BB', trust)).toBe('refuse');
  });
});

describe('watchCertificates', () => {
  let pem = '';
  beforeAll(() => {
    pem = makeCertificate({ commonName: 'cwa.example.com', names: ['cwa.example.com'] }).cert;
  });

  function show(
    trust: Omit<ServerTrust, 'origin' | 'allowOldTls'>,
    verificationResult: string,
    hostname = 'cwa.example.com',
  ) {
    let verify: Parameters<Session['setCertificateVerifyProc']>[0] = null;
    const watch = watchCertificates(
      { setCertificateVerifyProc: (proc) => (verify = proc) },
      {
        origin,
        allowOldTls: false,
        ...trust,
      },
      () => 2_000_000,
    );
    const answers: number[] = [];
    const principal = (name: string): VerificationRequest['certificate']['subject'] => ({
      commonName: name,
      country: '',
      locality: '',
      organizations: [],
      organizationUnits: [],
      state: '',
    });
    const certificate = {
      data: pem,
      fingerprint: '',
      issuer: principal('Plant authority'),
      issuerName: '',
      serialNumber: '',
      subject: principal('cwa.example.com'),
      subjectName: '',
      validStart: 1_000,
      validExpiry: 3_000,
    } as VerificationRequest['certificate'];
    const request: VerificationRequest = {
      hostname,
      certificate,
      validatedCertificate: certificate,
      isIssuedByKnownRoot: false,
      verificationResult,
      errorCode: verificationResult === 'net::OK' ? 0 : -202,
    };
    const proc = verify as Parameters<Session['setCertificateVerifyProc']>[0];
    proc?.(request, (answer) => answers.push(answer));
    return { watch, answers };
  }

  it("leaves a certificate that passed to Chromium's verdict", () => {
    const { watch, answers } = show({}, 'net::OK');
    expect(answers).toEqual([-3]);
    expect(watch.refused).toBeUndefined();
  });

  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'unknown-issuer'],
    ['net::ERR_CERT_DATE_INVALID', 'expired'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'wrong-name'],
    ['net::ERR_CERT_REVOKED', 'revoked'],
    ['net::ERR_CERT_WEAK_KEY', 'other'],
  ])('keeps what did not pass, so that it can be shown: %s', (result, problem) => {
    const { watch, answers } = show({}, result);
    expect(answers).toEqual([-3]);
    expect(watch.refused).toEqual({
      subject: 'cwa.example.com',
      issuer: 'Plant authority',
      validFrom: 1_000_000,
      validTo: 3_000_000,
      fingerprint: fingerprintOf(pem),
      problem,
    });
  });

  it('accepts the trusted one', () => {
    expect(show({ fingerprint: fingerprintOf(pem) }, 'net::ERR_CERT_AUTHORITY_INVALID').answers).toEqual([0]);
  });

  it('refuses another one in its place, even if the world trusts it', () => {
    const { watch, answers } = show({ fingerprint: 'AA:BB' }, 'net::OK');
    expect(answers).toEqual([-2]);
    expect(watch.refused).toMatchObject({
      problem: 'changed',
      fingerprint: fingerprintOf(pem),
      trustedFingerprint: 'AA:BB',
    });
  });

  it('shows none of another host, such as a proxy, as if it were the server’s', () => {
    const { watch, answers } = show({}, 'net::ERR_CERT_AUTHORITY_INVALID', 'proxy.example.com');
    expect(answers).toEqual([-3]);
    expect(watch.refused).toBeUndefined();
  });
});
