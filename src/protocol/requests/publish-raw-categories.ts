// `publishRawCategories` (protocol.md 3.27).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, childrenNamed, required } from '../xml-reader';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';

export interface PublishRawCategoriesRequest {
  readonly kind: 'publishRawCategories';
  readonly rid: string;
  readonly categories: readonly RawCategory[];
}

export const publishRawCategoriesCodec: Codec<PublishRawCategoriesRequest> = {
  element: 'publishRawCategories',
  decode(source) {
    const categories = childrenNamed(source, 'rawCategory').map(decodeRawCategory);
    return {
      kind: 'publishRawCategories',
      rid: required(attribute(source, 'rid'), 'rid'),
      categories: required(categories.length > 0 ? categories : undefined, 'rawCategory'),
    };
  },
  encode(value) {
    return element('publishRawCategories', { rid: value.rid }, value.categories.map(encodeRawCategory));
  },
};
