// What a handler gets of one HTTP request, and what it gives back.
import type { IncomingMessage } from 'node:http';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly method: string;
  /** Lower case: the paths of the servers of the time were compared without case. */
  readonly path: string;
  /** Without the question mark, as sent. */
  readonly query: string;
  /** By what the client reaches the server, as far as that is known: `https://im.example.com`. */
  readonly origin: string;
  /** Of the client, for counting what it does. */
  readonly address: string;
  /** The same for all requests of one connection of the client: behind a proxy that is not known, then it is another one each time. */
  readonly line: object;
  /** Aborted when the client has hung up or the server stops. */
  readonly gone: AbortSignal;
  /** Throws `HttpError` when it is longer than this, or than any may be. Empty: it is not UTF-8. */
  readonly body: (atMostBytes?: number) => Promise<string>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Called once when the whole of it has been handed on, or the line has broken. */
  readonly onGone?: () => void;
}

export type Handler = (exchange: Exchange) => Promise<Answer> | Answer;

/** A refusal that has no place in the protocol. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`status ${status}`);
  }
}

/** No declaration and no byte-order mark (field notes). */
export function xmlAnswer(body: string, ticket?: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', ...(ticket && { 'CWA-Ticket': ticket }) },
    body,
  };
}
