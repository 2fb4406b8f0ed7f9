import { describe, expect, it } from 'vitest';
import { failureOfError, type CertificateDetails } from '../../shared/domain/failure';
import { wasNeverSent } from '../uc/failures';
import { certificateProblem, failureFromChromiumError } from './chromium-failure';

const refused: CertificateDetails = {
  subject: 'a',
  issuer: 'b',
  validFrom: 0,
  validTo: 1,
  fingerprint: 'AA',
  problem: 'unknown-issuer',
};

describe('failureFromChromiumError', () => {
  it.each([
    ['ERR_CONNECTION_REFUSED', 'unreachable'],
    ['ERR_CONNECTION_RESET', 'unreachable'],
    ['ERR_EMPTY_RESPONSE', 'unreachable'],
    ['ERR_INTERNET_DISCONNECTED', 'unreachable'],
    ['ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
    ['ERR_PROXY_AUTH_UNSUPPORTED', 'proxy-unusable'],
    ['ERR_UNEXPECTED_PROXY_AUTH', 'not-a-server'],
    ['ERR_CONTENT_LENGTH_MISMATCH', 'unreachable'],
    ['ERR_NETWORK_CHANGED', 'unreachable'],
    ['ERR_NAME_NOT_RESOLVED', 'unknown-host'],
    ['ERR_CONNECTION_TIMED_OUT', 'timeout'],
    ['ERR_ABORTED', 'unreachable'],
    ['ERR_SSL_PROTOCOL_ERROR', 'tls'],
    ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'tls'],
    ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'old-tls'],
    ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['ERR_CERT_DATE_INVALID', 'certificate'],
    ['ERR_INVALID_HTTP_RESPONSE', 'not-a-server'],
    ['ERR_RESPONSE_HEADERS_TOO_BIG', 'too-long'],
    ['ERR_FAILED', 'unreachable'],
  ])('takes %s for %s', (error, code) => {
    expect(failureFromChromiumError(new Error(`net::${error}`))).toMatchObject({ code, detail: error });
  });

  it.each([
    ['ERR_CONNECTION_REFUSED', true],
    ['ERR_ADDRESS_UNREACHABLE', true],
    ['ERR_INTERNET_DISCONNECTED', true],
    ['ERR_PROXY_CONNECTION_FAILED', true],
    ['ERR_TUNNEL_CONNECTION_FAILED', true],
    ['ERR_NAME_NOT_RESOLVED', true],
    ['ERR_CONNECTION_RESET', false],
    ['ERR_EMPTY_RESPONSE', false],
    ['ERR_NETWORK_CHANGED', false],
    ['ERR_ABORTED', false],
    ['ERR_FAILED', false],
  ])('knows of %s whether anything can have got there: %s', (error, isNever) => {
    expect(wasNeverSent(failureFromChromiumError(new Error(`net::${error}`)))).toBe(isNever);
  });

  it.each([
    ['ERR_PROXY_CONNECTION_FAILED', 'proxy'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
    ['ERR_SOCKS_CONNECTION_FAILED', 'proxy'],
    ['ERR_PROXY_CERTIFICATE_INVALID', 'proxy'],
    ['ERR_CONNECTION_REFUSED', undefined],
    ['ERR_NAME_NOT_RESOLVED', undefined],
  ])('knows of %s who did not let it through: %s', (error, stoppedAt) => {
    const failure = failureOfError(failureFromChromiumError(new Error(`net::${error}`)));
    expect(failure.stoppedAt).toBe(stoppedAt);
    expect(wasNeverSent(failure)).toBe(true);
  });

  it('carries the certificate with a certificate failure alone', () => {
    const failure = (error: string) => failureFromChromiumError(new Error(error), refused);
    expect(failure('net::ERR_CERT_AUTHORITY_INVALID').certificate).toBe(refused);
    expect(failure('net::ERR_CONNECTION_REFUSED').certificate).toBeUndefined();
    expect(failure('net::ERR_FAILED').code).toBe('unreachable');
  });

  it('knows a refusal of our own', () => {
    const failure = failureFromChromiumError(new Error('net::ERR_FAILED'), { ...refused, problem: 'changed' });
    expect(failure).toMatchObject({ code: 'certificate', certificate: { problem: 'changed' } });
  });
});

describe('certificateProblem', () => {
  it('tells a certificate of the past from one of the future', () => {
    expect(certificateProblem('net::ERR_CERT_DATE_INVALID', 10, 20)).toBe('expired');
    expect(certificateProblem('net::ERR_CERT_DATE_INVALID', 20, 10)).toBe('not-yet-valid');
  });
});
