// Conversations and calls: straight to the engine.
import type { conversationCalls } from '../../shared/ipc/conversation-calls';
import type { CallHandlers } from '../ipc';
import type { UcEngine } from '../uc/engine';

export function conversationHandlers(engine: UcEngine): Pick<CallHandlers, keyof typeof conversationCalls> {
  return {
    'conversation:start': (request) => engine.startConversation(request),
    'conversation:accept': ({ conversationId }) => engine.acceptInvitation(conversationId),
    'conversation:decline': ({ conversationId }) => engine.declineInvitation(conversationId),
    'conversation:leave': ({ conversationId }) => engine.leaveConversation(conversationId),
    'conversation:send': ({ conversationId, body }) => engine.sendMessage(conversationId, body),
    'conversation:retry-message': ({ conversationId, messageId }) => engine.retryMessage(conversationId, messageId),
    'conversation:discard-message': ({ conversationId, messageId }) => engine.discardMessage(conversationId, messageId),
    'conversation:mark-read': ({ conversationId }) => engine.markRead(conversationId),
    'conversation:close': ({ conversationId }) => engine.closeConversation(conversationId),
    'conversation:typing': ({ conversationId, isTyping }) => engine.setTyping(conversationId, isTyping),
    'conversation:invite': ({ conversationId, uris }) => engine.inviteParticipants(conversationId, uris),
    'conversation:rejoin': ({ conversationId }) => engine.rejoinConversation(conversationId),
    'conversation:eject': ({ conversationId, uri }) => engine.ejectParticipant(conversationId, uri),
    'conversation:promote': ({ conversationId, uri }) => engine.promoteParticipant(conversationId, uri),
    'conversation:lock': ({ conversationId, locked }) => engine.lockConversation(conversationId, locked),
    'call:answer': ({ conversationId, action, to }) => engine.answerCall(conversationId, action, to),
  };
}
