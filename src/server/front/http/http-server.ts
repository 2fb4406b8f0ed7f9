// Node's HTTP server with the limits on, from a socket to a handler and back. A request that breaks something gets an answer like
// all others; nothing that comes in ends the process.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { bugWords } from '../../base/bug-words';
import type { Limits } from '../../base/limits';
import type { HttpOptions } from '../front-options';
import { HttpError, type Answer, type Exchange } from './exchange';
import { paths, ssoPaths } from './paths';
import { createGate, type Asked, type Refusal } from './own-address';
import { readBody } from './read-body';

export interface HttpServerParts {
  readonly options: HttpOptions;
  readonly limits: Limits;
  /** Undefined: hang up without an answer. A second answer body sent in its place is the fault plan's business. */
  readonly answer: (exchange: Exchange) => Promise<Answer | 'hang-up'>;
  readonly log: (line: string) => void;
}

export interface HttpServer {
  readonly url: string;
  /** Hangs up on everybody; goes on listening. */
  dropConnections(): void;
  stop(): Promise<void>;
}

export async function startHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  const { options, limits } = parts;
  const pending = new Set<AbortController>();
  const host = options.host ?? '127.0.0.1';
  const gate = createGate({ host, isEncrypted: options.tls !== undefined, allowedHosts: options.allowedHosts ?? [] });
  const server = createNodeServer(options, limits, (request, response) => {
    void serve(parts, gate, request, response, pending);
  });
  server.maxConnections = limits.connections;
  server.requestTimeout = limits.requestTimeoutMs;
  server.headersTimeout = limits.requestTimeoutMs;
  // Longer than clients wait between polls: a connection closed under a request looks like a lost one.
  server.keepAliveTimeout = 75_000;
  limitPerAddress(server, limits.connectionsPerAddress);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseSocket(error, socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => parts.log(`server error: ${bugWords(error)}`));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    dropConnections: () => server.closeAllConnections(),
    async stop() {
      for (const gone of pending) gone.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function createNodeServer({ tls }: HttpOptions, limits: Limits, listener: RequestListener): Server {
  const { headerBytes, requestTimeoutMs } = limits;
  const common = {
    maxHeaderSize: headerBytes,
    connectionsCheckingInterval: Math.min(5_000, requestTimeoutMs),
    handshakeTimeout: requestTimeoutMs,
  };
  if (!tls) return createServer(common, listener);
  const { minVersion = 'TLSv1.2' } = tls;
  return createTlsServer(
    {
      ...common,
      ...tls,
      minVersion,
      // OpenSSL signs nothing in TLS 1.0 and 1.1 without this; another library does not know the word.
      ...(minVersion === 'TLSv1' && !process.versions['electron'] && { ciphers: 'ALL:@SECLEVEL=0' }),
    },
    listener,
  );
}

function limitPerAddress(server: Server, atMost: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > atMost) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

/** What never became a request: too long a head, too slow, or not HTTP at all. */
function refuseSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function serve(
  { answer, limits, log }: HttpServerParts,
  gate: (asked: Asked) => Refusal | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  pending: Set<AbortController>,
): Promise<void> {
  const startedAt = performance.now();
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  response.once('close', abort);
  pending.add(gone);
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const method = request.method ?? '';
  let status = 0;
  try {
    // Before anything is counted: nobody's page shall use up what a person here may do.
    const refusal = gate({ headers: request.headers, hosts: request.headersDistinct['host'] ?? [] });
    if (refusal !== undefined) throw new HttpError(refusal);
    const result = await answer({
      request,
      method,
      path: path.toLowerCase(),
      query: rest.join('?'),
      address: request.socket.remoteAddress ?? '',
      gone: gone.signal,
      body: (atMostBytes = limits.bodyBytes) => readBody(request, Math.min(atMostBytes, limits.bodyBytes)),
    });
    if (result === 'hang-up') request.socket.destroy();
    else {
      status = send(response, request, result);
      if (result.onGone) whenClosed(response, result.onGone);
    }
  } catch (error) {
    if (error instanceof HttpError) status = send(response, request, { status: error.status, headers: error.headers });
    else if (!gone.signal.aborted) {
      log(`${method} failed: ${bugWords(error)}`);
      status = send(response, request, { status: 500 });
    }
  } finally {
    response.removeListener('close', abort);
    pending.delete(gone);
    hurry(response, limits.responseTimeoutMs);
    // Paths are a fixed few; anything else somebody typed may hold what is private.
    log(`${method} ${knownPath(path)} ${status || 'dropped'} ${Math.round(performance.now() - startedAt)} ms`);
  }
}

const knownPaths: ReadonlySet<string> = new Set(['/', ...Object.values(paths), ...Object.values(ssoPaths)]);
const knownPath = (path: string): string => (knownPaths.has(path.toLowerCase()) ? path.toLowerCase() : '(other)');

function whenClosed(response: ServerResponse, run: () => void): void {
  if (response.closed) run();
  else response.once('close', run);
}

/** Who asks and does not read would keep the answer in memory. */
function hurry(response: ServerResponse, timeoutMs: number): void {
  if (response.closed) return;
  const timer = setTimeout(() => response.destroy(), timeoutMs).unref();
  response.once('close', () => clearTimeout(timer));
}

function send(response: ServerResponse, request: IncomingMessage, { status, headers = {}, body = '' }: Answer): number {
  if (response.destroyed || response.headersSent) return status;
  // What is left of a body that nobody read would be taken for the next request.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? '' : body);
  return status;
}
