// `locked` (protocol.md 4.8).

export interface Locked {
  readonly kind: 'locked';
  readonly locked: boolean;
}
