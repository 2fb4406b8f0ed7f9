// One request and its answer on one of Node's connections: no deadline, no redirects, no sign-in; those are its callers'.
import * as http from 'node:http';
import * as https from 'node:https';
import { FailureError } from '../../shared/domain/failure';
import type { HttpResponse } from './transport';

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In place of the path, for a proxy that is asked by whole addresses. */
  readonly target?: string;
  readonly agent: http.Agent;
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal;
  /** Its connections were closed by ourselves, and not by the server. */
  readonly isRetired?: () => boolean;
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
    const request = (what.url.protocol === 'https:' ? https : http).request(what.url, {
      method: what.method,
      ...(what.target !== undefined && { path: what.target }),
      agent: what.agent,
      headers: { ...what.headers, ...(body && { 'content-length': String(body.length) }) },
      signal: what.signal,
    });
    let hasAnswer = false;
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && !hasAnswer && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(isStale ? new StaleConnection('stale', { cause: error }) : error);
    });
    request.on('response', (response) => {
      hasAnswer = true;
      readBody(response, what.maxBodyBytes).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response.headers), body: text }),
        (error: unknown) => {
          reject(error);
          request.destroy();
        },
      );
    });
    request.end(body);
  });
}

async function readBody(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLong(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLong(maxBytes);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, length));
}

function tooLong(maxBytes: number): FailureError {
  return new FailureError('too-long', `answer longer than ${maxBytes} bytes`);
}

function flatHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
