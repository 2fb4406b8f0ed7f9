// `requestFailed` on the command channel (protocol.md 4.6, 7.20).
import type { CwaError } from '../cwa-error';

export interface RequestFailed {
  readonly kind: 'requestFailed';
  /** An event's number, so that it counts once. */
  readonly eid?: number;
  readonly rid: string;
  readonly error: CwaError;
}
