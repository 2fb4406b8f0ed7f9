// Streams as `stream.ts` promises them: signing in, one session after the other, the way back after a break.
import { randomBytes } from 'node:crypto';
import { authenticate, type Secret } from './sasl';
import { child, text, xml, type XmlElement } from './element';
import { ns } from './namespaces';
import { Outbox, type Parcel } from './outbox';
import { noteFailure, noteSuccess, placesToTry } from './places';
import { Requests } from './requests';
import { areSaltsKept } from './salts';
import { placed, reach, type Place } from './reach';
import { StanzaError } from './stanza-error';
import {
  defaultStreamLimits,
  type StreamLimits,
  type StreamListener,
  type StreamSettings,
  type StreamStart,
  type XmppStream,
} from './stream';
import { away, failureOf, type StreamFailure } from './stream-failure';
import type { Wire } from './wire';
import { writeElement } from './write-element';

/** Signs in at one host after the other, beginning anywhere. The first answer about name and password is the answer. */
export async function openStream(
  settings: StreamSettings,
  user: string,
  password: string,
  listener: StreamListener,
): Promise<StreamStart> {
  if (!isLocalpart(user)) return { refused: 'wrong' };
  const stream = new LastingStream(settings, { user, password }, listener);
  const failure = await stream.begin();
  return failure ? { refused: failure.kind } : { stream };
}

/** RFC 7622, 3.3: anything else is nobody's name, and no service has to be asked for it. */
function isLocalpart(user: string): boolean {
  return user !== '' && Buffer.byteLength(user) <= 1_023 && !/[\p{Cc}\p{Cs}\p{Z}"&'/:<>@]/u.test(user);
}

const firstRetryMs = 200;
const longestRetryMs = 5_000;
/** Stanzas while a session is set up. */
const mostEarly = 1_000;

class LastingStream implements XmppStream {
  jid = '';
  private readonly limits: StreamLimits;
  /** The same for all sessions: a new one takes the place of the one that was lost. */
  private readonly resource = `parley.${randomBytes(9).toString('base64url')}`;
  private readonly outbox: Outbox;
  private readonly requests: Requests;
  private wire: Wire | undefined;
  private isOver = false;
  private closing: Promise<void> | undefined;
  /** Where the session can be taken up again. */
  private sessionId: string | undefined;
  /** Stanzas of the service that were taken on this session. */
  private taken = 0;
  private place: Place | undefined;
  private askTimer: NodeJS.Timeout | undefined;
  private ackTimer: NodeJS.Timeout | undefined;
  private readonly aliveTimer: NodeJS.Timeout;
  private heardAt = 0;

  constructor(
    private readonly settings: StreamSettings,
    private secret: Secret,
    private readonly listener: StreamListener,
  ) {
    const limits = { ...defaultStreamLimits, ...settings.limits };
    this.limits = limits;
    this.outbox = new Outbox(limits.queue);
    this.requests = new Requests(limits.requestMs);
    this.aliveTimer = setInterval(() => this.keepAlive(), limits.keepAliveMs / 3).unref();
  }

  get isUp(): boolean {
    return this.wire !== undefined;
  }

  /** Undefined where it went well. */
  async begin(): Promise<StreamFailure | undefined> {
    let last = away('no host');
    for (const place of placesToTry(this.settings)) {
      try {
        await this.connect(place);
        return undefined;
      } catch (error) {
        last = this.failed(error);
        if (last.kind === 'wrong') break;
      }
    }
    this.end();
    return last;
  }

  send(stanza: XmlElement, onAcked?: () => void): boolean {
    return this.give({ stanza, written: writeElement(stanza), isRequest: false, ...(onAcked && { onAcked }) });
  }

  async request(iq: XmlElement): Promise<XmlElement> {
    if (this.isOver) throw new StanzaError('broken', '');
    const id = this.requests.nextId();
    const stanza = { ...iq, attrs: { ...iq.attrs, id } };
    const isTaken = this.give({ stanza, written: writeElement(stanza), isRequest: true });
    if (!isTaken) throw new StanzaError('full', '');
    return this.requests.wait(id, iq.attrs['to']);
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    if (this.isOver) return;
    const { wire, outbox } = this;
    this.isOver = true;
    clearInterval(this.aliveTimer);
    if (wire) {
      // What was taken is not to be brought again, and what was sent is still worth to be known.
      wire.send(acknowledgement(this.taken));
      if (outbox.hasUnacked) wire.send(question);
      await wire.finish(this.limits.closeMs);
    }
    this.end();
  }

  private give(parcel: Parcel): boolean {
    if (this.isOver || !this.outbox.add(parcel)) return false;
    this.flush();
    return true;
  }

  private flush(): void {
    const { wire, outbox } = this;
    if (!wire) return;
    const unsent = outbox.takeUnsent();
    if (unsent.length === 0) return;
    wire.write(unsent.map(({ written }) => written).join(''));
    this.askTimer ??= setTimeout(() => this.ask(), this.limits.ackDelayMs).unref();
  }

  /** How many stanzas the service has, and whether it is there at all. */
  private ask(): void {
    clearTimeout(this.askTimer);
    this.askTimer = undefined;
    const { wire } = this;
    if (!wire) return;
    wire.send(question);
    this.ackTimer ??= setTimeout(() => wire.destroy('no acknowledgement'), this.limits.ackMs).unref();
  }

  private keepAlive(): void {
    if (Date.now() - this.heardAt >= this.limits.keepAliveMs) this.ask();
  }

  /** One attempt; throws `StreamFailure`. */
  private async connect(place: Place): Promise<void> {
    const { domain } = this.settings;
    const { wire, features } = await reach(this.settings, place, this.limits).catch((error: unknown) => {
      throw this.failedAt(place, error);
    });
    try {
      const { mechanism, secret } = await authenticate(wire, features, this.secret);
      this.secret = secret;
      const offered = await wire.begin(domain, true);
      const isResumed = await this.resume(wire);
      const early = isResumed ? [] : await this.bind(wire, offered);
      if (this.isOver) await wire.finish(this.limits.closeMs);
      else this.established(wire, isResumed, early);
      this.place = place;
      noteSuccess(this.settings, place);
      this.forgetPassword(place);
      const way = `${mechanism}, ${wire.isSecure ? 'TLS' : 'not encrypted'}`;
      this.settings.log(`${place.host}:${place.port}: ${isResumed ? 'resumed' : 'signed in'} (${way})`);
    } catch (error) {
      wire.destroy('given up');
      throw this.failedAt(place, error);
    }
  }

  /** The keys do as well where the salt stays the same. */
  private forgetPassword(place: Place): void {
    const { settings, limits, secret } = this;
    const { user, password, keys } = secret;
    if (password === undefined || !keys) return;
    void areSaltsKept(settings, place, limits, user, keys).then((areKept) => {
      if (areKept) this.secret = { user, keys };
    });
  }

  /** Whether the session of before goes on. */
  private async resume(wire: Wire): Promise<boolean> {
    const { sessionId, outbox } = this;
    if (sessionId === undefined) return false;
    wire.send(xml('resume', { xmlns: ns.management, h: String(this.taken), previd: sessionId }));
    const answer = await wire.element();
    const count = countOf(answer);
    if (answer.ns === ns.management && answer.name === 'resumed' && count !== undefined && this.arrived(count)) {
      outbox.rewind();
      return true;
    }
    this.sessionId = undefined;
    if (answer.ns !== ns.management || answer.name !== 'failed') throw away('no answer to resumption');
    // Some tell even then how much they have.
    if (count !== undefined) this.arrived(count);
    return false;
  }

  /** A new session; whatever has come on it before stanzas were counted. */
  private async bind(wire: Wire, features: XmlElement): Promise<readonly XmlElement[]> {
    if (!child(features, 'sm', ns.management)) throw away('no stream management (XEP-0198)');
    const early: XmlElement[] = [];
    const answer = async (isIt: (element: XmlElement) => boolean): Promise<XmlElement> => {
      for (;;) {
        const element = await wire.element();
        if (isIt(element)) return element;
        // Some room may still have known the resource.
        early.push(element);
        if (early.length > mostEarly) throw away('no answer for all that it says');
      }
    };
    const resource = xml('resource', {}, this.resource);
    wire.send(xml('iq', { type: 'set', id: 'bind' }, xml('bind', { xmlns: ns.bind }, resource)));
    const bound = await answer(({ name, attrs }) => name === 'iq' && attrs['id'] === 'bind');
    const bind = bound.attrs['type'] === 'result' ? child(bound, 'bind', ns.bind) : undefined;
    const jid = text(bind && child(bind, 'jid'));
    if (!jid) throw away('no resource is bound');
    wire.send(xml('enable', { xmlns: ns.management, resume: 'true' }));
    const enabled = await answer((element) => element.ns === ns.management);
    if (enabled.name !== 'enabled') throw away('stream management is refused');
    this.jid = jid;
    this.taken = 0;
    const { id, resume } = enabled.attrs;
    this.sessionId = resume === 'true' || resume === '1' ? id : undefined;
    return early;
  }

  private established(wire: Wire, isResumed: boolean, early: readonly XmlElement[]): void {
    const isFirst = this.heardAt === 0;
    const lost = isResumed ? [] : this.outbox.clear();
    if (!isResumed) this.requests.breakOff();
    this.wire = wire;
    this.heardAt = Date.now();
    this.flush();
    if (!isFirst) this.guarded(() => this.listener.onUp(isResumed, handedOver(lost)));
    // Whoever has opened the stream gets it before its first stanza.
    setImmediate(() => {
      for (const stanza of early) if (stanza.ns === ns.client) this.hear(stanza);
      wire.handOver({
        onElement: (element, isCut) => this.take(wire, element, isCut),
        onEnd: (failure) => this.broken(wire, failure),
      });
    });
  }

  private take(wire: Wire, element: XmlElement, isCut: boolean): void {
    this.heardAt = Date.now();
    if (isCut) this.settings.log(`a ${element.name} was too large in its parts: something of it is left out`);
    if (element.ns === ns.management) {
      this.takeManagement(wire, element);
      return;
    }
    if (element.ns !== ns.client) return;
    // Nobody takes it any more: the service is to keep it for the next time.
    if (this.isOver) return;
    this.hear(element);
    this.taken = (this.taken + 1) % 2 ** 32;
  }

  private hear(stanza: XmlElement): void {
    if (this.requests.settle(stanza, this.jid)) return;
    this.guarded(() => this.listener.onStanza(stanza));
  }

  private takeManagement(wire: Wire, element: XmlElement): void {
    if (element.name === 'r') wire.send(acknowledgement(this.taken));
    if (element.name !== 'a') return;
    clearTimeout(this.ackTimer);
    this.ackTimer = undefined;
    const count = countOf(element);
    if (count !== undefined && this.arrived(count)) return;
    this.sessionId = undefined;
    wire.destroy('acknowledges what it was not given');
  }

  private arrived(count: number): boolean {
    const arrived = this.outbox.acknowledge(count);
    for (const { onAcked } of arrived ?? []) if (onAcked) this.guarded(onAcked);
    return arrived !== undefined;
  }

  private broken(wire: Wire, failure: StreamFailure): void {
    if (this.wire !== wire) return;
    this.wire = undefined;
    clearTimeout(this.askTimer);
    clearTimeout(this.ackTimer);
    this.askTimer = undefined;
    this.ackTimer = undefined;
    if (this.isOver) return;
    this.settings.log(`connection lost: ${failure.message}`);
    this.guarded(() => this.listener.onDown());
    void this.comeBack();
  }

  /** Never rejects. */
  private async comeBack(): Promise<void> {
    const since = Date.now();
    let places = [...placesToTry(this.settings, this.place)];
    for (let attempt = 0; !this.isOver; attempt += 1) {
      await delay(retryDelay(attempt));
      if (this.isOver) return;
      const place = places.shift();
      if (places.length === 0) places = [...placesToTry(this.settings)];
      if (!place) return;
      try {
        await this.connect(place);
        return;
      } catch (error) {
        const { kind } = this.failed(error);
        if (this.isOver) return;
        if (kind === 'wrong') this.giveUp('denied');
        else if (Date.now() - since >= this.limits.giveUpMs) this.giveUp('away');
      }
    }
  }

  private giveUp(reason: 'denied' | 'away'): void {
    const lost = handedOver(this.outbox.clear());
    this.end();
    this.guarded(() => this.listener.onGivenUp(reason, lost));
  }

  private end(): void {
    this.isOver = true;
    clearInterval(this.aliveTimer);
    this.requests.breakOff();
    this.outbox.clear();
  }

  private failedAt(place: Place, error: unknown): StreamFailure {
    const failure = placed(error, place);
    // One that says that the password is wrong is as good as any other.
    if (failure.kind === 'away') noteFailure(this.settings, place);
    return failure;
  }

  private failed(error: unknown): StreamFailure {
    const failure = failureOf(error);
    this.settings.log(failure.message);
    return failure;
  }

  /** What breaks above ends neither the stream nor the process. */
  private guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.settings.log(`bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
}

const question = xml('r', { xmlns: ns.management });

function acknowledgement(count: number): XmlElement {
  return xml('a', { xmlns: ns.management, h: String(count) });
}

function countOf({ attrs }: XmlElement): number | undefined {
  const { h = '' } = attrs;
  const count = /^\d{1,10}$/u.test(h) ? Number(h) : NaN;
  return count < 2 ** 32 ? count : undefined;
}

function handedOver(parcels: readonly Parcel[]): readonly XmlElement[] {
  return parcels.filter(({ isRequest }) => !isRequest).map(({ stanza }) => stanza);
}

/** Spread by chance: a host that is lost is lost to everybody at once. */
function retryDelay(attempt: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempt, 10)) * Math.random();
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
