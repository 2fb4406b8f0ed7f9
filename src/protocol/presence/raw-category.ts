// `rawCategory`: an application's own presence data, passed on unread (protocol.md 3.27).
import { allowedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { foreignXml, parseForeignXml } from '../foreign-xml';
import { integer, oneOf, text } from '../form';
import { attribute, handMade, part } from '../record';

export type RawCategory = ValueOf<typeof rawCategoryRecord>;

export const rawCategoryRecord = part('rawCategory', {
  name: attribute(text),
  nameSpace: attribute(text).or(''),
  // 7.15 says it of `cwaCategory`; an event may well do the same here.
  instanceMask: attribute(integer).else(attribute(integer, 'instance')).optional,
  version: attribute(integer).optional,
  container: attribute(text).optional,
  publishTime: attribute(text).optional,
  endpointId: attribute(text).optional,
  expireType: attribute(oneOf(['static', 'user', 'endpoint', 'time'])).optional,
  expires: attribute(text).optional,
  /** The foreign elements, well-formed, as XML text. */
  xml: handMade<string>(foreignXml, parseForeignXml, allowedNames([], 'any')),
});
