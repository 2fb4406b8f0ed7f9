// For tests: a real HTTP service on loopback that answers as the test tells it. It speaks just enough of the protocol to be
// polled; the strict one is the embedded server.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { encodeEvents, type CwaEvent, type NumberedEvent } from '../../../protocol/events';
import { encodeReplies, type CwaReply } from '../../../protocol/replies';
import { decodeRequests, type AnyRequest, type CwaRequest } from '../../../protocol/requests';

type WithoutEid<Event> = Event extends unknown ? Omit<Event, 'eid'> : never;
export type ScriptedEvent = WithoutEid<CwaEvent>;

export interface RawAnswer {
  readonly status?: number;
  readonly body?: string;
  /** Cuts the connection instead of answering. */
  readonly drop?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Queued {
  readonly eid: number;
  readonly xml: string;
}

export class ScriptedService {
  url = '';
  self = 'sip:dana@example.com';
  /** Every request that was taken, by POST. */
  readonly posts: CwaRequest[][] = [];
  /** The same as they were written. */
  readonly bodies: string[] = [];
  readonly pollUrls: string[] = [];
  /** Every `logon`, as it was written and where it was sent. */
  readonly logons: { path: string; body: string }[] = [];
  readonly polls: { sid: number; ackId: number; ua: boolean }[] = [];
  signIns = 0;
  /** Channels of the exchanges that the client broke off before they were answered. */
  readonly brokenOff: ('sign-in' | 'command' | 'data')[] = [];
  /** Highest number of commands under way at the same time. */
  mostParallel = 0;
  pollWaitMs = 5;
  password = 'correct horse';
  /** Of what goes well: a proxy on the way may say another than 200. */
  status = 200;
  /** What its tickets begin with. */
  name = 'T';
  ticket = 'T0';
  sid = 76;
  /** Answers one request; default: accepted, and a `requestSucceeded` follows. */
  onRequest: (request: CwaRequest) => CwaReply | readonly CwaReply[] | undefined = (request) => this.succeed(request);
  /** Overrules the reply to `initiateSession`; the session is there all the same. */
  answerInitiateSession: (sid: number) => string | undefined = () => undefined;
  /** Whether the reply to `logon` has the address of who signed in. */
  namesUserAtSignIn = true;
  /** Overrules the reply to a document of commands; undefined: as usual. May take its time. */
  answerCommands: (requests: readonly CwaRequest[]) => RawAnswer | undefined | Promise<RawAnswer | undefined> = () =>
    undefined;
  /** Overrules what a channel answers; undefined: as usual. Called with the channel's own number of the exchange, from 1. */
  intercept: (channel: 'sign-in' | 'command' | 'data', count: number, body: string) => RawAnswer | undefined = () =>
    undefined;
  /** A new ticket with every answer to a poll; the one before counts no more. */
  rotatesTickets = false;
  /** Sent at the start of each session. */
  firstEvents: readonly ScriptedEvent[] = [];

  private events: Queued[] = [];
  private acknowledged = 0;
  private nextEid = 1;
  private parallel = 0;
  private readonly counts = { 'sign-in': 0, command: 0, data: 0 };
  private server: Server | undefined;

  async start(tls?: { readonly key: string; readonly cert: string }): Promise<this> {
    const answer = (request: IncomingMessage, response: ServerResponse): void => void this.answer(request, response);
    this.server = tls ? createSecureServer(tls, answer) : createServer(answer);
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `${tls ? 'https' : 'http'}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  push(...events: ScriptedEvent[]): void {
    for (const event of events) {
      const eid = this.nextEid++;
      const document = encodeEvents({ ackId: 0, events: [{ ...event, eid } as NumberedEvent] });
      this.events.push({ eid, xml: document.slice(document.indexOf('>') + 1, document.lastIndexOf('</')) });
    }
  }

  /** Elements as they shall be written; `EID` stands for the number of each. */
  pushXml(...elements: string[]): void {
    for (const xml of elements) {
      const eid = this.nextEid++;
      this.events.push({ eid, xml: xml.replaceAll('EID', String(eid)) });
    }
  }

  /** Resolves when the client has applied all that was pushed before. */
  async applied(): Promise<void> {
    const last = this.nextEid - 1;
    while (this.acknowledged < last) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  succeed({ rid }: CwaRequest): CwaReply {
    this.push({ kind: 'requestSucceeded', rid });
    return { kind: 'requestAccepted', rid };
  }

  /** Answers `initiateImSession` with the number and lets the others join at once. */
  letPeersJoin(confId: number): void {
    this.onRequest = (request) => {
      const reply = this.succeed(request);
      if (request.kind !== 'conference' || request.action.kind !== 'initiateImSession') return reply;
      this.push(
        { kind: 'conference', confId, updates: [{ kind: 'initiateImSessionAccepted', rid: request.rid, confId }] },
        { kind: 'conference', confId, updates: [{ kind: 'imSessionState', state: 'connected' }] },
      );
      return { kind: 'requestAccepted', rid: request.rid, confId };
    };
  }

  /** The session is gone: its number is refused from now on. */
  loseSession(): void {
    this.sid += 1;
  }

  /** Only a new sign-in helps. */
  expireTicket(): void {
    this.ticket = 'expired';
  }

  requests(): CwaRequest[] {
    return this.posts.flat();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '/', this.url);
    const channel = url.pathname.endsWith('logon.html')
      ? 'sign-in'
      : url.pathname.endsWith('AsyncDataChannel.ashx')
        ? 'data'
        : 'command';
    this.counts[channel] += 1;
    response.on('close', () => {
      if (!response.writableEnded) this.brokenOff.push(channel);
    });
    response.statusCode = this.status;
    const raw = this.intercept(channel, this.counts[channel], body);
    if (raw) return this.answerRaw(raw, response);
    if (channel === 'sign-in') {
      this.logons.push({ path: url.pathname, body });
      return this.signIn(body, response);
    }
    if (request.headers['cwa-ticket'] !== this.ticket) return void response.writeHead(401).end();
    if (channel === 'data') this.poll(url, response);
    else await this.command(body, response);
  }

  private answerRaw({ status = 200, headers, body = '', drop }: RawAnswer, response: ServerResponse): void {
    if (drop) response.socket?.destroy();
    else response.writeHead(status, headers).end(body);
  }

  private signIn(body: string, response: ServerResponse): void {
    this.signIns += 1;
    const [logon] = decodeRequests(body).requests as AnyRequest[];
    if (logon?.kind !== 'logon' || logon.password !== this.password) {
      const error = { code: 18102, reason: 'refused' };
      return void response.end(encodeReplies({ replies: [{ kind: 'error', error }] }));
    }
    this.ticket = `${this.name}${this.signIns}`;
    response.setHeader('CWA-Ticket', this.ticket);
    response.end(
      encodeReplies({
        replies: [
          { kind: 'signInSucceeded', ...(this.namesUserAtSignIn && { uri: this.self }), signInData: 'c2lkPQ==' },
        ],
      }),
    );
  }

  private async command(body: string, response: ServerResponse): Promise<void> {
    this.parallel += 1;
    this.mostParallel = Math.max(this.mostParallel, this.parallel);
    // Long enough for a second one to arrive, if the client were to send it.
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.parallel -= 1;
    this.bodies.push(body);
    const { sid, requests } = decodeRequests(body);
    const taken = requests as CwaRequest[];
    const first = taken[0];
    if (first?.kind === 'initiateSession') {
      this.posts.push(taken);
      this.sid += 1;
      this.events = [];
      this.acknowledged = 0;
      this.nextEid = 1;
      this.push({ kind: 'requestSucceeded', rid: first.rid }, ...this.firstEvents);
      const written = this.answerInitiateSession(this.sid);
      if (written !== undefined) return void response.end(written);
      const session = { sid: this.sid, uri: this.self, pollWaitTimeMs: this.pollWaitMs };
      return void response.end(encodeReplies({ replies: [{ kind: 'requestAccepted', rid: first.rid, session }] }));
    }
    if (sid !== this.sid) {
      const replies = taken.map(({ rid }) => ({ kind: 'requestFailed', rid, error: { code: 18100 } }) as const);
      return void response.end(encodeReplies({ replies }));
    }
    this.posts.push(taken);
    const raw = await this.answerCommands(taken);
    if (raw) return this.answerRaw(raw, response);
    response.end(encodeReplies({ replies: taken.flatMap((request) => this.onRequest(request) ?? []) }));
  }

  private poll(url: URL, response: ServerResponse): void {
    this.pollUrls.push(url.search);
    const sid = Number(url.searchParams.get('Sid'));
    const ackId = Number(url.searchParams.get('AckID'));
    this.polls.push({ sid, ackId, ua: url.searchParams.get('UA') === 'true' });
    if (sid !== this.sid) {
      return void response.end(encodeReplies({ replies: [{ kind: 'error', error: { code: 18100 } }] }));
    }
    if (this.rotatesTickets) {
      this.ticket = `R${this.polls.length}`;
      response.setHeader('CWA-Ticket', this.ticket);
    }
    this.acknowledged = ackId;
    const events = this.events.filter(({ eid }) => eid > ackId);
    const last = events.at(-1)?.eid ?? ackId;
    const root = `cwaEvents sid="${sid}" ackId="${last}" pollWaitTime="${this.pollWaitMs}"`;
    response.end(`<${root}>${events.map(({ xml }) => xml).join('')}</cwaEvents>`);
  }
}
