// The HTTP side of integrated Windows sign-in (protocol.md 1.3): 401 with an offer, 401 with a challenge, then the ticket.
import { throttled } from '../errors';
import type { Exchange, Answer } from '../http/exchange';
import { refuse, welcome, type SignInContext } from './forms';
import type { NtlmSignIn } from './ntlm';

const offer = (token?: string): Answer => ({
  status: 401,
  headers: { 'WWW-Authenticate': token === undefined ? 'NTLM' : `NTLM ${token}` },
});

export async function answerIntegrated(
  { tickets, throttle }: SignInContext,
  ntlm: NtlmSignIn,
  exchange: Exchange,
): Promise<Answer> {
  // The `logon` in it is empty; read so that the connection can go on.
  await exchange.body();
  const { request, address } = exchange;
  const step = ntlm.step(request.socket, request.headers.authorization);
  if (step.kind === 'offer') return offer();
  if (step.kind === 'challenge') return offer(step.token);
  if (!throttle.allows(step.user, address)) return refuse(throttled('There were too many attempts to sign in.'));
  throttle.failed(step.user, address);
  if (!step.person) return offer();
  throttle.succeeded(step.user, address);
  return welcome(tickets.issue(step.person, 'integrated'));
}
