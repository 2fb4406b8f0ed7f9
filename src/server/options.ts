// What a server is started with.
import type { PersonRecord } from './memory/directory/person-record';

export interface ServerOptions {
  readonly people: readonly PersonRecord[];
  /** Adds people who answer by themselves. Default false. */
  readonly demo?: boolean;
  /** Stretches or shortens every pause that they make; 0.01 is a hundred times as fast as people are. Default 1. */
  readonly demoPace?: number;
  readonly host?: string;
  /** Names that clients may call the server by, beside the one that it listens on (`front/http/own-address.ts`); `NAME` or `NAME:PORT`. */
  readonly allowedHosts?: readonly string[];
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
  /** Seconds without activity of the user until a session ends. Default 600. */
  readonly sessionTimeoutS?: number;
  /**
   * An invitation to somebody with several endpoints is accepted by the most active one after this long (protocol.md 3.6).
   * Default 7000; `off`: it rings until somebody answers.
   */
  readonly autoAcceptMs?: number | 'off';
  /** Shown by clients at the top of every conversation (protocol.md 4.3). */
  readonly userNotice?: string;
  /** As in `--fault`, e.g. `drop-response:0.1`. */
  readonly faults?: readonly string[];
  readonly seed?: number;
  /** One line a request; never holds content or secrets. */
  readonly log?: (line: string) => void;
}
