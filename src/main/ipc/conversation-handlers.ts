// Conversations and calls: straight to the engine.
import type { conversationMethods } from '../../shared/ipc/conversation-methods';
import type { MethodHandlers } from '../ipc';
import type { ConversationCommand } from '../uc/conversations/conversation-command';
import type { UcEngine } from '../uc/engine';

type Kind = ConversationCommand['kind'];
type Command<K extends Kind, C = ConversationCommand> = C extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? C
    : never
  : never;
/** What a window says is the command that the method is named after. */
type Said<K extends Kind> = Omit<Command<K>, 'kind' | 'id'> & { readonly conversationId: string };

export function conversationHandlers(engine: UcEngine): Pick<MethodHandlers, keyof typeof conversationMethods> {
  function run<K extends Kind>(kind: K): (said: Said<K>) => Promise<void> {
    return ({ conversationId: id, ...rest }) => engine.run({ ...rest, kind, id } as unknown as ConversationCommand);
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
    'conversation:start': (request) => engine.startConversation(request),
    'conversation:send': ({ conversationId, body }) => engine.sendMessage(conversationId, body),
    'conversation:accept': run('accept'),
    'conversation:decline': run('decline'),
    'conversation:leave': run('leave'),
    'conversation:retry-message': run('retry'),
    'conversation:discard-message': run('discard'),
    'conversation:mark-read': run('markRead'),
    'conversation:close': run('close'),
    'conversation:typing': run('typing'),
    'conversation:invite': (said) => toldInThread(said.conversationId, run('invite')(said)),
    'conversation:rejoin': run('rejoin'),
    'conversation:eject': run('eject'),
    'conversation:promote': run('promote'),
    'conversation:lock': run('lock'),
    'call:answer': ({ conversationId, action, to }) => engine.answerCall(conversationId, action, to),
    'call:mark-seen': ({ conversationId }) => engine.markCallSeen(conversationId),
  };
}
