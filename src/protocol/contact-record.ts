// `contact` and `group` as they stand in requests and in `contactGroup` (protocol.md 4.11).
import { ProtocolError } from './protocol-error';
import { element, type XmlElement } from './xml';
import { attribute, optionalBoolean, required } from './xml-reader';
import type { SipUri } from './sip-uri';
import { decodeUri } from './uris';

export interface ContactRecord {
  readonly uri: SipUri;
  readonly name: string;
  readonly subscribed: boolean;
  /** "Alert me" flag. */
  readonly tag: boolean;
  /** Group ids. Absent: the attribute was left out (3.22: on update that resets it). */
  readonly groups?: readonly number[];
}

export interface GroupRecord {
  readonly id: number;
  /** `~` is the default group, which is never renamed or deleted. */
  readonly name: string;
  /** Empty for personal groups. */
  readonly externalUri: string;
}

export function decodeContactRecord(source: XmlElement, uriOf: typeof decodeUri = decodeUri): ContactRecord {
  const groups = attribute(source, 'groups');
  return {
    uri: uriOf(attribute(source, 'uri')),
    name: required(attribute(source, 'name'), 'name'),
    subscribed: optionalBoolean(attribute(source, 'subscribed')) ?? false,
    tag: optionalBoolean(attribute(source, 'tag')) ?? false,
    ...(groups !== undefined && { groups: decodeGroupIds(groups) }),
  };
}

function decodeGroupIds(text: string): number[] {
  return text
    .split(/\s+/u)
    .filter((part) => part !== '')
    .map((part) => {
      if (!/^\d{1,15}$/u.test(part)) throw new ProtocolError('missing-value', 'groups');
      return Number(part);
    });
}

export function encodeContactRecord(contact: ContactRecord, action?: string): XmlElement {
  const { uri, name, subscribed, tag, groups } = contact;
  return element('contact', { action, uri, name, subscribed, tag, groups: groups?.join(' ') });
}
