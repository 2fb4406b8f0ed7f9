// The child of a `conference` request (protocol.md 3.4): a closed union, one file a kind in `conference/`.
import { acceptImSessionCodec, type AcceptImSession } from './conference/accept-im-session';
import { ejectParticipantCodec, type EjectParticipant } from './conference/eject-participant';
import { initiateImSessionCodec, type InitiateImSession } from './conference/initiate-im-session';
import { inviteParticipantsCodec, type InviteParticipants } from './conference/invite-participants';
import { lockCodec, type Lock } from './conference/lock';
import { notifyComposingCodec, type NotifyComposing } from './conference/notify-composing';
import { promoteParticipantCodec, type PromoteParticipant } from './conference/promote-participant';
import { sendInfoCodec, type SendInfo } from './conference/send-info';
import { sendMessageCodec, type SendMessage } from './conference/send-message';
import { terminateImSessionCodec, type TerminateImSession } from './conference/terminate-im-session';
import { voIPRedirectCodec, type VoIPRedirect } from './conference/voip-redirect';
import { voIPReplyWithIMCodec, type VoIPReplyWithIM } from './conference/voip-reply-with-im';
import { voIPTerminateCodec, type VoIPTerminate } from './conference/voip-terminate';
import { unionOf } from './codec';
import { ProtocolError } from './protocol-error';
import type { XmlElement } from './xml';
import { elements } from './xml-reader';

export type ConferenceAction =
  | InitiateImSession
  | AcceptImSession
  | TerminateImSession
  | SendMessage
  | SendInfo
  | NotifyComposing
  | InviteParticipants
  | EjectParticipant
  | PromoteParticipant
  | Lock
  | VoIPRedirect
  | VoIPTerminate
  | VoIPReplyWithIM;

const codecs = [
  acceptImSessionCodec,
  ejectParticipantCodec,
  initiateImSessionCodec,
  inviteParticipantsCodec,
  lockCodec,
  notifyComposingCodec,
  promoteParticipantCodec,
  sendInfoCodec,
  sendMessageCodec,
  terminateImSessionCodec,
  voIPRedirectCodec,
  voIPReplyWithIMCodec,
  voIPTerminateCodec,
];

/** 7.1: three samples misspell it. */
const known = unionOf(codecs, { initateImSession: 'initiateImSession' });

export const conferenceActionCodec = {
  /** The one action inside a `conference` request; of several the first counts (7.19). */
  decode(conference: XmlElement): ConferenceAction {
    const [action] = elements(conference);
    if (!action) throw new ProtocolError('missing-value', 'an action');
    const codec = known.find(action);
    if (!codec) throw new ProtocolError('missing-value', 'an unknown action');
    return codec.decode(action);
  },
  encode(action: ConferenceAction): XmlElement {
    return known.encode(action);
  },
};
