// `cwaEvents`: what a poll of the data channel brings (protocol.md 2.3). A closed union, one file a kind in `events/`.
import { conferenceCodec, type ConferenceEvent } from './events/conference';
import { configurationCodec, type ConfigurationEvent } from './events/configuration';
import { contactGroupCodec, type ContactGroupEvent } from './events/contact-group';
import { containersCodec, type ContainersEvent } from './events/containers';
import {
  presenceSubscriptionStateCodec,
  type PresenceSubscriptionStateEvent,
} from './events/presence-subscription-state';
import { requestFailedCodec, type RequestFailedEvent } from './events/request-failed';
import { requestSucceededCodec, type RequestSucceededEvent } from './events/request-succeeded';
import { searchResultCodec, type SearchResultEvent } from './events/search-result';
import { selfPresenceCodec, type SelfPresenceEvent } from './events/self-presence';
import { selfRawCategoriesCodec, type SelfRawCategoriesEvent } from './events/self-raw-categories';
import { subscribersCodec, type SubscribersEvent } from './events/subscribers';
import { userPresenceCodec, type UserPresenceEvent } from './events/user-presence';
import { userRawCategoriesCodec, type UserRawCategoriesEvent } from './events/user-raw-categories';
import type { UnknownElement } from './unknown-element';
import { codecFinder, encodeWith, type CodecTable } from './codec';
import { decodeConferenceUpdate, isConferenceUpdate } from './conference-updates';
import { ProtocolError } from './protocol-error';
import { element, namedElement, parseEnvelope, serializeXml, type UnreadableElement, type XmlElement } from './xml';
import type { CutHints } from './xml-cut';
import { attribute, given, hasName, integer, optionalInteger } from './xml-reader';

export type CwaEvent =
  | RequestSucceededEvent
  | RequestFailedEvent
  | ConfigurationEvent
  | ContactGroupEvent
  | SubscribersEvent
  | ContainersEvent
  | SelfPresenceEvent
  | UserPresenceEvent
  | PresenceSubscriptionStateEvent
  | SearchResultEvent
  | SelfRawCategoriesEvent
  | UserRawCategoriesEvent
  | ConferenceEvent;

/** An element that is no known event, or one that broke its own rules; the rest of the document still counts. */
export type UnreadableEvent = UnknownElement & { readonly eid?: number; readonly reason?: string };

export interface CwaEvents {
  readonly sid?: number;
  /** Opaque to the client: sent back as `AckID` (7.8). */
  readonly ackId: number;
  readonly pollWaitTimeMs?: number;
  /** Seconds (inferred, 1.7). */
  readonly sessionTimeoutS?: number;
  readonly events: readonly (CwaEvent | UnreadableEvent)[];
}

const codecs: CodecTable<CwaEvent> = {
  conference: conferenceCodec,
  configuration: configurationCodec,
  contactGroup: contactGroupCodec,
  containers: containersCodec,
  presenceSubscriptionState: presenceSubscriptionStateCodec,
  requestFailed: requestFailedCodec,
  requestSucceeded: requestSucceededCodec,
  searchResult: searchResultCodec,
  selfPresence: selfPresenceCodec,
  selfRawCategories: selfRawCategoriesCodec,
  subscribers: subscribersCodec,
  userPresence: userPresenceCodec,
  userRawCategories: userRawCategoriesCodec,
};

/** Other names that the pages give to an event (7.24, 4.11). */
const findCodec = codecFinder(codecs, { configurations: 'configuration', contactGroupChanged: 'contactGroup' });

export function encodeEvents({ sid, ackId, pollWaitTimeMs, sessionTimeoutS, events }: CwaEvents): string {
  const children = events.map((event) =>
    event.kind === 'unknown' ? namedElement(event.name, { eid: event.eid }) : encodeWith(codecs, event),
  );
  return serializeXml(
    element('cwaEvents', { sid, ackId, pollWaitTime: pollWaitTimeMs, sessionTimeout: sessionTimeoutS }, children),
  );
}

const hints: CutHints = {
  texts: new Set(['content', 'subject', 'body', 'displayname', 'company', 'title', 'office']),
  beginsChild: (_name, attributes) => attributes.some((name) => name.toLowerCase() === 'eid'),
};

/** Throws `ProtocolError` for the document as a whole; a bad event among good ones comes as `unknown`. */
export function decodeEvents(text: string): CwaEvents {
  const { root, children } = parseEnvelope(text, hints);
  if (!hasName(root, 'cwaEvents')) throw new ProtocolError('unexpected-root', 'cwaEvents expected');
  return {
    ackId: ackIdOf(root),
    ...given({
      sid: optionalInteger(attribute(root, 'sid')),
      pollWaitTimeMs: optionalInteger(attribute(root, 'pollWaitTime')),
      // 7.6: one page misspells it.
      sessionTimeoutS: optionalInteger(attribute(root, 'sessionTimeout') ?? attribute(root, 'sesionTimeout')),
    }),
    // One after the other: of a first poll only one event at a time is held as elements.
    events: Array.from(children(), decodeEvent),
  };
}

/** 1.7: counts from 0. Who took another one over would ask for it for ever. */
function ackIdOf(root: XmlElement): number {
  const ackId = integer(attribute(root, 'ackId') ?? attribute(root, 'lastEventId'), 'ackId');
  if (ackId < 0) throw new ProtocolError('missing-value', 'ackId is negative');
  return ackId;
}

function decodeEvent(source: XmlElement | UnreadableElement): CwaEvent | UnreadableEvent {
  const unreadable = {
    kind: 'unknown',
    name: source.name,
    ...given({ eid: optionalInteger(attribute('error' in source ? source.startTag : source, 'eid')) }),
  } as const;
  try {
    if ('error' in source) throw source.error;
    const codec = findCodec(source);
    if (codec) return codec.decode(source);
    return isConferenceUpdate(source) ? decodeBareUpdate(source) : unreadable;
  } catch (error) {
    if (error instanceof ProtocolError) return { ...unreadable, reason: error.message };
    throw error;
  }
}

/** 7.4, 7.12: some pages put a child of `conference` straight into the document. Without a conversation it has the number 0. */
function decodeBareUpdate(source: XmlElement): ConferenceEvent {
  return {
    kind: 'conference',
    eid: integer(attribute(source, 'eid'), 'eid'),
    confId: optionalInteger(attribute(source, 'confId')) ?? 0,
    updates: [decodeConferenceUpdate(source)],
  };
}
