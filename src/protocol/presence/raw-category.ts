// `rawCategory`: an application's own presence data, passed on unread (protocol.md 3.27).
import { foreignXml, parseForeignXml } from '../foreign-xml';
import { element, type XmlElement } from '../xml';
import { attribute, given, oneOf, optionalInteger, required } from '../xml-reader';

export interface RawCategory {
  readonly name: string;
  readonly nameSpace: string;
  readonly instanceMask?: number;
  readonly version?: number;
  readonly container?: string;
  readonly publishTime?: string;
  readonly endpointId?: string;
  readonly expireType?: 'static' | 'user' | 'endpoint' | 'time';
  readonly expires?: string;
  /** The foreign elements, well-formed, as XML text. */
  readonly xml: string;
}

export function decodeRawCategory(source: XmlElement): RawCategory {
  return {
    name: required(attribute(source, 'name'), 'name'),
    nameSpace: attribute(source, 'nameSpace') ?? '',
    ...given({
      // 7.15 says it of `cwaCategory`; an event may well do the same here.
      instanceMask:
        optionalInteger(attribute(source, 'instanceMask')) ?? optionalInteger(attribute(source, 'instance')),
      version: optionalInteger(attribute(source, 'version')),
      container: attribute(source, 'container'),
      publishTime: attribute(source, 'publishTime'),
      endpointId: attribute(source, 'endpointId'),
      expireType: oneOf(attribute(source, 'expireType'), ['static', 'user', 'endpoint', 'time']),
      expires: attribute(source, 'expires'),
    }),
    xml: foreignXml(source),
  };
}

export function encodeRawCategory(category: RawCategory): XmlElement {
  const { name, nameSpace, instanceMask, version, container, publishTime, endpointId, expireType, expires } = category;
  return element(
    'rawCategory',
    { name, nameSpace, instanceMask, version, container, publishTime, endpointId, expireType, expires },
    parseForeignXml(category.xml),
  );
}
