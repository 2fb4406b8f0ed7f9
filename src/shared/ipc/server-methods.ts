// What a person decided about a server's identity and encryption.
import * as v from 'valibot';
import type { CertificateIdentity } from '../domain/failure';
import { method } from './define';
import { Nothing, ShortText } from './values';

export interface ServerDecision {
  /** `https://host[:port]` */
  readonly origin: string;
  readonly allowsOldTls: boolean;
  /** SHA-256 of the one certificate that is trusted for it. */
  readonly fingerprint?: string;
  /** What that certificate says of itself, where it is known. */
  readonly certificate?: Omit<CertificateIdentity, 'fingerprint'>;
}

export const serverMethods = {
  /**
   * Trusts a certificate for this server only. Refused (`not-allowed`) unless the main process itself was shown that very
   * certificate by this server last. On a public computer it is not written, and ends with the session.
   */
  'server:trust-certificate': method(
    v.strictObject({
      server: ShortText,
      fingerprint: v.pipe(v.string(), v.regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/u)),
      isPublicComputer: v.boolean(),
    }),
  ).returns<void>(),
  /** TLS 1.0 and 1.1 for this server only. Refused unless the main process could not reach it otherwise. */
  'server:allow-old-tls': method(v.strictObject({ server: ShortText, isPublicComputer: v.boolean() })).returns<void>(),
  'server:decisions': method(Nothing).returns<readonly ServerDecision[]>(),
  /** Back to what every server gets. */
  'server:forget': method(v.pipe(v.string(), v.maxLength(512))).returns<void>(),
  /** Whether this address, as typed, would carry passwords and messages in clear to another computer. */
  'server:is-insecure': method(ShortText).returns<boolean>(),
} as const;
