// `cwaCategory` and the payloads that Parley reads (protocol.md 4.15, 5.2, 5.6, 5.7, 7.15). One file a payload.
import { ProtocolError } from '../protocol-error';
import { foreignXml, parseForeignXml } from '../foreign-xml';
import { element, type XmlElement, type XmlNode } from '../xml';
import { attribute, elements, hasName, optionalInteger } from '../xml-reader';
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
  /** Absent: the user publishes nothing visible in this category. */
  readonly payload?: CategoryPayload;
}

/** The payload of a category; undefined when it is empty. */
export function decodePayload(source: XmlElement): CategoryPayload | undefined {
  const child = elements(source)[0];
  if (!child) return undefined;
  if (hasName(child, 'state')) return decodeState(child);
  if (hasName(child, 'note')) return decodeNote(child);
  if (hasName(child, 'contactCard')) return decodeContactCard(child);
  if (hasName(child, 'calendarData')) return { kind: 'calendarData', xml: foreignXml(source) };
  if (hasName(child, 'services')) return { kind: 'services', xml: foreignXml(source) };
  return { kind: 'foreign', xml: foreignXml(source) };
}

export function encodePayload(payload: CategoryPayload | undefined): readonly XmlNode[] {
  if (!payload) return [];
  switch (payload.kind) {
    case 'state':
      return [encodeState(payload)];
    case 'note':
      return [encodeNote(payload)];
    case 'contactCard':
      return [encodeContactCard(payload)];
    default:
      return parseForeignXml(payload.xml);
  }
}

export function decodeCategory(source: XmlElement): Category {
  const name = attribute(source, 'name');
  if (!name) throw new ProtocolError('missing-value', 'name');
  // 7.15: some events say `instanceMask`.
  const instance = optionalInteger(attribute(source, 'instance')) ?? optionalInteger(attribute(source, 'instanceMask'));
  const version = optionalInteger(attribute(source, 'version'));
  const publishTime = attribute(source, 'publishTime');
  const payload = decodePayload(source);
  return {
    name,
    ...(instance !== undefined && { instance }),
    ...(version !== undefined && { version }),
    ...(publishTime !== undefined && { publishTime }),
    ...(payload && { payload }),
  };
}

export function encodeCategory({ name, instance, version, publishTime, payload }: Category): XmlElement {
  return element('cwaCategory', { name, instance, version, publishTime }, encodePayload(payload));
}
