// `user` of `userPresence`, `presenceSubscriptionState` and `userRawCategories` (protocol.md 4.15, 4.16).
import type { SipUri } from '../sip-uri';
import type { Category } from './category';
import type { RawCategory } from './raw-category';

export const sourceNetworks = ['domain', 'sameEnterprise', 'publicCloud', 'federated'] as const;
export type SourceNetwork = (typeof sourceNetworks)[number];

export interface PresenceUser {
  readonly uri: SipUri;
  readonly sourceNetwork?: SourceNetwork;
  readonly categories: readonly Category[];
  readonly rawCategories: readonly RawCategory[];
}
