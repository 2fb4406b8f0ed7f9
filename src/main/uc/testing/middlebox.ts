// For tests: a real HTTP server between a client and a service on loopback, which passes on what it is not told to answer itself.
import {
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawAnswer } from './scripted-service';

export interface Passing {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly isPoll: boolean;
  /** What the client says. */
  readonly headers: IncomingHttpHeaders;
  /** The client has hung up. */
  readonly isGone: () => boolean;
  /** What the service answers. */
  forward(): Promise<Required<Pick<RawAnswer, 'status' | 'body' | 'headers'>>>;
}

export class Middlebox {
  url = '';
  readonly polls: string[] = [];
  commands = 0;
  /** Undefined: passed on. */
  answer: (passing: Passing) => Promise<RawAnswer | undefined> = async () => undefined;
  private server: Server | undefined;

  constructor(private readonly target: () => string) {}

  async start(): Promise<this> {
    this.server = createServer(
      (request, response) => void this.pass(request, response).catch(() => response.destroy()),
    );
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = 'GET', url = '/' } = request;
    const isPoll = method === 'GET';
    if (isPoll) this.polls.push(url);
    else this.commands += 1;
    const forward = (): Promise<Required<RawAnswer>> => this.forward(request, body);
    const answer = await this.answer({
      method,
      url,
      isPoll,
      headers: request.headers,
      isGone: () => request.socket.destroyed,
      forward,
    });
    const { drop, status, headers, body: text } = answer ?? (await forward());
    if (drop) return void request.socket.destroy();
    response.writeHead(status ?? 200, headers).end(text ?? '');
  }

  private forward(from: IncomingMessage, body: string): Promise<Required<RawAnswer>> {
    return new Promise((resolve, reject) => {
      const { host: _, connection: __, ...headers } = from.headers;
      const options = { method: from.method ?? 'GET', headers, agent: false };
      const outgoing = send(new URL(from.url ?? '/', this.target()), options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const ticket = response.headers['cwa-ticket'];
          resolve({
            status: response.statusCode ?? 0,
            headers: typeof ticket === 'string' ? { 'CWA-Ticket': ticket } : {},
            body: text,
            drop: false,
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}
