// What hostile pages run against: a stranger's web server that notes what was fetched, and a port that notes who knocks.
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';

export interface Stranger {
  readonly origin: string;
  /** What was fetched, in order. */
  readonly paths: readonly string[];
  stop(): Promise<void>;
}

const redirects: Readonly<Record<string, string>> = {
  '/redirect': '/target',
  '/redirect-to-mail': 'mailto:kim@example.com',
};

export async function startStranger(): Promise<Stranger> {
  const paths: string[] = [];
  const server = createHttpServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stranger').pathname;
    paths.push(path);
    const location = redirects[path];
    if (location !== undefined) return response.writeHead(302, { location }).end();
    if (path === '/download') response.setHeader('content-disposition', 'attachment; filename="x.exe"');
    response.setHeader('access-control-allow-origin', '*');
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Stranger</title><body>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Hangs up on everybody. */
export async function startWatchedPort(): Promise<{
  readonly port: number;
  connections(): number;
  stop(): Promise<void>;
}> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {}).destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: () => new Promise((closed) => void server.close(() => closed())),
  };
}
