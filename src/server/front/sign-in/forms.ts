// POST /forms/logon.html (protocol.md 1.3, 3.1). How a refusal looks is not documented (section 8): HTTP 200 with an error element
// and without a ticket, since clients read a body only on 200 (field notes).
import { decodeRequests } from '../../../protocol/requests';
import type { CwaReply } from '../../../protocol/replies';
import { ProtocolError } from '../../../protocol/protocol-error';
import type { CwaError } from '../../../protocol/cwa-error';
import type { Log, SignInOutcome } from '../../base/log';
import { invalidFormat, invalidRequest, sipFailure, throttled } from '../../base/errors';
import type { Person, World } from '../../world';
import { replyDocument } from '../http/documents';
import { HttpError, xmlAnswer, type Answer, type Exchange } from '../http/exchange';
import { makeSignInData } from './sign-in-data';
import type { Attempt, SignInThrottle } from './throttle';
import type { SignIn, Tickets } from './tickets';

export interface SignInContext {
  readonly world: Pick<World, 'personNamed' | 'signIn' | 'lacks'>;
  readonly tickets: Tickets;
  readonly throttle: SignInThrottle;
  readonly log: Log;
}

const wrong = sipFailure(401, 'Unauthorized', 'The user name or the password is wrong.');
export const tooOften = throttled('There were too many attempts to sign in. Try again in a minute.');

export async function answerForms(context: SignInContext, exchange: Exchange): Promise<Answer> {
  const logon = readLogon(await exchange.body());
  if ('error' in logon) return refuse(logon.error);
  const person = await checkPassword(context, logon, exchange, 'forms');
  return 'error' in person ? refuse(person.error) : welcome(context.tickets.issue(person, 'forms'));
}

interface Logon {
  readonly user: string;
  readonly password: string;
}

function readLogon(body: string): Logon | { readonly error: CwaError } {
  try {
    const [request] = decodeRequests(body).requests;
    if (request?.kind === 'logon' && request.user && request.password !== undefined) {
      return { user: request.user, password: request.password };
    }
    return { error: invalidRequest('logon with user and password is expected') };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { error: invalidFormat(`The document cannot be read: ${error.code}.`) };
  }
}

/** Who has guessed often waits, and is at last not even looked at. Throws `HttpError` where nobody can tell for now. */
export async function checkPassword(
  context: SignInContext,
  { user, password }: Logon,
  exchange: Exchange,
  way: 'forms' | 'sso',
): Promise<Person | { readonly error: CwaError }> {
  const { world, throttle, log } = context;
  const found = await throttle.weigh(attemptOf(context, user, world.personNamed(user), exchange), async () => {
    const answer = await world.signIn(user, password);
    return answer === 'wrong' ? undefined : answer;
  });
  log({ event: 'sign-in', way, outcome: outcomeOf(found) });
  if (found === 'too-often') return { error: tooOften };
  // Not an answer about the password: the client must not ask the user for another one.
  if (found === 'away') throw new HttpError(503);
  return found ?? { error: wrong };
}

export function outcomeOf(found: Person | 'away' | 'too-often' | undefined): SignInOutcome {
  if (found === undefined) return 'wrong';
  if (found === 'too-often') return 'unheard';
  return found === 'away' ? 'away' : 'done';
}

export function attemptOf(
  { tickets }: SignInContext,
  user: string,
  person: Person | undefined,
  { address, gone, request, line }: Exchange,
): Attempt {
  const ticket = request.headers['cwa-ticket'];
  const before = person && tickets.verify(typeof ticket === 'string' ? ticket.trim() : undefined);
  const provedBefore = before?.person.key === person?.key ? before?.id : undefined;
  return { user, address, gone, line, provedBefore };
}

/** The ticket in the header, the user's address and `signInData` in the body (4.5). */
export function welcome(signIn: SignIn): Answer {
  const { person, ticket } = signIn;
  const reply = { kind: 'signInSucceeded', uri: person.uri, signInData: makeSignInData(person) } as const;
  return xmlAnswer(replyDocument({ requestProcessed: 1, replies: [reply] }), ticket);
}

export function refuse(error: CwaError, ...more: readonly CwaReply[]): Answer {
  return xmlAnswer(
    replyDocument({ requestProcessed: 0, replies: [{ kind: 'requestFailed', rid: '', error }, ...more] }),
  );
}
