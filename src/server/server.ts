// The embedded server's front door. `startServer` is the whole of what the app, the command line and the tests use.
import { bugWords } from './base/bug-words';
import { systemClock, type Clock } from './base/clock';
import { createFaultPlan, type FaultPlan } from './front/faults/fault-plan';
import { startHttpServer, type HttpServer } from './front/http/http-server';
import type { Answer, Exchange } from './front/http/exchange';
import { withFaults } from './front/faults/with-faults';
import { defaultLimits, type Limits } from './base/limits';
import type { LocalPort } from './local-port';
import { startLife, type ServerLife } from './server-life';
import { createSids } from './front/sessions/sessions';

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
  /** What this person is to people of other SIP domains (protocol.md 5.4). Default `federated`. */
  readonly network?: 'federated' | 'publicCloud';
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

export interface RunningServer {
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  stop(): Promise<void>;
}

/** What a test, or whoever lives in the server's process, may hand in. */
export interface ServerParts {
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** In place of the one that `faults` and `seed` make. */
  readonly faultPlan?: FaultPlan;
  /** Called with a way in for local clients whenever the server begins to live, also after a `restart` fault; gives back how to stop. */
  readonly attach?: (port: LocalPort) => () => void;
}

const tickMs = 1_000;

/** Rejects when the address cannot be had or the people cannot be read. */
export async function startServer(options: ServerOptions, parts: ServerParts = {}): Promise<RunningServer> {
  const { clock = systemClock, attach } = parts;
  const log = options.log ?? (() => undefined);
  const limits = { ...defaultLimits, ...parts.limits };
  const plan = parts.faultPlan ?? (options.faults?.length ? createFaultPlan(options.faults, options.seed) : undefined);
  let url = '';
  // Over all lives: no number of a session comes twice.
  const sids = createSids();
  const begin = (): Living => {
    const life = startLife({ options, clock, limits, log, url: () => url, attach, sids });
    return { life, answer: withFaults(plan, life, clock, life.answer) };
  };
  let current = begin();
  let http: HttpServer;
  try {
    // A request belongs to the life that it came to, however long it takes.
    http = await startHttpServer({ options, limits, log, answer: (exchange) => current.answer(exchange) });
  } catch (error) {
    current.life.stop();
    throw error;
  }
  url = http.url;
  const stopTicking = every(clock, tickMs, log, () => current.life.tick());
  // A restart forgets everything but the people, on the same address.
  const stopRestarting = every(clock, plan?.restartEveryMs, log, () => {
    current.life.stop();
    http.dropConnections();
    current = begin();
  });
  return {
    url,
    async stop() {
      stopTicking();
      stopRestarting();
      current.life.stop();
      await http.stop();
    },
  };
}

interface Living {
  readonly life: ServerLife;
  readonly answer: (exchange: Exchange) => Promise<Answer | 'hang-up'>;
}

function every(clock: Clock, periodMs: number | undefined, log: (line: string) => void, run: () => void): () => void {
  if (periodMs === undefined) return () => undefined;
  let handle: unknown;
  const arm = (): void => {
    handle = clock.setTimeout(() => {
      arm();
      try {
        run();
      } catch (error) {
        // Whatever is wrong with one person's state, the others' server goes on.
        log(`timer failed: ${bugWords(error)}`);
      }
    }, periodMs);
  };
  arm();
  return () => clock.clearTimeout(handle);
}
