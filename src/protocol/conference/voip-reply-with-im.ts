// `voIPReplyWithIM` (protocol.md 3.17).

export interface VoIPReplyWithIM {
  readonly kind: 'voIPReplyWithIM';
}
