// `user` of `userPresence` (protocol.md 4.15).
import { foreignText, parseForeignXml } from '../foreign-xml';
import { element, type XmlElement } from '../xml';
import {
  allSkipped,
  attribute,
  childrenNamed,
  decodeEach,
  elements,
  given,
  hasName,
  oneOf,
  type Skipped,
} from '../xml-reader';
import { decodeHeardUri } from '../uris';
import type { SipUri } from '../sip-uri';
import { decodeCategory, encodeCategory, type Category } from './category';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from './raw-category';

export const sourceNetworks = ['domain', 'sameEnterprise', 'publicCloud', 'federated'] as const;
export type SourceNetwork = (typeof sourceNetworks)[number];

export interface PresenceUser extends Skipped {
  readonly uri: SipUri;
  readonly sourceNetwork?: SourceNetwork;
  /** Icon of the source network; never fetched without the person's leave. */
  readonly iconUri?: string;
  readonly categories: readonly Category[];
  readonly rawCategories: readonly RawCategory[];
  /** Elements that are neither, as XML text. */
  readonly xml?: string;
}

export function decodePresenceUser(source: XmlElement): PresenceUser {
  const categories = decodeEach(childrenNamed(source, 'cwaCategory'), decodeCategory);
  const rawCategories = decodeEach(childrenNamed(source, 'rawCategory'), decodeRawCategory);
  const foreign = elements(source).filter((child) => !hasName(child, 'cwaCategory') && !hasName(child, 'rawCategory'));
  const others = decodeEach(foreign, (child) => foreignText([child]));
  return {
    uri: decodeHeardUri(attribute(source, 'uri')),
    ...given({
      sourceNetwork: oneOf(attribute(source, 'sourceNetwork'), sourceNetworks),
      iconUri: attribute(source, 'iconUri'),
    }),
    categories: categories.values,
    rawCategories: rawCategories.values,
    ...(others.values.length > 0 && { xml: others.values.join('') }),
    ...allSkipped(categories, rawCategories, others),
  };
}

export function encodePresenceUser(user: PresenceUser): XmlElement {
  const { uri, sourceNetwork, iconUri, categories, rawCategories, xml } = user;
  return element(
    'user',
    { uri, sourceNetwork, iconUri },
    categories.map(encodeCategory),
    rawCategories.map(encodeRawCategory),
    xml === undefined ? undefined : parseForeignXml(xml),
  );
}
