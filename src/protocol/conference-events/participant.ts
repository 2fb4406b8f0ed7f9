// `participant`: added or changed (protocol.md 4.8).
import type { SipUri } from '../sip-uri';
import type { RoleName } from './role';

export interface Participant {
  readonly kind: 'participant';
  readonly uri: SipUri;
  readonly name?: string;
  readonly role?: RoleName;
  readonly archiving?: boolean;
}
