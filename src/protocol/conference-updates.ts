// The children of a `conference` event (protocol.md 4.8–4.10, 5.5): a closed union, one file a kind in `conference-events/`.
import { composingStateCodec, type ComposingState } from './conference-events/composing-state';
import { confUriCodec, type ConfUri } from './conference-events/conf-uri';
import { enableAppearOfflineCodec, type EnableAppearOffline } from './conference-events/enable-appear-offline';
import { escalationModeCodec, type EscalationMode } from './conference-events/escalation-mode';
import { imSessionReceivedCodec, type ImSessionReceived } from './conference-events/im-session-received';
import { imSessionStateCodec, type ImSessionState } from './conference-events/im-session-state';
import {
  initiateImSessionAcceptedCodec,
  type InitiateImSessionAccepted,
} from './conference-events/initiate-im-session-accepted';
import { inviteFailedCodec, type InviteFailed } from './conference-events/invite-failed';
import { lockedCodec, type Locked } from './conference-events/locked';
import { messageIdReceivedCodec, type MessageIdReceived } from './conference-events/message-id-received';
import { messageReceivedCodec, type MessageReceived } from './conference-events/message-received';
import { messageSendFailedCodec, type MessageSendFailed } from './conference-events/message-send-failed';
import { participantRemovedCodec, type ParticipantRemoved } from './conference-events/participant-removed';
import { participantCodec, type Participant } from './conference-events/participant';
import { roleCodec, type Role } from './conference-events/role';
import { voIPReceivedCodec, type VoIPReceived } from './conference-events/voip-received';
import { voIPTerminatedCodec, type VoIPTerminated } from './conference-events/voip-terminated';
import type { UnknownElement } from './unknown-element';
import { codecFinder, encodeWith, type CodecTable } from './codec';
import { diagnosticName } from './diagnostic-text';
import { ProtocolError } from './protocol-error';
import { namedElement, type XmlElement } from './xml';

export type ConferenceUpdate =
  | ComposingState
  | ConfUri
  | EnableAppearOffline
  | EscalationMode
  | ImSessionReceived
  | ImSessionState
  | InitiateImSessionAccepted
  | InviteFailed
  | Locked
  | MessageIdReceived
  | MessageReceived
  | MessageSendFailed
  | ParticipantRemoved
  | Participant
  | Role
  | VoIPReceived
  | VoIPTerminated
  | UnknownElement;

type KnownUpdate = Exclude<ConferenceUpdate, UnknownElement>;

const codecs: CodecTable<KnownUpdate> = {
  composingState: composingStateCodec,
  confUri: confUriCodec,
  enableAppearOffline: enableAppearOfflineCodec,
  escalationMode: escalationModeCodec,
  imSessionReceived: imSessionReceivedCodec,
  imSessionState: imSessionStateCodec,
  initiateImSessionAccepted: initiateImSessionAcceptedCodec,
  inviteFailed: inviteFailedCodec,
  locked: lockedCodec,
  messageIdReceived: messageIdReceivedCodec,
  messageReceived: messageReceivedCodec,
  messageSendFailed: messageSendFailedCodec,
  participantRemoved: participantRemovedCodec,
  participant: participantCodec,
  role: roleCodec,
  voIPReceived: voIPReceivedCodec,
  voIPTerminated: voIPTerminatedCodec,
};

const findCodec = codecFinder(codecs);

/** Whether an element may stand in `conference`. */
export function isConferenceUpdate(source: XmlElement): boolean {
  return findCodec(source) !== undefined;
}

/** One child of `conference`; what is not known or breaks its rules comes as `unknown`. */
export function decodeConferenceUpdate(source: XmlElement): ConferenceUpdate {
  try {
    return findCodec(source)?.decode(source) ?? { kind: 'unknown', name: diagnosticName(source.name) };
  } catch (error) {
    if (error instanceof ProtocolError) return { kind: 'unknown', name: diagnosticName(source.name) };
    throw error;
  }
}

export function encodeConferenceUpdate(update: ConferenceUpdate): XmlElement {
  return update.kind === 'unknown' ? namedElement(update.name) : encodeWith(codecs, update);
}
