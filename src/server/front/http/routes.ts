// The paths of the service (protocol.md 1.1) and what answers on each. Both channels need a ticket: it is checked here.
import type { Clock } from '../../base/clock';
import { CannotOpen } from '../../world';
import type { Core } from '../core';
import { answerForms, type SignInContext } from '../sign-in/forms';
import { answerIntegrated, answerWithout } from '../sign-in/integrated';
import type { NtlmSignIn } from '../sign-in/ntlm';
import type { SingleSignOn } from '../sign-in/single-sign-on';
import { addressKey } from '../sign-in/throttle';
import type { SignIn } from '../sign-in/tickets';
import type { UnderWay } from '../under-way';
import { answerCommand } from './command-channel';
import { answerPoll } from './data-channel';
import { HttpError, xmlAnswer, type Answer, type Exchange, type Handler } from './exchange';
import { paths, ssoPaths } from './paths';

export interface RouteContext extends SignInContext {
  readonly core: Core;
  /** Absent: the world behind has no passwords that it could be checked with. */
  readonly ntlm: NtlmSignIn | undefined;
  readonly singleSignOn: SingleSignOn;
  readonly clock: Clock;
  readonly holdMs: number;
  readonly ofAccounts: UnderWay;
  readonly ofStrangers: UnderWay;
}

export interface RouteExchange extends Exchange {
  readonly repeatsEvents: boolean;
}

export function route(context: RouteContext, exchange: RouteExchange): Promise<Answer> | Answer {
  const { path } = exchange;
  const stranger = { ...exchange, body: () => exchange.body(context.core.limits.signInBodyBytes) };
  switch (path) {
    case '/':
      return allow(exchange, ['GET', 'HEAD'], () => greet(context));
    case paths.forms:
      return allow(exchange, ['POST'], () => admit(context, stranger, () => answerForms(context, stranger)));
    case paths.integrated: {
      const { ntlm, world } = context;
      if (!ntlm && !world.lacks?.includes('windowsSignIn')) return { status: 404 };
      return allow(exchange, ['POST', 'GET'], () =>
        admit(context, stranger, () =>
          ntlm ? answerIntegrated(context, ntlm, stranger) : answerWithout(stranger, world.lacks),
        ),
      );
    }
    case ssoPaths.logon:
    case ssoPaths.form:
    case ssoPaths.logoff:
      return allow(exchange, ['GET', 'POST'], () =>
        admit(context, stranger, () => context.singleSignOn.answer(context, stranger)),
      );
    case paths.command:
      return allow(exchange, ['POST'], () => command(context, exchange));
    case paths.data:
      return allow(exchange, ['GET'], () => poll(context, exchange));
    default:
      return { status: 404 };
  }
}

function allow(exchange: Exchange, methods: readonly string[], handler: Handler): Promise<Answer> | Answer {
  return methods.includes(exchange.method)
    ? handler(exchange)
    : { status: 405, headers: { Allow: methods.join(', ') } };
}

/** For the probe that some clients send first (field notes). */
const greeting: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'" },
  body: '<!doctype html><html lang="en"><title>Communicator Web Access</title><p>This address is for messengers.</p></html>',
};

/**
 * A balancer asks the same, to know whether it may send somebody new here. Not where they could not sign in: 404, which says (to HAProxy
 * with `disable-on-404`) that those who are here already stay.
 */
function greet({ core }: RouteContext): Answer {
  const isAway = core.world.health?.().state === 'away';
  return core.isDraining || isAway ? { status: 404 } : greeting;
}

/** Whoever has no ticket yet. */
function admit({ core, ofStrangers }: RouteContext, exchange: Exchange, run: () => Promise<Answer>): Promise<Answer> {
  // As long as it takes a balancer to find another server.
  if (core.isDraining) throw new HttpError(503, { 'Retry-After': '2' });
  return within(ofStrangers, addressKey(exchange.address), run);
}

async function within(underWay: UnderWay, key: string, run: () => Promise<Answer>): Promise<Answer> {
  const leave = underWay.enter(key);
  if (!leave) throw new HttpError(429, { 'Retry-After': '1' });
  try {
    return await run();
  } finally {
    leave();
  }
}

async function command(context: RouteContext, exchange: Exchange): Promise<Answer> {
  const { person, method, ticket } = requireTicket(context, exchange);
  const { core, log, tickets } = context;
  const logoffUrl = method === 'sso' ? `${exchange.origin}${ssoPaths.logoff}` : undefined;
  return within(context.ofAccounts, person.key, async () => {
    const body = await exchange.body();
    try {
      return xmlAnswer(answerCommand({ core, person, logoffUrl, log }, body), ticket);
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      if (error.why === 'away') throw new HttpError(503, { 'Retry-After': '2' });
      tickets.revoke(ticket);
      throw new HttpError(401);
    }
  });
}

async function poll(context: RouteContext, exchange: RouteExchange): Promise<Answer> {
  const { person, ticket } = requireTicket(context, exchange);
  const { core, clock, holdMs } = context;
  const { gone, repeatsEvents } = exchange;
  return within(context.ofAccounts, person.key, async () => {
    const body = await answerPoll({ core, person, clock, holdMs, gone, repeatsEvents }, exchange.query);
    return xmlAnswer(body, ticket);
  });
}

/** 1.2, field notes: the ticket alone is answered by status. Where the server is about to end, a ticket is good for a session that is left. */
function requireTicket({ tickets, core }: RouteContext, { request }: Exchange): SignIn {
  const header = request.headers['cwa-ticket'];
  const signIn = tickets.verify(typeof header === 'string' ? header.trim() : undefined);
  if (!signIn || (core.isDraining && !core.sessions.has(signIn.person))) throw new HttpError(401);
  return signIn;
}
