// As little of a client as can hold a session: signs in, polls, says something and hears it. The engine would measure itself.
import type { ConferenceAction } from '../../../src/protocol/conference-actions';
import { decodeEvents, type CwaEvent, type UnreadableEvent } from '../../../src/protocol/events';
import { decodeReplies, type CwaReply } from '../../../src/protocol/replies';
import { encodeRequests, type AnyRequest } from '../../../src/protocol/requests';
import { sleep } from '../../chaos/fast-clock';

export interface LoadHooks {
  readonly onHeard: (text: string) => void;
  readonly onConfirmed: () => void;
  readonly onTrouble: (words: string) => void;
}

/** Sends one request and reads the whole of the answer. */
export type Ask = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body?: string },
) => Promise<{ readonly status: number; readonly ticket: string | undefined; readonly text: string }>;

const pauseMs = 500;

const askByFetch: Ask = async (url, { headers, body }) => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body !== undefined && { body }),
  });
  const ticket = response.headers.get('CWA-Ticket') ?? undefined;
  return { status: response.status, ticket, text: await response.text() };
};

export class LoadClient {
  /** The conversation with the peer, once it is connected. */
  confId: number | undefined;
  private ticket: string | undefined;
  private sid = 0;
  private ackId = 0;
  private nextRid = 1;
  private isOver = false;
  private polling: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    readonly name: string,
    private readonly hooks: LoadHooks,
    private readonly ask: Ask = askByFetch,
  ) {}

  /** Until there is a session and its polls. */
  async start(password: string): Promise<void> {
    const logon = encodeRequests({ requests: [{ kind: 'logon', user: this.name, password }] });
    const welcome = await this.fetch('/forms/logon.html', logon);
    if (this.ticket === undefined) throw new Error(`${this.name}: ${welcome}`);
    const [reply] = await this.command([{ kind: 'initiateSession', rid: this.rid() }]);
    if (reply?.kind !== 'requestAccepted' || !reply.session) throw new Error(`${this.name}: ${JSON.stringify(reply)}`);
    this.sid = reply.session.sid;
    this.polling = this.poll();
  }

  async call(uri: string): Promise<void> {
    await this.act(0, { kind: 'initiateImSession', uris: [uri], message: { content: 'hello' } });
  }

  async say(text: string): Promise<void> {
    if (this.confId === undefined) throw new Error(`${this.name} has no conversation`);
    await this.act(this.confId, { kind: 'sendMessage', message: { content: text } });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    if (this.sid > 0) await this.command([{ kind: 'terminateSession', rid: this.rid() }]).catch(() => undefined);
    await this.polling;
  }

  /** Without a word, for a server that ends. */
  abandon(): void {
    this.isOver = true;
  }

  private rid(): string {
    return String(this.nextRid++);
  }

  private async act(confId: number, action: ConferenceAction): Promise<void> {
    const [reply] = await this.command([{ kind: 'conference', rid: this.rid(), confId, action }]);
    if (reply?.kind !== 'requestAccepted') this.hooks.onTrouble(`${this.name}: ${JSON.stringify(reply)}`);
  }

  private async command(requests: readonly AnyRequest[]): Promise<readonly CwaReply[]> {
    const body = encodeRequests({ requests, ...(this.sid > 0 && { sid: this.sid }) });
    return decodeReplies(await this.fetch('/cwa/MainCommandHandler.ashx', body)).replies;
  }

  private async poll(): Promise<void> {
    while (!this.isOver) {
      try {
        const { events, ackId } = decodeEvents(
          await this.fetch(`/cwa/AsyncDataChannel.ashx?Sid=${this.sid}&AckID=${this.ackId}&UA=true`),
        );
        this.ackId = ackId ?? this.ackId;
        for (const event of events) this.hear(event);
      } catch (error) {
        if (this.isOver) return;
        this.hooks.onTrouble(`${this.name}: ${String(error)}`);
        await sleep(pauseMs);
      }
    }
  }

  private hear(event: CwaEvent | UnreadableEvent): void {
    if (event.kind !== 'conference') return;
    const { confId, updates } = event;
    for (const update of updates) {
      if (update.kind === 'imSessionReceived') void this.accept(confId);
      if (update.kind === 'imSessionState' && update.state === 'connected') this.confId = confId;
      if (update.kind === 'messageReceived') this.hooks.onHeard(update.message.content);
      if (update.kind === 'messageIdReceived') this.hooks.onConfirmed();
    }
  }

  private async accept(confId: number): Promise<void> {
    await this.act(confId, { kind: 'acceptImSession' }).catch((error: unknown) => this.hooks.onTrouble(String(error)));
  }

  private async fetch(path: string, body?: string): Promise<string> {
    const { status, ticket, text } = await this.ask(this.url + path, {
      headers: {
        ...(this.ticket !== undefined && { 'CWA-Ticket': this.ticket }),
        ...(body !== undefined && { 'Content-Type': 'text/xml' }),
      },
      ...(body !== undefined && { body }),
    });
    if (status !== 200) throw new Error(`status ${status}`);
    this.ticket = ticket ?? this.ticket;
    return text;
  }
}
