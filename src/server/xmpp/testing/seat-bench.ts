// For tests: a seat with its client and its line, between which nothing is real but the seat. The service has one contact in its list and
// nothing else; what comes by itself is read from bytes by the stream's own reader, and is stamped with its sender as a service does.
import { encodeEvents } from '../../../protocol/events';
import { defaultLimits } from '../../base/limits';
import { createManualClock, type ManualClock } from '../../testing/manual-clock';
import type { Endpoint, EventBody, EventWatch, WorldRequest } from '../../world';
import { Line } from '../line';
import { Seat } from '../seat';
import { spaces } from '../spaces';
import { children, xml, type XmlElement } from '../stream/element';
import { ns } from '../stream/namespaces';
import { StanzaError } from '../stream/stanza-error';
import type { XmppStream } from '../stream/stream';
import { StreamReader } from '../stream/stream-reader';
import { readVCard } from '../vcard';

export const own = 'dana@example.com';
const contact = xml('item', { jid: 'lee@example.com', name: 'Lee', subscription: 'both' });
export const markAt = (id: string): XmlElement => xml('mark', { xmlns: spaces.mark }, xml('reached', { id }));
const header = `<stream:stream xmlns='${ns.client}' xmlns:stream='${ns.stream}'>`;

export interface BenchOptions {
  /** How far the account has read, by the id of its archive; undefined: nobody has been here. */
  readonly reached?: string;
  /** Called while an archive is being asked, with the id of the question and whose it is; what it throws is the answer. */
  readonly onArchiveAsked?: (bench: SeatBench, queryid: string, of: string | undefined, question: XmlElement) => void;
  /** What requests are answered, by their payload; undefined: as an empty account's service does. */
  readonly answers?: (payload: XmlElement, attrs: XmlElement['attrs']) => XmlElement | undefined;
}

/** What an empty account's service answers. */
function answerTo(iq: XmlElement, reached: string | undefined): XmlElement {
  const [payload] = iq.children.filter((each): each is XmlElement => typeof each !== 'string');
  const result = (...parts: readonly XmlElement[]): XmlElement => xml('iq', { type: 'result' }, ...parts);
  if (payload?.ns === spaces.roster) return result(xml('query', { xmlns: spaces.roster }, contact));
  const isMark = payload?.children.some((each) => typeof each !== 'string' && each.name === 'mark');
  if (isMark && reached !== undefined) return result(xml('query', { xmlns: spaces.private }, markAt(reached)));
  if (payload?.ns === spaces.private) return result(payload);
  if (payload?.ns === spaces.archive) return result(xml('fin', { xmlns: spaces.archive, complete: 'true' }));
  if (payload?.ns === spaces.blocking) return result(xml('blocklist', { xmlns: spaces.blocking }));
  if (payload?.ns === spaces.carbons) return result();
  throw new StanzaError('answered', 'service-unavailable');
}

class BenchStream implements XmppStream {
  readonly jid = `${own}/desk`;
  readonly isUp = true;
  readonly sent: XmlElement[] = [];
  readonly asked: XmlElement[] = [];

  constructor(
    private readonly options: BenchOptions,
    private readonly onAsked: (iq: XmlElement) => void,
  ) {}

  send(stanza: XmlElement, onAcked?: () => void): boolean {
    this.sent.push(stanza);
    onAcked?.();
    return true;
  }

  request(iq: XmlElement): Promise<XmlElement> {
    this.asked.push(iq);
    return Promise.resolve().then(() => {
      this.onAsked(iq);
      const [payload] = children(iq);
      const answer = payload && this.options.answers?.(payload, iq.attrs);
      return answer ? xml('iq', { type: 'result' }, answer) : answerTo(iq, this.options.reached);
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class SeatBench {
  readonly log: string[] = [];
  readonly clock: ManualClock = createManualClock();
  /** What the client was told, and what the service got, since the last `take…`. */
  private events: { readonly event: EventBody; readonly watch: EventWatch | undefined }[] = [];
  private readonly stream: BenchStream;
  private readonly seat: Seat;
  /** Why the session was given up. */
  lost: string | undefined;

  private constructor(options: BenchOptions) {
    this.stream = new BenchStream(options, (iq) => {
      const [question] = children(iq, 'query', spaces.archive);
      if (question) options.onArchiveAsked?.(this, question.attrs['queryid'] ?? '', iq.attrs['to'], question);
    });
    const line = new Line(own, (words) => void this.log.push(words));
    line.opened(this.stream);
    this.seat = new Seat({
      endpoint: this.endpoint(),
      line,
      request: { kind: 'initiateSession', rid: '1' },
      clock: this.clock,
      limits: defaultLimits,
      log: (words) => void this.log.push(words),
      before: Promise.resolve(),
      card: () => readVCard(own, undefined),
      onLost: (reason) => (this.lost = reason),
    });
    line.listen(this.seat);
  }

  /** With a session whose first events have been fetched. */
  static async open(options: BenchOptions = {}): Promise<SeatBench> {
    const bench = await SeatBench.begin(options);
    bench.takeEvents();
    bench.takeSent();
    return bench;
  }

  /** With its first events still to fetch, or given up. */
  static async begin(options: BenchOptions): Promise<SeatBench> {
    const bench = new SeatBench(options);
    while (bench.lost === undefined && !bench.events.some(({ event }) => event.kind === 'selfPresence')) {
      await bench.settle();
    }
    return bench;
  }

  /** What was asked of the service is answered. */
  async settle(): Promise<void> {
    await new Promise((done) => setImmediate(done));
  }

  submit(request: WorldRequest): void {
    this.seat.submit(request);
  }

  /** What a sender's bytes come to behind their service: whole stanzas, theirs by name. Returns how many it were. */
  receive(document: string, from: string | undefined): number {
    let count = 0;
    for (const item of new StreamReader().push(Buffer.from(header + document))) {
      if (item.kind !== 'element' || item.element.ns !== ns.client) continue;
      const { from: _, ...attrs } = item.element.attrs;
      count += 1;
      this.seat.onStanza({ ...item.element, attrs: { ...attrs, ...(from !== undefined && { from }) } });
    }
    return count;
  }

  get isCalm(): boolean {
    return this.seat.isCalm;
  }

  /** About a second has passed. */
  tick(): void {
    this.seat.tick();
  }

  /** The stream could not be resumed, and there is another one. */
  async bindAnew(unacknowledged: readonly XmlElement[]): Promise<void> {
    this.goDown();
    await this.comeBack(unacknowledged);
  }

  /** The stream is away. */
  goDown(): void {
    this.seat.onDown();
  }

  async comeBack(unacknowledged: readonly XmlElement[]): Promise<void> {
    this.seat.onUp(false, unacknowledged);
    for (let turn = 0; turn < 10; turn += 1) await this.settle();
  }

  /** The client fetches them, and has them. Throws where one of them cannot be written. */
  takeEvents(): readonly EventBody[] {
    const taken = this.events;
    this.events = [];
    encodeEvents({ ackId: 1, events: taken.map(({ event }) => ({ ...event, eid: 1 })) });
    for (const { watch } of taken) {
      watch?.onTold?.();
      watch?.onAcknowledged?.();
    }
    return taken.map(({ event }) => event);
  }

  /** The same, but only what was said, and by whom. */
  takeSaid(): readonly (readonly [words: string, sender: string | undefined])[] {
    const updates = this.takeEvents().flatMap((event) => (event.kind === 'conference' ? event.updates : []));
    return updates.flatMap((each) =>
      each.kind === 'messageReceived' ? [[each.message.content, each.sender] as const] : [],
    );
  }

  takeSent(): readonly XmlElement[] {
    return this.stream.sent.splice(0);
  }

  /** What was asked for since the last time, the payloads of the requests. */
  takeAsked(): readonly XmlElement[] {
    return this.stream.asked.splice(0).flatMap((iq) => children(iq));
  }

  close(): Promise<void> {
    return this.seat.close();
  }

  /** What the client is told goes here. */
  endpoint(): Endpoint {
    const { events, clock } = { events: () => this.events, clock: this.clock };
    return {
      sid: 1,
      attention: 'polling',
      lastActiveAt: clock.now(),
      push: (event, watch) => void events().push({ event, watch }),
      retract: (isMeant) => void (this.events = this.events.filter(({ event }) => !isMeant(event))),
      succeed: (rid) => void events().push({ event: { kind: 'requestSucceeded', rid }, watch: undefined }),
      fail: (rid, error) => void events().push({ event: { kind: 'requestFailed', rid, error }, watch: undefined }),
      end: () => (this.lost = 'ended'),
    };
  }
}

/** The payload of a request's answer, for who looks what was given away. */
export const holds = (stanza: XmlElement, space: string): boolean =>
  stanza.ns === space || stanza.children.some((each) => typeof each !== 'string' && holds(each, space));
