// Who is typing (protocol.md 4.8 "best practice", 6.5, 7.16).
import type { ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import type { Work } from './work';

const minIntervalS = 3;
/** It is said once more this much before the others forget it. */
const marginS = 2;

/** Somebody else types, or does no more: shown until `idle`, a message, or the end of its life. */
export function composingHeard(work: Work, id: ConversationId, uri: PersonUri, isComposing: boolean): void {
  const { composing } = work.thread(id).conversation;
  if (isComposing) {
    const lifeS = Math.max(work.context.model.policy.composingRefreshS, minIntervalS);
    work.waitFor({ kind: 'composing', id, uri }, lifeS * 1_000);
    if (!composing.includes(uri)) work.editConversation(id, { composing: [...composing, uri] });
  } else if (composing.includes(uri)) {
    work.stopWaiting({ kind: 'composing', id, uri });
    work.editConversation(id, { composing: composing.filter((each) => each !== uri) });
  }
}

/** Nobody has said so once more. */
export function composingExpired(work: Work, id: ConversationId, uri: PersonUri): void {
  const { composing = [] } = work.threads.get(id)?.conversation ?? {};
  if (composing.includes(uri)) work.editConversation(id, { composing: composing.filter((each) => each !== uri) });
}

export function stopComposing(work: Work, id: ConversationId): void {
  for (const uri of work.thread(id).conversation.composing) {
    work.stopWaiting({ kind: 'composing', id, uri });
  }
}

/** The local user types: told about once in the life of such a word, not at every key. */
export function setTyping(work: Work, id: ConversationId, isTyping: boolean): void {
  const { wire, composingSentAt } = work.thread(id);
  if (!work.context.isOnline || wire?.confId === undefined || !wire.isConnected || wire.isEscalating || wire.isDoubtful)
    return;
  const lifeS = work.context.model.policy.composingRefreshS;
  const intervalMs = Math.max(minIntervalS, lifeS - marginS) * 1_000;
  const { elapsed } = work.context;
  const isKnown = composingSentAt !== undefined && elapsed - composingSentAt < intervalMs;
  if (isTyping ? isKnown : composingSentAt === undefined) return;
  work.request(
    wire.confId,
    { kind: 'notifyComposing', state: isTyping ? 'composing' : 'idle' },
    { threadId: id, purpose: 'other' },
  );
  if (isTyping) work.edit(id, { composingSentAt: elapsed });
  else forgetTyping(work, id);
}

/** After a message, which says the same as `idle`. */
export function forgetTyping(work: Work, id: ConversationId): void {
  work.drop(id, 'composingSentAt');
}
