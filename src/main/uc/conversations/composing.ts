// Who is typing (protocol.md 4.8 "best practice", 6.5, 7.16).
import type { ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import type { ConversationsDraft } from './conversations-draft';

const minIntervalS = 3;
/** It is said once more this much before the others forget it. */
const marginS = 2;

/** Somebody else types, or does no more: shown until `idle`, a message, or the end of its life. */
export function composingHeard(
  draft: ConversationsDraft,
  id: ConversationId,
  uri: PersonUri,
  isComposing: boolean,
): void {
  const { composing } = draft.thread(id).conversation;
  if (isComposing) {
    const lifeS = Math.max(draft.context.model.policy.composingRefreshS, minIntervalS);
    draft.waitFor({ kind: 'composing', id, uri }, lifeS * 1_000);
    if (!composing.includes(uri)) draft.editConversation(id, { composing: [...composing, uri] });
  } else if (composing.includes(uri)) {
    draft.stopWaiting({ kind: 'composing', id, uri });
    draft.editConversation(id, { composing: composing.filter((each) => each !== uri) });
  }
}

/** Nobody has said so once more. */
export function composingExpired(draft: ConversationsDraft, id: ConversationId, uri: PersonUri): void {
  const { composing = [] } = draft.threads.get(id)?.conversation ?? {};
  if (composing.includes(uri)) draft.editConversation(id, { composing: composing.filter((each) => each !== uri) });
}

export function stopComposing(draft: ConversationsDraft, id: ConversationId): void {
  for (const uri of draft.thread(id).conversation.composing) {
    draft.stopWaiting({ kind: 'composing', id, uri });
  }
}

/** The local user types: told about once in the life of such a word, not at every key. */
export function setTyping(draft: ConversationsDraft, id: ConversationId, isTyping: boolean): void {
  const { wire, composingSentAt } = draft.thread(id);
  if (
    !draft.context.isOnline ||
    wire?.confId === undefined ||
    !wire.isConnected ||
    wire.isEscalating ||
    wire.isDoubtful
  )
    return;
  const lifeS = draft.context.model.policy.composingRefreshS;
  const intervalMs = Math.max(minIntervalS, lifeS - marginS) * 1_000;
  const { monotonicNow } = draft.context;
  const isKnown = composingSentAt !== undefined && monotonicNow - composingSentAt < intervalMs;
  if (isTyping ? isKnown : composingSentAt === undefined) return;
  draft.request(
    wire.confId,
    { kind: 'notifyComposing', state: isTyping ? 'composing' : 'idle' },
    { threadId: id, purpose: 'other' },
  );
  if (isTyping) draft.edit(id, { composingSentAt: monotonicNow });
  else forgetTyping(draft, id);
}

/** After a message, which says the same as `idle`. */
export function forgetTyping(draft: ConversationsDraft, id: ConversationId): void {
  draft.drop(id, 'composingSentAt');
}
