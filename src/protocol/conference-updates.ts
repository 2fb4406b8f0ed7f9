// The children of a `conference` event (protocol.md 4.8–4.10, 5.5): a closed union, one file a kind in `conference-events/`.
import { composingStateCodec } from './conference-events/composing-state';
import { enableAppearOfflineCodec } from './conference-events/enable-appear-offline';
import { escalationModeCodec } from './conference-events/escalation-mode';
import { imSessionReceivedCodec } from './conference-events/im-session-received';
import { imSessionStateCodec } from './conference-events/im-session-state';
import { initiateImSessionAcceptedCodec } from './conference-events/initiate-im-session-accepted';
import { inviteFailedCodec } from './conference-events/invite-failed';
import { lockedCodec } from './conference-events/locked';
import { messageIdReceivedCodec } from './conference-events/message-id-received';
import { messageReceivedCodec } from './conference-events/message-received';
import { messageSendFailedCodec } from './conference-events/message-send-failed';
import { participantCodec } from './conference-events/participant';
import { roleCodec } from './conference-events/role';
import { confUriCodec, participantRemovedCodec } from './conference-events/uri-alone';
import { voIPReceivedCodec } from './conference-events/voip-received';
import { voIPTerminatedCodec } from './conference-events/voip-terminated';
import type { UnknownElement } from './unknown-element';
import { unionOf, type ValueOf } from './codec';
import { diagnosticName } from './diagnostic-text';
import { ProtocolError } from './protocol-error';
import { namedElement, type XmlElement } from './xml';

const codecs = [
  composingStateCodec,
  confUriCodec,
  enableAppearOfflineCodec,
  escalationModeCodec,
  imSessionReceivedCodec,
  imSessionStateCodec,
  initiateImSessionAcceptedCodec,
  inviteFailedCodec,
  lockedCodec,
  messageIdReceivedCodec,
  messageReceivedCodec,
  messageSendFailedCodec,
  participantRemovedCodec,
  participantCodec,
  roleCodec,
  voIPReceivedCodec,
  voIPTerminatedCodec,
];

type KnownUpdate = ValueOf<(typeof codecs)[number]>;
export type ConferenceUpdate = KnownUpdate | UnknownElement;

const known = unionOf(codecs);

/** Whether an element may stand in `conference`. */
export function isConferenceUpdate(source: XmlElement): boolean {
  return known.find(source) !== undefined;
}

/** One child of `conference`; what is not known or breaks its rules comes as `unknown`. */
export function decodeConferenceUpdate(source: XmlElement): ConferenceUpdate {
  try {
    return known.find(source)?.decode(source) ?? { kind: 'unknown', name: diagnosticName(source.name) };
  } catch (error) {
    if (error instanceof ProtocolError) return { kind: 'unknown', name: diagnosticName(source.name) };
    throw error;
  }
}

export function encodeConferenceUpdate(update: ConferenceUpdate): XmlElement {
  return update.kind === 'unknown' ? namedElement(update.name) : known.encode(update);
}
