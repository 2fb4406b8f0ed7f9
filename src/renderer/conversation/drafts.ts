// What is half-written in a conversation: kept while its window is reloaded, forgotten with it. In memory of the session, since
// text of messages does not belong in the clear on a disk.

const key = (conversationId: string): string => `draft:conversation:${conversationId}`;

export function loadDraft(conversationId: string, storage: Pick<Storage, 'getItem'> = sessionStorage): string {
  return storage.getItem(key(conversationId)) ?? '';
}

/** An empty text forgets it. */
export function saveDraft(
  conversationId: string,
  text: string,
  storage: Pick<Storage, 'setItem' | 'removeItem'> = sessionStorage,
): void {
  if (text === '') storage.removeItem(key(conversationId));
  else storage.setItem(key(conversationId), text);
}
