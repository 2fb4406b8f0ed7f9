// Trouble on purpose: carries out what a fault plan decides, around the answering of one request. Without a plan nothing happens.
import type { FaultPlan, Trouble } from '../faults/fault-plan';
import type { Clock } from '../clock';
import type { Answer, Exchange } from './exchange';

/** The server's side of trouble. */
export interface FaultControls {
  /** As if the ticket had never been given. */
  expireTicket(ticket: string): void;
  loseSession(sid: number): void;
}

export type Respond = (exchange: Exchange, repeatsEvents: boolean) => Promise<Answer>;

export function withFaults(
  plan: FaultPlan | undefined,
  controls: FaultControls,
  clock: Clock,
  respond: Respond,
): (exchange: Exchange) => Promise<Answer | 'hang-up'> {
  if (!plan) return (exchange) => respond(exchange, false);
  return async (exchange) => {
    const trouble = plan.next();
    if (trouble.delayMs > 0) await new Promise<void>((resolve) => void clock.setTimeout(resolve, trouble.delayMs));
    if (trouble.before === 'drop-request') return 'hang-up';
    if (trouble.before === 'http-500') return { status: 500 };
    if (trouble.before === 'expire-ticket') {
      const ticket = exchange.request.headers['cwa-ticket'];
      if (typeof ticket === 'string') controls.expireTicket(ticket);
    }
    const known = trouble.before === 'lose-session' ? await loseSession(exchange, controls) : exchange;
    return spoil(plan, trouble, await respond(known, trouble.duplicatesEvents));
  };
}

/** The session is named in the query of a poll or in the envelope of a command. */
async function loseSession(exchange: Exchange, controls: FaultControls): Promise<Exchange> {
  const body = exchange.method === 'POST' ? await exchange.body() : '';
  const sid = /[?&]?\bsid="?(\d{1,15})/iu.exec(exchange.query)?.[1] ?? /\bsid=["'](\d{1,15})["']/iu.exec(body)?.[1];
  if (sid !== undefined) controls.loseSession(Number(sid));
  return { ...exchange, body: () => Promise.resolve(body) };
}

function spoil(plan: FaultPlan, { after }: Trouble, answer: Answer): Answer | 'hang-up' {
  if (after === undefined) return answer;
  if (after === 'drop-response') return 'hang-up';
  return { ...answer, body: plan.spoil(answer.body ?? '', after) };
}
