// Conversations and calls: straight to the engine.
import type { conversationMethods } from '../../shared/ipc/conversation-methods';
import { conversationDraftKey, subjectDraftKey } from '../../shared/domain/undelivered';
import type { MethodHandlers } from '../ipc';
import type { HistoryService } from '../services/history-service';
import type { LastListService } from '../services/last-list';
import type { UcEngine } from '../uc/engine';
import { afterList } from './after-list';

export function conversationHandlers(
  engine: UcEngine,
  drafts: Pick<HistoryService, 'draftSent' | 'returnToDraft'>,
  lastList: Pick<LastListService, 'whenTold'>,
): Pick<MethodHandlers, keyof typeof conversationMethods> {
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

  /** Not by the window that asked: closed before it hears of it, it would leave what was sent as half-written. */
  async function forget(draft: { readonly key: string; readonly value: string } | undefined): Promise<void> {
    if (draft) await drafts.draftSent(draft.key, draft.value).catch(() => undefined);
  }

  const ofList = afterList(lastList);
  return {
    async 'conversation:start'({ draft, ...request }) {
      const started = await engine.startConversation(request);
      await forget(draft);
      return started;
    },
    async 'conversation:send'({ conversationId, body, subject, draft }) {
      try {
        const sent = await engine.sendMessage(conversationId, body, subject);
        await forget(draft);
        await forget(subject === undefined ? undefined : { key: subjectDraftKey(conversationId), value: subject });
        return sent;
      } catch (error) {
        if (draft) throw error;
        // Not by the window that asked: it may be gone, or another may show the conversation by now.
        const key = conversationDraftKey(conversationId);
        await drafts.returnToDraft({ key, words: body.text, at: 'start' }).catch(() => undefined);
        throw error;
      }
    },
    'conversation:accept': ({ conversationId: id }) => engine.run({ kind: 'accept', id }),
    'conversation:decline': ({ conversationId: id }) => engine.run({ kind: 'decline', id }),
    'conversation:leave': ({ conversationId: id }) => engine.run({ kind: 'leave', id }),
    'conversation:retry-message': ({ conversationId: id, messageId }) => engine.run({ kind: 'retry', id, messageId }),
    'conversation:discard-message': ({ conversationId: id, messageId }) =>
      engine.run({ kind: 'discard', id, messageId }),
    // Where there is no such session there is nothing to read either.
    'conversation:mark-read': ({ conversationId: id }) =>
      lastList.whenTold().then(
        () => engine.run({ kind: 'markRead', id }),
        () => undefined,
      ),
    'conversation:pin': ofList(({ conversationId: id, isPinned }) => engine.run({ kind: 'pin', id, isPinned })),
    'conversation:typing': ({ conversationId: id, isTyping }) => engine.run({ kind: 'typing', id, isTyping }),
    'conversation:invite': ({ conversationId: id, uris }) => toldInThread(id, engine.run({ kind: 'invite', id, uris })),
    'conversation:rejoin': ({ conversationId: id }) => engine.run({ kind: 'rejoin', id }),
    'conversation:eject': ({ conversationId: id, uri }) => engine.run({ kind: 'eject', id, uri }),
    'conversation:promote': ({ conversationId: id, uri }) => engine.run({ kind: 'promote', id, uri }),
    'conversation:lock': ({ conversationId: id, locked }) => engine.run({ kind: 'lock', id, locked }),
    'call:answer': async ({ conversationId, action, to }) => {
      const id = await engine.answerCall(conversationId, action, to);
      return id === undefined ? {} : { conversationId: id };
    },
    'call:mark-seen': ofList(async ({ conversationId }) => engine.markCallSeen(conversationId)),
  };
}
