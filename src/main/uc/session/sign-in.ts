// Proving who one is: forms, integrated Windows, single sign-on (protocol.md 1.3, 3.1, 4.5). Success is a ticket.
import { decodeReplies, type CwaReply } from '../../../protocol/replies';
import { encodeRequests } from '../../../protocol/requests';
import { CwaErrorCode } from '../../../protocol/cwa-error';
import { errorOfFailure, FailureError, type Failure } from '../../../shared/domain/failure';
import { isWebPage } from '../http/captive-portal';
import type { CookieJar } from '../http/cookie-jar';
import type { CwaHttp } from '../http/cwa-http';
import { endpoints } from '../http/endpoints';
import { failureOfCwaError, failureOfStatus, isSuccess } from '../failures';
import type { SignInOptions } from '../engine';
import type { HttpResponse } from '../http/transport';

export interface SingleSignOnResult {
  readonly ticket: string;
  readonly uri?: string;
  readonly signInData?: string;
}
/** `cookies`: what the pages set goes along with the requests of this sign-in. */
export type SingleSignOn = (serverUrl: string, cookies: CookieJar) => Promise<SingleSignOnResult>;

export interface SignedIn {
  readonly uri?: string;
  /** Opaque; echoed once in `initiateSession` (7.37). */
  readonly signInData?: string;
}

/** It may be a portal's, and may be a refusal all the same. */
export class PageInsteadOfTicket extends FailureError {
  constructor(status: number) {
    super('captive-portal', `status ${status}, a page in place of a ticket`);
  }
}

const signInTimeoutMs = 30_000;

/** Leaves the new ticket in `http.ticket`. Throws `FailureError`. */
export async function signIn(
  http: CwaHttp,
  options: SignInOptions,
  singleSignOn: SingleSignOn | undefined,
  signal?: AbortSignal,
): Promise<SignedIn> {
  if (options.method === 'sso') return signInBySso(http, options, singleSignOn);
  http.ticket.forget();
  const response = await postLogon(http, options, signal);
  if (response.status === 401 || response.status === 403) {
    // The service refuses a password with a document (field notes); a page may be a portal's. NTLM is refused by status, with any.
    if (http.isKnown && options.method === 'forms' && isWebPage(response.body)) {
      throw new PageInsteadOfTicket(response.status);
    }
    throw refusal(options, failureOfStatus(response.status));
  }
  if (!isSuccess(response.status)) {
    const failure = failureOfStatus(response.status);
    throw errorOfFailure(failure.code === 'bad-request' ? { ...failure, code: 'sign-in-refused' } : failure);
  }
  // 1.2: a good sign-in is a status of success and a ticket; the body only adds to it.
  if (!http.ticket.current) throw refusalIn(response, options);
  return readSignedIn(response.body);
}

function postLogon(http: CwaHttp, options: SignInOptions, signal?: AbortSignal): Promise<HttpResponse> {
  const rest = { timeoutMs: signInTimeoutMs, ...(signal && { signal }) };
  const { user, password } = options;
  if (options.method === 'integrated') {
    const body = encodeRequests({ requests: [{ kind: 'logon' }] });
    const authentication = {
      kind: 'integrated' as const,
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
    };
    return http.post('sign-in', endpoints.integratedLogon, body, { ...rest, authentication });
  }
  if (!user || password === undefined) throw new FailureError('credentials-needed');
  const body = encodeRequests({ requests: [{ kind: 'logon', user, password }] });
  return http.post('sign-in', endpoints.formsLogon, body, rest);
}

async function signInBySso(
  http: CwaHttp,
  options: SignInOptions,
  singleSignOn: SingleSignOn | undefined,
): Promise<SignedIn> {
  if (!singleSignOn) throw new FailureError('sign-in-refused', 'no way to show a sign-in page');
  const { ticket, ...signedIn } = await singleSignOn(options.serverUrl, http.cookies);
  http.ticket.adopt(ticket);
  if (!http.ticket.current) throw new FailureError('sign-in-refused', 'no ticket');
  return signedIn;
}

/** Said by an answer that was told in `failure`. */
function refusal(options: SignInOptions, failure: Omit<Failure, 'code'>): FailureError {
  const isWithoutCredentials = options.method === 'integrated' && options.password === undefined;
  return errorOfFailure({ ...failure, code: isWithoutCredentials ? 'credentials-needed' : 'wrong-password' });
}

/** How a refused sign-in looks is not documented (section 8): any well-formed answer of the service without a ticket is one. */
function refusalIn(response: HttpResponse, options: SignInOptions): FailureError {
  let replies;
  try {
    ({ replies } = decodeReplies(response.body));
  } catch (error) {
    return new FailureError('not-a-server', 'the answer is no document of the service', { cause: error });
  }
  if (options.method === 'integrated' && replies.some(lacksWindowsSignIn)) {
    return new FailureError('no-windows-sign-in', 'the server says that it has none');
  }
  for (const reply of replies) {
    if (reply.kind !== 'requestFailed' && reply.kind !== 'requestInvalid' && reply.kind !== 'error') continue;
    const failure = failureOfCwaError(reply.error);
    if (reply.error.code === CwaErrorCode.requestThrottled) return errorOfFailure({ ...failure, code: 'server-error' });
    if (reply.kind === 'requestInvalid') return errorOfFailure({ ...failure, code: 'sign-in-refused' });
    return refusal(options, failure);
  }
  return refusal(options, { detail: 'no ticket' });
}

/** A server of Parley's in front of something that knows no passwords says so (`protocol/events/configuration.ts`). */
function lacksWindowsSignIn(reply: CwaReply): boolean {
  if (reply.kind !== 'event' || reply.event.kind !== 'configuration') return false;
  return reply.event.lacks?.includes('windowsSignIn') ?? false;
}

/** What the document of a sign-in tells besides the ticket; whatever it is, it is no failure. */
export function readSignedIn(body: string): SignedIn {
  try {
    const signedIn: SignedIn[] = decodeReplies(body).replies.flatMap((reply) => {
      if (reply.kind !== 'signInSucceeded') return [];
      const { kind: _, ...told } = reply;
      return [told];
    });
    // 2.2: both may come apart. The first of each counts.
    return signedIn.reduce((sum, each) => ({ ...each, ...sum }), {});
  } catch {
    // The ticket is what counts; `initiateSession` works without sign-in data and names the user itself (7.37).
    return {};
  }
}
