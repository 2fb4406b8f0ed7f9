// Conversations and calls: straight to the engine.
import type { conversationMethods } from '../../shared/ipc/conversation-methods';
import type { MethodHandlers } from '../ipc';
import type { UcEngine } from '../uc/engine';
import type { Journal } from '../uc/journal';

export function conversationHandlers(
  engine: UcEngine,
  journal: Pick<Journal, 'flushed'>,
): Pick<MethodHandlers, keyof typeof conversationMethods> {
  /** A window forgets the words once they are safe: on disk, or in the model alone where the disk is full. */
  async function kept<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    await journal.flushed().catch(() => undefined);
    return result;
  }

  /** Who could not be invited, and why, stands in the thread; then there is no failure left to tell. */
  async function toldInThread(conversationId: string, inviting: Promise<void>): Promise<void> {
    const told = (): number => {
      const events = engine.snapshot().model.events.get(conversationId) ?? [];
      return events.filter(({ news }) => news.kind === 'invite-failed').length;
    };
    const before = told();
    try {
      await inviting;
    } catch (error) {
      if (told() === before) throw error;
    }
  }

  return {
    'conversation:start': (request) => kept(engine.startConversation(request)),
    'conversation:accept': ({ conversationId }) => engine.acceptInvitation(conversationId),
    'conversation:decline': ({ conversationId }) => engine.declineInvitation(conversationId),
    'conversation:leave': ({ conversationId }) => engine.leaveConversation(conversationId),
    'conversation:send': ({ conversationId, body }) => kept(engine.sendMessage(conversationId, body)),
    'conversation:retry-message': ({ conversationId, messageId }) => engine.retryMessage(conversationId, messageId),
    'conversation:discard-message': ({ conversationId, messageId }) => engine.discardMessage(conversationId, messageId),
    'conversation:mark-read': ({ conversationId }) => engine.markRead(conversationId),
    'conversation:close': ({ conversationId }) => engine.closeConversation(conversationId),
    'conversation:typing': ({ conversationId, isTyping }) => engine.setTyping(conversationId, isTyping),
    'conversation:invite': ({ conversationId, uris }) =>
      toldInThread(conversationId, engine.inviteParticipants(conversationId, uris)),
    'conversation:rejoin': ({ conversationId }) => engine.rejoinConversation(conversationId),
    'conversation:eject': ({ conversationId, uri }) => engine.ejectParticipant(conversationId, uri),
    'conversation:promote': ({ conversationId, uri }) => engine.promoteParticipant(conversationId, uri),
    'conversation:lock': ({ conversationId, locked }) => engine.lockConversation(conversationId, locked),
    'call:answer': ({ conversationId, action, to }) => engine.answerCall(conversationId, action, to),
    'call:mark-seen': ({ conversationId }) => engine.markCallSeen(conversationId),
  };
}
