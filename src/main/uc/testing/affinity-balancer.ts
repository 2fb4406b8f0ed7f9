// For tests: a load balancer that knows its visitors by a cookie alone, in front of servers that know nothing of each other's tickets
// and sessions (field notes).
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export class AffinityBalancer {
  url = '';
  /** Path and cookie of every request, in order. */
  readonly seen: { readonly path: string; readonly cookie: string | undefined }[] = [];
  private next = 0;
  private readonly server: Server;

  constructor(private readonly servers: readonly { readonly url: string }[]) {
    this.server = createServer((request, response) => this.pass(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url: path = '/', headers } = request;
    // For who looks at it from another process.
    if (path === '/seen') return void response.end(JSON.stringify(this.seen));
    this.seen.push({ path, cookie: headers.cookie });
    const known = /(?:^|;\s*)node=(\d+)/u.exec(headers.cookie ?? '')?.[1];
    // Each without the cookie goes to another one than the one before.
    const node = known === undefined ? this.next++ % this.servers.length : Number(known);
    const target = this.servers[node];
    if (!target) return void response.writeHead(503).end();
    const onward = ask(`${target.url}${path}`, { method, headers }, (answer) => {
      const setCookie = known === undefined ? ['Set-Cookie', `node=${node}; Path=/; HttpOnly`] : [];
      response.writeHead(answer.statusCode ?? 502, [...answer.rawHeaders, ...setCookie]);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
