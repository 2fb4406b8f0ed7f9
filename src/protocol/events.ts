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
import type { Codec } from './codec';
import { ProtocolError } from './protocol-error';
import { element, parseXml, serializeXml, type XmlElement } from './xml';
import { attribute, elements, hasName, optionalInteger } from './xml-reader';

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

const codecs: { readonly [Kind in CwaEvent['kind']]: Codec<Extract<CwaEvent, { kind: Kind }>> } = {
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

export function encodeEvents({ sid, ackId, pollWaitTimeMs, sessionTimeoutS, events }: CwaEvents): string {
  const children = events.map((event) =>
    event.kind === 'unknown'
      ? element(event.name, { eid: event.eid })
      : (codecs[event.kind] as Codec<CwaEvent>).encode(event),
  );
  return serializeXml(
    element('cwaEvents', { sid, ackId, pollWaitTime: pollWaitTimeMs, sessionTimeout: sessionTimeoutS }, children),
  );
}

/** Throws `ProtocolError` for the document as a whole; a bad event among good ones comes as `unknown`. */
export function decodeEvents(text: string): CwaEvents {
  const root = parseXml(text);
  if (!hasName(root, 'cwaEvents')) throw new ProtocolError('unexpected-root', 'cwaEvents expected');
  const sid = optionalInteger(attribute(root, 'sid'));
  const ackId = optionalInteger(attribute(root, 'ackId') ?? attribute(root, 'lastEventId'));
  if (ackId === undefined) throw new ProtocolError('missing-value', 'ackId');
  const pollWaitTimeMs = optionalInteger(attribute(root, 'pollWaitTime'));
  // 7.6: one page misspells it.
  const sessionTimeoutS = optionalInteger(attribute(root, 'sessionTimeout') ?? attribute(root, 'sesionTimeout'));
  return {
    ...(sid !== undefined && { sid }),
    ackId,
    ...(pollWaitTimeMs !== undefined && { pollWaitTimeMs }),
    ...(sessionTimeoutS !== undefined && { sessionTimeoutS }),
    events: elements(root).map(decodeEvent),
  };
}

/** Other names that the pages give to an event (7.24, 4.11). */
const aliases: Readonly<Record<string, CwaEvent['kind']>> = {
  configurations: 'configuration',
  contactGroupChanged: 'contactGroup',
};

function decodeEvent(source: XmlElement): CwaEvent | UnreadableEvent {
  const eid = optionalInteger(attribute(source, 'eid'));
  const unreadable = { kind: 'unknown', name: source.name, ...(eid !== undefined && { eid }) } as const;
  const alias = Object.entries(aliases).find(([name]) => hasName(source, name))?.[1];
  const codec = alias ? codecs[alias] : Object.values(codecs).find((candidate) => hasName(source, candidate.element));
  if (!codec) return unreadable;
  try {
    return codec.decode(source);
  } catch (error) {
    if (error instanceof ProtocolError) return { ...unreadable, reason: error.message };
    throw error;
  }
}
