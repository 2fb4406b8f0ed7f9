// What a person says to ringing calls (protocol.md 3.15–3.17), and the conversation that one of them may turn into.
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { CwaRequest } from '../../../protocol/requests';
import type { Call, CallAction, ConversationId } from '../../../shared/domain/conversation';
import { FailureError, failureOfError } from '../../../shared/domain/failure';
import type { Model } from '../../../shared/domain/model';
import type { AccountInput } from '../account-state';
import type { ConversationInput } from '../conversations/conversations-state';
import { answerAction, confIdOfCall, type RingingCalls } from './reduce-calls';

export interface CallsParts {
  readonly newRid: () => string;
  readonly model: () => Model;
  readonly ringing: () => RingingCalls;
  /** Resolves when it is settled; rejects with `FailureError`. */
  readonly request: (build: (rid: string) => CwaRequest) => Promise<RequestAccepted | undefined>;
  readonly take: (input: AccountInput) => unknown;
  /** The thread that a request of this id is about. */
  readonly threadOf: (rid: string) => ConversationId | undefined;
}

export class Calls {
  constructor(private readonly parts: CallsParts) {}

  async answer(
    conversationId: ConversationId,
    action: CallAction,
    to: string | undefined,
  ): Promise<ConversationId | undefined> {
    const call = this.parts.model().calls.get(conversationId);
    if (!call) throw new FailureError('not-found', 'no such call');
    const confId = confIdOfCall(this.parts.ringing(), conversationId);
    const answer = answerAction(call, action, to);
    const rid = this.parts.newRid();
    const send = () => this.parts.request(() => ({ kind: 'conference', rid, confId, action: answer }));
    if (action === 'reply-with-im') return this.talk(call, confId, rid, send);
    await send();
    this.parts.take({ kind: 'callTaken', confId, reason: reasonOfAnswer(action) });
    return undefined;
  }

  private async talk(
    { conversationId: id, from: peer, subject = '' }: Call,
    confId: number,
    rid: string,
    send: () => Promise<RequestAccepted | undefined>,
  ): Promise<ConversationId | undefined> {
    this.converse({ kind: 'callAnswering', id, rid, peer });
    let reply: RequestAccepted | undefined;
    try {
      reply = await send();
    } catch (error) {
      this.converse({ kind: 'outcome', rid, outcome: { kind: 'failed', failure: failureOfError(error) } });
      throw error;
    }
    this.parts.take({ kind: 'callTaken', confId, reason: 'answered' });
    // 3.17: the conversation goes on under the number of the reply, which may be the call's own.
    const imConfId = reply && (reply.voIP?.confId ?? reply.confId ?? confId);
    this.converse({
      kind: 'callAnswered',
      id,
      rid,
      ...(imConfId !== undefined && { confId: imConfId }),
      peer,
      subject,
    });
    return this.parts.threadOf(rid);
  }

  private converse(input: ConversationInput): void {
    this.parts.take({ kind: 'conversation', input });
  }
}

function reasonOfAnswer(action: CallAction): string {
  return action === 'redirect' || action === 'voicemail' ? 'redirected' : 'declined';
}
