// `user` of `userPresence`, `presenceSubscriptionState` and `userRawCategories` (protocol.md 4.15, 4.16).
import { element, type XmlElement } from '../xml';
import { attribute, childrenNamed, oneOf } from '../xml-reader';
import { decodeUri } from '../uris';
import type { SipUri } from '../sip-uri';
import { decodeCategory, encodeCategory, type Category } from './category';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from './raw-category';

export const sourceNetworks = ['domain', 'sameEnterprise', 'publicCloud', 'federated'] as const;
export type SourceNetwork = (typeof sourceNetworks)[number];

export interface PresenceUser {
  readonly uri: SipUri;
  readonly sourceNetwork?: SourceNetwork;
  readonly categories: readonly Category[];
  readonly rawCategories: readonly RawCategory[];
}

export function decodePresenceUser(source: XmlElement): PresenceUser {
  const sourceNetwork = oneOf(attribute(source, 'sourceNetwork'), sourceNetworks);
  return {
    uri: decodeUri(attribute(source, 'uri')),
    ...(sourceNetwork && { sourceNetwork }),
    categories: childrenNamed(source, 'cwaCategory').map(decodeCategory),
    rawCategories: childrenNamed(source, 'rawCategory').map(decodeRawCategory),
  };
}

export function encodePresenceUser({ uri, sourceNetwork, categories, rawCategories }: PresenceUser): XmlElement {
  return element('user', { uri, sourceNetwork }, categories.map(encodeCategory), rawCategories.map(encodeRawCategory));
}
