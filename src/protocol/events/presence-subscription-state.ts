// `presenceSubscriptionState` (protocol.md 4.16).
import type { SipUri } from '../sip-uri';

export const subscriptionStates = ['subscribed', 'retrying', 'terminated'] as const;

export interface PresenceSubscriptionStateEvent {
  readonly kind: 'presenceSubscriptionState';
  readonly eid: number;
  readonly users: readonly { readonly uri: SipUri; readonly state: (typeof subscriptionStates)[number] }[];
}
