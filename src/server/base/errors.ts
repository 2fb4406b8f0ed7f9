// The errors that the server gives (protocol.md 4.6, 5.9, 7.20, 7.21). Which number goes with which refusal is documented for
// 18201 alone (section 8); the others follow their names.
import { CwaErrorCode, type CwaError } from '../../protocol/cwa-error';

export const invalidFormat = (detail: string): CwaError => ({
  code: CwaErrorCode.invalidFormat,
  reason: 'Invalid format',
  detail,
});

export const invalidRequest = (detail: string): CwaError => ({
  code: CwaErrorCode.invalidRequest,
  reason: 'Invalid request',
  detail,
});

/** Also for a session of somebody else: whether it exists is nobody's business. */
export const sessionNotFound: CwaError = {
  code: CwaErrorCode.sessionNotFound,
  reason: 'Session not found',
  detail: 'The session is unknown or has ended.',
};

export const throttled = (detail: string): CwaError => ({
  code: CwaErrorCode.requestThrottled,
  reason: 'Request throttled',
  detail,
});

export const invalidOperation = (detail: string): CwaError => ({
  code: CwaErrorCode.invalidOperation,
  reason: 'Invalid operation',
  detail,
});

/** What a SIP server behind would have answered. */
export const sipFailure = (code: number, reason: string, detail: string): CwaError => ({
  code: CwaErrorCode.ocsFailureResponse,
  reason: 'Operation failed',
  detail,
  sipResponse: { code, reason },
});

export const internalFailure: CwaError = {
  code: CwaErrorCode.internalFailure,
  reason: 'Internal failure',
  detail: 'The server could not carry out the request.',
};

export const temporarilyUnavailable = sipFailure(480, 'Temporarily Unavailable', 'The peer could not be reached.');

/** RFC 3261, 21.4.5: there is no such user in a domain of this server, or the domain is none of its own. */
export const userUnknown = sipFailure(404, 'Not Found', 'The address is not known.');

/** 6.8: nobody is in it any more. */
export const conferenceGone = sipFailure(404, 'Not Found', 'The conference does not exist any more.');

/** Somebody was reached and was gone before they answered. */
export const noAnswer: CwaError = {
  code: CwaErrorCode.ocsResponseTimeout,
  reason: 'OCS response timeout',
  detail: 'The peer has not answered.',
};
