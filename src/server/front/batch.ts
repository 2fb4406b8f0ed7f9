// One POST to the command channel (protocol.md 1.6, 7.9, 7.17–7.19): a reply for each request, in order; a bad one does not stop
// the others.
import type { CwaReply, CwaResponses } from '../../protocol/replies';
import type { AnyRequest, CwaRequest, DecodedRequests, InvalidRequest } from '../../protocol/requests';
import { bugWords } from '../base/bug-words';
import type { Core } from './core';
import type { ActionOutcome, Log } from '../base/log';
import { internalFailure, invalidRequest, sessionNotFound, throttled } from '../base/errors';
import { CannotOpen, type Person } from '../world';

export interface BatchContext {
  readonly core: Core;
  readonly person: Person;
  readonly logoffUrl: string | undefined;
  readonly log: Log;
}

export function runBatch(context: BatchContext, { sid, requests }: DecodedRequests): CwaResponses {
  const replies = requests.map((request, index) => {
    const { log } = context;
    const count = (outcome: ActionOutcome): void => log({ event: 'action', kind: kindOf(request), outcome });
    try {
      const reply = runOne(context, sid, request, index);
      count(outcomeOf(reply));
      return reply;
    } catch (error) {
      // No answer of the API: the whole document is answered by a status.
      if (error instanceof CannotOpen) throw error;
      // A request that the server itself could not carry out.
      count('bug');
      log({ event: 'bug', where: 'request', at: bugWords(error) });
      return {
        kind: 'requestFailed',
        rid: request.kind === 'logon' ? '' : (request.rid ?? ''),
        error: internalFailure,
      } as const;
    }
  });
  return {
    requestProcessed: replies.filter(({ kind }) => kind === 'requestAccepted').length,
    // Only elements that are no request at all; a known one with something wrong in it is not counted.
    unexpectedElement: requests.filter((each) => each.kind === 'invalid' && each.request === undefined).length,
    replies,
  };
}

/** `unknown`: what is none of the protocol's may be called anything. */
function kindOf(request: AnyRequest | InvalidRequest): string {
  if (request.kind === 'conference') return request.action.kind;
  return request.kind === 'invalid' ? (request.request ?? 'unknown') : request.kind;
}

function outcomeOf({ kind }: CwaReply): ActionOutcome {
  if (kind === 'requestAccepted') return 'accepted';
  return kind === 'requestInvalid' ? 'invalid' : 'failed';
}

const tooMany = throttled('Too many requests.');

/** It brings all lists and everybody's presence, and is shown to all who watch its user. */
const sessionCost = 20;
const urisForOne = 20;

/** As many as a request names people counts for more than one. */
const costOf = (request: CwaRequest): number =>
  'uris' in request ? 1 + Math.floor(request.uris.length / urisForOne) : 1;

function runOne(
  { core, person, logoffUrl }: BatchContext,
  sid: number | undefined,
  request: AnyRequest | InvalidRequest,
  index: number,
): CwaReply {
  if (request.kind === 'invalid') {
    const { rid, reason } = request;
    // 3.21: a contact that lacks something fails; it is not invalid.
    if (request.request === 'addContact' && request.code === 'missing-value' && rid !== undefined) {
      return { kind: 'requestFailed', rid, error: invalidRequest(reason) };
    }
    return { kind: 'requestInvalid', ...(rid !== undefined && { rid }), error: invalidRequest(reason) };
  }
  if (request.kind === 'logon') {
    return { kind: 'requestInvalid', error: invalidRequest('logon belongs to a sign-in page') };
  }
  const { rid } = request;
  if (index >= core.limits.requestsInBatch) {
    return { kind: 'requestFailed', rid, error: throttled('There are too many requests in one document.') };
  }
  // 2.1: sent without a session, or with 0.
  if (request.kind === 'initiateSession') {
    if (!core.allowance.take(person, sessionCost)) return { kind: 'requestFailed', rid, error: tooMany };
    return core.initiateSession(person, request, { logoffUrl }).reply;
  }
  // 7.17.
  const session = core.sessions.find(sid, person);
  if (!session) return { kind: 'requestFailed', rid, error: sessionNotFound };
  // A repeated `rid` is no error (field notes).
  if (!core.allowance.take(person, costOf(request))) return { kind: 'requestFailed', rid, error: tooMany };
  session.heard('command');
  return core.submit(session, request);
}
