// Trouble on purpose: carries out what a fault plan decides, around the answering of one request. Without a plan nothing happens.
import type { FaultChannel, FaultPlan, Trouble } from './fault-plan';
import type { Clock } from '../../base/clock';
import { HttpError, type Answer, type Exchange } from '../http/exchange';
import { createReordering } from './reordering';
import { paths } from '../http/paths';

/** The server's side of trouble. */
export interface FaultControls {
  /** As if the ticket had never been given. */
  readonly expireTicket: (ticket: string) => void;
  readonly loseSession: (sid: number) => void;
  /** Polls of the session bring nothing new until the function that is given back is called. */
  readonly holdEvents: (sid: number) => () => void;
}

export type Respond = (exchange: Exchange, repeatsEvents: boolean) => Promise<Answer | 'hang-up'>;

export function withFaults(
  plan: FaultPlan | undefined,
  controls: FaultControls,
  clock: Clock,
  respond: Respond,
): (exchange: Exchange) => Promise<Answer | 'hang-up'> {
  if (!plan) return (exchange) => respond(exchange, false);
  const reordering = createReordering((sid) => controls.holdEvents(sid), clock);
  return async (coming) => {
    const exchange = readOnce(coming);
    const channel = channelOf(exchange.path);
    const trouble = plan.next(channel);
    if (trouble.delayMs > 0) await new Promise<void>((resolve) => void clock.setTimeout(resolve, trouble.delayMs));
    if (trouble.before === 'drop-request') return 'hang-up';
    if (trouble.before === 'http-500') return { status: 500 };
    if (trouble.before === 'expire-ticket') {
      const ticket = exchange.request.headers['cwa-ticket'];
      if (typeof ticket === 'string') controls.expireTicket(ticket);
    }
    if (trouble.before === 'lose-session') await loseSession(exchange, controls);
    const carryOut = (): Promise<Answer | 'hang-up'> => answerOf(respond(exchange, trouble.duplicatesEvents));
    if (channel === 'data') return spoil(plan, trouble, await reordering.poll(exchange.query, carryOut));
    if (channel !== 'command' || !trouble.comesLast) return spoil(plan, trouble, await carryOut());
    return spoil(plan, trouble, await reordering.command(trouble.comesLast, exchange, carryOut));
  };
}

/** A refusal is an answer like all others, and may get lost like them. */
async function answerOf(answer: Promise<Answer | 'hang-up'>): Promise<Answer | 'hang-up'> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HttpError) return { status: error.status, headers: error.headers };
    throw error;
  }
}

function channelOf(path: string): FaultChannel {
  if (path === paths.command) return 'command';
  if (path === paths.data) return 'data';
  return /^\/(?:forms|iwa|sso)\//u.test(path) ? 'sign-in' : 'other';
}

/** The session is named in the query of a poll or in the envelope of a command. */
async function loseSession(exchange: Exchange, controls: FaultControls): Promise<void> {
  const body = exchange.method === 'POST' ? await exchange.body() : '';
  const sid = /[?&]?\bsid="?(\d{1,15})/iu.exec(exchange.query)?.[1] ?? /\bsid=["'](\d{1,15})["']/iu.exec(body)?.[1];
  if (sid !== undefined) controls.loseSession(Number(sid));
}

/** What a fault looks at is there for the request as well. */
function readOnce(exchange: Exchange): Exchange {
  let body: Promise<string> | undefined;
  return { ...exchange, body: (atMostBytes) => (body ??= exchange.body(atMostBytes)) };
}

function spoil(plan: FaultPlan, { after, spoilsAt = 0 }: Trouble, answer: Answer | 'hang-up'): Answer | 'hang-up' {
  if (after === undefined || answer === 'hang-up') return answer;
  if (after === 'drop-response') {
    answer.onGone?.();
    return 'hang-up';
  }
  return { ...answer, body: plan.spoil(answer.body ?? '', after, spoilsAt) };
}
