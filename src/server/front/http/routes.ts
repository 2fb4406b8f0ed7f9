// The paths of the service (protocol.md 1.1) and what answers on each. Both channels need a ticket: it is checked here.
import { bugWords } from '../../base/bug-words';
import type { Clock } from '../../base/clock';
import type { Core } from '../core';
import { answerForms, type SignInContext } from '../sign-in/forms';
import { answerIntegrated } from '../sign-in/integrated';
import type { NtlmSignIn } from '../sign-in/ntlm';
import type { SingleSignOn } from '../sign-in/single-sign-on';
import type { SignIn } from '../sign-in/tickets';
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
  readonly url: () => string;
  readonly log: (line: string) => void;
}

export interface RouteExchange extends Exchange {
  readonly repeatsEvents: boolean;
}

export function route(context: RouteContext, exchange: RouteExchange): Promise<Answer> | Answer {
  const { path } = exchange;
  const stranger = { ...exchange, body: () => exchange.body(context.core.limits.signInBodyBytes) };
  switch (path) {
    case '/':
      return allow(exchange, ['GET', 'HEAD'], () => greeting);
    case paths.forms:
      return allow(exchange, ['POST'], () => answerForms(context, stranger));
    case paths.integrated: {
      const { ntlm } = context;
      if (!ntlm) return { status: 404 };
      return allow(exchange, ['POST', 'GET'], () => answerIntegrated(context, ntlm, stranger));
    }
    case ssoPaths.logon:
    case ssoPaths.form:
    case ssoPaths.logoff:
      return allow(exchange, ['GET', 'POST'], () => context.singleSignOn.answer(context, stranger));
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

async function command(context: RouteContext, exchange: Exchange): Promise<Answer> {
  const signIn = requireTicket(context, exchange);
  const { core } = context;
  const body = answerCommand(
    {
      core,
      person: signIn.person,
      logoffUrl: signIn.method === 'sso' ? `${context.url()}${ssoPaths.logoff}` : undefined,
      onBug: (error) => context.log(`request failed: ${bugWords(error)}`),
    },
    await exchange.body(),
  );
  return xmlAnswer(body, signIn.ticket);
}

async function poll(context: RouteContext, exchange: RouteExchange): Promise<Answer> {
  const signIn = requireTicket(context, exchange);
  const { core, clock, holdMs } = context;
  const { gone, repeatsEvents } = exchange;
  const { person } = signIn;
  const body = await answerPoll({ core, person, clock, holdMs, gone, repeatsEvents }, exchange.query);
  return xmlAnswer(body, signIn.ticket);
}

/** 1.2, field notes: the ticket alone is answered by status. */
function requireTicket({ tickets }: RouteContext, { request }: Exchange): SignIn {
  const header = request.headers['cwa-ticket'];
  const signIn = tickets.verify(typeof header === 'string' ? header.trim() : undefined);
  if (!signIn) throw new HttpError(401);
  return signIn;
}
