// `selfRawCategories`, `userRawCategories` (protocol.md 4.18).
import { event } from '../event';
import { rawCategoryRecord } from '../presence/raw-category';
import { attribute, each, eachWithOwn, listing, part } from '../record';
import { heardSipUri } from '../uris';

const categories = each(rawCategoryRecord);
const user = listing(part('user', { uri: attribute(heardSipUri), categories }));

export const selfRawCategoriesCodec = listing(event('selfRawCategories', { categories }));
export const userRawCategoriesCodec = listing(event('userRawCategories', { users: eachWithOwn(user) }));
