// The calls of one signed-in user (protocol.md 3.15–3.17, 4.9, 4.10): those that ring, what a person says to them, and the conversation
// that one of them may turn into.
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { CwaRequest } from '../../../protocol/requests';
import type { Call, CallAction, ConversationId } from '../../../shared/domain/conversation';
import { FailureError, failureOfError } from '../../../shared/domain/failure';
import type { Change, Model } from '../../../shared/domain/model';
import type { ConversationInput } from '../conversations/conversations-state';
import type { Signal } from '../engine';
import type { Environment } from '../environment';
import type { Ids } from '../ids';
import {
  allCallsEnded,
  answerAction,
  callEnded,
  callReceived,
  confIdOfCall,
  type ReducedCalls,
  type RingingCalls,
} from './reduce-calls';

export interface CallsParts {
  readonly environment: Pick<Environment, 'now'>;
  readonly ids: Pick<Ids, 'newRid' | 'newConversationId'>;
  readonly model: () => Model;
  readonly apply: (changes: readonly Change[], signals?: readonly Signal[]) => void;
  /** Resolves when it is settled; rejects with `FailureError`. */
  readonly request: (build: (rid: string) => CwaRequest) => Promise<RequestAccepted | undefined>;
  /** To the conversations. */
  readonly dispatch: (input: ConversationInput) => void;
}

export class Calls {
  private ringing: RingingCalls = new Map();

  constructor(private readonly parts: CallsParts) {}

  async answer(conversationId: ConversationId, action: CallAction, to: string | undefined): Promise<void> {
    const call = this.parts.model().calls.get(conversationId);
    if (!call) throw new FailureError('not-found', 'no such call');
    const confId = confIdOfCall(this.ringing, conversationId);
    const answer = answerAction(call, action, to);
    const rid = this.parts.ids.newRid();
    const send = () => this.parts.request(() => ({ kind: 'conference', rid, confId, action: answer }));
    if (action === 'reply-with-im') return this.talk(call, confId, rid, send);
    await send();
    this.take(callEnded(this.ringing, confId, reasonOfAnswer(action), this.parts.model()));
  }

  private async talk(
    { conversationId: id, from: peer, subject = '' }: Call,
    confId: number,
    rid: string,
    send: () => Promise<RequestAccepted | undefined>,
  ): Promise<void> {
    const { dispatch } = this.parts;
    dispatch({ kind: 'callAnswering', id, rid, peer });
    let reply: RequestAccepted | undefined;
    try {
      reply = await send();
    } catch (error) {
      dispatch({ kind: 'outcome', rid, outcome: { kind: 'failed', failure: failureOfError(error) } });
      throw error;
    }
    this.take(callEnded(this.ringing, confId, 'answered', this.parts.model()));
    // 3.17: the conversation goes on under the number of the reply, which may be the call's own.
    const imConfId = reply && (reply.voIP?.confId ?? reply.confId ?? confId);
    dispatch({
      kind: 'callAnswered',
      id,
      rid,
      ...(imConfId !== undefined && { confId: imConfId }),
      peer,
      subject,
    });
  }

  /** Nobody has to be told of the missed call any more. */
  markSeen(conversationId: ConversationId): void {
    const call = this.parts.model().calls.get(conversationId);
    if (call?.isUnseen) this.parts.apply([{ kind: 'call', call: { ...call, isUnseen: false } }]);
  }

  /** What an event tells of them; of anything else it tells nothing here. */
  hear(confId: number, update: ConferenceUpdate): void {
    const { ids, environment } = this.parts;
    const model = this.parts.model();
    if (update.kind === 'voIPReceived') {
      const newId = (): ConversationId => ids.newConversationId();
      this.take(callReceived(this.ringing, confId, update, model, newId, environment.now()));
    } else if (update.kind === 'voIPTerminated') {
      this.take(callEnded(this.ringing, confId, update.reason, model));
    }
  }

  sessionLost(): void {
    this.take(allCallsEnded(this.ringing, this.parts.model()));
  }

  private take({ ringing, changes, signals }: ReducedCalls): void {
    this.ringing = ringing;
    this.parts.apply(changes, signals);
  }
}

function reasonOfAnswer(action: CallAction): string {
  return action === 'redirect' || action === 'voicemail' ? 'redirected' : 'declined';
}
