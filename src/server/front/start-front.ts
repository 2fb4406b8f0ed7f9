// The front with all its parts, in front of one world: from the answering of a request down to sessions, tickets and sign-in. Lives as
// long as its world; the socket that requests come from (`http/http-server.ts`) may live longer.
import type { Clock } from '../base/clock';
import type { Limits } from '../base/limits';
import type { Log } from '../base/log';
import { runEach } from '../base/run-each';
import type { World, WorldHealth } from '../world';
import { Core } from './core';
import { startDrain, type Drain } from './drain';
import type { FaultControls, Respond } from './faults/with-faults';
import type { FrontOptions } from './front-options';
import { route, type RouteContext } from './http/routes';
import type { SessionFigures, SidSource } from './sessions/sessions';
import { NtlmSignIn } from './sign-in/ntlm';
import { SingleSignOn } from './sign-in/single-sign-on';
import { SignInThrottle } from './sign-in/throttle';
import { Tickets } from './sign-in/tickets';
import { UnderWay } from './under-way';

/** Life times of tickets are not documented (section 8). */
const defaultTicketTtlMs = 8 * 60 * 60_000;
/** One client keeps its first ticket for ever (field notes); with short lives the grace is long enough to notice the new one. */
const minGraceMs = 5 * 60_000;

export interface FrontParts {
  readonly options: FrontOptions;
  readonly world: World;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: Log;
  readonly sids: SidSource;
}

export interface FrontState extends SessionFigures {
  readonly tickets: number;
  readonly world: WorldHealth;
  readonly isDraining: boolean;
}

export interface Front extends FaultControls {
  readonly core: Core;
  /** `hang-up`: it was stopped while the request was being answered. */
  readonly answer: Respond;
  /** Called about once a second. */
  tick(): void;
  state(): FrontState;
  /** Lets nobody in any more, and sends everybody elsewhere within this time; resolves when they have gone. */
  drain(overMs: number): Promise<void>;
  /** Ends every session; nothing is answered any more. */
  stop(): void;
}

export function startFront({ options, world, clock, limits, log, sids }: FrontParts): Front {
  const core = new Core({ options, world, clock, limits, sids, log });
  const ttlMs = options.ticketTtlMs ?? defaultTicketTtlMs;
  const tickets = new Tickets({ ttlMs, graceMs: Math.max(ttlMs, minGraceMs) }, clock.now, limits.signInsPerUser);
  const throttle = new SignInThrottle(
    {
      perUser: limits.failedSignInsPerUser,
      perAddress: limits.failedSignInsPerAddress,
      windowMs: limits.signInWindowMs,
    },
    clock,
  );
  const context: RouteContext = {
    core,
    world,
    tickets,
    throttle,
    clock,
    log,
    ntlm: world.passwords && new NtlmSignIn(world, world.passwords),
    singleSignOn: new SingleSignOn(clock.now),
    holdMs: options.holdMs ?? 0,
    ofAccounts: new UnderWay(limits.requestsAtOnce),
    ofStrangers: new UnderWay(limits.connectionsPerAddress),
  };
  let isOver = false;
  let drain: Drain | undefined;
  const health = (): WorldHealth => world.health?.() ?? { state: 'ok' };
  let lastHealth: WorldHealth['state'] = 'ok';
  return {
    core,
    async answer(exchange, repeatsEvents) {
      if (isOver) return 'hang-up';
      const answer = await route(context, { ...exchange, repeatsEvents });
      // The ticket in it, and what it says of sessions, is of yesterday.
      return isOver ? 'hang-up' : answer;
    },
    tick() {
      runEach([() => core.tick(), () => tickets.sweep()]);
      const { state } = health();
      if (state !== lastHealth) log({ event: 'world', state });
      lastHealth = state;
    },
    expireTicket: (ticket) => tickets.revoke(ticket),
    loseSession(sid) {
      const session = core.sessions.get(sid);
      if (session) core.sessions.end(session, 'lost');
    },
    holdEvents: (sid) => core.sessions.get(sid)?.holdBack() ?? (() => undefined),
    state: () => ({
      ...core.sessions.measure(),
      tickets: tickets.size,
      world: health(),
      isDraining: core.isDraining,
    }),
    drain(overMs) {
      core.isDraining = true;
      drain ??= startDrain(core.sessions, clock, overMs, (session) => world.isCalm?.(session) ?? true);
      return drain.done;
    },
    stop() {
      isOver = true;
      drain?.stop();
      throttle.stop();
      runEach([() => core.sessions.close(), () => tickets.revokeAll()]);
    },
  };
}
