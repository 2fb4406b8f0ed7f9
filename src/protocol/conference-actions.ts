// The child of a `conference` request (protocol.md 3.4): a closed union, a file in `conference/` for each kind or for what
// differs in its name alone.
import { acceptImSessionCodec, terminateImSessionCodec, voIPReplyWithIMCodec } from './conference/bare';
import { initiateImSessionCodec } from './conference/initiate-im-session';
import { inviteParticipantsCodec } from './conference/invite-participants';
import { lockCodec } from './conference/lock';
import { notifyComposingCodec } from './conference/notify-composing';
import { sendInfoCodec } from './conference/send-info';
import { sendMessageCodec } from './conference/send-message';
import { ejectParticipantCodec, promoteParticipantCodec } from './conference/uri-alone';
import { voIPRedirectCodec } from './conference/voip-redirect';
import { voIPTerminateCodec } from './conference/voip-terminate';
import { namesIn } from './allowed-names';
import { unionOf, type ValueOf } from './codec';
import { handMade } from './record';
import { elements, required } from './xml-reader';

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

export type ConferenceAction = ValueOf<(typeof codecs)[number]>;

/** 7.1: three samples misspell it. */
const aliases = { initateImSession: 'initiateImSession' } as const;
const known = unionOf(codecs, aliases);

/** The one action inside a `conference` request; of several the first counts (7.19). */
export const conferenceAction = handMade<ConferenceAction>(
  (conference) => {
    const action = required(elements(conference)[0], 'an action');
    return required(known.find(action), 'an unknown action').decode(action);
  },
  (action) => [known.encode(action)],
  namesIn(codecs, aliases),
);
