// `publishRawCategories` (protocol.md 3.27).
import type { RawCategory } from '../presence/raw-category';

export interface PublishRawCategoriesRequest {
  readonly kind: 'publishRawCategories';
  readonly rid: string;
  readonly categories: readonly RawCategory[];
}
