// Starts and stops the server: `startServer` is what the app, the command line and the tests use. One life (`server-life.ts`) answers
// until a `restart` fault puts another one in its place, at the same address.
import { bugWords } from './base/bug-words';
import { systemClock, type Clock } from './base/clock';
import { createFaultPlan, type FaultPlan } from './front/faults/fault-plan';
import { startHttpServer, type HttpServer } from './front/http/http-server';
import type { Answer, Exchange } from './front/http/exchange';
import type { FrontState } from './front/start-front';
import { withFaults } from './front/faults/with-faults';
import { defaultLimits, type Limits } from './base/limits';
import type { LocalPort } from './local-port';
import type { Log } from './base/log';
import { startLife, type ServerLife } from './server-life';
import type { ServerOptions } from './options';
import { createSids } from './front/sessions/sessions';

export interface RunningServer {
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  state(): ServerState;
  /**
   * Lets nobody in any more, has everybody sign in again elsewhere, spread over this time, and answers what is still owed. Resolves when
   * that is done; what is left is to stop.
   */
  drain(overMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerState extends FrontState {
  readonly connections: number;
}

/** What a test, or whoever lives in the server's process, may hand in. */
export interface ServerParts {
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** How often it is looked at what only time brings: sessions and tickets that are over, who counts as idle by now. */
  readonly tickMs?: number;
  /** In place of the one that `faults` and `seed` make. */
  readonly faultPlan?: FaultPlan;
  /** Called with a way in for local clients whenever the server begins to live, also after a `restart` fault; gives back how to stop. */
  readonly attach?: (port: LocalPort) => () => void;
}

const usualTickMs = 1_000;
/** What is owed when all sessions have ended has gone out long before, where anybody reads it. */
const settleMs = 1_000;

/** Rejects when the address cannot be had or the people cannot be read. */
export async function startServer(options: ServerOptions, parts: ServerParts = {}): Promise<RunningServer> {
  const { clock = systemClock, tickMs = usualTickMs, attach } = parts;
  const log = options.log ?? (() => undefined);
  const limits = { ...defaultLimits, ...parts.limits };
  const plan = parts.faultPlan ?? (options.faults?.length ? createFaultPlan(options.faults, options.seed) : undefined);
  // Over all lives: no number of a session comes twice.
  const sids = createSids();
  const begin = (): Living => {
    const life = startLife({ options, clock, limits, log, attach, sids });
    return { life, answer: withFaults(plan, life.faultControls, clock, life.answer) };
  };
  let current = begin();
  let http: HttpServer;
  try {
    // A request belongs to the life that it came to, however long it takes.
    http = await startHttpServer({ options, limits, log, answer: (exchange) => current.answer(exchange) });
  } catch (error) {
    await current.life.stop();
    throw error;
  }
  log({ event: 'listening' });
  const stopTicking = every(clock, tickMs, log, () => current.life.tick());
  // A restart forgets everything but the people, on the same address.
  const stopRestarting = every(clock, plan?.restartEveryMs, log, () => {
    current.life.stop().catch((error: unknown) => log({ event: 'bug', where: 'restart', at: bugWords(error) }));
    http.dropConnections();
    current = begin();
  });
  return {
    url: http.url,
    state: () => ({ ...current.life.state(), connections: http.connections }),
    async drain(overMs) {
      // One life after another would let everybody in again.
      stopRestarting();
      const { sessions } = current.life.state();
      log({ event: 'draining', sessions, seconds: Math.ceil(overMs / 1_000) });
      http.closeAfterAnswers();
      await current.life.drain(overMs);
      await http.settle(settleMs);
      log({ event: 'drained' });
    },
    async stop() {
      stopTicking();
      stopRestarting();
      const ended = current.life.stop();
      await http.stop();
      await ended;
    },
  };
}

interface Living {
  readonly life: ServerLife;
  readonly answer: (exchange: Exchange) => Promise<Answer | 'hang-up'>;
}

function every(clock: Clock, periodMs: number | undefined, log: Log, run: () => void): () => void {
  if (periodMs === undefined) return () => undefined;
  let handle: unknown;
  const arm = (): void => {
    handle = clock.setTimeout(() => {
      arm();
      try {
        run();
      } catch (error) {
        // Whatever is wrong with one person's state, the others' server goes on.
        log({ event: 'bug', where: 'timer', at: bugWords(error) });
      }
    }, periodMs);
  };
  arm();
  return () => clock.clearTimeout(handle);
}
