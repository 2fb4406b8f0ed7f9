// A feed of updates on this computer: what a test puts there, and what was asked.
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (response: ServerResponse) => void;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export const feedFile = `latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`;

export class UpdateFeed {
  readonly asked: Asked[] = [];
  private port = 0;
  private constructor(
    private readonly server: Server,
    private readonly answers: Map<string, Answer>,
  ) {}

  static async start(): Promise<UpdateFeed> {
    const answers = new Map<string, Answer>();
    const server = createServer(({ method = '', url = '', headers }, response) => {
      feed.asked.push({ method, path: url, headers });
      const answer = answers.get(url);
      if (answer) answer(response);
      else response.writeHead(404).end();
    });
    const feed = new UpdateFeed(server, answers);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    feed.port = (server.address() as AddressInfo).port;
    return feed;
  }

  /** Still known when it has stopped. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  put(path: string, answer: Answer | string | Buffer): void {
    this.answers.set(path, typeof answer === 'function' ? answer : (response) => response.end(answer));
  }

  /** As electron-builder writes it. Below `folder`, which begins and ends with a slash. */
  release(
    folder: string,
    version: string,
    file: { readonly url: string; readonly sha512: string; readonly size: number },
  ) {
    this.put(
      `${folder}${feedFile}`,
      `version: ${version}\nfiles:\n  - url: ${file.url}\n    sha512: ${file.sha512}\n    size: ${file.size}\n` +
        `path: ${file.url}\nsha512: ${file.sha512}\nreleaseDate: '2026-11-28T10:00:00.000Z'\n`,
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

export const sum = (content: string | Buffer): string => createHash('sha512').update(content).digest('base64');
