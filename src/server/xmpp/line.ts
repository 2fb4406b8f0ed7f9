// One stream as the parts of a seat use it: it may come up only after they have begun, break, and be another one later. What comes
// before anybody listens is kept.
import { Backlog } from './backlog';
import { bareOf, domainOf } from './mapping/addresses';
import { children, xml, type XmlElement } from './stream/element';
import { ns } from './stream/namespaces';
import { StanzaError } from './stream/stanza-error';
import type { StreamListener, XmppStream } from './stream/stream';

export interface LineListener extends StreamListener {
  /** The first stream is there; later ones come by `onUp`. */
  onOpen(): void;
}

/** More than comes before a session takes the line that its sign-in has opened. */
const keptStanzas = 1_000;

export class Line implements StreamListener {
  private stream: XmppStream | undefined;
  private listener: LineListener | undefined;
  private readonly kept = new Backlog<XmlElement>(keptStanzas);
  private givenUp: { readonly reason: 'denied' | 'away'; readonly unacknowledged: readonly XmlElement[] } | undefined;
  private isClosed = false;

  constructor(
    /** Of the account. */
    readonly bare: string,
    private readonly log: (line: string) => void,
  ) {}

  get domain(): string {
    return domainOf(this.bare);
  }

  /** The full address; the bare one until there is a stream. */
  get jid(): string {
    return this.stream?.jid ?? this.bare;
  }

  get isUp(): boolean {
    return this.stream?.isUp ?? false;
  }

  /** Given up before anybody listened. */
  get isDead(): boolean {
    return this.givenUp !== undefined || this.isClosed;
  }

  opened(stream: XmppStream): void {
    this.stream = stream;
    if (this.isClosed) void stream.close();
    else this.listener?.onOpen();
  }

  /** From now on somebody listens. */
  listen(listener: LineListener): void {
    this.listener = listener;
    if (this.givenUp) return listener.onGivenUp(this.givenUp.reason, this.givenUp.unacknowledged);
    if (this.stream) listener.onOpen();
    for (const stanza of this.kept.take()) this.onStanza(stanza);
  }

  send(stanza: XmlElement, onAcked?: () => void): boolean {
    return !this.isClosed && (this.stream?.send(stanza, onAcked) ?? false);
  }

  async request(iq: XmlElement): Promise<XmlElement> {
    if (!this.stream || this.isClosed) throw new StanzaError('broken', '');
    return this.stream.request(iq);
  }

  /** What the answer holds. */
  async get(payload: XmlElement, to?: string): Promise<XmlElement | undefined> {
    return children(await this.request(xml('iq', { type: 'get', to }, payload)))[0];
  }

  async set(payload: XmlElement, to?: string): Promise<XmlElement | undefined> {
    return children(await this.request(xml('iq', { type: 'set', to }, payload)))[0];
  }

  answer(iq: XmlElement, payload?: XmlElement): void {
    this.send(xml('iq', { type: 'result', id: iq.attrs['id'], to: iq.attrs['from'] }, payload));
  }

  refuse({ name, attrs }: XmlElement, condition: string): void {
    const error = xml('error', { type: 'cancel' }, xml(condition, { xmlns: ns.stanzaError }));
    this.send(xml(name, { type: 'error', id: attrs['id'], to: attrs['from'] }, error));
  }

  /** Whether a stanza speaks for the account or its service: what others say of our lists is a lie. */
  isOfAccount({ attrs }: XmlElement): boolean {
    return attrs['from'] === undefined || bareOf(attrs['from']) === this.bare;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.stream?.close();
  }

  onStanza(stanza: XmlElement): void {
    if (this.isClosed) return;
    if (this.listener) return this.listener.onStanza(stanza);
    this.kept.add(stanza, stanza);
    if (!this.kept.isTooMuch) return;
    // None of it is dropped alone: whoever comes takes another stream, and finds in the archive what they have missed.
    this.log('a stream that nobody has taken is full');
    this.kept.take();
    void this.close();
  }

  onDown(): void {
    this.listener?.onDown();
  }

  onUp(isResumed: boolean, unacknowledged: readonly XmlElement[]): void {
    this.listener?.onUp(isResumed, unacknowledged);
  }

  onGivenUp(reason: 'denied' | 'away', unacknowledged: readonly XmlElement[]): void {
    this.givenUp = { reason, unacknowledged };
    this.listener?.onGivenUp(reason, unacknowledged);
  }
}
