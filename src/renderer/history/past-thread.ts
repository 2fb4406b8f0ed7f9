// Where what was said before stands: in its own thread, wherever one comes from. One that has none, a call or a conference that no focus
// was told of, can only be read in the history.
import type { HistoryConversation } from '../../shared/domain/history';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';

export function usePastThread() {
  const store = useModelStore();
  const hasThread = ({ id, isThread }: HistoryConversation): boolean =>
    isThread === true || store.conversations.has(id);

  /** False: there is none. */
  async function openThread(past: HistoryConversation): Promise<boolean> {
    if (!hasThread(past)) return false;
    await invoke('window:open-conversation', { conversationId: past.id });
    return true;
  }

  return { hasThread, openThread };
}
