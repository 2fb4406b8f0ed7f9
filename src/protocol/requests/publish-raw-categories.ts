// `publishRawCategories` (protocol.md 3.27).
import type { ValueOf } from '../codec';
import { some } from '../record';
import { request } from '../request';
import { rawCategoryRecord } from '../presence/raw-category';

export type PublishRawCategoriesRequest = ValueOf<typeof publishRawCategoriesCodec>;

export const publishRawCategoriesCodec = request('publishRawCategories', { categories: some(rawCategoryRecord) });
