// `subscribers` (protocol.md 4.12, 7.14).
import type { SourceNetwork } from '../presence/presence-user';
import type { SipUri } from '../sip-uri';

export interface Subscriber {
  readonly uri: SipUri;
  readonly displayName?: string;
  readonly sourceNetwork?: SourceNetwork;
  readonly acknowledged: boolean;
}

export interface SubscribersEvent {
  readonly kind: 'subscribers';
  readonly eid: number;
  readonly subscribers: readonly Subscriber[];
}
