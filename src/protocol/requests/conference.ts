// `conference`: the wrapper of all IM and call requests (protocol.md 3.4).
import type { ConferenceAction } from '../conference-actions';

export interface ConferenceRequest {
  readonly kind: 'conference';
  readonly rid: string;
  /** 0 when a conversation starts (7.5). A server may see none: read as 0. */
  readonly confId: number;
  readonly action: ConferenceAction;
}
