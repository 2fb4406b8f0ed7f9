// `error` with its SIP response (protocol.md 4.6, 5.9, 7.20, 7.21).
import { element, type XmlElement } from './xml';
import { attribute, childNamed, childText, optionalInteger, rawText } from './xml-reader';

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

/** The `error` in `parent`, or the older form straight in it (7.20, 7.21). */
export function decodeErrorOf(parent: XmlElement): CwaError {
  const error = childNamed(parent, 'error');
  return error ? decodeError(error) : decodeError(parent);
}

export function decodeError(source: XmlElement): CwaError {
  const sip = childNamed(source, 'sipResponse');
  const subCode = optionalInteger(attribute(source, 'subCode'));
  const reason = attribute(source, 'reason') ?? attribute(source, 'warning') ?? childText(source, 'exception');
  const detail =
    attribute(source, 'detail') ?? attribute(source, 'description') ?? childText(source, 'exceptionDetail');
  return {
    code: optionalInteger(attribute(source, 'code')) ?? 0,
    ...(subCode !== undefined && { subCode }),
    ...(reason !== undefined && { reason }),
    ...(detail !== undefined && { detail }),
    ...(sip && { sipResponse: decodeSipResponse(sip) }),
  };
}

function decodeSipResponse(source: XmlElement): SipResponse {
  const reason = attribute(source, 'reason') ?? attribute(source, 'warning') ?? attribute(source, 'detail');
  const diagnostics = childNamed(source, 'ms-diagnostics');
  return {
    code: optionalInteger(attribute(source, 'code')) ?? 0,
    ...(reason !== undefined && { reason }),
    ...(diagnostics && { diagnostics: rawText(diagnostics).trim() }),
  };
}

export function encodeError(error: CwaError): XmlElement {
  const { code, subCode, reason, detail, sipResponse } = error;
  return element(
    'error',
    { code, subCode, reason, detail },
    sipResponse &&
      element(
        'sipResponse',
        { code: sipResponse.code, reason: sipResponse.reason },
        sipResponse.diagnostics === undefined ? undefined : element('ms-diagnostics', {}, sipResponse.diagnostics),
      ),
  );
}
