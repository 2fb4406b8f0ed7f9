// `cwaResponses`: the synchronous answer of the command channel and of a sign-in page (protocol.md 2.2, 4.1–4.7, 7.3, 7.4, 7.18), and
// whatever else stands in its place.
import type { EventInReply } from './replies/event-in-reply';
import { decodeAccepted, encodeAccepted, type RequestAccepted } from './replies/request-accepted';
import type { RequestInvalid } from './replies/request-invalid';
import { decodeSucceeded, encodeSucceeded, type RequestSucceeded } from './replies/request-succeeded';
import type { SignInSucceeded } from './replies/sign-in-succeeded';
import type { BareError } from './replies/bare-error';
import type { UnknownElement } from './unknown-element';
import { decodeError, decodeErrorOf, encodeError } from './cwa-error';
import { diagnosticName } from './diagnostic-text';
import { requestFailedCodec, type RequestFailed } from './events/request-failed';
import { decodeEvent, encodeEvent, eventHints, readableOf } from './events';
import { ProtocolError } from './protocol-error';
import { heardUri } from './uris';
import {
  element,
  namedElement,
  parseEnvelope,
  serializeXml,
  textElement,
  type XmlElement,
  type XmlLayout,
} from './xml';
import type { CutHints } from './xml-cut';
import {
  attributeText,
  childText,
  elements,
  given,
  hasName,
  localName,
  optionalInteger,
  trimmedText,
} from './xml-reader';

export type CwaReply =
  | RequestAccepted
  | RequestSucceeded
  | RequestFailed
  | RequestInvalid
  | SignInSucceeded
  | BareError
  | EventInReply
  | UnknownElement;

export interface CwaResponses {
  readonly requestProcessed?: number;
  readonly unexpectedElement?: number;
  readonly sid?: number;
  readonly replies: readonly CwaReply[];
}

export function encodeReplies(
  { requestProcessed, unexpectedElement, sid, replies }: CwaResponses,
  layout?: XmlLayout,
): string {
  return serializeXml(
    element('cwaResponses', { requestProcessed, unexpectedElement, sid }, replies.map(encodeReply)),
    layout,
  );
}

function encodeReply(reply: CwaReply): XmlElement {
  switch (reply.kind) {
    case 'requestAccepted':
      return encodeAccepted(reply);
    case 'requestSucceeded':
      return encodeSucceeded(reply);
    case 'requestFailed':
      return requestFailedCodec.encode(reply);
    case 'requestInvalid':
      return element('requestInvalid', { rid: reply.rid }, encodeError(reply.error));
    case 'event':
      return encodeEvent(reply.event);
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
      return namedElement(reply.name);
  }
}

/** Those that stand in no other reply. */
const outerReplies: ReadonlySet<string> = new Set([
  'requestaccepted',
  'requestfailed',
  'requestinvalid',
  'requestrejected',
  'requestsucceeded',
]);

const hints: CutHints = {
  ...eventHints,
  beginsChild: (name, attributes, broken) =>
    outerReplies.has(localName(name).toLowerCase()) || eventHints.beginsChild(name, attributes, broken),
};

/** Throws `ProtocolError` for the document as a whole; what is no known reply comes as `unknown`. */
export function decodeReplies(text: string): CwaResponses {
  const { root, children } = parseEnvelope(text, hints);
  if (!isEnvelope(root)) throw new ProtocolError('unexpected-root', 'cwaResponses expected');
  return {
    ...given({
      requestProcessed: optionalInteger(attributeText(root, 'requestProcessed')),
      unexpectedElement: optionalInteger(attributeText(root, 'unexpectedElement')),
      sid: optionalInteger(attributeText(root, 'sid')),
    }),
    // One that cannot be read answers nothing, and the others all the same.
    replies: [...children()].flatMap((child) => {
      const source = 'error' in child ? readableOf(child) : child;
      return 'error' in source ? { kind: 'unknown', name: diagnosticName(child.name) } : decodeReply(source);
    }),
  };
}

function decodeReply(source: XmlElement): CwaReply | CwaReply[] {
  const rid = attributeText(source, 'rid');
  switch (localName(source.name).toLowerCase()) {
    case 'requestaccepted':
    case 'initiatesessionaccepted':
    case 'initiateimsessionaccepted':
    case 'voipredirectsucceeded':
    case 'voipterminatesucceeded':
    case 'voipreplywithimaccepted':
      return decodeAccepted(source);
    case 'requestfailed':
      return requestFailedCodec.decode(source);
    // 7.18: two names of one thing.
    case 'requestinvalid':
    case 'requestrejected':
      return { kind: 'requestInvalid', ...given({ rid }), error: decodeErrorOf(source) };
    case 'requestsucceeded':
      return (
        decodeSignIn(childText(source, 'uri'), childText(source, 'signInData'), isCommands(source)) ??
        decodeSucceeded(source)
      );
    // 2.2: one table has them straight in the document.
    case 'uri':
      return decodeSignIn(trimmedText(source), undefined) ?? unknown(source);
    case 'signindata':
      return decodeSignIn(undefined, trimmedText(source)) ?? unknown(source);
    case 'error':
      return { kind: 'error', error: decodeError(source) };
    // 7.4: one in the other.
    case 'cwaevents':
    case 'cwaresponses':
      return elements(source).flatMap(decodeReply);
    default:
      return decodeEventInReply(source);
  }
}

function isEnvelope(root: XmlElement): boolean {
  return hasName(root, 'cwaResponses') || hasName(root, 'cwaEvents');
}

/** 4.5: has neither a `rid` nor, of course, a session. */
function isCommands(source: XmlElement): boolean {
  return Boolean(attributeText(source, 'rid')) || childText(source, 'sid') !== undefined;
}

/** Undefined: nothing in it is of a sign-in. `signInData` is of nothing else. */
function decodeSignIn(uri = '', signInData = '', isCommands = false): SignInSucceeded | undefined {
  const heard = heardUri(uri);
  if (!signInData && (isCommands || heard === undefined)) return undefined;
  return { kind: 'signInSucceeded', ...given({ uri: heard, signInData: signInData || undefined }) };
}

/** 7.4: events in the place of replies. */
function decodeEventInReply(source: XmlElement): EventInReply | UnknownElement {
  const event = decodeEvent(source);
  switch (event.kind) {
    case 'unknown':
    // Read above.
    case 'requestAccepted':
    case 'requestSucceeded':
    case 'requestFailed':
      return unknown(source);
    default:
      return { kind: 'event', event };
  }
}

const unknown = ({ name }: XmlElement): UnknownElement => ({ kind: 'unknown', name: diagnosticName(name) });
