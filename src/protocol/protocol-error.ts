// The one error that the codecs throw.

/** Why a document was refused as a whole. A single bad element never refuses the rest: see `UnreadableEvent`, `InvalidRequest`. */
export type ProtocolErrorCode =
  | 'too-large'
  | 'too-deep'
  | 'too-many-attributes'
  | 'doctype'
  | 'not-well-formed'
  | 'unexpected-root'
  | 'missing-value'
  | 'unknown-name';

export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  constructor(
    readonly code: ProtocolErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
