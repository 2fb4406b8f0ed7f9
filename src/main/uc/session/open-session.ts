// `initiateSession` (protocol.md 3.2, 7.3) and `terminateSession` (3.3): the only two commands that do not go through the queue.
import { decodeReplies, type CwaResponses } from '../../../protocol/replies';
import { encodeRequests } from '../../../protocol/requests';
import { errorOfFailure, FailureError, type FailureCode } from '../../../shared/domain/failure';
import type { SettableAvailability } from '../../../shared/domain/person';
import type { CwaHttp } from '../http/cwa-http';
import { endpoints } from '../http/endpoints';
import { failureOfCwaError, failureOfStatus, isSuccess } from '../failures';
import { CwaErrorCode } from '../../../protocol/cwa-error';
import { availabilityNumber } from '../people/availability-number';

export interface SessionRequest {
  readonly rid: string;
  readonly localeId: number;
  readonly isPublicComputer: boolean;
  readonly availability: SettableAvailability;
  readonly signInData?: string;
}

export type OpenedSession =
  | { readonly kind: 'opened'; readonly sid: number; readonly uri?: string; readonly pollWaitMs?: number }
  | { readonly kind: 'ticketRefused' };

/** A front end that is just starting says these of the servers behind it: the next attempt may find them. */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>(['server-error', 'timeout', 'peer-offline']);

const timeoutMs = 30_000;
const goodbyeTimeoutMs = 4_000;

/** A lost reply leaves a session behind that nobody polls; the server ends it after its idle time, so asking again is safe. */
export async function openSession(http: CwaHttp, request: SessionRequest, signal: AbortSignal): Promise<OpenedSession> {
  const body = encodeRequests({
    requests: [
      {
        kind: 'initiateSession',
        rid: request.rid,
        localeId: request.localeId,
        securityMode: request.isPublicComputer ? 'public' : 'private',
        userStateAvailability: availabilityNumber(request.availability),
        // Machine state comes from the `UA` of the polls alone (3.26), contacts bring their presence (3.29).
        options: { autoPublishMachineState: true, autoSubscribePresenceForContacts: true },
        // No `categoryEventFilter` (our choice): how its entries are written is not documented (section 8), and a server that read
        // ours otherwise would deliver no presence at all, without a word. What is not used is left unread.
        ...(request.signInData !== undefined && { signInData: request.signInData }),
      },
    ],
  });
  const response = await http.post('command', endpoints.command, body, { timeoutMs, signal });
  if (response.status === 401) return { kind: 'ticketRefused' };
  if (!isSuccess(response.status)) throw errorOfFailure(failureOfStatus(response.status));
  return sessionIn(decodeReplies(response.body));
}

/** Events in it are asked for again: the polls begin with 0. */
function sessionIn({ sid = 0, replies }: CwaResponses): OpenedSession {
  for (const reply of replies) {
    // 7.3: the decoder reads both forms. The first that has a session is ours: nothing else was asked for.
    if ((reply.kind === 'requestAccepted' || reply.kind === 'requestSucceeded') && reply.session) {
      const { sid, uri, pollWaitTimeMs } = reply.session;
      return {
        kind: 'opened',
        sid,
        ...(uri !== undefined && { uri }),
        ...(pollWaitTimeMs !== undefined && { pollWaitMs: pollWaitTimeMs }),
      };
    }
    if ('error' in reply) {
      const failure = failureOfCwaError(reply.error);
      const mayPass = reply.error.code === CwaErrorCode.requestThrottled || passing.has(failure.code);
      throw errorOfFailure({ ...failure, code: mayPass ? 'server-error' : 'sign-in-refused' });
    }
  }
  // 1.5: envelopes repeat it, and there is no other session that this could be (our choice: no page has it there alone).
  const isTaken = replies.some(({ kind }) => kind === 'requestAccepted' || kind === 'requestSucceeded');
  if (isTaken && sid > 0) return { kind: 'opened', sid };
  throw new FailureError('not-a-server', 'no session in the reply');
}

/** Watchers see the user go offline. Nothing waits for more than the courtesy; never rejects. */
export async function closeSession(http: CwaHttp, sid: number, rid: string): Promise<void> {
  const body = encodeRequests({ sid, requests: [{ kind: 'terminateSession', rid }] });
  await http.post('command', endpoints.command, body, { timeoutMs: goodbyeTimeoutMs }).catch(() => undefined);
}
