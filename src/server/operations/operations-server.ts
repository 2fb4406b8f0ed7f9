// The port for those who look after the server: `/healthz` says whether somebody new can sign in here, `/metrics` counts. On loopback
// alone, and apart from the service, so that no proxy in front can lead anybody to it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGate } from '../front/http/own-address';
import type { ServerState } from '../server';
import type { Metrics } from './metrics';

export interface OperationsServer {
  /** `http://127.0.0.1:9101` */
  readonly url: string;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const connections = 64;
const timeoutMs = 10_000;

/** Rejects when the port cannot be had. */
export async function startOperationsServer(
  port: number,
  metrics: Metrics,
  state: () => ServerState,
): Promise<OperationsServer> {
  // No page of somebody else may read it either.
  const gate = createGate({ host, isEncrypted: false, allowedHosts: [] });

  async function answer(request: IncomingMessage): Promise<OperationsAnswer> {
    const refusal = gate({ headers: request.headers, hosts: request.headersDistinct['host'] ?? [] });
    if (refusal !== undefined) return { status: refusal };
    const [path] = (request.url ?? '').split('?');
    if (path !== '/healthz' && path !== '/metrics') return { status: 404 };
    if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405 };
    if (path === '/healthz') return healthOf(state());
    return { status: 200, type: metrics.contentType, body: await metrics.text(state()) };
  }

  const server = createServer({ requestTimeout: timeoutMs, headersTimeout: timeoutMs }, (request, response) => {
    void answer(request).then(
      (given) => send(request, response, given),
      () => send(request, response, { status: 500 }),
    );
  });
  server.maxConnections = connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  // None is worth the server's life.
  server.on('error', () => undefined);
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface OperationsAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

/** 503: nobody new should come here. Whoever is here already stays, so it is no reason to kill the process. */
function healthOf({ isDraining, world, sessions }: ServerState): OperationsAnswer {
  const status = isDraining ? 'draining' : world.state;
  const since = world.state === 'away' ? new Date(world.since).toISOString() : undefined;
  return {
    status: status === 'ok' ? 200 : 503,
    type: 'application/json',
    body: `${JSON.stringify({ status, sessions, ...(since !== undefined && { worldAwaySince: since }) })}\n`,
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type = 'text/plain; charset=utf-8', body = '' }: OperationsAnswer,
): void {
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? '' : body);
}
