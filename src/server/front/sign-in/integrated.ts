// The HTTP side of integrated Windows sign-in (protocol.md 1.3): 401 with an offer, 401 with a challenge, then the ticket.
import type { ServiceLack } from '../../../protocol/events/configuration';
import { invalidOperation } from '../../base/errors';
import type { Exchange, Answer } from '../http/exchange';
import { attemptOf, outcomeOf, refuse, tooOften, welcome, type SignInContext } from './forms';
import type { NtlmSignIn } from './ntlm';

const notHere = invalidOperation('There is no Windows sign-in here.');

/**
 * There is nothing that a proof could be checked with. How that is said is not documented (section 8): as a refusal that every client
 * understands, with what Parley's understands beside it.
 */
export async function answerWithout(exchange: Exchange, lacks: readonly ServiceLack[] = []): Promise<Answer> {
  await exchange.body();
  return refuse(notHere, { kind: 'event', event: { kind: 'configuration', lacks } });
}

const offer = (token?: string): Answer => ({
  status: 401,
  headers: { 'WWW-Authenticate': token === undefined ? 'NTLM' : `NTLM ${token}` },
});

export async function answerIntegrated(context: SignInContext, ntlm: NtlmSignIn, exchange: Exchange): Promise<Answer> {
  // The `logon` in it is empty; read so that the connection can go on.
  await exchange.body();
  const { request } = exchange;
  const step = ntlm.step(request.socket, request.headers.authorization);
  if (step.kind === 'offer') return offer();
  if (step.kind === 'challenge') return offer(step.token);
  // A ticket is not asked for: whose it would have to be is known only where the answer was right, and waiting must not tell that.
  const attempt = attemptOf(context, step.user, undefined, exchange);
  const found = await context.throttle.weigh(attempt, () => step.person);
  context.log({ event: 'sign-in', way: 'integrated', outcome: outcomeOf(found) });
  if (found === 'too-often') return refuse(tooOften);
  return found ? welcome(context.tickets.issue(found, 'integrated')) : offer();
}
