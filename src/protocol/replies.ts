// `cwaResponses`: the synchronous answer of the command channel and of a sign-in page (protocol.md 2.2, 4.1–4.7, 7.3, 7.4, 7.18).
import type { RequestAccepted } from './replies/request-accepted';
import type { RequestFailed } from './replies/request-failed';
import type { RequestInvalid } from './replies/request-invalid';
import type { SignInSucceeded } from './replies/sign-in-succeeded';
import type { BareError } from './replies/bare-error';
import type { UnknownElement } from './unknown-element';
import { decodeError, decodeErrorOf, encodeError } from './cwa-error';
import { ProtocolError } from './protocol-error';
import type { VoIPReplyName } from './replies/request-accepted';
import { element, parseXml, serializeXml, textElement, type XmlElement } from './xml';
import { attribute, childNamed, childText, elements, hasName, localName, optionalInteger } from './xml-reader';

export type CwaReply = RequestAccepted | RequestFailed | RequestInvalid | SignInSucceeded | BareError | UnknownElement;

export interface CwaResponses {
  readonly requestProcessed?: number;
  readonly unexpectedElement?: number;
  readonly sid?: number;
  readonly replies: readonly CwaReply[];
}

export function encodeReplies({ requestProcessed, unexpectedElement, sid, replies }: CwaResponses): string {
  return serializeXml(element('cwaResponses', { requestProcessed, unexpectedElement, sid }, replies.map(encodeReply)));
}

function encodeReply(reply: CwaReply): XmlElement {
  switch (reply.kind) {
    case 'requestAccepted': {
      const { rid, session, confId, voIP } = reply;
      return element(
        'requestAccepted',
        { rid },
        textElement('sid', session?.sid),
        textElement('uri', session?.uri),
        textElement('pollWaitTime', session?.pollWaitTimeMs),
        confId === undefined ? undefined : element('initiateImSessionAccepted', { rid, confId }),
        voIP && element(voIP.name, { rid, confid: voIP.confId }),
      );
    }
    case 'requestFailed':
    case 'requestInvalid':
      return element(reply.kind, { rid: reply.rid }, encodeError(reply.error));
    case 'signInSucceeded':
      return element(
        'requestSucceeded',
        { eid: 0 },
        textElement('uri', reply.uri),
        textElement('signInData', reply.signInData),
      );
    case 'error':
      return encodeError(reply.error);
    case 'unknown':
      return element(reply.name);
  }
}

export function decodeReplies(text: string): CwaResponses {
  const root = parseXml(text);
  if (!hasName(root, 'cwaResponses')) throw new ProtocolError('unexpected-root', 'cwaResponses expected');
  const requestProcessed = optionalInteger(attribute(root, 'requestProcessed'));
  const unexpectedElement = optionalInteger(attribute(root, 'unexpectedElement'));
  const sid = optionalInteger(attribute(root, 'sid'));
  return {
    ...(requestProcessed !== undefined && { requestProcessed }),
    ...(unexpectedElement !== undefined && { unexpectedElement }),
    ...(sid !== undefined && { sid }),
    replies: elements(root).flatMap(decodeReply),
  };
}

const voIPNames: readonly VoIPReplyName[] = [
  'voIPRedirectSucceeded',
  'voIPTerminateSucceeded',
  'voIPReplyWithIMAccepted',
];

function decodeReply(source: XmlElement): CwaReply[] {
  const name = localName(source.name).toLowerCase();
  const rid = attribute(source, 'rid');
  switch (name) {
    case 'requestaccepted':
    case 'initiatesessionaccepted':
    case 'initiateimsessionaccepted':
      return [decodeAccepted(source, rid ?? '')];
    case 'requestfailed':
      return [{ kind: 'requestFailed', rid: rid ?? '', error: decodeErrorOf(source) }];
    case 'requestinvalid':
    case 'requestrejected':
      return [{ kind: 'requestInvalid', ...(rid !== undefined && { rid }), error: decodeErrorOf(source) }];
    case 'requestsucceeded': {
      const uri = childText(source, 'uri');
      const signInData = childText(source, 'signInData');
      return [{ kind: 'signInSucceeded', ...(uri && { uri }), ...(signInData && { signInData }) }];
    }
    case 'error':
      return [{ kind: 'error', error: decodeError(source) }];
    case 'cwaevents':
      // 7.4: once seen with the accepted invitation inside.
      return elements(source).flatMap((child) =>
        elements(child)
          .filter((inner) => hasName(inner, 'initiateImSessionAccepted'))
          .flatMap(decodeReply),
      );
    default:
      return [{ kind: 'unknown', name: source.name }];
  }
}

function decodeAccepted(source: XmlElement, rid: string): CwaReply {
  const value = (key: string): string | undefined => childText(source, key) ?? attribute(source, key);
  const sid = optionalInteger(value('sid'));
  const uri = value('uri');
  const pollWaitTimeMs = optionalInteger(value('pollWaitTime'));
  const im = hasName(source, 'initiateImSessionAccepted') ? source : childNamed(source, 'initiateImSessionAccepted');
  const confId = im && optionalInteger(attribute(im, 'confId'));
  const call = voIPNames.map((name) => ({ name, found: childNamed(source, name) })).find(({ found }) => found);
  const callId = call?.found && optionalInteger(attribute(call.found, 'confId'));
  return {
    kind: 'requestAccepted',
    rid,
    ...(sid !== undefined && {
      session: { sid, ...(uri && { uri }), ...(pollWaitTimeMs !== undefined && { pollWaitTimeMs }) },
    }),
    ...(confId !== undefined && { confId }),
    ...(call && callId !== undefined && { voIP: { name: call.name, confId: callId } }),
  };
}
