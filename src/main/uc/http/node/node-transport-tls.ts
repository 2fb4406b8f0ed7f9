// TLS connections of Node's transport: verified before the first byte of a request leaves, with the certificate kept for the
// person to see (Node's own refusal throws it away), or held against the one fingerprint that is trusted for this server.
import { Agent, type AgentOptions } from 'node:https';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import { FailureError, type CertificateDetails } from '../../../../shared/domain/failure';
import type { TlsFacts } from '../transport';
import { dialed, handshakeTimeoutMs, type Connected, type Dial } from './dial';
import { certificateProblem } from './node-transport-failure';
import { certificateName, normalizeFingerprint, type CertificateProblem } from '../server-certificate';

export interface TlsTrust {
  /** Certificate authorities in PEM, in addition to the usual ones. */
  readonly ca?: string;
  readonly minTlsVersion?: 'TLSv1' | 'TLSv1.2';
  /** SHA-256 of the one certificate to accept. */
  readonly trustedFingerprint?: string;
}

/** Suites that only old servers ask for; OpenSSL gives them out at security level 0 alone, BoringSSL knows no levels. */
const oldSuites = ':AES128-SHA:AES256-SHA:DES-CBC3-SHA';

/** The rules of `TlsTrust`, prepared once: reading the trust store takes a while. */
export class TlsRules {
  readonly context: tls.SecureContext;
  readonly trusted: string | undefined;

  constructor(trust: TlsTrust) {
    this.trusted = trustedFingerprint(trust);
    this.context = secureContext(trust);
  }
}

export class VerifyingAgent extends Agent {
  readonly #rules: TlsRules;
  readonly #dial: Dial | undefined;

  /** `dial`: makes the connection that is to be encrypted; default: a direct one. */
  constructor(options: AgentOptions, rules: TlsRules, dial?: Dial) {
    super(options);
    this.#rules = rules;
    this.#dial = dial;
  }

  override createConnection(options: tls.ConnectionOptions, callback?: Connected): undefined {
    const { host, port = 443 } = options;
    if (!this.#dial) this.#encrypt(options, callback);
    else dialed(this.#dial, { host, port }, callback, (socket) => this.#encrypt({ ...options, socket }, callback));
    return undefined;
  }

  #encrypt(options: tls.ConnectionOptions, callback?: Connected): void {
    const socket = tls.connect({
      ...options,
      secureContext: this.#rules.context,
      // Verified below, by hand, so that the certificate can be shown; nothing is sent before that.
      rejectUnauthorized: false,
    } as tls.ConnectionOptions);
    const finish = (error: Error | null): void => {
      clearTimeout(timer);
      socket.off('error', finish);
      socket.off('close', onClose);
      if (error) {
        socket.on('error', () => undefined); // what follows the first error says nothing new
        socket.destroy();
      }
      (callback as ((error: Error | null, stream?: Socket) => void) | undefined)?.(error, error ? undefined : socket);
    };
    const onClose = (): void => finish(new FailureError('tls', 'connection closed during the handshake'));
    const timer = setTimeout(() => finish(new FailureError('timeout', 'TLS handshake')), handshakeTimeoutMs);
    timer.unref();
    socket.on('error', finish);
    socket.on('close', onClose);
    socket.once('secureConnect', () => finish(this.#verify(socket)));
  }

  #verify(socket: tls.TLSSocket): FailureError | null {
    const peer = socket.getPeerCertificate();
    const { trusted } = this.#rules;
    if (trusted !== undefined) {
      if (peer.fingerprint256 === trusted) return null;
      return certificateFailure(peer, 'changed', 'not the trusted one', trusted);
    }
    if (socket.authorized) return null;
    // `authorizationError` is a code in practice, an Error by its type.
    const reason = String(socket.authorizationError);
    return certificateFailure(peer, certificateProblem(reason), reason);
  }
}

/** Undefined where the line is not encrypted. */
export function tlsFacts(socket: Socket): TlsFacts | undefined {
  if (!(socket instanceof tls.TLSSocket)) return undefined;
  const { asn1Curve, bits } = socket.getPeerCertificate();
  const key = asn1Curve ?? (bits === undefined ? undefined : `rsa ${bits}`);
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    ...(key !== undefined && { key }),
    isTrusted: socket.authorized,
  };
}

function certificateFailure(
  peer: tls.PeerCertificate,
  problem: CertificateProblem,
  detail: string,
  trustedFingerprint?: string,
): FailureError {
  const certificate: CertificateDetails = {
    subject: nameOf(peer.subject),
    issuer: nameOf(peer.issuer),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
    fingerprint: peer.fingerprint256,
    problem,
    ...(trustedFingerprint !== undefined && { trustedFingerprint }),
  };
  return new FailureError('certificate', detail, { certificate });
}

function nameOf(name: tls.Certificate | undefined): string {
  // A field that occurs several times is an array, whatever the type says.
  const first = (value: unknown): string | undefined => (Array.isArray(value) ? String(value[0]) : (value as string));
  return certificateName(first(name?.CN), first(name?.O));
}

function trustedFingerprint(trust: TlsTrust): string | undefined {
  if (trust.trustedFingerprint === undefined) return undefined;
  const fingerprint = normalizeFingerprint(trust.trustedFingerprint);
  if (fingerprint === undefined) throw new RangeError('trustedFingerprint is not a SHA-256 fingerprint');
  return fingerprint;
}

function secureContext(trust: TlsTrust): tls.SecureContext {
  const authorities = [...systemAuthorities(), ...(trust.ca ? [trust.ca] : [])];
  const options: tls.SecureContextOptions = {
    minVersion: trust.minTlsVersion ?? 'TLSv1.2',
    ...(authorities.length > 0 && { ca: [...tls.rootCertificates, ...authorities] }),
  };
  if (trust.minTlsVersion !== 'TLSv1') return tls.createSecureContext(options);
  try {
    return tls.createSecureContext({ ...options, ciphers: `${tls.DEFAULT_CIPHERS}${oldSuites}:@SECLEVEL=0` });
  } catch {
    return tls.createSecureContext({ ...options, ciphers: `${tls.DEFAULT_CIPHERS}${oldSuites}` });
  }
}

/** The computer's own trust store, where this Node can read it (22.15 on). */
function systemAuthorities(): readonly string[] {
  const read = (tls as { getCACertificates?: (type: 'system') => string[] }).getCACertificates;
  try {
    return read?.('system') ?? [];
  } catch {
    return []; // an unreadable store leaves the built-in authorities
  }
}
