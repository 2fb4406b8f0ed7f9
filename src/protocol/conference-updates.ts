// The children of a `conference` event (protocol.md 4.8–4.10, 5.5): a closed union, one file a kind in `conference-events/`.
import type { ComposingState } from './conference-events/composing-state';
import type { ConfUri } from './conference-events/conf-uri';
import type { EnableAppearOffline } from './conference-events/enable-appear-offline';
import type { EscalationMode } from './conference-events/escalation-mode';
import type { ImSessionReceived } from './conference-events/im-session-received';
import type { ImSessionState } from './conference-events/im-session-state';
import type { InitiateImSessionAccepted } from './conference-events/initiate-im-session-accepted';
import type { InviteFailed } from './conference-events/invite-failed';
import type { Locked } from './conference-events/locked';
import type { MessageIdReceived } from './conference-events/message-id-received';
import type { MessageReceived } from './conference-events/message-received';
import type { MessageSendFailed } from './conference-events/message-send-failed';
import type { ParticipantRemoved } from './conference-events/participant-removed';
import type { Participant } from './conference-events/participant';
import type { Role } from './conference-events/role';
import type { VoIPReceived } from './conference-events/voip-received';
import type { VoIPTerminated } from './conference-events/voip-terminated';
import type { UnknownElement } from './unknown-element';

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
