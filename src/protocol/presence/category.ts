// `cwaCategory` and the payloads that Parley reads (protocol.md 4.15, 5.2, 5.6, 5.7, 7.15). One file a payload.
import { foreignXml, parseForeignXml } from '../foreign-xml';
import { element, type XmlElement, type XmlNode } from '../xml';
import { attribute, elements, given, localName, optionalInteger, required } from '../xml-reader';
import type { CalendarData } from './calendar-data';
import { decodeContactCard, encodeContactCard, type ContactCard } from './contact-card';
import { decodeNote, encodeNote, type Note } from './note';
import type { Services } from './services';
import { decodeState, encodeState, type State } from './state';

/** A payload that no codec knows, as XML text. */
export interface ForeignPayload {
  readonly kind: 'foreign';
  readonly xml: string;
}

export type CategoryPayload = State | Note | ContactCard | CalendarData | Services | ForeignPayload;

export interface Category {
  readonly name: string;
  readonly instance?: number;
  readonly version?: number;
  /** ISO 8601, as written. */
  readonly publishTime?: string;
  /** When it takes effect, as written. */
  readonly effectiveAt?: string;
  /** As written (7.15). */
  readonly expires?: string;
  /** Absent: the user publishes nothing visible in this category. */
  readonly payload?: CategoryPayload;
}

/** The payload of a category; undefined when it is empty. */
export function decodePayload(source: XmlElement): CategoryPayload | undefined {
  const child = elements(source)[0];
  if (!child) return undefined;
  switch (localName(child.name).toLowerCase()) {
    case 'state':
      return decodeState(child);
    case 'note':
      return decodeNote(child);
    case 'contactcard':
      return decodeContactCard(child);
    case 'calendardata':
      return { kind: 'calendarData', xml: foreignXml(source) };
    case 'services':
      return { kind: 'services', xml: foreignXml(source) };
    default:
      return { kind: 'foreign', xml: foreignXml(source) };
  }
}

export function encodePayload(payload: CategoryPayload | undefined): readonly XmlNode[] {
  switch (payload?.kind) {
    case undefined:
      return [];
    case 'state':
      return [encodeState(payload)];
    case 'note':
      return [encodeNote(payload)];
    case 'contactCard':
      return [encodeContactCard(payload)];
    case 'calendarData':
    case 'services':
    case 'foreign':
      return parseForeignXml(payload.xml);
  }
}

export function decodeCategory(source: XmlElement): Category {
  return {
    name: required(attribute(source, 'name') || undefined, 'name'),
    ...given({
      // 7.15: some events say `instanceMask`.
      instance: optionalInteger(attribute(source, 'instance')) ?? optionalInteger(attribute(source, 'instanceMask')),
      version: optionalInteger(attribute(source, 'version')),
      publishTime: attribute(source, 'publishTime'),
      effectiveAt: attribute(source, 'effectiveAt'),
      expires: attribute(source, 'expires'),
      payload: decodePayload(source),
    }),
  };
}

export function encodeCategory({ payload, ...attributes }: Category): XmlElement {
  const { name, instance, version, publishTime, effectiveAt, expires } = attributes;
  return element('cwaCategory', { name, instance, version, publishTime, effectiveAt, expires }, encodePayload(payload));
}
