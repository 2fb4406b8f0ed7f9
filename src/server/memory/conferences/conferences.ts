// The `conference` requests (protocol.md 3.4): finds the conversation or the call that is meant and hands over.
import type { CwaReply } from '../../../protocol/replies';
import type { ConferenceRequest } from '../../../protocol/requests/conference';
import { invalidOperation } from '../../base/errors';
import type { UserSession } from '../user-state';
import type { CallLeg } from './call';
import { callSessionEnded, voIPRedirect, voIPReplyWithIM, voIPTerminate } from './calls';
import type { ConferenceContext } from './context';
import type { Leg } from './conversation';
import { ejectParticipant, inviteParticipants, lock, promoteParticipant } from './focus';
import { accept } from './invitations';
import { sessionEnded, terminateImSession } from './leaving';
import { notifyComposing, sendInfo, sendMessage } from './messages';
import { initiateImSession } from './start';

/** 7.5. */
const unknownConfId = invalidOperation('There is no conversation of this confId.');

export function submitConference(
  context: ConferenceContext,
  session: UserSession,
  request: ConferenceRequest,
): CwaReply {
  const { rid, confId, action } = request;
  if (action.kind === 'initiateImSession') return initiateImSession(context, session, rid, confId, action);
  const entry = context.tableOf(session).get(confId);
  if (!entry) return { kind: 'requestFailed', rid, error: unknownConfId };
  return entry.kind === 'call' ? answerCall(context, entry, request) : converse(context, entry, request);
}

/** Everything that this session was part of goes on without it, or ends. */
export function endConferencesOf(context: ConferenceContext, session: UserSession): void {
  for (const entry of context.tableOf(session).all) {
    if (entry.kind === 'call') callSessionEnded(context, entry);
    else sessionEnded(context, entry);
  }
}

function answerCall(context: ConferenceContext, leg: CallLeg, { rid, action }: ConferenceRequest): CwaReply {
  switch (action.kind) {
    case 'voIPRedirect':
      return voIPRedirect(context, leg, rid, action.uri);
    case 'voIPTerminate':
      return voIPTerminate(context, leg, rid, action.action);
    case 'voIPReplyWithIM':
      return voIPReplyWithIM(context, leg, rid);
    default:
      return { kind: 'requestFailed', rid, error: unknownConfId };
  }
}

/** The result is told by events; here it is only accepted. */
function converse(context: ConferenceContext, leg: Leg, { rid, action }: ConferenceRequest): CwaReply {
  switch (action.kind) {
    case 'acceptImSession':
      // Also of one that the server has accepted meanwhile (6.4 row 4).
      if (leg.state === 'ringing') accept(context, leg, rid);
      else leg.session.succeed(rid);
      break;
    case 'terminateImSession':
      terminateImSession(context, leg, rid);
      break;
    case 'sendMessage':
      sendMessage(context, leg, rid, action.message);
      break;
    case 'sendInfo':
      sendInfo(context, leg, rid, action);
      break;
    case 'notifyComposing':
      notifyComposing(context, leg, rid, action.state);
      break;
    case 'inviteParticipants':
      inviteParticipants(context, leg, rid, action.uris);
      break;
    case 'ejectParticipant':
      ejectParticipant(context, leg, rid, action.uri);
      break;
    case 'promoteParticipant':
      promoteParticipant(leg, rid, action.uri);
      break;
    case 'lock':
      lock(leg, rid, action.locked);
      break;
    default:
      return { kind: 'requestFailed', rid, error: unknownConfId };
  }
  return { kind: 'requestAccepted', rid };
}
