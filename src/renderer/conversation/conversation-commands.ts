// Everything that can be done to a conversation besides writing in it. What does not work is said with who or what it was about.
import type { ConversationId } from '../../shared/domain/conversation';
import type { MessageId } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import type { useActions } from './use-actions';

export function conversationCommands(
  conversationId: ConversationId,
  run: ReturnType<typeof useActions>['run'],
  nameOf: (uri: PersonUri) => string,
) {
  const accept = (): unknown => run('accept', () => invoke('conversation:accept', { conversationId }));
  const decline = (): unknown => run('decline', () => invoke('conversation:decline', { conversationId }));
  const leave = (): unknown => run('leave', () => invoke('conversation:leave', { conversationId }));
  const rejoin = (): unknown => run('rejoin', () => invoke('conversation:rejoin', { conversationId }));
  const lock = (locked: boolean): unknown => run('lock', () => invoke('conversation:lock', { conversationId, locked }));
  const promote = (uri: PersonUri): unknown =>
    run('promote', () => invoke('conversation:promote', { conversationId, uri }), {
      name: nameOf(uri),
    });
  const eject = (uri: PersonUri): unknown =>
    run('eject', () => invoke('conversation:eject', { conversationId, uri }), {
      name: nameOf(uri),
    });
  const retry = (messageId: MessageId): unknown =>
    run('retry', () => invoke('conversation:retry-message', { conversationId, messageId }));
  const discard = (messageId: MessageId): unknown =>
    run('discard', () => invoke('conversation:discard-message', { conversationId, messageId }));
  const inviteAgain = (uri: PersonUri): unknown =>
    run('inviteAgain', () => invoke('conversation:invite', { conversationId, uris: [uri] }), {
      name: nameOf(uri),
    });
  return { accept, decline, leave, rejoin, lock, promote, eject, retry, discard, inviteAgain };
}
