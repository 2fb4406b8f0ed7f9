// What is refused as out of place while its conversation still looks alive here (protocol.md 5.9): as a rule the others have just left, and
// the reply has overtaken the news of that, which come on the other channel (1.1). The message waits for them before anything is said of it.
import { CwaErrorCode, type CwaError } from '../../../protocol/cwa-error';
import type { Failure } from '../../../shared/domain/failure';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import type { ConversationsDraft } from './conversations-draft';
import { pump, putBack, releaseSending } from './outbox';

/** News are on their way already where there are any (our choice). */
const newsMs = 5_000;

/** Not there and then; whoever may not at all is told a status (5.9). */
export function isOutOfPlace(error: CwaError | undefined): boolean {
  return error?.code === CwaErrorCode.invalidOperation && error.sipResponse === undefined;
}

/** It is on the wire as far as anybody is told, and what was written after it waits behind it. */
export function awaitNews(
  draft: ConversationsDraft,
  id: ConversationId,
  refused: { readonly messageId: MessageId; readonly rid: string; readonly failure: Failure },
): void {
  draft.editWire(id, { refused });
  draft.waitFor({ kind: 'refused', id }, newsMs);
}

/** The conversation is over: nobody has got it, and it shares the lot of what waits to be sent. */
export function returnRefused(draft: ConversationsDraft, id: ConversationId): void {
  const refused = draft.thread(id).wire?.refused;
  if (!refused) return;
  draft.stopWaiting({ kind: 'refused', id });
  releaseSending(draft, id, refused.rid);
  putBack(draft, id, refused.messageId);
}

/** No news: it is as the server says. */
export function refusalStands(draft: ConversationsDraft, id: ConversationId): void {
  const refused = draft.threads.get(id)?.wire?.refused;
  if (!refused) return;
  draft.editWire(id, { refused: undefined });
  releaseSending(draft, id, refused.rid);
  draft.setDelivery(id, refused.messageId, 'failed', refused.failure);
  pump(draft, id);
}
