// `error` with its SIP response (protocol.md 4.6, 5.9, 7.20, 7.21).
import { diagnosticText } from './diagnostic-text';
import { element, textElement, type XmlElement } from './xml';
import { attributeText, childNamed, childText, given, optionalInteger } from './xml-reader';

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
  readonly subCode?: number;
  readonly reason?: string;
  /** Only beside a reason. */
  readonly detail?: string;
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
  /** Only in debug mode. */
  readonly stackTrace?: string;
}

/** The `error` in `parent`, or the older form straight in it (7.20, 7.21). */
export function decodeErrorOf(parent: XmlElement): CwaError {
  return decodeError(childNamed(parent, 'error') ?? parent);
}

export function decodeError(source: XmlElement): CwaError {
  const sip = childNamed(source, 'sipResponse');
  return {
    code: optionalInteger(attributeText(source, 'code')) ?? 0,
    ...given({
      subCode: optionalInteger(attributeText(source, 'subCode')),
      reason: words(
        attributeText(source, 'reason') ?? attributeText(source, 'warning') ?? childText(source, 'exception'),
      ),
      detail: words(
        attributeText(source, 'detail') ?? attributeText(source, 'description') ?? childText(source, 'exceptionDetail'),
      ),
      sipResponse: sip && decodeSipResponse(sip),
      stackTrace: words(childText(source, 'stackTrace')),
    }),
  };
}

function decodeSipResponse(source: XmlElement): SipResponse {
  const reason = words(attributeText(source, 'reason') ?? attributeText(source, 'warning'));
  const detail = words(attributeText(source, 'detail'));
  return {
    code: optionalInteger(attributeText(source, 'code')) ?? 0,
    ...given({
      subCode: optionalInteger(attributeText(source, 'subCode')),
      reason: reason ?? detail,
      detail: reason === undefined ? undefined : detail,
      diagnostics: words(childText(source, 'ms-diagnostics')),
    }),
  };
}

function words(text: string | undefined): string | undefined {
  return text === undefined ? undefined : diagnosticText(text);
}

export function encodeError(error: CwaError): XmlElement {
  const { code, subCode, reason, detail, sipResponse: sip, stackTrace } = error;
  return element(
    'error',
    { code, subCode, reason, detail },
    sip &&
      element(
        'sipResponse',
        { code: sip.code, subCode: sip.subCode, reason: sip.reason, detail: sip.detail },
        textElement('ms-diagnostics', sip.diagnostics),
      ),
    textElement('stackTrace', stackTrace),
  );
}
