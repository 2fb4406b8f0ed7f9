// Messages and how they look.
import type { ConversationId } from './conversation';
import type { PersonUri } from './person';

export type MessageId = string;

/** The look of a whole message. The wire knows no formatting of parts and no size (protocol.md 5.10). */
export interface MessageStyle {
  readonly font?: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  /** `#rrggbb`; absent: the reader's default colour. */
  readonly color?: string;
  readonly rightToLeft?: boolean;
}

export interface MessageBody {
  readonly text: string;
  readonly style?: MessageStyle;
}

/**
 * Where an outgoing message stands. `sent`: the server took it; `confirmed`: the other end did;
 * `unknown`: it was on the wire when the reply was lost, so it may or may not have arrived.
 */
export const deliveryStates = ['queued', 'sending', 'sent', 'confirmed', 'failed', 'unknown'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface Message {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly direction: 'incoming' | 'outgoing';
  readonly from: PersonUri;
  readonly body: MessageBody;
  /** Epoch milliseconds, by this machine's clock. */
  readonly at: number;
  /** Incoming only, of a server that gives one: the same again when it is told once more, also in a later session. */
  readonly wireId?: string;
  /** Outgoing only. */
  readonly delivery?: DeliveryState;
  /** Why it failed, as a code that the renderer translates. */
  readonly failure?: string;
}

/** Longest text of one message; the server's own limit is unknown (protocol.md, section 8), and a book chapter is no message. */
export const maxMessageLength = 64_000;
