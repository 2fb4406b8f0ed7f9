// `composingState` (protocol.md 4.8). How it names the writer is unknown (section 8): an attribute `uri` is read and written.
import type { SipUri } from '../sip-uri';

export interface ComposingState {
  readonly kind: 'composingState';
  readonly state: 'composing' | 'idle';
  readonly uri?: SipUri;
}
