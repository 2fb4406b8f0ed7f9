// What Node's network errors mean to a person: one table from error codes to the codes of `FailureError`.
import { FailureError, type FailureCode } from '../../../../shared/domain/failure';
import type { CertificateProblem } from '../server-certificate';

const codesOfErrors: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EAI_NONAME: 'unknown-host',
  EAI_NODATA: 'unknown-host',
  EAI_FAIL: 'unknown-host',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  // The header limit of Node's parser.
  HPE_HEADER_OVERFLOW: 'too-long',
  // A connection that ends inside an answer is a broken line, not a broken server.
  HPE_INVALID_EOF_STATE: 'unreachable',
  // The server has nothing in common with us. OpenSSL and BoringSSL (Electron) name it alike.
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'old-tls',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'old-tls',
  ERR_SSL_VERSION_TOO_LOW: 'old-tls',
  ERR_SSL_DH_KEY_TOO_SMALL: 'old-tls',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'old-tls',
  ERR_SSL_SSL_TLS_ALERT_HANDSHAKE_FAILURE: 'old-tls',
  ERR_SSL_INSUFFICIENT_SECURITY: 'old-tls',
  ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY: 'old-tls',
};

/** Of a connection that was never made. */
const neverConnected: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN']);

/**
 * The failure that an error of Node's network stack stands for.
 * `allowsOldTls`: old TLS was already on, so that a mismatch of versions is a plain TLS failure.
 */
export function failureFromNodeError(error: unknown, allowsOldTls = false): FailureError {
  if (error instanceof FailureError) return error;
  const code = codeOf(error);
  const detail = code || (error instanceof Error ? error.message : String(error));
  const known = codesOfErrors[code] ?? familyOf(code);
  return new FailureError(known === 'old-tls' && allowsOldTls ? 'tls' : known, detail, {
    cause: error,
    ...(code && { facts: { system: code } }),
    ...(neverConnected.has(code) && { reached: 'never' }),
  });
}

function familyOf(code: string): FailureCode {
  if (code.startsWith('HPE_')) return 'not-a-server';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls';
  return 'unreachable';
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const problemsOfCodes: Readonly<Record<string, CertificateProblem>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
  HOSTNAME_MISMATCH: 'wrong-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown-issuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  CERT_UNTRUSTED: 'unknown-issuer',
  INVALID_CA: 'unknown-issuer',
};

/** What is wrong with a certificate, by the code that Node's verification gave. */
export function certificateProblem(verificationCode: string): CertificateProblem {
  return problemsOfCodes[verificationCode] ?? 'other';
}
