// `selfRawCategories` (protocol.md 4.18).
import type { RawCategory } from '../presence/raw-category';

export interface SelfRawCategoriesEvent {
  readonly kind: 'selfRawCategories';
  readonly eid: number;
  readonly categories: readonly RawCategory[];
}
