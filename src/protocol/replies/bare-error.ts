// A bare `error` under `cwaResponses` (protocol.md 1.8).
import type { CwaError } from '../cwa-error';

export interface BareError {
  readonly kind: 'error';
  readonly error: CwaError;
}
