// An invitation is accepted or declined; who accepts sees the conversation.
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ConversationId } from '../../shared/domain/conversation';
import { invoke } from '../bridge';
import { useContactsStore } from '../contacts/contacts-store';

export type InvitationAnswer = 'accept' | 'decline';

export function useAnswer(): {
  /** What is being said just now. */
  readonly answering: Readonly<Ref<InvitationAnswer | undefined>>;
  readonly answer: (kind: InvitationAnswer, conversationId: ConversationId) => Promise<void>;
} {
  const { t } = useI18n();
  const contacts = useContactsStore();
  const answering = ref<InvitationAnswer>();

  async function answer(kind: InvitationAnswer, conversationId: ConversationId): Promise<void> {
    if (answering.value) return;
    answering.value = kind;
    const isDone = await contacts.attempt(t(`contacts.problem.${kind}`), () =>
      invoke(`conversation:${kind}`, { conversationId }),
    );
    if (isDone && kind === 'accept') {
      await contacts.attempt(t('contacts.problem.open'), () => invoke('window:open-conversation', { conversationId }));
    }
    answering.value = undefined;
  }

  return { answering, answer };
}
