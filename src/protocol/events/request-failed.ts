// `requestFailed` on the data channel (protocol.md 4.6).
import type { CwaError } from '../cwa-error';

export interface RequestFailedEvent {
  readonly kind: 'requestFailed';
  readonly eid: number;
  readonly rid: string;
  readonly error: CwaError;
}
