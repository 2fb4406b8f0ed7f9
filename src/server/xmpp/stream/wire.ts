// One connection to a host of the service: bytes below, elements above. While the stream is being set up its elements are waited for, one
// by one; after that they are handed over as they come.
import { X509Certificate } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { domainToASCII } from 'node:url';
import { isCertificateOf } from './certificate';
import { children, type XmlElement } from './element';
import { ns } from './namespaces';
import { defaultReaderLimits, signInReaderLimits, StreamReader, type StreamItem } from './stream-reader';
import { away, type StreamFailure } from './stream-failure';
import { streamEnd, writeElement, writeStreamHeader } from './write-element';

export interface WireTimes {
  /** Until the host has answered at all. */
  readonly connectMs: number;
  /** Until it has answered what it was asked while the stream is being set up. */
  readonly answerMs: number;
}

/** So many elements may wait for somebody to take them before the host has to wait. */
const maxWaiting = 256;

export class Wire {
  isSecure = false;
  private reader = new StreamReader(signInReaderLimits);
  private readonly items: StreamItem[] = [];
  private wake: (() => void) | undefined;
  private taker: WireTaker | undefined;
  private ended: StreamFailure | undefined;

  static async dial(host: string, port: number, times: WireTimes): Promise<Wire> {
    const socket = connect({ host, port, noDelay: true });
    await settled(socket, 'connect', times.connectMs, 'no connection');
    return new Wire(socket, times);
  }

  private constructor(
    private socket: Socket,
    private readonly times: WireTimes,
  ) {
    this.listenTo(socket);
  }

  get isLoopback(): boolean {
    return /^(?:::ffff:)?127\.|^::1$/u.test(this.socket.remoteAddress ?? '');
  }

  /** Begins a stream, the first one or the one after TLS or SASL: what the service offers in it. */
  async begin(domain: string, isSignedIn: boolean): Promise<XmlElement> {
    this.reader = new StreamReader(isSignedIn ? defaultReaderLimits : signInReaderLimits);
    this.write(writeStreamHeader(domain));
    const header = await this.next();
    if (header.kind !== 'header') throw this.unexpected(header);
    const features = await this.element();
    if (features.name !== 'features' || features.ns !== ns.stream) throw away(`${features.name} instead of features`);
    return features;
  }

  /** The next element. Throws `StreamFailure` where the stream is over, or it takes too long. */
  async element(): Promise<XmlElement> {
    const item = await this.next();
    if (item.kind !== 'element') throw this.unexpected(item);
    if (item.element.name === 'error' && item.element.ns === ns.stream) throw streamErrorOf(item.element);
    return item.element;
  }

  /** From now on all is encrypted. `domain`: who it has to be. */
  async secure(context: SecureContext, domain: string): Promise<void> {
    // Whatever stands behind the leave to begin was put there by somebody in between.
    if (this.items.length > 0 || !this.reader.isAtStanzaEnd) throw away('words before TLS');
    const plain = this.socket;
    plain.removeAllListeners('data').removeAllListeners('close');
    const socket = connectTls({
      socket: plain,
      secureContext: context,
      servername: domainToASCII(domain),
      checkServerIdentity: (_host, { raw }) =>
        isCertificateOf(domain, new X509Certificate(raw)) ? undefined : away('the certificate is of somebody else'),
    });
    this.socket = socket;
    await settled(socket, 'secureConnect', this.times.answerMs, 'TLS').finally(() => {
      if (!socket.authorized) plain.destroy();
    });
    this.isSecure = true;
    this.listenTo(socket);
  }

  /** Elements go to `taker` from now on, those that wait first. */
  handOver(taker: WireTaker): void {
    if (this.ended) {
      taker.onEnd(this.ended);
      return;
    }
    this.taker = taker;
    this.deliver();
    this.socket.resume();
  }

  send(element: XmlElement): void {
    this.write(writeElement(element));
  }

  write(text: string): void {
    if (!this.ended) this.socket.write(text);
  }

  /** The stream ends as it should: the other side is told, and given the time to end its own. */
  async finish(waitMs: number): Promise<void> {
    const { socket } = this;
    this.write(streamEnd);
    if (!socket.destroyed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs).unref();
        socket.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    this.destroy('closed');
  }

  destroy(reason: string): void {
    this.end(away(reason));
  }

  private listenTo(socket: Socket): void {
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(away(error.code ?? error.message)));
    socket.on('close', () => this.end(away('the connection is closed')));
  }

  private take(bytes: Buffer): void {
    if (this.ended) return;
    for (const item of this.reader.push(bytes)) this.items.push(item);
    this.wake?.();
    if (this.taker) this.deliver();
    else if (this.items.length > maxWaiting) this.socket.pause();
  }

  private deliver(): void {
    for (;;) {
      // Whoever takes an element may end the connection by it.
      const item = this.ended ? undefined : this.items.shift();
      if (!item) return;
      if (item.kind !== 'element') this.end(this.unexpected(item));
      else if (item.element.name === 'error' && item.element.ns === ns.stream) this.end(streamErrorOf(item.element));
      else this.taker?.onElement(item.element, item.isCut);
    }
  }

  private async next(): Promise<StreamItem> {
    const deadline = Date.now() + this.times.answerMs;
    for (;;) {
      const item = this.items.shift();
      if (item) return item;
      if (this.ended) throw this.ended;
      const left = deadline - Date.now();
      if (left <= 0) throw away('no answer');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left).unref();
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = undefined;
    }
  }

  private unexpected(item: StreamItem): StreamFailure {
    if (item.kind === 'fault') {
      this.write(`<stream:error><${item.fault} xmlns='${ns.streamError}'/></stream:error>${streamEnd}`);
      return away(`${item.fault}: ${item.detail}`);
    }
    return away(item.kind === 'end' ? 'the service has closed the stream' : `${item.kind} out of place`);
  }

  private end(failure: StreamFailure): void {
    if (this.ended) return;
    this.ended = failure;
    const { socket, taker } = this;
    // What was said last may go out, but nobody is waited for.
    socket.destroySoon();
    setTimeout(() => socket.destroy(), 1_000).unref();
    this.wake?.();
    this.taker = undefined;
    taker?.onEnd(failure);
  }
}

export interface WireTaker {
  /** `isCut`: something of it was left out, beyond the limits of the reader. */
  onElement(element: XmlElement, isCut: boolean): void;
  /** Nothing comes any more. Called once. */
  onEnd(failure: StreamFailure): void;
}

/** RFC 6120, 4.9. */
function streamErrorOf(error: XmlElement): StreamFailure {
  const condition = children(error).find((each) => each.ns === ns.streamError && each.name !== 'text');
  return away(`stream error ${condition?.name ?? 'without a condition'}`);
}

/** Whatever becomes of a socket later, its errors are heard. */
async function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  waitMs: number,
  what: string,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      socket.destroy();
      reject(away(`${what}: ${reason}`));
    };
    const timer = setTimeout(() => fail('no answer'), waitMs).unref();
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.on('close', () => fail('closed'));
    socket.once(event, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
