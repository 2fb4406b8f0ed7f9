// What was said before, and what is half-written: to the history of whoever is signed in.
import type { HistoryExportFormat } from '../../shared/domain/history';
import type { historyCalls } from '../../shared/ipc/history-calls';
import type { CallHandlers } from '../ipc';
import type { HistoryService } from '../services/history-service';

/** Asks the person where to; undefined: nowhere after all. */
export type AskForFile = (senderId: number, suggestedName: string) => Promise<string | undefined>;

const extensions: Readonly<Record<HistoryExportFormat, string>> = { html: 'html', json: 'json', text: 'txt' };

export function historyHandlers(
  history: HistoryService,
  askForFile: AskForFile,
): Pick<CallHandlers, keyof typeof historyCalls> {
  return {
    'history:status': () => history.status(),
    'history:search': (search) => history.search(search),
    'history:conversations': ({ limit, before }) => history.conversations(limit, before),
    'history:messages': (page) => history.messages(page),
    'history:delete-conversation': ({ conversationId }) => history.deleteConversation(conversationId),
    'history:delete-all': () => history.deleteAll(),
    async 'history:export'({ format, conversationId }, { senderId }) {
      const file = await askForFile(senderId, `parley-history.${extensions[format]}`);
      if (file === undefined) return false;
      await history.exportTo(file, format, conversationId);
      return true;
    },
    'draft:save': ({ key, value }) => history.saveDraft(key, value),
    'draft:load': (key) => history.draft(key),
  };
}
