// A proxy that transports are tried on: takes CONNECT and whole addresses, all of which lead to this computer, and may ask who this is, by Basic, by NTLM, or in a way that
// nobody knows. By hand on sockets, since NTLM binds to a connection that also tunnels. For tests alone.
import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { judgeNtlm } from './contract-ntlm-server';

export interface ProxyOptions {
  /** Default: nobody is asked. `ntlm`: for the user of `contract-ntlm-server.ts`. */
  readonly asks?: 'basic' | 'ntlm' | 'unknown';
  readonly user?: string;
  readonly password?: string;
  readonly realm?: string;
}

export class TestProxy {
  /** What was asked and let through, `CONNECT host:port` or `POST http://…`. */
  readonly passed: string[] = [];
  /** Every `Proxy-Authorization` that came. */
  readonly given: string[] = [];
  /** What came in clear, without what was tunnelled. */
  text = '';
  options: ProxyOptions;
  private port = 0;
  private server: net.Server | undefined;
  private readonly sockets = new Set<net.Socket>();

  constructor(options: ProxyOptions = {}) {
    this.options = options;
  }

  /** `host:port` */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    const server = net.createServer((socket) => {
      this.keep(socket);
      void this.serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }

  /** Every connection breaks. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private keep(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  private async serve(socket: net.Socket): Promise<void> {
    const reader = new HeadReader(socket);
    for (;;) {
      const head = await reader.next();
      if (!head) return;
      const { method, target, headers } = head;
      const body = await reader.body(Number(headers['content-length'] ?? 0));
      this.text += `${head.raw}${body.toString('utf8')}`;
      const challenge = this.challengeOf(headers['proxy-authorization'], socket);
      if (challenge !== undefined) {
        const page = 'ask';
        socket.write(
          `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${challenge}\r\n` +
            `Connection: keep-alive\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
        );
        continue;
      }
      this.passed.push(`${method} ${target}`);
      if (method === 'CONNECT') return this.tunnel(socket, target, reader.release());
      await this.forward(socket, { method, target, headers, body });
    }
  }

  private challengeOf(authorization: string | undefined, socket: net.Socket): string | undefined {
    const { asks, user = 'dana', password = 'for the proxy', realm = 'Example network' } = this.options;
    if (authorization !== undefined) this.given.push(authorization);
    if (asks === undefined) return undefined;
    if (asks === 'unknown') return 'Moonlight phase="full"';
    if (asks === 'basic') {
      const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
      return authorization === expected ? undefined : `Basic realm="${realm}"`;
    }
    if (known.has(socket)) return undefined;
    const { isProved, offer } = judgeNtlm(authorization, socket);
    if (!isProved) return offer;
    known.add(socket);
    return undefined;
  }

  private tunnel(socket: net.Socket, target: string, rest: Buffer): void {
    const onward = net.connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(rest);
      socket.pipe(onward).pipe(socket);
    });
    this.keep(onward);
    onward.on('close', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  }

  private forward(
    socket: net.Socket,
    { method, target, headers, body }: Omit<Head, 'raw'> & { readonly body: Buffer },
  ): Promise<void> {
    const url = new URL(target);
    const { 'proxy-authorization': _, 'proxy-connection': __, connection: ___, ...rest } = headers;
    return new Promise((done) => {
      const onward = http.request(
        { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method, headers: rest, agent: false },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () => {
            const page = Buffer.concat(chunks);
            const lines = Object.entries(reply.headers).flatMap(([name, value]) =>
              ['connection', 'transfer-encoding', 'content-length', 'keep-alive'].includes(name)
                ? []
                : [value ?? ''].flat().map((each) => `${name}: ${each}\r\n`),
            );
            socket.write(`HTTP/1.1 ${reply.statusCode} ${reply.statusMessage ?? ''}\r\n${lines.join('')}`);
            socket.write(`Content-Length: ${page.length}\r\n\r\n`);
            socket.write(page);
            done();
          });
        },
      );
      onward.on('error', () => {
        socket.destroy();
        done();
      });
      onward.end(body);
    });
  }
}

/** Connections that NTLM has proved. */
const known = new WeakSet<net.Socket>();

interface Head {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
}

/** Requests on one connection, one after the other. */
class HeadReader {
  private buffer = Buffer.alloc(0);
  private isOver = false;
  private wake = (): void => undefined;
  private readonly take = (chunk: Buffer): void => {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    this.wake();
  };

  constructor(private readonly socket: net.Socket) {
    socket.on('data', this.take);
    socket.on('close', () => {
      this.isOver = true;
      this.wake();
    });
  }

  async next(): Promise<Head | undefined> {
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end >= 0) {
        const raw = this.buffer.subarray(0, end + 4).toString('latin1');
        this.buffer = this.buffer.subarray(end + 4);
        const [line = '', ...rest] = raw.trimEnd().split('\r\n');
        const [method = '', target = ''] = line.split(' ');
        const pairs = rest.map((each): [string, string] => {
          const at = each.indexOf(':');
          return [each.slice(0, at).toLowerCase(), each.slice(at + 1).trim()];
        });
        return { method, target, headers: Object.fromEntries(pairs), raw };
      }
      if (this.isOver) return undefined;
      await this.more();
    }
  }

  async body(length: number): Promise<Buffer> {
    while (this.buffer.length < length && !this.isOver) await this.more();
    const body = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    return body;
  }

  /** The connection is somebody else's from now on. */
  release(): Buffer {
    this.socket.off('data', this.take);
    return this.buffer;
  }

  private more(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}
