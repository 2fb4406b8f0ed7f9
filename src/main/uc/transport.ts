// What the engine asks of a network stack. Two live behind it: Chromium's and Node's (design, "Decisions taken").

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From start to the last byte, milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Keys in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Throws `FailureError` when no HTTP answer came (unreachable, unknown-host, timeout, tls, certificate, old-tls, cancelled, too-long). */
export interface Transport {
  request(request: HttpRequest): Promise<HttpResponse>;
}
