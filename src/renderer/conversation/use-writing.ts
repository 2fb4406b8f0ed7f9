// What is half-written in a conversation, kept while it is (message, and subject of the session that begins with it), and how it is sent.
import { computed, ref, watch, type Ref } from 'vue';
import { takesMessages, type Conversation } from '../../shared/domain/conversation';
import { failureOfError } from '../../shared/domain/failure';
import type { MessageStyle } from '../../shared/domain/message';
import { conversationDraftKey, subjectDraftKey, withReturned } from '../../shared/domain/undelivered';
import { invoke } from '../bridge';
import { useDraft } from '../drafts/use-draft';
import { bodyOf } from '../message/message-style';
import { subjectOver } from '../message/text-length';
import type { Actions } from './use-actions';

interface Parts {
  readonly conversation: () => Conversation;
  readonly style: Ref<MessageStyle>;
  readonly run: Actions['run'];
  /** It is about to be sent. */
  readonly onSend: () => void;
  /** There is nobody any more whom it could be sent to. */
  readonly onNobody: () => void;
  /** By so many characters. It is not sent until it is shorter. */
  readonly onSubjectTooLong: (over: number) => void;
}

export function useWriting({ conversation, style, run, onSend, onNobody, onSubjectTooLong }: Parts) {
  const conversationId = conversation().id;
  const text = ref('');
  const textKey = conversationDraftKey(conversationId);
  useDraft(
    textKey,
    () => text.value,
    (kept) => (text.value = kept),
    {
      late: (kept) => (text.value = kept + text.value),
      returned: (returned) => (text.value = withReturned(text.value, returned)),
    },
  );
  const subject = ref('');
  const subjectDraft = useDraft(
    subjectDraftKey(conversationId),
    () => subject.value,
    (kept) => (subject.value = kept),
    {
      late: (kept) => (subject.value = kept + subject.value),
      returned: (returned) => (subject.value = withReturned(subject.value, returned)),
    },
  );
  /** A conference goes on under its own, but what was written for a thread that has become part of it is not hidden. */
  const hasSubject = ref(false);
  watch(subject, (now) => now !== '' && (hasSubject.value = true));

  async function send(written: string): Promise<void> {
    if (!takesMessages(conversation())) return onNobody();
    const over = conversation().state === 'ended' ? subjectOver(subject.value) : 0;
    if (over > 0) return onSubjectTooLong(over);
    const look = style.value;
    text.value = '';
    onSend();
    const body = bodyOf(written, look);
    // The draft is empty before the words may come back into it; that of the subject is what is sent.
    await subjectDraft.saved();
    const about = conversation().state === 'ended' ? subject.value : '';
    // Nothing is lost: what cannot be sent comes back into the draft, wherever that is shown by then.
    const isSent = await run('send', () =>
      invoke('conversation:send', { conversationId, body, ...(about !== '' && { subject: about.trim() }) }).catch(
        (error: unknown) => {
          // Refused before anybody has looked at them.
          if (failureOfError(error).code === 'bad-request')
            text.value = withReturned(text.value, { key: textKey, words: written, at: 'start' });
          throw error;
        },
      ),
    );
    if (isSent && subject.value === about) subject.value = '';
    // What had been called back and is alone in the field has its look again.
    if (!isSent && (text.value === '' || text.value === written)) style.value = look;
  }

  return { text, subject, hasSubject, isEmpty: computed(() => text.value === '' && subject.value === ''), send };
}
