// `error` with its SIP response (protocol.md 4.6, 5.9, 7.20, 7.21).

/** The CWA numbers of `error/@code` (protocol.md 5.9). */
export const CwaErrorCode = {
  invalidFormat: 18000,
  invalidRequest: 18001,
  sessionNotFound: 18100,
  requestThrottled: 18101,
  invalidOperation: 18102,
  ocsFailureResponse: 18201,
  invalidOcsMessage: 18202,
  ocsResponseTimeout: 18203,
  connectionFailed: 18301,
  tlsFailed: 18302,
  internalFailure: 18400,
} as const;

export interface SipResponse {
  /** SIP status, e.g. 480. */
  readonly code: number;
  readonly reason?: string;
  /** Text of the SIP header `ms-diagnostics`. */
  readonly diagnostics?: string;
}

export interface CwaError {
  /** One of `CwaErrorCode`, or a number that no page lists. 0 when the element had none. */
  readonly code: number;
  readonly subCode?: number;
  readonly reason?: string;
  readonly detail?: string;
  readonly sipResponse?: SipResponse;
}
