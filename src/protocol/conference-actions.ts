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
import type { Codec } from './codec';
import { ProtocolError } from './protocol-error';
import type { XmlElement } from './xml';
import { elements, hasName } from './xml-reader';

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

const codecs: { readonly [Kind in ConferenceAction['kind']]: Codec<Extract<ConferenceAction, { kind: Kind }>> } = {
  acceptImSession: acceptImSessionCodec,
  ejectParticipant: ejectParticipantCodec,
  initiateImSession: initiateImSessionCodec,
  inviteParticipants: inviteParticipantsCodec,
  lock: lockCodec,
  notifyComposing: notifyComposingCodec,
  promoteParticipant: promoteParticipantCodec,
  sendInfo: sendInfoCodec,
  sendMessage: sendMessageCodec,
  terminateImSession: terminateImSessionCodec,
  voIPRedirect: voIPRedirectCodec,
  voIPReplyWithIM: voIPReplyWithIMCodec,
  voIPTerminate: voIPTerminateCodec,
};

/** Names that other writers use for an action (7.1). */
const aliases: Readonly<Record<string, ConferenceAction['kind']>> = { initateimsession: 'initiateImSession' };

export const conferenceActionCodec = {
  /** The one action inside a `conference` request; the first counts (7.19). */
  decode(conference: XmlElement): ConferenceAction {
    for (const child of elements(conference)) {
      const kind =
        aliases[child.name.toLowerCase()] ??
        Object.values(codecs).find((codec) => hasName(child, codec.element))?.element;
      if (kind === undefined) throw new ProtocolError('missing-value', 'an unknown action');
      return codecs[kind as ConferenceAction['kind']].decode(child);
    }
    throw new ProtocolError('missing-value', 'an action');
  },
  encode(action: ConferenceAction): XmlElement {
    return (codecs[action.kind] as Codec<ConferenceAction>).encode(action);
  },
};
