// `messageSendFailed` (protocol.md 4.8).

export interface MessageSendFailed {
  readonly kind: 'messageSendFailed';
  readonly messageId: string;
}
