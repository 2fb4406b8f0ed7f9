// `user` of `userPresence` (protocol.md 4.15).
import { allowedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { foreignText, parseForeignXml } from '../foreign-xml';
import { oneOf, text } from '../form';
import { attribute, each, listing, part, PlacedField } from '../record';
import { heardSipUri } from '../uris';
import { allSkipped, decodeEach, elements, hasName } from '../xml-reader';
import { categoryRecord } from './category';
import { rawCategoryRecord } from './raw-category';

export const sourceNetworks = ['domain', 'sameEnterprise', 'publicCloud', 'federated'] as const;
export type SourceNetwork = (typeof sourceNetworks)[number];

const others = new PlacedField<string>({
  find: (source, _key, left) => {
    const known = [categoryRecord.element, rawCategoryRecord.element];
    const foreign = elements(source).filter((child) => !known.some((name) => hasName(child, name)));
    const { values, ...skipped } = decodeEach(foreign, (child) => foreignText([child]));
    left.all = allSkipped([left.all, skipped]);
    return values.length > 0 ? values.join('') : undefined;
  },
  put: (xml, _key, draft) => {
    draft.add(parseForeignXml(xml));
  },
  names: () => allowedNames([], 'any'),
});

export type PresenceUser = ValueOf<typeof presenceUserRecord>;

export const presenceUserRecord = listing(
  part('user', {
    uri: attribute(heardSipUri),
    sourceNetwork: attribute(oneOf(sourceNetworks)).optional,
    /** Icon of the source network; never fetched without the person's leave. */
    iconUri: attribute(text).optional,
    categories: each(categoryRecord),
    rawCategories: each(rawCategoryRecord),
    /** Elements that are neither, as XML text. */
    xml: others.optional,
  }),
);
