// `requestInvalid`, read from `requestRejected` too (protocol.md 4.7, 7.18).
import type { CwaError } from '../cwa-error';

export interface RequestInvalid {
  readonly kind: 'requestInvalid';
  /** Absent when the server could not read it. */
  readonly rid?: string;
  readonly error: CwaError;
}
