// What the codes of the protocol and of HTTP mean to a person (protocol.md 5.9): one table each.
import { CwaErrorCode, type CwaError } from '../../protocol/cwa-error';
import type { CwaRequest } from '../../protocol/requests';
import { ProtocolError } from '../../protocol/protocol-error';
import { failureOfError, type Failure, type FailureCode } from '../../shared/domain/failure';

/** Statuses of SIP (RFC 3261, 21) that say more than their class does. */
const codesOfSipStatus: Readonly<Record<number, FailureCode>> = {
  400: 'bad-request',
  401: 'not-allowed',
  403: 'not-allowed',
  404: 'not-found',
  // Their program takes no messages, or not these.
  406: 'not-allowed',
  407: 'not-allowed',
  408: 'timeout',
  410: 'not-found',
  413: 'too-long',
  414: 'too-long',
  415: 'not-allowed',
  416: 'not-found',
  480: 'peer-offline',
  484: 'not-found',
  485: 'duplicate-name',
  486: 'peer-busy',
  488: 'not-allowed',
  504: 'timeout',
  513: 'too-long',
  600: 'peer-busy',
  603: 'refused',
  604: 'not-found',
  606: 'not-allowed',
};

const codesOfCwaErrors: Readonly<Record<number, FailureCode>> = {
  [CwaErrorCode.invalidFormat]: 'bad-request',
  [CwaErrorCode.invalidRequest]: 'bad-request',
  [CwaErrorCode.sessionNotFound]: 'not-connected',
  [CwaErrorCode.requestThrottled]: 'server-error',
  [CwaErrorCode.invalidOperation]: 'not-allowed',
  // Without a status that says what of: nothing that a person decided.
  [CwaErrorCode.ocsFailureResponse]: 'server-error',
  // An answer was there, and nobody could read it.
  [CwaErrorCode.invalidOcsMessage]: 'unknown-outcome',
  [CwaErrorCode.ocsResponseTimeout]: 'timeout',
  [CwaErrorCode.connectionFailed]: 'server-error',
  [CwaErrorCode.tlsFailed]: 'server-error',
  [CwaErrorCode.internalFailure]: 'server-error',
};

/**
 * 7.21: shows `detail`, else `reason`; the decoder has put the older spellings there. With the request, where it is known: 413 says
 * that something is too large, and what was asked for says what.
 */
export function failureOfCwaError(error: CwaError, request?: CwaRequest): Failure {
  const sip = error.sipResponse;
  const isCrowd = sip?.code === 413 && request !== undefined && countsPeople(request);
  const code =
    (isCrowd ? 'too-many-people' : sip && codeOfSipStatus(sip.code)) ?? codesOfCwaErrors[error.code] ?? 'server-error';
  const words = [`${error.code}`, error.detail ?? error.reason, sip && `SIP ${sip.code} ${sip.reason ?? ''}`.trim()];
  const { subCode } = error;
  const facts = { cwa: error.code, ...(subCode !== undefined && { subCode }), ...(sip && { sip: sip.code }) };
  return { code, detail: words.filter(Boolean).join(', '), facts };
}

const isFocus = (uri: string): boolean => /;opaque=app:conf:focus/iu.test(uri);

/**
 * 413 is documented for the members of a container alone (3.25, 5.9). That it speaks of the people wherever there are several, or one
 * more, is a choice; of a text, where there is one reader only.
 */
function countsPeople(request: CwaRequest): boolean {
  switch (request.kind) {
    case 'updateContainer':
    case 'subscribePresence':
    case 'addContact':
      return true;
    case 'conference': {
      const { action } = request;
      if (action.kind === 'inviteParticipants') return true;
      // One that stands alone may be the address of a conference that is full (6.8).
      return action.kind === 'initiateImSession' && (action.uris.length > 1 || action.uris.some(isFocus));
    }
    default:
      return false;
  }
}

/** Below 300 it is no failure, and says nothing. Only the others' own final word, 6xx, is a refusal by a person. */
function codeOfSipStatus(status: number): FailureCode | undefined {
  if (codesOfSipStatus[status]) return codesOfSipStatus[status];
  if (status < 300 || status >= 700) return undefined;
  return status >= 600 ? 'refused' : 'server-error';
}

/** Proxies that change something on the way say 203; what came is read all the same. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** An HTTP answer that carries no document to read. 401 is the caller's, who alone knows what was asked. */
export function failureOfStatus(status: number): Failure {
  const told = { detail: `status ${status}`, facts: { http: status } };
  if (status === 511) return { code: 'captive-portal', ...told };
  // What a gateway says of a request that it found too long, in the words of several makers (field notes).
  if (status === 408 || status === 504 || status === 524) return { code: 'timeout', ...told };
  if (status === 429 || status >= 500) return { code: 'server-error', ...told };
  if (status >= 300 && status < 400) return { code: 'redirected', ...told };
  if (status === 413 || status === 414) return { code: 'too-long', ...told };
  if (status === 404 || status === 405 || status === 501) return { code: 'not-a-server', ...told };
  return { code: 'bad-request', ...told };
}

/** What was thrown while an answer was asked for and read: one that cannot be read is not the service's. */
export function failureOfAnswer(error: unknown): Failure {
  if (error instanceof ProtocolError) return { code: 'not-a-server', detail: `${error.code}: ${error.message}` };
  return failureOfError(error);
}

/** Each says that it ended before anything of what was asked could get to the server. */
const codesOfNothingSent: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unknown-host',
  'tls',
  'certificate',
  'old-tls',
  'redirected',
  'captive-portal',
  'proxy-asks',
  'proxy-unusable',
]);

/** Whether a request certainly did nothing, so that it may be sent again (design.md, "State machines": one place decides). */
export function wasNeverSent({ code, reached }: Failure): boolean {
  return reached === undefined ? codesOfNothingSent.has(code) : reached === 'never';
}
