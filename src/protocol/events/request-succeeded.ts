// `requestSucceeded` on the data channel (protocol.md 4.5).

export interface RequestSucceededEvent {
  readonly kind: 'requestSucceeded';
  readonly eid: number;
  readonly rid: string;
}
