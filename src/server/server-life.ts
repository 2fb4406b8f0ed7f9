// Everything that a restart forgets: sessions, tickets, lists as they were changed, the people of the demo. What stays, the
// address and the options, is `server.ts`.
import type { Clock } from './base/clock';
import { Core } from './front/front';
import { demoPeople } from './memory/demo/demo-people';
import { startDemoPeople } from './memory/demo/start-demo-people';
import { createDemoWorld } from './demo-world';
import type { Answer, Exchange } from './front/http/exchange';
import { route, type RouteContext } from './front/http/routes';
import type { Limits } from './base/limits';
import { createLocalPort, type LocalPort } from './local-port';
import type { SidSource } from './front/sessions/sessions';
import type { PersonRecord } from './memory/directory/person-record';
import type { ServerOptions } from './options';
import { NtlmSignIn } from './front/sign-in/ntlm';
import { SingleSignOn } from './front/sign-in/single-sign-on';
import { SignInThrottle } from './front/sign-in/throttle';
import { Tickets } from './front/sign-in/tickets';

/** Life times of tickets are not documented (section 8). */
const defaultTicketTtlMs = 8 * 60 * 60_000;
/** One client keeps its first ticket for ever (field notes); with short lives the grace is long enough to notice the new one. */
const minGraceMs = 5 * 60_000;

export interface LifeParts {
  readonly options: ServerOptions;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: (line: string) => void;
  readonly url: () => string;
  readonly attach: ((port: LocalPort) => () => void) | undefined;
  readonly sids: SidSource;
}

export interface ServerLife {
  /** `hang-up`: the life that the request came to is over. */
  readonly answer: (exchange: Exchange, repeatsEvents: boolean) => Promise<Answer | 'hang-up'>;
  tick(): void;
  readonly expireTicket: (ticket: string) => void;
  readonly loseSession: (sid: number) => void;
  readonly holdEvents: (sid: number) => () => void;
  stop(): void;
}

export function startLife({ options, clock, limits, log, url, attach, sids }: LifeParts): ServerLife {
  const played = playedPeople(options);
  const core = new Core({ ...options, people: [...options.people, ...played] }, clock, limits, sids);
  const ttlMs = options.ticketTtlMs ?? defaultTicketTtlMs;
  const tickets = new Tickets({ ttlMs, graceMs: Math.max(ttlMs, minGraceMs) }, clock.now, limits.signInsPerUser);
  const { directory } = core;
  const context: RouteContext = {
    core,
    directory,
    tickets,
    clock,
    log,
    url,
    throttle: new SignInThrottle(
      {
        perUser: limits.failedSignInsPerUser,
        perAddress: limits.failedSignInsPerAddress,
        windowMs: limits.signInWindowMs,
      },
      clock,
    ),
    ntlm: new NtlmSignIn(directory),
    singleSignOn: new SingleSignOn(clock.now),
    holdMs: options.holdMs ?? 0,
  };
  const port = createLocalPort(core);
  const demo = options.demo
    ? startDemoPeople({
        world: createDemoWorld(port, (uri) => played.some((person) => person.uri === uri)),
        clock,
        ...(options.seed !== undefined && { seed: options.seed }),
        ...(options.demoPace !== undefined && { demoPace: options.demoPace }),
      })
    : undefined;
  const detach = attach?.(port);
  let isOver = false;
  return {
    async answer(exchange, repeatsEvents) {
      if (isOver) return 'hang-up';
      const answer = await route(context, { ...exchange, repeatsEvents });
      // The ticket in it, and what it says of sessions, is of yesterday.
      return isOver ? 'hang-up' : answer;
    },
    tick() {
      core.tick();
      tickets.sweep();
    },
    expireTicket: (ticket) => tickets.revoke(ticket),
    loseSession(sid) {
      const session = core.sessions.get(sid);
      if (session) core.sessions.end(session, 'lost');
    },
    holdEvents: (sid) => core.sessions.get(sid)?.holdBack() ?? (() => undefined),
    stop() {
      isOver = true;
      demo?.stop();
      detach?.();
      context.throttle.stop();
      core.sessions.close();
      tickets.revokeAll();
    },
  };
}

/** Who is in the people file goes before a person of the demo of the same address or account. */
function playedPeople({ people, demo }: ServerOptions): readonly PersonRecord[] {
  if (!demo) return [];
  const names = new Set(people.flatMap(({ uri, user }) => [uri.toLowerCase(), user.toLowerCase()]));
  return demoPeople.filter(({ uri, user }) => !names.has(uri.toLowerCase()) && !names.has(user.toLowerCase()));
}
