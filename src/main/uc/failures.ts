// What the codes of the protocol and of HTTP mean to a person (protocol.md 5.9): one table each.
import { CwaErrorCode, type CwaError } from '../../protocol/cwa-error';
import { ProtocolError } from '../../protocol/protocol-error';
import { FailureError, plainFailure, type Failure, type FailureCode } from '../../shared/domain/failure';

export { errorOfFailure } from '../../shared/domain/failure';

const codesOfSipStatus: Readonly<Record<number, FailureCode>> = {
  401: 'not-allowed',
  403: 'not-allowed',
  404: 'not-found',
  408: 'peer-offline',
  410: 'not-found',
  413: 'too-long',
  480: 'peer-offline',
  485: 'duplicate-name',
  486: 'refused',
  488: 'refused',
  503: 'server-error',
  504: 'timeout',
  600: 'refused',
  603: 'refused',
};

const codesOfCwaErrors: Readonly<Record<number, FailureCode>> = {
  [CwaErrorCode.invalidFormat]: 'bad-request',
  [CwaErrorCode.invalidRequest]: 'bad-request',
  [CwaErrorCode.sessionNotFound]: 'not-connected',
  [CwaErrorCode.requestThrottled]: 'server-error',
  [CwaErrorCode.invalidOperation]: 'not-allowed',
  [CwaErrorCode.ocsFailureResponse]: 'refused',
  [CwaErrorCode.invalidOcsMessage]: 'server-error',
  [CwaErrorCode.ocsResponseTimeout]: 'timeout',
  [CwaErrorCode.connectionFailed]: 'server-error',
  [CwaErrorCode.tlsFailed]: 'server-error',
  [CwaErrorCode.internalFailure]: 'server-error',
};

/** 7.21: shows `detail`, else `reason`; the decoder has put the older spellings there. */
export function failureOfCwaError(error: CwaError): Failure {
  const sip = error.sipResponse;
  const code = (sip && codesOfSipStatus[sip.code]) ?? codesOfCwaErrors[error.code] ?? 'refused';
  const words = [`${error.code}`, error.detail ?? error.reason, sip && `SIP ${sip.code} ${sip.reason ?? ''}`.trim()];
  return { code, detail: words.filter(Boolean).join(', ') };
}

/** An HTTP answer that carries no document to read. 401 is the caller's: only he knows what was asked. */
export function failureOfStatus(status: number): Failure {
  const detail = `status ${status}`;
  if (status === 511) return { code: 'captive-portal', detail };
  if (status === 429 || status >= 500) return { code: 'server-error', detail };
  if (status >= 300 && status < 400) return { code: 'redirected', detail };
  if (status === 413 || status === 414) return { code: 'too-long', detail };
  if (status === 404 || status === 405 || status === 501) return { code: 'not-a-server', detail };
  return { code: 'bad-request', detail };
}

export function failureOfError(error: unknown): Failure {
  if (error instanceof FailureError) return plainFailure(error);
  if (error instanceof ProtocolError) return { code: 'not-a-server', detail: `${error.code}: ${error.message}` };
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
}

/** The names that both network stacks give to a connection that was never made. */
const neverConnected =
  /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|CONNECTION_REFUSED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED/;

/** Whether a request certainly did nothing, so that it may be sent again (style.md, "State machines": one place decides). */
export function wasNeverSent(failure: Failure): boolean {
  switch (failure.code) {
    case 'unknown-host':
    case 'tls':
    case 'certificate':
    case 'old-tls':
    case 'redirected':
    case 'proxy-asks':
    case 'proxy-unusable':
      return true;
    // A page with status 200 may still have come after the server was reached.
    case 'captive-portal':
      return !/^status 2/.test(failure.detail ?? '');
    case 'unreachable':
      return neverConnected.test(failure.detail ?? '');
    default:
      return false;
  }
}
