// What the engine asks of a network stack. Two live behind it: Chromium's and Node's (design.md, "Decisions taken").
import type { CookieJar } from './cookie-jar';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From start to the last byte, milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /**
   * For who records: told of each answer as it came, also of one that asks for a sign-in on the way to the last, and of a redirect, which
   * fails the request.
   */
  readonly onWire?: (answer: WireAnswer) => void;
  /**
   * Whose cookies go along, and take in what comes back, at every step of an integrated sign-in too. Without: none.
   * Chromium keeps them in memory of its own, for one jar at a time: another one begins with none.
   */
  readonly cookies?: CookieJar;
  /** Answer a challenge for integrated Windows sign-in (NTLM, Negotiate). Without `user`: as the person who uses the computer. */
  readonly authentication?: {
    readonly kind: 'integrated';
    /** `DOMAIN\\name` or `name@domain`. */
    readonly user?: string;
    readonly password?: string;
  };
}

/** An answer as it came. What a stack does not tell is absent. */
export interface WireAnswer {
  readonly status: number;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  /** The body, unpacked, and read by its character set. */
  readonly text: string;
  /** Of the body, unpacked. They are the listener's. */
  readonly bytes?: Uint8Array;
  /** `1.1`. */
  readonly httpVersion?: string;
  readonly tls?: TlsFacts;
}

export interface TlsFacts {
  /** `TLSv1.2`. */
  readonly protocol: string;
  readonly cipher: string;
  /** `rsa 2048`. */
  readonly key?: string;
  /** The certificate needs no trust of its own. */
  readonly isTrusted: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case, each with one value, however often it came. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked, and read by its character set. */
  readonly body: string;
}

/**
 * Throws `FailureError` when no HTTP answer came: unreachable, unknown-host, timeout, tls, certificate, old-tls, cancelled,
 * too-long, redirected (none is followed: a password and a ticket belong to one server), not-a-server (no HTTP at all).
 */
export interface Transport {
  request(request: HttpRequest): Promise<HttpResponse>;
}
