// One resource of one account on the XMPP service, for as long as its session lasts: the connection may break and be made again, at
// another host if need be; whoever uses the stream learns of it and does not do it.
import type { XmlElement } from './element';

export interface XmppStream {
  /** The full address that the service has bound. After a break without resumption it may be another one. */
  readonly jid: string;
  readonly isUp: boolean;
  /**
   * Gives a stanza to the service, in order, now or when the connection is back. `onAcked`: the service has it (XEP-0198). A stanza that
   * was not acknowledged when a break could not be resumed is handed to `onUnacknowledged` and forgotten here. False where too much waits
   * already: then it was not taken.
   */
  send(stanza: XmlElement, onAcked?: () => void): boolean;
  /** Sends an iq (an id is set) and waits for its result; rejects with `StanzaError`, also when the connection breaks or time runs out. */
  request(iq: XmlElement): Promise<XmlElement>;
  /** Sends unavailable presence by the end of the stream. Resolves when the connection is gone; never rejects. */
  close(): Promise<void>;
}

export interface StreamListener {
  /** A stanza that is no answer to `request`. */
  onStanza(stanza: XmlElement): void;
  onDown(): void;
  /** `isResumed`: nothing was lost meanwhile. Otherwise roster, presence and archive are to be asked for again. */
  onUp(isResumed: boolean, unacknowledged: readonly XmlElement[]): void;
  /** Nothing more will come: the account is not good any more (`denied`), or no host has answered for too long (`away`). */
  onGivenUp(reason: 'denied' | 'away'): void;
}

export type StreamStart = { readonly stream: XmppStream } | { readonly refused: 'wrong' | 'away' };

export interface StreamSettings {
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly domain: string;
  /** PEM, beside what the system trusts. */
  readonly ca?: string;
  /** Only for loopback, and only where it was asked for in so many words. */
  readonly isPlainAllowed: boolean;
  readonly log: (line: string) => void;
}
