// The embedded server's front door. `startServer` is the whole of what the app, the command line and the tests use.

/** One person of a people file (as in `{"people":[…]}`). */
export interface PersonRecord {
  readonly uri: string;
  /** `DOMAIN\name`; `name@domain` signs in too. */
  readonly user: string;
  readonly password?: string;
  /** `scrypt$N$r$p$salt$hash`, salt and hash in Base64, instead of `password`. */
  readonly passwordHash?: string;
  readonly name: string;
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly email?: string;
  readonly phones?: readonly { readonly type: 'work' | 'home' | 'mobile' | 'other'; readonly number: string }[];
  /** Group name → URIs. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** People in no group. */
  readonly contacts?: readonly string[];
}

export interface ServerOptions {
  readonly people: readonly PersonRecord[];
  /** Adds people who answer by themselves. Default false. */
  readonly demo?: boolean;
  readonly host?: string;
  /** 0: ephemeral. */
  readonly port?: number;
  /** Hold a poll with nothing to say this long. Default 0: answer at once. */
  readonly holdMs?: number;
  /** Default 1000. */
  readonly pollWaitMs?: number;
  readonly tls?: {
    readonly key: string;
    readonly cert: string;
    readonly minVersion?: 'TLSv1' | 'TLSv1.2';
    readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  };
  readonly ticketTtlMs?: number;
  readonly sessionTimeoutS?: number;
  /** As in `--fault`, e.g. `drop-response:0.1`. */
  readonly faults?: readonly string[];
  readonly seed?: number;
  /** One line a request; never holds content or secrets. */
  readonly log?: (line: string) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  stop(): Promise<void>;
}
