// `lock`: `true` locks (protocol.md 3.14, 7.11).

export interface Lock {
  readonly kind: 'lock';
  readonly locked: boolean;
}
