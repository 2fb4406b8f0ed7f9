// `cwaRequests`: what the client sends (protocol.md 2.1). A closed union, one file a kind in `requests/`.
import { acknowledgeSubscriberCodec, type AcknowledgeSubscriberRequest } from './requests/acknowledge-subscriber';
import { addContactCodec, type AddContactRequest } from './requests/add-contact';
import { addGroupCodec, type AddGroupRequest } from './requests/add-group';
import { conferenceCodec, type ConferenceRequest } from './requests/conference';
import { deleteContactCodec, type DeleteContactRequest } from './requests/delete-contact';
import { deleteGroupCodec, type DeleteGroupRequest } from './requests/delete-group';
import { initiateSessionCodec, type InitiateSessionRequest } from './requests/initiate-session';
import { logonCodec, type LogonRequest } from './requests/logon';
import { publishRawCategoriesCodec, type PublishRawCategoriesRequest } from './requests/publish-raw-categories';
import { publishSelfPresenceCodec, type PublishSelfPresenceRequest } from './requests/publish-self-presence';
import { queryPresenceCodec, type QueryPresenceRequest } from './requests/query-presence';
import { searchCodec, type SearchRequest } from './requests/search';
import { subscribePresenceCodec, type SubscribePresenceRequest } from './requests/subscribe-presence';
import { terminateSessionCodec, type TerminateSessionRequest } from './requests/terminate-session';
import { unSubscribePresenceCodec, type UnSubscribePresenceRequest } from './requests/un-subscribe-presence';
import { updateContactCodec, type UpdateContactRequest } from './requests/update-contact';
import { updateContainerCodec, type UpdateContainerRequest } from './requests/update-container';
import { updateGroupCodec, type UpdateGroupRequest } from './requests/update-group';
import { unionOf } from './codec';
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import { checkRequestNames } from './request-names';
import { element, parseXml, serializeXml, type XmlElement } from './xml';
import { attribute, elements, given, hasName, optionalInteger } from './xml-reader';
import type { XmlLimits } from './xml-scan';

/** A request that is answered by its `rid`. */
export type CwaRequest =
  | InitiateSessionRequest
  | TerminateSessionRequest
  | ConferenceRequest
  | AddGroupRequest
  | UpdateGroupRequest
  | DeleteGroupRequest
  | AddContactRequest
  | UpdateContactRequest
  | DeleteContactRequest
  | AcknowledgeSubscriberRequest
  | UpdateContainerRequest
  | PublishSelfPresenceRequest
  | PublishRawCategoriesRequest
  | QueryPresenceRequest
  | SubscribePresenceRequest
  | UnSubscribePresenceRequest
  | SearchRequest;

/** Every child of `cwaRequests`. */
export type AnyRequest = LogonRequest | CwaRequest;

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

const known = unionOf(codecs);

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
  return { ...given({ sid: optionalInteger(attribute(root, 'sid')) }), requests: elements(root).map(decodeRequest) };
}

function decodeRequest(source: XmlElement): AnyRequest | InvalidRequest {
  const codec = known.find(source);
  const invalid = { kind: 'invalid', ...given({ rid: attribute(source, 'rid') }) } as const;
  if (!codec) return { ...invalid, code: 'unknown-name', reason: 'an unknown request' };
  try {
    checkRequestNames(source);
    return codec.decode(source);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { ...invalid, request: codec.element as AnyRequest['kind'], code: error.code, reason: error.message };
  }
}
