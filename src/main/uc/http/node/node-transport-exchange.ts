// One request and its answer on one of Node's connections, with the cookies that go along: no deadline, no redirects, no sign-in;
// those are its callers'.
import * as http from 'node:http';
import * as https from 'node:https';
import { FailureError } from '../../../../shared/domain/failure';
import { bodyText } from '../body-text';
import type { CookieJar } from '../cookie-jar';
import { headersOf, setCookiesOf } from '../http-headers';
import type { HttpResponse, WireAnswer } from '../transport';
import { tlsFacts } from './node-transport-tls';
import { acceptedEncodings, unpacked } from './unpack';

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly cookies?: CookieJar;
  /** In place of the path, for a proxy that is asked by whole addresses. */
  readonly target?: string;
  readonly agent: http.Agent;
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal;
  /** Its connections were closed by ourselves, and not by the server. */
  readonly isRetired?: () => boolean;
  readonly onWire?: (answer: WireAnswer) => void;
}

/** Rejects with Node's own errors, or `FailureError('too-long')`. */
export async function exchange(what: Exchange): Promise<HttpResponse> {
  try {
    return await exchangeOnce(what);
  } catch (error) {
    // The server closed a kept connection just as we used it. Only what changes nothing may be sent again (RFC 9110, 9.2.2).
    const mayRepeat = what.method === 'GET' && !what.signal.aborted && !what.isRetired?.();
    if (mayRepeat && error instanceof StaleConnection) return exchangeOnce(what);
    throw error instanceof StaleConnection ? error.cause : error;
  }
}

class StaleConnection extends Error {}

function exchangeOnce(what: Exchange): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const body = what.body === undefined ? undefined : Buffer.from(what.body, 'utf8');
    const cookie = what.cookies?.headerFor(what.url);
    const request = (what.url.protocol === 'https:' ? https : http).request(what.url, {
      method: what.method,
      ...(what.target !== undefined && { path: what.target }),
      agent: what.agent,
      headers: {
        'accept-encoding': acceptedEncodings,
        ...what.headers,
        ...(cookie !== undefined && { cookie }),
        ...(body && { 'content-length': String(body.length) }),
      },
      signal: what.signal,
    });
    let hasAnswer = false;
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && !hasAnswer && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(isStale ? new StaleConnection('stale', { cause: error }) : error);
    });
    request.on('response', (response) => {
      hasAnswer = true;
      const headers = headersOf(response.rawHeaders);
      what.cookies?.keep(what.url, setCookiesOf(response.rawHeaders), headers['date']);
      const { httpVersion, rawHeaders, statusCode: status = 0 } = response;
      // Another answer may go over it before this one is read.
      const tls = what.onWire && tlsFacts(response.socket);
      readBody(response, headers, what.maxBodyBytes).then(
        (bytes) => {
          const body = bodyText(bytes, headers['content-type']);
          what.onWire?.({ status, httpVersion, rawHeaders, text: body, bytes, ...(tls && { tls }) });
          resolve({ status, headers, body });
        },
        (error: unknown) => {
          reject(error);
          request.destroy();
        },
      );
    });
    request.end(body);
  });
}

async function readBody(
  response: http.IncomingMessage,
  headers: HttpResponse['headers'],
  maxBytes: number,
): Promise<Uint8Array> {
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    throw new FailureError('too-long', `answer longer than ${maxBytes} bytes`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of unpacked(response, headers['content-encoding'], maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
