// `cwaEvents`: what a poll of the data channel brings (protocol.md 2.3). A closed union, listed below.
import { eventId } from './events/event-id';
import { conferenceCodec, type ConferenceEvent } from './events/conference';
import { configurationCodec } from './events/configuration';
import { contactGroupCodec } from './events/contact-group';
import { containersCodec } from './events/containers';
import { presenceSubscriptionStateCodec } from './events/presence-subscription-state';
import { selfRawCategoriesCodec, userRawCategoriesCodec } from './events/raw-categories';
import { requestAcceptedCodec } from './events/request-accepted';
import { requestFailedCodec } from './events/request-failed';
import { requestSucceededCodec } from './events/request-succeeded';
import { searchResultCodec } from './events/search-result';
import { selfPresenceCodec } from './events/self-presence';
import { subscribersCodec } from './events/subscribers';
import { userPresenceCodec } from './events/user-presence';
import type { UnknownElement } from './unknown-element';
import { unionOf, type ValueOf } from './codec';
import { decodeConferenceUpdate, isConferenceUpdate } from './conference-updates';
import { CwaErrorCode } from './cwa-error';
import { diagnosticName } from './diagnostic-text';
import { readableList } from './list-entries';
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import {
  beginsRefusal,
  decodeRefusals,
  isRefusalName,
  refusalOfUnreadable,
  refusalsIn,
  refusalTexts,
  type Refusal,
} from './refusals';
import {
  element,
  namedElement,
  parseEnvelope,
  serializeXml,
  type UnreadableElement,
  type XmlElement,
  type XmlLayout,
} from './xml';
import type { CutHints } from './xml-cut';
import { attributeText, given, hasName, requiredInteger, optionalInteger } from './xml-reader';

const codecs = [
  conferenceCodec,
  configurationCodec,
  contactGroupCodec,
  containersCodec,
  presenceSubscriptionStateCodec,
  requestAcceptedCodec,
  requestFailedCodec,
  requestSucceededCodec,
  searchResultCodec,
  selfPresenceCodec,
  selfRawCategoriesCodec,
  subscribersCodec,
  userPresenceCodec,
  userRawCategoriesCodec,
];

export type CwaEvent = ValueOf<(typeof codecs)[number]>;

/** With its number (1.7), as a server sends it. */
export type NumberedEvent = CwaEvent & { readonly eid: number };

/** An element that is no known event, or one that broke its own rules; the rest of the document still counts. */
export type UnreadableEvent = UnknownElement & {
  readonly eid?: number;
  /** Why a known one could not be read: a code, and words for a developer. */
  readonly code?: ProtocolErrorCode;
  readonly reason?: string;
};

export interface CwaEvents {
  readonly sid?: number;
  /** Opaque to the client: sent back as `AckID` (7.8). Absent: the one before goes on (our choice, nothing is documented). */
  readonly ackId?: number;
  readonly pollWaitTimeMs?: number;
  /** Seconds (inferred, 1.7). */
  readonly sessionTimeoutS?: number;
  readonly events: readonly (CwaEvent | UnreadableEvent)[];
}

/** An answer on the data channel: its events, and what it refuses. */
export interface DataAnswer extends CwaEvents {
  readonly refusals: readonly Refusal[];
  /** It cannot be read as a list of events; `events` are those in front of what breaks it. */
  readonly isBroken?: boolean;
}

/** Other names that the pages give to an event (7.24, 4.11), or to what may come by either channel (7.3, 7.18). */
const known = unionOf(codecs, {
  configurations: 'configuration',
  contactGroupChanged: 'contactGroup',
  initiateSessionAccepted: 'requestAccepted',
  requestInvalid: 'requestFailed',
  requestRejected: 'requestFailed',
  // 7.4: what should be in `requestAccepted`. `initiateImSessionAccepted` is a child of `conference` as well.
  voIPRedirectSucceeded: 'requestAccepted',
  voIPTerminateSucceeded: 'requestAccepted',
  voIPReplyWithIMAccepted: 'requestAccepted',
});

export function encodeEvent(event: CwaEvent): XmlElement {
  return known.encode(event);
}

export function encodeEvents(
  { sid, ackId, pollWaitTimeMs, sessionTimeoutS, events }: CwaEvents,
  layout?: XmlLayout,
): string {
  const children = events.map((event) =>
    event.kind === 'unknown' ? namedElement(event.name, { eid: event.eid }) : encodeEvent(event),
  );
  return serializeXml(
    element('cwaEvents', { sid, ackId, pollWaitTime: pollWaitTimeMs, sessionTimeout: sessionTimeoutS }, children),
    layout,
  );
}

export const eventHints: CutHints = {
  texts: new Set(['content', 'subject', 'body', 'displayname', 'company', 'title', 'office', ...refusalTexts]),
  // 7.28: two pages print an entry whose start tag does not end.
  lists: new Set(['searchresult']),
  beginsChild: (name, attributes, broken) =>
    attributes.some((attributeName) => attributeName.toLowerCase() === 'eid') ||
    (beginsRefusal(name, broken) && !mayHoldWords(broken)),
};

/** Nothing that people write in an event shall look as if the server said it. */
function mayHoldWords(name: string): boolean {
  const source = element(name);
  return !isRefusalName(name) && (known.find(source) !== undefined || isConferenceUpdate(source));
}

/** Throws `ProtocolError` for the document as a whole; a bad event among good ones comes as `unknown`. */
export function decodeEvents(text: string): CwaEvents {
  const { document, error } = readDocument(text);
  if (error) throw error;
  return document;
}

/** The same, and what is refused; throws only where that is not the question itself, or the session of all questions. */
export function decodeAnswer(text: string): DataAnswer {
  const { document, refusals, error } = readDocument(text);
  if (error && !refusals.some(isOfNoRequest)) throw error;
  return { ...document, refusals, ...(error && { isBroken: true }) };
}

function isOfNoRequest({ rid, error }: Refusal): boolean {
  return rid === undefined || error.code === CwaErrorCode.sessionNotFound;
}

interface ReadDocument {
  /** With an error: as far as it goes. */
  readonly document: CwaEvents;
  readonly refusals: readonly Refusal[];
  readonly error?: ProtocolError;
}

function readDocument(text: string): ReadDocument {
  const { root, children } = parseEnvelope(text, eventHints);
  const isReply = hasName(root, 'cwaResponses');
  if (!isReply && !hasName(root, 'cwaEvents')) {
    const refusals = isRefusalName(root.name) ? decodeRefusals(text).refusals : [];
    return { document: { events: [] }, refusals, error: new ProtocolError('unexpected-root', 'cwaEvents expected') };
  }
  const refusals: Refusal[] = [];
  const events: (CwaEvent | UnreadableEvent)[] = [];
  const sid = optionalInteger(attributeText(root, 'sid'));
  try {
    // One after the other: of a first poll only one event at a time is held as elements.
    for (const child of children()) {
      const source = 'error' in child ? readableOf(child) : child;
      events.push(decodeEvent(source));
      if (!('error' in source)) for (const refusal of refusalsIn(source)) refusals.push(refusal);
    }
    // 7.22: what the command channel says may come here, in its own envelope. Without a word of it that is no list of events.
    if (isReply && events.every(({ kind }) => kind === 'unknown')) {
      throw new ProtocolError('unexpected-root', 'cwaEvents expected');
    }
    const document = {
      ...given({
        ackId: ackIdOf(root),
        sid,
        pollWaitTimeMs: optionalInteger(attributeText(root, 'pollWaitTime')),
        // 7.6: one page misspells it.
        sessionTimeoutS: optionalInteger(attributeText(root, 'sessionTimeout') ?? attributeText(root, 'sesionTimeout')),
      }),
      events,
    };
    return { document, refusals };
  } catch (error) {
    if (error instanceof ProtocolError) return { document: { ...given({ sid }), events }, refusals, error };
    throw error;
  }
}

/** What there is of a child that cannot be read as a whole. */
export function readableOf(child: UnreadableElement): XmlElement | UnreadableElement {
  return refusalOfUnreadable(child) ?? readableList(child, eventHints.texts) ?? child;
}

/** 1.7: counts from 0. Who took another one over would ask for it for ever. */
function ackIdOf(root: XmlElement): number | undefined {
  const text = attributeText(root, 'ackId') ?? attributeText(root, 'lastEventId');
  if (text === undefined) return undefined;
  const ackId = requiredInteger(text, 'ackId');
  if (ackId < 0) throw new ProtocolError('missing-value', 'ackId is negative');
  return ackId;
}

export function decodeEvent(source: XmlElement | UnreadableElement): CwaEvent | UnreadableEvent {
  const unreadable = {
    kind: 'unknown',
    name: diagnosticName(source.name),
    ...eventId('error' in source ? source.startTag : source),
  } as const;
  try {
    if ('error' in source) throw source.error;
    const codec = known.find(source);
    if (codec) return codec.decode(source);
    return isConferenceUpdate(source) ? decodeBareUpdate(source) : unreadable;
  } catch (error) {
    if (error instanceof ProtocolError) return { ...unreadable, code: error.code, reason: error.message };
    throw error;
  }
}

/** 7.4, 7.12: some pages put a child of `conference` straight into the document. Without a conversation it has the number 0. */
function decodeBareUpdate(source: XmlElement): ConferenceEvent {
  return {
    kind: 'conference',
    ...eventId(source),
    confId: optionalInteger(attributeText(source, 'confId')) ?? 0,
    updates: [decodeConferenceUpdate(source)],
  };
}
