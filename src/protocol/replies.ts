// `cwaResponses`: the synchronous answer of the command channel and of a sign-in page (protocol.md 2.2, 4.1–4.7, 7.3, 7.4, 7.18).
import { decodeAccepted, encodeAccepted, type RequestAccepted } from './replies/request-accepted';
import type { RequestFailed } from './replies/request-failed';
import type { RequestInvalid } from './replies/request-invalid';
import type { SignInSucceeded } from './replies/sign-in-succeeded';
import type { BareError } from './replies/bare-error';
import type { UnknownElement } from './unknown-element';
import { decodeError, decodeErrorOf, encodeError } from './cwa-error';
import { diagnosticName } from './diagnostic-text';
import { ProtocolError } from './protocol-error';
import { beginsRefusal, isRefusalName, refusalOfUnreadable, refusalTexts } from './refusals';
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
  attribute,
  childText,
  childrenNamed,
  elements,
  given,
  hasName,
  localName,
  optionalInteger,
} from './xml-reader';

export type CwaReply = RequestAccepted | RequestFailed | RequestInvalid | SignInSucceeded | BareError | UnknownElement;

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

const hints: CutHints = {
  texts: refusalTexts,
  // They stand in no other reply.
  beginsChild: (name, _attributes, broken) =>
    localName(name).toLowerCase() === 'requestaccepted' || beginsRefusal(name, broken),
};

/** Throws `ProtocolError` for the document as a whole; what is no known reply comes as `unknown`. */
export function decodeReplies(text: string): CwaResponses {
  const { root, children } = parseEnvelope(text, hints);
  if (hasName(root, 'cwaEvents')) {
    const readable = [...children()].flatMap((child) =>
      'error' in child ? (refusalOfUnreadable(child) ?? []) : child,
    );
    return { replies: readable.flatMap(decodeNestedEvent) };
  }
  if (!hasName(root, 'cwaResponses')) throw new ProtocolError('unexpected-root', 'cwaResponses expected');
  return {
    ...given({
      requestProcessed: optionalInteger(attribute(root, 'requestProcessed')),
      unexpectedElement: optionalInteger(attribute(root, 'unexpectedElement')),
      sid: optionalInteger(attribute(root, 'sid')),
    }),
    // One that cannot be read answers nothing, and the others all the same.
    replies: [...children()].flatMap((child) => {
      const source = 'error' in child ? refusalOfUnreadable(child) : child;
      return source ? decodeReply(source) : { kind: 'unknown', name: diagnosticName(child.name) };
    }),
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
      return elements(source).flatMap(decodeNestedEvent);
    default:
      return { kind: 'unknown', name: diagnosticName(source.name) };
  }
}

/**
 * 7.4: events in the place of replies. What they say of requests is taken; the rest comes by the data channel, whose number
 * (`AckID`) they have not changed.
 */
function decodeNestedEvent(event: XmlElement): CwaReply[] {
  switch (localName(event.name).toLowerCase()) {
    case 'conference':
      return childrenNamed(event, 'initiateImSessionAccepted').map((accepted) => {
        const reply = decodeAccepted(accepted);
        return { ...reply, ...given({ confId: reply.confId ?? optionalInteger(attribute(event, 'confId')) }) };
      });
    // The server has the request; its event comes again.
    case 'requestsucceeded':
      return [{ kind: 'requestAccepted', rid: attribute(event, 'rid') ?? '' }];
    case 'requestaccepted':
    case 'initiateimsessionaccepted':
      return [decodeReply(event)].flat();
    default:
      return isRefusalName(event.name) ? [decodeReply(event)].flat() : [];
  }
}
