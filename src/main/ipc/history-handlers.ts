// What was said before, and what is half-written: to the history of whoever is signed in.
import type { HistoryExportFormat } from '../../shared/domain/history';
import { hasDraft } from '../../shared/domain/undelivered';
import type { historyMethods } from '../../shared/ipc/history-methods';
import type { MethodHandlers } from '../ipc';
import type { HistoryService } from '../services/history-service';
import type { UcEngine } from '../uc/engine';

/** Asks the person where to; undefined: nowhere after all. */
export type AskForFile = (senderId: number, suggestedName: string) => Promise<string | undefined>;

/** Of another program's logs; undefined: none after all. */
export type AskForFolder = (senderId: number) => Promise<string | undefined>;

const extensions: Readonly<Record<HistoryExportFormat, string>> = { html: 'html', json: 'json', text: 'txt' };

export function historyHandlers(
  history: HistoryService,
  engine: Pick<UcEngine, 'snapshot' | 'run' | 'threadOf' | 'markCallSeen' | 'noteErased' | 'noteThreads'>,
  askForFile: AskForFile,
  askForFolder: AskForFolder,
  onLogsSeen: () => void = () => undefined,
): Pick<MethodHandlers, keyof typeof historyMethods> {
  /**
   * What is deleted must not come back with the next thing that happens to it, nor stay in a window. That of a conversation that is
   * over closes; one that goes on, or for which something is half-written, begins anew.
   */
  async function deleteThreads(only: string | undefined, erase: () => Promise<void>): Promise<void> {
    const isMeant = (id: string): boolean => only === undefined || id === only;
    const { conversations, calls } = engine.snapshot().model;
    for (const id of calls.keys()) if (isMeant(id)) engine.markCallSeen(id);
    engine.noteErased(only);
    const halfWritten = new Set(history.draftKeys());
    const erased = erase();
    // Written after what is erased, in the same turn: what nobody has got yet stays on the disk.
    const forgotten = [...conversations.keys()]
      .filter(isMeant)
      .map((id) => engine.run({ kind: 'forget', id, isHalfWritten: hasDraft(halfWritten, id) }));
    await Promise.all([erased, ...forgotten]);
  }

  return {
    'history:status': () => history.status(),
    'history:search': (search) => history.search(search),
    'history:conversations': (listing) => history.conversations(listing),
    'history:people': () => history.people(),
    'history:messages': (page) => history.messages(page),
    'history:events': (part) => history.events(part),
    'history:delete-conversation'({ conversationId }) {
      const id = engine.threadOf(conversationId);
      return deleteThreads(id, () => history.deleteConversation(id));
    },
    'history:delete-all': () => deleteThreads(undefined, () => history.deleteAll()),
    'history:count-older': ({ days }) => history.countOlder(days),
    async 'history:export'({ format, conversationId }, { senderId }) {
      const file = await askForFile(senderId, `parley-history.${extensions[format]}`);
      if (file === undefined) return false;
      return history.exportTo(file, format, conversationId);
    },
    'history:logs': () => history.logs.state(),
    async 'history:read-logs'(_input, { senderId }) {
      const folder = await askForFolder(senderId);
      if (folder !== undefined) await history.logs.read(folder);
    },
    async 'history:add-logs'(choices) {
      const { threads } = await history.logs.add(choices);
      engine.noteThreads(threads);
    },
    'history:choose-logs': (choices) => history.logs.choose(choices),
    'history:stop-logs': () => history.logs.stop(),
    'history:logs-seen'() {
      history.logs.seen();
      onLogsSeen();
    },
    'history:cancel-export': () => history.cancelExport(),
    'draft:save': ({ key, value }) => history.saveDraft(key, value),
    'draft:load': (key) => history.draft(key),
    'draft:open': (key) => history.openDraft(key),
    'draft:list': () => history.draftKeys(),
  };
}
