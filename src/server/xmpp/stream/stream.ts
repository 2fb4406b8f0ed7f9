// One resource of one account on the XMPP service, for as long as its session lasts: the connection may break and be made again, at
// another host if need be; whoever uses the stream learns of it and does not do it.
import type { XmlElement } from './element';
import type { OutboxLimits } from './outbox';

export interface XmppStream {
  /** The full address that the service has bound. After a break without resumption it may be another one. */
  readonly jid: string;
  readonly isUp: boolean;
  /**
   * Gives a stanza to the service, in order, now or when the connection is back. `onAcked`: the service has it (XEP-0198). A stanza that
   * was not acknowledged when a break could not be resumed is handed to `onUp` or `onGivenUp` and forgotten here. False where too much
   * waits already, or the stream is over: then it was not taken.
   */
  send(stanza: XmlElement, onAcked?: () => void): boolean;
  /**
   * Sends an iq (an id is set) and waits for its result; rejects with `StanzaError`, also when a break could not be resumed or time runs
   * out. An answer counts only where it comes from whom the iq went to.
   */
  request(iq: XmlElement): Promise<XmlElement>;
  /**
   * Sends unavailable presence by the end of the stream. Resolves when the connection is gone; never rejects. Nothing is told to the
   * listener any more, but what the service acknowledges meanwhile.
   */
  close(): Promise<void>;
}

export interface StreamListener {
  /**
   * A stanza that is no answer to `request`. The service counts it as taken when this returns. An iq of type `get` or `set` wants an
   * answer by `send`, were it that it is not known here.
   */
  onStanza(stanza: XmlElement): void;
  onDown(): void;
  /**
   * The connection is back; not called for the first one. `isResumed`: nothing was lost meanwhile. Otherwise roster, presence and archive
   * are to be asked for again, and `unacknowledged`, without requests, may have arrived or not.
   */
  onUp(isResumed: boolean, unacknowledged: readonly XmlElement[]): void;
  /** Nothing more will come: the account is not good any more (`denied`), or no host has answered for too long (`away`). */
  onGivenUp(reason: 'denied' | 'away', unacknowledged: readonly XmlElement[]): void;
}

export type StreamStart = { readonly stream: XmppStream } | { readonly refused: 'wrong' | 'away' };

/** The same object for all streams of a service: what is dear to make is kept by it. */
export interface StreamSettings {
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly domain: string;
  /** PEM, beside what the system trusts. */
  readonly ca?: string;
  /** Only for loopback, and only where it was asked for in so many words. */
  readonly isPlainAllowed: boolean;
  /** What is told is of hosts and reasons: no words of people, no secrets. */
  readonly log: (line: string) => void;
  readonly limits?: Partial<StreamLimits>;
}

export interface StreamLimits {
  /** Until a host has answered at all. */
  readonly connectMs: number;
  /** Until it has answered what it was asked while the stream is set up. */
  readonly answerMs: number;
  /** Until a request has its result. */
  readonly requestMs: number;
  /** So long after a stanza the service is asked how many it has: one question for all that goes out together. */
  readonly ackDelayMs: number;
  /** Until that question is answered; after that the connection is taken for lost. */
  readonly ackMs: number;
  /** So long without a word of the service, and it is asked whether it is there. */
  readonly keepAliveMs: number;
  /** Without a connection, from the break on, until it is given up. */
  readonly giveUpMs: number;
  /** Until the service has closed its side of the stream. */
  readonly closeMs: number;
  /** What waits to go out, or to be acknowledged. */
  readonly queue: OutboxLimits;
}

export const defaultStreamLimits: StreamLimits = {
  connectMs: 3_000,
  answerMs: 5_000,
  requestMs: 30_000,
  ackDelayMs: 5,
  ackMs: 10_000,
  keepAliveMs: 45_000,
  giveUpMs: 60_000,
  closeMs: 2_000,
  queue: { stanzas: 2_000, chars: 8_000_000 },
};
