// What can be done about the people of a conference, and whether others may come (protocol.md 3.11–3.14).
import type { ConversationId } from '../../shared/domain/conversation';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import { theLock, type usePersonActions } from './use-person-actions';

export function personCommands(
  conversationId: ConversationId,
  ask: ReturnType<typeof usePersonActions>['ask'],
  nameOf: (uri: PersonUri) => string,
) {
  const promote = (uri: PersonUri): unknown =>
    ask(uri, 'promote', nameOf(uri), () => invoke('conversation:promote', { conversationId, uri }));
  const eject = (uri: PersonUri): unknown =>
    ask(uri, 'eject', nameOf(uri), () => invoke('conversation:eject', { conversationId, uri }));
  /** Who was asked and has not come. */
  const withdraw = (uri: PersonUri): unknown =>
    ask(uri, 'withdraw', nameOf(uri), () => invoke('conversation:eject', { conversationId, uri }));
  const inviteAgain = (uri: PersonUri): unknown =>
    ask(uri, 'inviteAgain', nameOf(uri), () => invoke('conversation:invite', { conversationId, uris: [uri] }));
  const lock = (locked: boolean): unknown =>
    ask(theLock, locked ? 'lock' : 'unlock', '', () => invoke('conversation:lock', { conversationId, locked }));
  return { promote, eject, withdraw, inviteAgain, lock };
}
