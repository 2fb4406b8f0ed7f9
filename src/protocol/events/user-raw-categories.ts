// `userRawCategories` (protocol.md 4.18).
import type { RawCategory } from '../presence/raw-category';
import type { SipUri } from '../sip-uri';

export interface UserRawCategoriesEvent {
  readonly kind: 'userRawCategories';
  readonly eid: number;
  readonly users: readonly { readonly uri: SipUri; readonly categories: readonly RawCategory[] }[];
}
