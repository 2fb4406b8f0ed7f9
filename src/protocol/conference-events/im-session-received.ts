// `imSessionReceived`: an invitation (protocol.md 4.8).
import type { ImMessage } from '../im-message';
import type { SourceNetwork } from '../presence/presence-user';
import type { SipUri } from '../sip-uri';
import type { EscalationModeName } from './escalation-mode';
import type { RoleName } from './role';

export interface ImSessionReceived {
  readonly kind: 'imSessionReceived';
  readonly inviter: { readonly uri: SipUri; readonly name?: string; readonly sourceNetwork?: SourceNetwork };
  readonly role?: RoleName;
  readonly escalationMode?: EscalationModeName;
  readonly subject?: string;
  readonly message?: ImMessage;
}
