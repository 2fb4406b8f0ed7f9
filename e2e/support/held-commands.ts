// Holds back what one Parley asks its server for, so that a test sees what is shown until the answer comes, or gives another answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Gateway } from './gateway';

/** A command that has not been answered. */
interface Held {
  readonly body: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export class HeldCommands {
  private readonly held: Held[] = [];

  private constructor(
    private readonly gateway: Gateway,
    private readonly target: string,
  ) {}

  /** Stands before the server at this address; nothing is held yet. */
  static async before(target: string): Promise<HeldCommands> {
    return new HeldCommands(await new Gateway(() => target).start(), target);
  }

  get url(): string {
    return this.gateway.url;
  }

  /** From now on, the commands in which this element stands. */
  hold(element: string): void {
    this.gateway.answers = (path) => path.includes('MainCommandHandler');
    this.gateway.answer = (request, response) => {
      const body = this.gateway.seen.at(-1)?.body ?? '';
      const held = { body, request, response };
      if (body.includes(`<${element}`)) this.held.push(held);
      else void this.pass(held);
    };
  }

  get count(): number {
    return this.held.length;
  }

  /** The server gets what is held, and everything from now on. */
  async release(): Promise<void> {
    this.gateway.answer = undefined;
    await Promise.all(this.held.splice(0).map((each) => this.pass(each)));
  }

  /** What is held is refused, as one who may not do it (18102); everything from now on gets through. */
  refuse(): void {
    this.gateway.answer = undefined;
    for (const { body, response } of this.held.splice(0)) {
      const rid = /\brid="([^"]+)"/u.exec(body)?.[1] ?? '';
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(`<cwaResponses requestProcessed="0">${failureOf(rid)}</cwaResponses>`);
    }
  }

  /** Of what is held, the requests in which this stands are refused, as what may not be done (18102); everything else gets through. */
  async refuseOnly(part: string): Promise<void> {
    this.gateway.answer = undefined;
    await Promise.all(
      this.held.splice(0).map((each) => {
        const requests = each.body.match(/<(\w+) rid="[^"]*">.*?<\/\1>/gsu) ?? [];
        const refused = requests.filter((request) => request.includes(part));
        const body = refused.reduce((text, request) => text.replace(request, ''), each.body);
        const rids = refused.map((request) => /\brid="([^"]*)"/u.exec(request)?.[1] ?? '');
        return this.pass({ ...each, body }, rids.map(failureOf).join(''), refused.length < requests.length);
      }),
    );
  }

  /** As if the line was torn: what is held never arrives, and nobody answers until `mend`. */
  async tear(): Promise<void> {
    this.held.splice(0);
    this.gateway.answer = undefined;
    await this.gateway.stop();
  }

  async mend(): Promise<void> {
    await this.gateway.start();
  }

  stop(): Promise<void> {
    return this.gateway.stop();
  }

  /** `also`: told beside what the server answers. */
  private async pass({ body, request, response }: Held, also = '', isAnythingLeft = true): Promise<void> {
    if (!isAnythingLeft) {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(`<cwaResponses requestProcessed="0">${also}</cwaResponses>`);
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name) ? [[name, value]] : [],
      ),
    );
    const answer = await fetch(this.target + (request.url ?? '/'), { method: 'POST', headers, body });
    const text = await answer.text();
    const told = [...answer.headers].filter(
      ([name]) => !/^(?:connection|content-length|content-encoding|transfer-encoding)$/u.test(name),
    );
    response.writeHead(answer.status, Object.fromEntries(told));
    response.end(text.replace('</cwaResponses>', `${also}</cwaResponses>`));
  }
}

function failureOf(rid: string): string {
  const error = '<error code="18102" reason="Invalid operation" detail="This may not be done."/>';
  return `<requestFailed rid="${rid}">${error}</requestFailed>`;
}
