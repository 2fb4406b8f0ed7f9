// `selfRawCategories`, `userRawCategories` (protocol.md 4.18).
import { event } from '../event';
import { rawCategoryRecord } from '../presence/raw-category';
import { attribute, each, eachWithLists, part, withSkipped } from '../record';
import { heardSipUri } from '../uris';

const categories = each(rawCategoryRecord);
const user = withSkipped(part('user', { uri: attribute(heardSipUri), categories }));

export const selfRawCategoriesCodec = withSkipped(event('selfRawCategories', { categories }));
export const userRawCategoriesCodec = withSkipped(event('userRawCategories', { users: eachWithLists(user) }));
