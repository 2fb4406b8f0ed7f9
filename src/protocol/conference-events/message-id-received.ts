// `messageIdReceived`: the other end confirms a message (protocol.md 4.8).

export interface MessageIdReceived {
  readonly kind: 'messageIdReceived';
  readonly rid: string;
  readonly messageId: string;
}
