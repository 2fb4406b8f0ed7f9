// Requests that wait for their result (RFC 6120, 8.2.3).
import { randomBytes } from 'node:crypto';
import type { XmlElement } from './element';
import { StanzaError, stanzaErrorOf } from './stanza-error';

interface Waiting {
  /** Whom the request went to; undefined: the service, on behalf of the account itself. */
  readonly to: string | undefined;
  readonly timer: NodeJS.Timeout;
  resolve(result: XmlElement): void;
  reject(error: StanzaError): void;
}

export class Requests {
  private readonly waiting = new Map<string, Waiting>();
  private readonly prefix = randomBytes(6).toString('base64url');
  private count = 0;

  constructor(private readonly waitMs: number) {}

  nextId(): string {
    this.count += 1;
    return `${this.prefix}.${this.count}`;
  }

  wait(id: string, to: string | undefined): Promise<XmlElement> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.take(id)?.reject(new StanzaError('late', '')), this.waitMs).unref();
      this.waiting.set(id, { to, timer, resolve, reject });
    });
  }

  /** Whether the stanza is an answer somebody waits for. `own`: the full address of whoever asks. */
  settle({ name, attrs, ...rest }: XmlElement, own: string): boolean {
    const { type, id = '', from } = attrs;
    if (name !== 'iq' || (type !== 'result' && type !== 'error')) return false;
    const waiting = this.waiting.get(id);
    if (!waiting || !isAnswerOf(waiting.to, from, own)) return false;
    this.take(id);
    const stanza = { name, attrs, ...rest };
    if (type === 'result') waiting.resolve(stanza);
    else waiting.reject(stanzaErrorOf(stanza));
    return true;
  }

  /** No answer will come any more. */
  breakOff(): void {
    for (const id of [...this.waiting.keys()]) this.take(id)?.reject(new StanzaError('broken', ''));
  }

  private take(id: string): Waiting | undefined {
    const waiting = this.waiting.get(id);
    clearTimeout(waiting?.timer);
    this.waiting.delete(id);
    return waiting;
  }
}

/** Whoever guesses the id of a request must not be able to answer for somebody else. */
function isAnswerOf(to: string | undefined, from: string | undefined, own: string): boolean {
  const bare = bareOf(own);
  const self = [undefined, bare, own.toLowerCase(), bare.slice(bare.indexOf('@') + 1)];
  const sender = from === undefined ? undefined : normal(from);
  if (to === undefined || normal(to) === bare) return self.includes(sender);
  return sender === normal(to);
}

/** Case counts in resources alone, and there nobody is mistaken for somebody else by it. */
const normal = (jid: string): string => jid.toLowerCase();

function bareOf(jid: string): string {
  const [bare = ''] = normal(jid).split('/', 1);
  return bare;
}
