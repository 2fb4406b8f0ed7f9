// What the front is started with: where it listens, and how it treats sessions and polls.

export interface HttpOptions {
  readonly host?: string;
  /** Names that clients may call the server by, beside the one that it listens on (`http/own-address.ts`); `NAME` or `NAME:PORT`. */
  readonly allowedHosts?: readonly string[];
  /** 0: ephemeral. */
  readonly port?: number;
  /** Addresses and networks of proxies in front, whose `X-Forwarded-For` counts (`http/client-address.ts`). */
  readonly trustedProxies?: readonly string[];
  readonly tls?: {
    readonly key: string;
    readonly cert: string;
    readonly minVersion?: 'TLSv1' | 'TLSv1.2';
    readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  };
}

export interface FrontOptions {
  /** Hold a poll with nothing to say this long. Default 0: answer at once. */
  readonly holdMs?: number;
  /** Default 1000. */
  readonly pollWaitMs?: number;
  readonly ticketTtlMs?: number;
  /** Seconds without activity of the user until a session ends. Default 600. */
  readonly sessionTimeoutS?: number;
  /** Shown by clients at the top of every conversation (protocol.md 4.3). */
  readonly userNotice?: string;
}
