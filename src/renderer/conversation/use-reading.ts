// When a conversation counts as read, and where the unread part begins. Read is what was in sight of somebody: the window had the
// focus and the newest message was shown.
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import type { Conversation } from '../../shared/domain/conversation';
import type { Message, MessageId } from '../../shared/domain/message';

export interface Reading {
  /** The first message that was not read when the window was last turned to. */
  readonly firstUnread: Readonly<Ref<MessageId | undefined>>;
  /** Somebody answers: the mark has done its work. */
  readonly clear: () => void;
}

export function useReading(
  conversation: () => Conversation | undefined,
  messages: () => readonly Message[],
  isAtEnd: () => boolean,
  markRead: () => void,
): Reading {
  const hasFocus = ref(document.hasFocus());
  const firstUnread = ref(firstUnreadOf(messages(), conversation()?.unread ?? 0));

  const onFocus = (): void => void (hasFocus.value = true);
  const onBlur = (): void => {
    hasFocus.value = false;
    if ((conversation()?.unread ?? 0) === 0) firstUnread.value = undefined;
  };
  window.addEventListener('focus', onFocus);
  window.addEventListener('blur', onBlur);
  onScopeDispose(() => {
    window.removeEventListener('focus', onFocus);
    window.removeEventListener('blur', onBlur);
  });

  watch(messages, (now, before) => {
    if (hasFocus.value || firstUnread.value !== undefined || now.length <= before.length) return;
    firstUnread.value = now.slice(before.length).find(({ direction }) => direction === 'incoming')?.id;
  });
  watch(
    [() => conversation()?.unread ?? 0, hasFocus, isAtEnd],
    ([unread, focused, atEnd]) => {
      if (unread > 0 && focused && atEnd) markRead();
    },
    { immediate: true },
  );
  return { firstUnread, clear: () => void (firstUnread.value = undefined) };
}

/** The message that the count of unread ones reaches back to. */
export function firstUnreadOf(messages: readonly Message[], unread: number): MessageId | undefined {
  let left = unread;
  if (left <= 0) return undefined;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index]!;
    if (message.direction === 'incoming' && (left -= 1) === 0) return message.id;
  }
  return messages[0]?.id;
}
