// `cwaRequests`: what the client sends (protocol.md 2.1). A closed union, listed below.
import { acknowledgeSubscriberCodec } from './requests/acknowledge-subscriber';
import { conferenceCodec } from './requests/conference';
import { addContactCodec, deleteContactCodec, updateContactCodec } from './requests/contacts';
import { addGroupCodec, deleteGroupCodec, updateGroupCodec } from './requests/groups';
import { initiateSessionCodec } from './requests/initiate-session';
import { logonCodec } from './requests/logon';
import { queryPresenceCodec, subscribePresenceCodec, unSubscribePresenceCodec } from './requests/presence';
import { publishRawCategoriesCodec } from './requests/publish-raw-categories';
import { publishSelfPresenceCodec } from './requests/publish-self-presence';
import { searchCodec } from './requests/search';
import { terminateSessionCodec } from './requests/terminate-session';
import { updateContainerCodec } from './requests/update-container';
import { checkNames, namesIn } from './allowed-names';
import { unionOf, type ValueOf } from './codec';
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import { element, parseXml, serializeXml, type XmlElement } from './xml';
import { attributeText, elements, given, hasName, optionalInteger } from './xml-reader';
import type { XmlLimits } from './xml-scan';

const codecs = [
  acknowledgeSubscriberCodec,
  addContactCodec,
  addGroupCodec,
  conferenceCodec,
  deleteContactCodec,
  deleteGroupCodec,
  initiateSessionCodec,
  logonCodec,
  publishRawCategoriesCodec,
  publishSelfPresenceCodec,
  queryPresenceCodec,
  searchCodec,
  subscribePresenceCodec,
  terminateSessionCodec,
  unSubscribePresenceCodec,
  updateContactCodec,
  updateContainerCodec,
  updateGroupCodec,
];

/** Every child of `cwaRequests`. */
export type AnyRequest = ValueOf<(typeof codecs)[number]>;
/** A request that is answered by its `rid`. */
export type CwaRequest = Exclude<AnyRequest, { kind: 'logon' }>;

export interface CwaRequests {
  readonly sid?: number;
  readonly requests: readonly AnyRequest[];
}

/** A request element that breaks the rules; the server answers it with `requestInvalid` (protocol.md 4.7, 7.19). */
export interface InvalidRequest {
  readonly kind: 'invalid';
  readonly rid?: string;
  /** Which request it was meant to be; absent when it is none that the protocol knows. */
  readonly request?: AnyRequest['kind'];
  /** Whether something is there that no page defines, or something is not there that one requires. */
  readonly code: ProtocolErrorCode;
  /** What is wrong, in words for a developer; never holds content of the request. */
  readonly reason: string;
}

export interface DecodedRequests {
  readonly sid?: number;
  readonly requests: readonly (AnyRequest | InvalidRequest)[];
}

/** The namespace of everything that the API defines (protocol.md 2). */
const cwaNamespace = 'http://schemas.microsoft.com/2006/09/rtc/cwa';

const known = unionOf(codecs);
const names = namesIn(codecs);

/**
 * Stricter than for what a server sends: what somebody publishes is shown to others inside more levels, with the namespaces
 * of all around it declared on it (four times the attributes), and a document that they cannot read would stop their polls for good.
 */
export const requestXmlLimits: XmlLimits = {
  maxCharacters: 1024 * 1024,
  maxDepth: 48,
  maxAttributes: 32,
  maxElements: 20_000,
};

/** One document; `logon` alone goes without a namespace (protocol.md 1.3). */
export function encodeRequests({ sid, requests }: CwaRequests): string {
  const isLogon = requests.length > 0 && requests.every(({ kind }) => kind === 'logon');
  const children = requests.map((request) => known.encode(request));
  return serializeXml(element('cwaRequests', { xmlns: isLogon ? undefined : cwaNamespace, sid }, children));
}

/** Throws `ProtocolError` for the document as a whole; a bad request among good ones comes as `invalid`. */
export function decodeRequests(text: string): DecodedRequests {
  const root = parseXml(text, requestXmlLimits);
  if (!hasName(root, 'cwaRequests')) throw new ProtocolError('unexpected-root', 'cwaRequests expected');
  return {
    ...given({ sid: optionalInteger(attributeText(root, 'sid')) }),
    requests: elements(root).map(decodeRequest),
  };
}

function decodeRequest(source: XmlElement): AnyRequest | InvalidRequest {
  const codec = known.find(source);
  const invalid = { kind: 'invalid', ...given({ rid: attributeText(source, 'rid') }) } as const;
  if (!codec) return { ...invalid, code: 'unknown-name', reason: 'an unknown request' };
  try {
    checkNames(source, names);
    return codec.decode(source);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { ...invalid, request: codec.element as AnyRequest['kind'], code: error.code, reason: error.message };
  }
}
