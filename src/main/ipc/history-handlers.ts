// What was said before, and what is half-written: to the history of whoever is signed in.
import type { HistoryExportFormat } from '../../shared/domain/history';
import type { historyMethods } from '../../shared/ipc/history-methods';
import type { MethodHandlers } from '../ipc';
import type { HistoryService } from '../services/history-service';
import type { UcEngine } from '../uc/engine';

/** Asks the person where to; undefined: nowhere after all. */
export type AskForFile = (senderId: number, suggestedName: string) => Promise<string | undefined>;

const extensions: Readonly<Record<HistoryExportFormat, string>> = { html: 'html', json: 'json', text: 'txt' };

export function historyHandlers(
  history: HistoryService,
  engine: Pick<UcEngine, 'snapshot' | 'run' | 'markCallSeen' | 'noteErased'>,
  askForFile: AskForFile,
): Pick<MethodHandlers, keyof typeof historyMethods> {
  /**
   * What is deleted must not come back with the next thing that happens to it, nor stay in a window. That of a conversation that is
   * over closes; one that goes on begins anew.
   */
  async function deleteThreads(only: string | undefined, erase: () => Promise<void>): Promise<void> {
    const isMeant = (id: string): boolean => only === undefined || id === only;
    const { conversations, calls } = engine.snapshot().model;
    const meant = [...conversations.values()].filter(({ id }) => isMeant(id));
    for (const { id, state } of meant) if (state === 'ended') await engine.run({ kind: 'close', id });
    for (const id of calls.keys()) if (isMeant(id)) engine.markCallSeen(id);
    engine.noteErased(only);
    const erased = erase();
    // Written after what is erased, in the same turn: what is still to be sent stays on the disk.
    const forgotten = meant
      .filter(({ state }) => state !== 'ended')
      .map(({ id }) => engine.run({ kind: 'forget', id }));
    await Promise.all([erased, ...forgotten]);
  }

  return {
    'history:status': () => history.status(),
    'history:search': (search) => history.search(search),
    'history:conversations': (listing) => history.conversations(listing),
    'history:people': () => history.people(),
    'history:messages': (page) => history.messages(page),
    'history:events': (part) => history.events(part),
    'history:delete-conversation': ({ conversationId }) =>
      deleteThreads(conversationId, () => history.deleteConversation(conversationId)),
    'history:delete-all': () => deleteThreads(undefined, () => history.deleteAll()),
    'history:count-older': ({ days }) => history.countOlder(days),
    async 'history:export'({ format, conversationId }, { senderId }) {
      const file = await askForFile(senderId, `parley-history.${extensions[format]}`);
      if (file === undefined) return false;
      return history.exportTo(file, format, conversationId);
    },
    'history:cancel-export': () => history.cancelExport(),
    'draft:save': ({ key, value }) => history.saveDraft(key, value),
    'draft:load': (key) => history.draft(key),
    'draft:list': () => history.draftKeys(),
  };
}
