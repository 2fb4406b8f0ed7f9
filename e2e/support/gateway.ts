// What stands between Parley and its server: lets everything through, or plays the portal of a hotel, a network that has gone, a
// proxy. A real HTTP server, as a reverse proxy and as one that is asked by whole addresses.
import {
  Agent,
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly wasAnsweredHere: boolean;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export class Gateway {
  readonly seen: SeenRequest[] = [];
  /** In place of the server's; undefined: everything goes through. */
  answer: Answer | undefined;
  /** Which requests get that answer, by their path. */
  answers: (path: string) => boolean = () => true;
  /** Where on this host the server is, `/ocs`; everything else is not found. */
  below = '';
  /** Of what the server says; undefined: as it is. */
  rewrite: ((said: string) => string) | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly agent = new Agent({ keepAlive: false });
  private port = 0;
  private server: Server | undefined;

  constructor(
    private readonly target: () => string,
    private readonly onReply: (headers: IncomingHttpHeaders) => void = () => {},
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** On the port it had before, if it ran. */
  async start(): Promise<this> {
    const server = createServer((request, response) => void this.handle(request, response));
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((done, fail) => server.once('error', fail).listen(this.port, '127.0.0.1', done));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  /** Nobody listens any more. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.cut();
    if (server) await new Promise((done) => server.close(done));
  }

  /** Every connection breaks; new ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    try {
      for await (const chunk of request) body += String(chunk);
    } catch {
      return;
    }
    const path = (request.url ?? '/').replace(/^http:\/\/[^/]+/, '');
    const answer = this.answers(path) ? this.answer : undefined;
    this.seen.push({ method: request.method ?? '', path, body, wasAnsweredHere: answer !== undefined });
    if (answer) return answer(request, response);
    if (!path.startsWith(`${this.below}/`)) return void response.writeHead(404).end();
    const { connection: _, 'proxy-connection': __, ...headers } = request.headers;
    const onward = send(
      this.target() + path.slice(this.below.length),
      { method: request.method ?? 'GET', headers, agent: this.agent },
      (reply) => {
        this.onReply(reply.headers);
        if (this.rewrite) return void this.passOn(reply, response, this.rewrite);
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(body);
  }

  private async passOn(
    reply: IncomingMessage,
    response: ServerResponse,
    rewrite: (said: string) => string,
  ): Promise<void> {
    let said = '';
    for await (const chunk of reply) said += String(chunk);
    const { 'content-length': _, ...headers } = reply.headers;
    response.writeHead(reply.statusCode ?? 502, headers);
    response.end(rewrite(said));
  }
}

/** A portal that shows its page in place of whatever was asked. */
export const portalPage: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<!doctype html><html><title>Harbour Hotel</title><h1>Welcome. Your room number, please?</h1></html>');
};
