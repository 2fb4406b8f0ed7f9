// What Chromium's network errors mean to a person: from `net::ERR_…` to the codes of `FailureError`.
import { FailureError, type CertificateDetails, type FailureCode } from '../../shared/domain/failure';
import type { CertificateProblem } from '../uc/http/server-certificate';

const codesOfErrors: Readonly<Record<string, FailureCode>> = {
  ERR_NAME_NOT_RESOLVED: 'unknown-host',
  ERR_NAME_RESOLUTION_FAILED: 'unknown-host',
  ERR_ICANN_NAME_COLLISION: 'unknown-host',
  ERR_CONNECTION_TIMED_OUT: 'timeout',
  ERR_TIMED_OUT: 'timeout',
  // The server and Chromium have no version or no cipher in common: TLS 1.0 and 1.1 are gone from it.
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: 'old-tls',
  ERR_SSL_OBSOLETE_CIPHER: 'old-tls',
  ERR_SSL_OBSOLETE_VERSION: 'old-tls',
  ERR_SSL_WEAK_SERVER_EPHEMERAL_DH_KEY: 'old-tls',
  ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN: 'certificate',
  ERR_CERTIFICATE_TRANSPARENCY_REQUIRED: 'certificate',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxy-unusable',
  ERR_PROXY_AUTH_REQUESTED: 'proxy-unusable',
  // A server that plays a proxy.
  ERR_UNEXPECTED_PROXY_AUTH: 'not-a-server',
  ERR_INVALID_HTTP_RESPONSE: 'not-a-server',
  ERR_INVALID_RESPONSE: 'not-a-server',
  ERR_RESPONSE_HEADERS_TRUNCATED: 'unreachable',
  ERR_RESPONSE_HEADERS_TOO_BIG: 'too-long',
  ERR_TOO_MANY_REDIRECTS: 'redirected',
  ERR_UNSAFE_REDIRECT: 'redirected',
};

/** Of a proxy that is not there, is not what it is taken for, or gets nobody through to the server. */
const atProxy: ReadonlySet<string> = new Set([
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
  'ERR_SOCKS_CONNECTION_FAILED',
  'ERR_SOCKS_CONNECTION_HOST_UNREACHABLE',
  'ERR_PROXY_CERTIFICATE_INVALID',
  'ERR_NO_SUPPORTED_PROXIES',
]);

/** Of a connection that was never made, to the server or to the proxy before it. */
const neverConnected: ReadonlySet<string> = new Set([
  'ERR_CONNECTION_REFUSED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_INTERNET_DISCONNECTED',
  ...atProxy,
]);

// What we abort ourselves is `cancelled` before Chromium can say so. Its own ERR_ABORTED is a connection that was closed over our
// heads (another proxy, a machine that woke, a new sign-in): trouble of the network, and no wish of a person.
function codeOf(name: string): FailureCode {
  const known = codesOfErrors[name];
  if (known) return known;
  if (name.startsWith('ERR_CERT_')) return 'certificate';
  if (name.startsWith('ERR_SSL_') || name.startsWith('ERR_BAD_SSL_') || name.startsWith('ERR_ECH_')) return 'tls';
  if (name.startsWith('ERR_RESPONSE_HEADERS_MULTIPLE_')) return 'not-a-server';
  return 'unreachable';
}

/**
 * The failure that an error of `net.request` stands for.
 * `refused`: the certificate of this server that did not pass last, if any.
 */
export function failureFromChromiumError(error: unknown, refused?: CertificateDetails): FailureError {
  if (error instanceof FailureError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Electron tells the name of the error in its message, and nowhere else.
  // eslint-disable-next-line parley/decided-by-words
  const name = /ERR_[A-Z0-9_]+/u.exec(message)?.[0] ?? '';
  // Electron turns a refusal of our own into a plain ERR_FAILED.
  const code = name === 'ERR_FAILED' && refused?.problem === 'changed' ? 'certificate' : codeOf(name);
  return new FailureError(code, name || message, {
    cause: error,
    ...(name && { facts: { system: name } }),
    ...(neverConnected.has(name) && { reached: 'never' }),
    ...(atProxy.has(name) && { stoppedAt: 'proxy' }),
    ...(code === 'certificate' && refused && { certificate: refused }),
  });
}

/** What is wrong with a certificate, by the error of Chromium's verification. */
export function certificateProblem(verificationError: string, validFrom: number, now: number): CertificateProblem {
  if (verificationError.includes('ERR_CERT_AUTHORITY_INVALID')) return 'unknown-issuer';
  if (verificationError.includes('ERR_CERT_DATE_INVALID')) return validFrom > now ? 'not-yet-valid' : 'expired';
  if (verificationError.includes('ERR_CERT_COMMON_NAME_INVALID')) return 'wrong-name';
  return verificationError.includes('ERR_CERT_REVOKED') ? 'revoked' : 'other';
}
