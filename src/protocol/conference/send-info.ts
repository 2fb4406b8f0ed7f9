// `sendInfo` (protocol.md 3.9).

export interface SendInfo {
  readonly kind: 'sendInfo';
  /** `text/plain` or `text/XML`. */
  readonly contentType: string;
  readonly content: string;
}
