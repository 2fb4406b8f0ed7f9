// `notifyComposing` (protocol.md 3.10).

export interface NotifyComposing {
  readonly kind: 'notifyComposing';
  readonly state: 'composing' | 'idle';
}
