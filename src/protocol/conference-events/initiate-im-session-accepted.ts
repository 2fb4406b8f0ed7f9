// `initiateImSessionAccepted` as an event (protocol.md 4.4, 7.4).

export interface InitiateImSessionAccepted {
  readonly kind: 'initiateImSessionAccepted';
  readonly rid: string;
  readonly confId: number;
}
