// The child of a `conference` request (protocol.md 3.4): a closed union, one file a kind in `conference/`.
import type { AcceptImSession } from './conference/accept-im-session';
import type { EjectParticipant } from './conference/eject-participant';
import type { InitiateImSession } from './conference/initiate-im-session';
import type { InviteParticipants } from './conference/invite-participants';
import type { Lock } from './conference/lock';
import type { NotifyComposing } from './conference/notify-composing';
import type { PromoteParticipant } from './conference/promote-participant';
import type { SendInfo } from './conference/send-info';
import type { SendMessage } from './conference/send-message';
import type { TerminateImSession } from './conference/terminate-im-session';
import type { VoIPRedirect } from './conference/voip-redirect';
import type { VoIPReplyWithIM } from './conference/voip-reply-with-im';
import type { VoIPTerminate } from './conference/voip-terminate';

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
