// `contact` and `group` as they stand in requests and in `contactGroup` (protocol.md 4.11).
import { ProtocolError } from './protocol-error';
import { element, type XmlElement } from './xml';
import { attribute, optionalBoolean, required } from './xml-reader';
import type { SipUri } from './sip-uri';
import { decodeHeardAddress, decodeUri } from './uris';

export interface ContactRecord {
  readonly uri: SipUri;
  /** Empty where an event gives none. */
  readonly name: string;
  readonly subscribed: boolean;
  /** "Alert me" flag. */
  readonly tag: boolean;
  /** Group ids. Absent: the attribute was left out (3.22: on update that resets it). */
  readonly groups?: readonly number[];
}

export interface GroupRecord {
  readonly id: number;
  /** `~` is the default group, which is never renamed or deleted. Empty where an event gives none. */
  readonly name: string;
  /** Empty for personal groups. */
  readonly externalUri: string;
}

/** As a request has to have it. */
export function decodeContactRecord(source: XmlElement): ContactRecord {
  const groups = attribute(source, 'groups');
  return {
    uri: decodeUri(attribute(source, 'uri')),
    name: required(attribute(source, 'name'), 'name'),
    ...flagsOf(source),
    ...(groups !== undefined && { groups: decodeGroupIds(groups) }),
  };
}

/**
 * As an event tells it. Whoever is in the list stays in it, whatever else is odd about them: only without any `uri` is there nobody
 * to show. Choices that no page settles: a name that is missing is empty, of `groups` the numbers count, each once.
 */
export function decodeHeardContact(source: XmlElement): ContactRecord {
  const groups = attribute(source, 'groups');
  return {
    uri: decodeHeardAddress(attribute(source, 'uri')),
    name: attribute(source, 'name') ?? '',
    ...flagsOf(source),
    ...(groups !== undefined && {
      groups: [
        ...new Set(
          partsOf(groups, /[\s,;]+/u)
            .filter(isGroupId)
            .map(Number),
        ),
      ],
    }),
  };
}

function flagsOf(source: XmlElement): Pick<ContactRecord, 'subscribed' | 'tag'> {
  return {
    subscribed: optionalBoolean(attribute(source, 'subscribed')) ?? false,
    tag: optionalBoolean(attribute(source, 'tag')) ?? false,
  };
}

function decodeGroupIds(text: string): number[] {
  const parts = partsOf(text, /\s+/u);
  if (!parts.every(isGroupId)) throw new ProtocolError('missing-value', 'groups');
  return parts.map(Number);
}

function partsOf(text: string, between: RegExp): string[] {
  return text.split(between).filter((part) => part !== '');
}

function isGroupId(text: string): boolean {
  return /^\d{1,15}$/u.test(text);
}

export function encodeContactRecord(contact: ContactRecord, action?: string): XmlElement {
  const { uri, name, subscribed, tag, groups } = contact;
  return element('contact', { action, uri, name, subscribed, tag, groups: groups?.join(' ') });
}
