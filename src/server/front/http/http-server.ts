// Node's HTTP server with the limits on, from a socket to a handler and back. A request that breaks something gets an answer like
// all others; nothing that comes in ends the process.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { bugWords } from '../../base/bug-words';
import type { Limits } from '../../base/limits';
import type { Log } from '../../base/log';
import type { HttpOptions } from '../front-options';
import { createClientAddresses, type ClientAddresses } from './client-address';
import { HttpError, type Answer, type Exchange } from './exchange';
import { paths, ssoPaths } from './paths';
import { createGate, type Asked, type Refusal } from './own-address';
import { readBody } from './read-body';

export interface HttpServerParts {
  readonly options: HttpOptions;
  readonly limits: Limits;
  /** Undefined: hang up without an answer. A second answer body sent in its place is the fault plan's business. */
  readonly answer: (exchange: Exchange) => Promise<Answer | 'hang-up'>;
  readonly log: Log;
}

export interface HttpServer {
  readonly url: string;
  /** How many connections are open. */
  readonly connections: number;
  /** From now on a connection ends with the next answer that goes out on it. */
  closeAfterAnswers(): void;
  /** Resolves when every answer that is owed has gone out whole, or when so much time has passed. */
  settle(atMostMs: number): Promise<void>;
  /** Hangs up on everybody; goes on listening. */
  dropConnections(): void;
  stop(): Promise<void>;
}

export async function startHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  const { options, limits } = parts;
  const { trustedProxies = [] } = options;
  const addresses = createClientAddresses(trustedProxies);
  const host = options.host ?? '127.0.0.1';
  const gate = createGate({ host, isEncrypted: options.tls !== undefined, allowedHosts: options.allowedHosts ?? [] });
  const desk: Desk = { ...parts, gate, addresses, pending: new Set(), owed: new Set(), isClosing: false };
  const server = createNodeServer(options, limits, (request, response) => {
    void serve(desk, request, response);
  });
  server.maxConnections = trustedProxies.length > 0 ? limits.connectionsBehindProxy : limits.connections;
  server.requestTimeout = limits.requestTimeoutMs;
  server.headersTimeout = limits.requestTimeoutMs;
  // Longer than clients wait between polls: a connection closed under a request looks like a lost one.
  server.keepAliveTimeout = 75_000;
  const open = countPerAddress(server, limits.connectionsPerAddress, addresses);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseSocket(error, socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => parts.log({ event: 'bug', where: 'socket', at: bugWords(error) }));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    get connections() {
      return open.size;
    },
    closeAfterAnswers() {
      desk.isClosing = true;
    },
    async settle(atMostMs) {
      const late = new Promise<void>((resolve) => setTimeout(resolve, atMostMs).unref());
      const answered = [...desk.owed].map((response) => new Promise<void>((done) => whenClosed(response, done)));
      await Promise.race([late, Promise.all(answered)]);
    },
    dropConnections: () => server.closeAllConnections(),
    async stop() {
      for (const gone of desk.pending) gone.abort();
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

/** Gives back all that are open. Those of a trusted proxy are those of many, and not counted. */
function countPerAddress(server: Server, atMost: number, addresses: ClientAddresses): ReadonlySet<Socket> {
  const all = new Set<Socket>();
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    all.add(socket);
    socket.once('close', () => all.delete(socket));
    const address = socket.remoteAddress ?? '';
    if (addresses.isProxy(address)) return;
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
  return all;
}

/** What all requests of one server share. */
interface Desk extends HttpServerParts {
  readonly gate: (asked: Asked) => Refusal | undefined;
  readonly addresses: ClientAddresses;
  /** Of requests that wait for their answer. */
  readonly pending: Set<AbortController>;
  /** Until the whole answer has gone out. */
  readonly owed: Set<ServerResponse>;
  isClosing: boolean;
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

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options, answer, limits, log, gate, addresses, pending, owed } = desk;
  const startedAt = performance.now();
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  response.once('close', abort);
  pending.add(gone);
  owed.add(response);
  whenClosed(response, () => owed.delete(response));
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const method = request.method ?? '';
  const peer = request.socket.remoteAddress ?? '';
  let status: number | 'dropped' = 'dropped';
  const give = (given: Answer): void => {
    // What is left of a body that nobody read would be taken for the next request.
    if (!request.complete || desk.isClosing) response.setHeader('Connection', 'close');
    status = send(response, request, given);
  };
  try {
    // Before anything is counted: nobody's page shall use up what a person here may do.
    const refusal = gate({ headers: request.headers, hosts: request.headersDistinct['host'] ?? [] });
    if (refusal !== undefined) throw new HttpError(refusal);
    const result = await answer({
      request,
      method,
      path: path.toLowerCase(),
      query: rest.join('?'),
      origin: originOf(request, options.tls !== undefined, addresses.isProxy(peer)),
      address: addresses.of(peer, request.headersDistinct['x-forwarded-for'] ?? []),
      line: addresses.isProxy(peer) ? request : request.socket,
      gone: gone.signal,
      body: (atMostBytes = limits.bodyBytes) => readBody(request, Math.min(atMostBytes, limits.bodyBytes)),
    });
    if (result === 'hang-up') request.socket.destroy();
    else {
      give(result);
      if (result.onGone) whenClosed(response, result.onGone);
    }
  } catch (error) {
    if (error instanceof HttpError) give({ status: error.status, headers: error.headers });
    else if (!gone.signal.aborted) {
      log({ event: 'bug', where: 'request', at: bugWords(error) });
      give({ status: 500 });
    }
  } finally {
    response.removeListener('close', abort);
    pending.delete(gone);
    hurry(response, limits.responseTimeoutMs);
    // Paths are a fixed few; anything else somebody typed may hold what is private.
    log({ event: 'request', method, path: knownPath(path), status, ms: Math.round(performance.now() - startedAt) });
  }
}

const knownPaths: ReadonlySet<string> = new Set(['/', ...Object.values(paths), ...Object.values(ssoPaths)]);
const knownPath = (path: string): string => (knownPaths.has(path.toLowerCase()) ? path.toLowerCase() : '(other)');

/** The name is one of ours: the gate has looked. A proxy that is trusted may have done the encryption. */
function originOf({ headers }: IncomingMessage, isEncrypted: boolean, isByProxy: boolean): string {
  const said = isByProxy ? headers['x-forwarded-proto'] : undefined;
  const isHttps = said === undefined ? isEncrypted : said === 'https';
  return `${isHttps ? 'https' : 'http'}://${headers.host ?? ''}`;
}

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
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? '' : body);
  return status;
}
