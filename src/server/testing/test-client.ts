// A small client for tests, over real HTTP: one endpoint that signs in, opens a session, sends and polls. Does nothing by itself.
import type { ConferenceAction } from '../../protocol/conference-actions';
import type { ConferenceUpdate } from '../../protocol/conference-updates';
import { decodeEvents, type CwaEvent, type CwaEvents, type UnreadableEvent } from '../../protocol/events';
import { decodeReplies, type CwaReply, type CwaResponses } from '../../protocol/replies';
import { encodeRequests, type AnyRequest, type CwaRequest } from '../../protocol/requests';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export type AnyEvent = CwaEvent | UnreadableEvent;
type WithoutRid<T> = T extends unknown ? Omit<T, 'rid'> : never;
export type Sendable = WithoutRid<CwaRequest>;

export class TestClient {
  ticket: string | undefined;
  sid = 0;
  uri = '';
  ackId = 0;
  /** Everything that has come, oldest first. */
  readonly events: AnyEvent[] = [];
  lastPoll: CwaEvents | undefined;
  private nextRid = 100;
  private seen = 0;

  constructor(readonly url: string) {}

  async raw(path: string, init: RequestInit = {}): Promise<RawAnswer> {
    const headers = { ...(this.ticket !== undefined && { 'CWA-Ticket': this.ticket }), ...init.headers };
    const response = await fetch(this.url + path, { redirect: 'manual', ...init, headers });
    const ticket = response.headers.get('CWA-Ticket');
    if (ticket) this.ticket = ticket;
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  post(
    path: string,
    body: string,
    headers: Record<string, string> = { 'Content-Type': 'text/xml' },
  ): Promise<RawAnswer> {
    return this.raw(path, { method: 'POST', body, headers });
  }

  signIn(user: string, password: string): Promise<RawAnswer> {
    return this.post('/forms/logon.html', encodeRequests({ requests: [{ kind: 'logon', user, password }] }));
  }

  /** The document that answers a document. `null`: without a session. */
  async command(requests: readonly AnyRequest[], sid: number | null = this.sid): Promise<CwaResponses> {
    const body = encodeRequests({ requests, ...(sid !== null && { sid }) });
    const answer = await this.post('/cwa/MainCommandHandler.ashx', body);
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    return decodeReplies(answer.body);
  }

  async open(request: Partial<InitiateSessionRequest> = {}): Promise<CwaReply> {
    const { replies } = await this.command([{ kind: 'initiateSession', rid: '1', ...request }], 0);
    const [reply] = replies;
    if (!reply) throw new Error('no reply');
    if (reply.kind === 'requestAccepted' && reply.session) {
      this.sid = reply.session.sid;
      this.uri = reply.session.uri ?? '';
      this.ackId = 0;
    }
    return reply;
  }

  /** One request; its reply, with the `rid` it went by. */
  async send(request: Sendable): Promise<CwaReply & { readonly rid: string }> {
    const rid = String((this.nextRid += 1));
    const { replies } = await this.command([{ ...request, rid } as CwaRequest]);
    const [reply] = replies;
    if (!reply || replies.length !== 1) throw new Error('one reply expected');
    return { ...reply, rid };
  }

  conference(confId: number, action: ConferenceAction): Promise<CwaReply & { readonly rid: string }> {
    return this.send({ kind: 'conference', confId, action });
  }

  pollRaw(query = `Sid=${this.sid}&AckID=${this.ackId}&UA=false`): Promise<RawAnswer> {
    return this.raw(`/cwa/AsyncDataChannel.ashx?${query}`);
  }

  /** What is new. */
  async poll(isUserActive = false): Promise<readonly AnyEvent[]> {
    const { body, status } = await this.pollRaw(`Sid=${this.sid}&AckID=${this.ackId}&UA=${isUserActive}`);
    if (status !== 200) throw new Error(`status ${status}`);
    this.lastPoll = decodeEvents(body);
    this.ackId = this.lastPoll.ackId ?? this.ackId;
    this.events.push(...this.lastPoll.events);
    return this.lastPoll.events;
  }

  /** What has come since the last call, after one more poll, in few words. */
  async news(): Promise<readonly string[]> {
    await this.poll();
    const fresh = this.events.slice(this.seen);
    this.seen = this.events.length;
    return fresh.map(inWords);
  }

  /** Polls once and forgets. */
  async skip(): Promise<void> {
    await this.news();
  }

  ofKind<Kind extends CwaEvent['kind']>(kind: Kind): Extract<CwaEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<CwaEvent, { kind: Kind }> => event.kind === kind);
  }
}

/** An event as one line: what a test of an order reads. */
export function inWords(event: AnyEvent): string {
  switch (event.kind) {
    case 'conference':
      return event.updates.map((update) => `conf(${event.confId}) ${updateInWords(update)}`).join(' + ');
    case 'requestSucceeded':
      return 'requestSucceeded';
    case 'requestFailed':
      return `requestFailed ${event.error.code}${event.error.sipResponse ? ` ${event.error.sipResponse.code}` : ''}`;
    default:
      return event.kind;
  }
}

function updateInWords(update: ConferenceUpdate): string {
  switch (update.kind) {
    case 'imSessionReceived':
      return `imSessionReceived ${update.inviter.uri} ${update.message?.content ?? '-'}`;
    case 'initiateImSessionAccepted':
      return `initiateImSessionAccepted ${update.confId}`;
    case 'imSessionState':
      return `imSessionState ${update.state}`;
    case 'escalationMode':
      return `escalationMode ${update.mode}`;
    case 'role':
      return `role ${update.role}`;
    case 'participant':
      return `participant ${update.uri} ${update.role}`;
    case 'participantRemoved':
    case 'inviteFailed':
      return `${update.kind} ${update.uri}`;
    case 'messageReceived':
      return `messageReceived ${update.sender} ${update.message.content}`;
    case 'messageIdReceived':
    case 'messageSendFailed':
      return `${update.kind} ${update.messageId}`;
    case 'composingState':
      return `composingState ${update.state} ${update.uri}`;
    case 'locked':
      return `locked ${update.locked}`;
    case 'voIPTerminated':
      return `voIPTerminated ${update.reason}`;
    default:
      return update.kind;
  }
}
