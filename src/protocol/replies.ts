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
import { heardUri } from './uris';
import { element, namedElement, parseEnvelope, serializeXml, textElement, type XmlElement } from './xml';
import type { CutHints } from './xml-cut';
import { attribute, childNamed, childText, elements, given, hasName, localName, optionalInteger } from './xml-reader';

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
      return namedElement(reply.name);
  }
}

/** Those that stand in no other reply. */
const outerReplies: ReadonlySet<string> = new Set([
  'requestaccepted',
  'requestfailed',
  'requestinvalid',
  'requestrejected',
]);

const hints: CutHints = {
  texts: new Set(['exception', 'exceptiondetail', 'stacktrace', 'ms-diagnostics']),
  beginsChild: (name) => outerReplies.has(localName(name).toLowerCase()),
};

/** Throws `ProtocolError` for the document as a whole; what is no known reply comes as `unknown`. */
export function decodeReplies(text: string): CwaResponses {
  const { root, children } = parseEnvelope(text, hints);
  if (!hasName(root, 'cwaResponses')) throw new ProtocolError('unexpected-root', 'cwaResponses expected');
  return {
    ...given({
      requestProcessed: optionalInteger(attribute(root, 'requestProcessed')),
      unexpectedElement: optionalInteger(attribute(root, 'unexpectedElement')),
      sid: optionalInteger(attribute(root, 'sid')),
    }),
    // One that cannot be read answers nothing, and the others all the same.
    replies: [...children()].flatMap((child) =>
      'error' in child ? { kind: 'unknown', name: child.name } : decodeReply(child),
    ),
  };
}

function decodeReply(source: XmlElement): CwaReply | CwaReply[] {
  const rid = attribute(source, 'rid');
  switch (localName(source.name).toLowerCase()) {
    case 'requestaccepted':
    case 'initiatesessionaccepted':
    case 'initiateimsessionaccepted':
      return decodeAccepted(source);
    case 'requestfailed':
      return { kind: 'requestFailed', rid: rid ?? '', error: decodeErrorOf(source) };
    // 7.18: two names of one thing.
    case 'requestinvalid':
    case 'requestrejected':
      return { kind: 'requestInvalid', ...given({ rid }), error: decodeErrorOf(source) };
    case 'requestsucceeded':
      return {
        kind: 'signInSucceeded',
        ...given({
          uri: heardUri(childText(source, 'uri') ?? ''),
          signInData: childText(source, 'signInData') || undefined,
        }),
      };
    case 'error':
      return { kind: 'error', error: decodeError(source) };
    case 'cwaevents':
      return decodeNestedEvents(source);
    default:
      return { kind: 'unknown', name: source.name };
  }
}

/** 7.4: once seen with the accepted invitation inside, which is all that is taken from there. */
function decodeNestedEvents(events: XmlElement): CwaReply[] {
  return elements(events)
    .flatMap((child) => (hasName(child, 'conference') ? elements(child) : [child]))
    .filter((child) => hasName(child, 'initiateImSessionAccepted'))
    .map(decodeAccepted);
}

const voIPNames: readonly VoIPReplyName[] = [
  'voIPRedirectSucceeded',
  'voIPTerminateSucceeded',
  'voIPReplyWithIMAccepted',
];

/** 7.3, 7.4: in three elements, as children or as attributes. 7.32: the outer `rid` counts where the two differ. */
function decodeAccepted(source: XmlElement): CwaReply {
  const value = (name: string): string | undefined => childText(source, name) ?? attribute(source, name);
  const sid = optionalInteger(value('sid'));
  const im = hasName(source, 'initiateImSessionAccepted') ? source : childNamed(source, 'initiateImSessionAccepted');
  const call = elements(source).find((child) => voIPNames.some((name) => hasName(child, name)));
  const callName = call && voIPNames.find((name) => hasName(call, name));
  const callId = call && optionalInteger(attribute(call, 'confId'));
  const inner = im ?? call;
  return {
    kind: 'requestAccepted',
    rid: attribute(source, 'rid') ?? (inner && attribute(inner, 'rid')) ?? '',
    ...given({
      session:
        sid === undefined
          ? undefined
          : {
              sid,
              ...given({ uri: heardUri(value('uri') ?? ''), pollWaitTimeMs: optionalInteger(value('pollWaitTime')) }),
            },
      confId: im && optionalInteger(attribute(im, 'confId')),
      voIP: callName === undefined || callId === undefined ? undefined : { name: callName, confId: callId },
    }),
  };
}
