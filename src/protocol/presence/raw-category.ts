// `rawCategory`: an application's own presence data, passed on unread (protocol.md 3.27).
import { foreignXml, parseForeignXml } from '../foreign-xml';
import { element, type XmlElement } from '../xml';
import { attribute, oneOf, optionalInteger, required } from '../xml-reader';

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
  const numbers = {
    instanceMask: optionalInteger(attribute(source, 'instanceMask')),
    version: optionalInteger(attribute(source, 'version')),
  };
  const texts = {
    container: attribute(source, 'container'),
    publishTime: attribute(source, 'publishTime'),
    endpointId: attribute(source, 'endpointId'),
    expireType: oneOf(attribute(source, 'expireType'), ['static', 'user', 'endpoint', 'time']),
    expires: attribute(source, 'expires'),
  };
  const given = Object.fromEntries(Object.entries({ ...numbers, ...texts }).filter(([, value]) => value !== undefined));
  return {
    name: required(attribute(source, 'name'), 'name'),
    nameSpace: attribute(source, 'nameSpace') ?? '',
    ...given,
    xml: foreignXml(source),
  };
}

export function encodeRawCategory({ xml, ...attributes }: RawCategory): XmlElement {
  return element('rawCategory', { ...attributes }, parseForeignXml(xml));
}
