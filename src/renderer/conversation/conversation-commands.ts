// What can be done to a conversation as a whole, and to its messages. What is about one of the people is in `person-commands.ts`.
import type { ConversationId } from '../../shared/domain/conversation';
import type { MessageId } from '../../shared/domain/message';
import { invoke } from '../bridge';
import type { useActions } from './use-actions';

export function conversationCommands(conversationId: ConversationId, run: ReturnType<typeof useActions>['run']) {
  const accept = (): unknown => run('accept', () => invoke('conversation:accept', { conversationId }));
  const decline = (): unknown => run('decline', () => invoke('conversation:decline', { conversationId }));
  const leave = (): unknown => run('leave', () => invoke('conversation:leave', { conversationId }));
  const rejoin = (): unknown => run('rejoin', () => invoke('conversation:rejoin', { conversationId }));
  const retry = (messageId: MessageId): unknown =>
    run('retry', () => invoke('conversation:retry-message', { conversationId, messageId }));
  const discard = (messageId: MessageId): unknown =>
    run('discard', () => invoke('conversation:discard-message', { conversationId, messageId }));
  return { accept, decline, leave, rejoin, retry, discard };
}
