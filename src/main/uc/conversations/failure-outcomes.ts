// What a failure says of the message that was on its way, and of the conversation that the request was to begin: one table
// (docs/errors.md shows it with the codes that lead here).
import type { ConversationEnd } from '../../../shared/domain/conversation';
import type { FailureCode } from '../../../shared/domain/failure';

export interface FailureOutcome {
  /** Of the text that came with an invitation: who refused has got it, who is silent may have. */
  readonly invitation: 'sent' | 'unknown' | 'failed';
  /** Of a message in a conversation. */
  readonly message: 'unknown' | 'failed';
  readonly end: ConversationEnd;
}

const didNothing: FailureOutcome = { invitation: 'failed', message: 'failed', end: 'failed' };

const outcomes: Partial<Readonly<Record<FailureCode, FailureOutcome>>> = {
  refused: { invitation: 'sent', message: 'failed', end: 'peer-declined' },
  'peer-busy': { invitation: 'sent', message: 'failed', end: 'peer-busy' },
  'peer-offline': { ...didNothing, end: 'peer-offline' },
  'not-found': { ...didNothing, end: 'unknown-person' },
  timeout: { invitation: 'unknown', message: 'unknown', end: 'no-answer' },
  'unknown-outcome': { invitation: 'unknown', message: 'unknown', end: 'failed' },
};

export function outcomeOfFailure(code: FailureCode): FailureOutcome {
  return outcomes[code] ?? didNothing;
}
