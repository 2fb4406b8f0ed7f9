import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../../shared/domain/failure';
import { wasNeverSent } from '../../failures';
import { certificateProblem, failureFromNodeError } from './node-transport-failure';

const withCode = (code: string): Error => Object.assign(new Error(`secret words of ${code}`), { code });

describe('failureFromNodeError', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENOTFOUND', 'unknown-host'],
    ['EAI_AGAIN', 'unknown-host'],
    ['ETIMEDOUT', 'timeout'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'old-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'old-tls'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'old-tls'],
    ['HPE_INVALID_CONSTANT', 'not-a-server'],
    ['HPE_HEADER_OVERFLOW', 'too-long'],
    ['EWHATEVER', 'unreachable'],
  ])('takes %s for %s, and tells the code alone', (code, failure) => {
    expect(failureFromNodeError(withCode(code))).toMatchObject({ code: failure, detail: code });
  });

  it('offers old TLS only where it is not on already', () => {
    expect(failureFromNodeError(withCode('ERR_SSL_UNSUPPORTED_PROTOCOL'), true).code).toBe('tls');
  });

  it.each([
    ['ECONNREFUSED', true],
    ['EHOSTUNREACH', true],
    ['ENETUNREACH', true],
    ['ENETDOWN', true],
    ['ENOTFOUND', true],
    ['ECONNRESET', false],
    ['EPIPE', false],
    ['ETIMEDOUT', false],
  ])('knows of %s whether anything can have got there: %s', (code, isNever) => {
    expect(wasNeverSent(failureFromNodeError(withCode(code)))).toBe(isNever);
    // An error without a code says nothing, whatever it says.
    expect(wasNeverSent(failureFromNodeError(new Error(code)))).toBe(false);
  });

  it('leaves a failure as it is', () => {
    const failure = new FailureError('too-long');
    expect(failureFromNodeError(failure)).toBe(failure);
  });
});

describe('certificateProblem', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unknown-issuer'],
    ['CERT_SIGNATURE_FAILURE', 'other'],
  ])('takes %s for %s', (code, problem) => {
    expect(certificateProblem(code)).toBe(problem);
  });
});
