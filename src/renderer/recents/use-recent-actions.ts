// What the menu and the keys of a row of Recents do.
import { useI18n } from 'vue-i18n';
import { canBeWrittenTo } from '../../shared/domain/person';
import { conversationDraftKey } from '../../shared/domain/undelivered';
import { invoke } from '../bridge';
import { useContactsStore } from '../contacts/contacts-store';
import { useAnswer } from './use-answer';
import type { RecentAction } from './recent-menu';
import type { Recent } from './recents';
import { useRecentsStore } from './recents-store';

type MissedCallRecent = Recent & { readonly kind: 'call' };

export function useRecentActions() {
  const { t } = useI18n();
  const contacts = useContactsStore();
  const recents = useRecentsStore();
  const { answer } = useAnswer();

  const attempt = (problem: string, run: () => Promise<unknown>): void =>
    void contacts.attempt(t(`recents.problem.${problem}`), run);

  function open(recent: Recent): void {
    if (recent.kind === 'call') void reply(recent);
    else attempt('open', () => invoke('window:open-conversation', { conversationId: recent.id }));
  }

  /** Looked at is seen: it does not come back, here or after a restart. */
  function markSeen({ caller }: MissedCallRecent): void {
    attempt('call', async () => {
      for (const { conversationId } of caller.calls) await invoke('call:mark-seen', { conversationId });
    });
  }

  /** Who cannot get messages is only looked at. */
  async function reply(recent: MissedCallRecent): Promise<void> {
    const { from } = recent.caller;
    if (canBeWrittenTo(from)) await contacts.startConversation([from]);
    markSeen(recent);
  }

  function run(action: RecentAction, recent: Recent): void {
    // What somebody does themselves shows at once.
    recents.release();
    if (recent.kind === 'call') return runOnCall(action, recent);
    const conversationId = recent.id;
    switch (action) {
      case 'open':
        return open(recent);
      case 'accept':
      case 'decline':
        return void answer(action, conversationId);
      case 'mark-read':
        return attempt('markRead', () => invoke('conversation:mark-read', { conversationId }));
      case 'pin':
      case 'unpin':
        return attempt('pin', () => invoke('conversation:pin', { conversationId, isPinned: action === 'pin' }));
      case 'leave':
        return attempt('leave', () => invoke('conversation:leave', { conversationId }));
      case 'search-history':
        return searchHistory();
      case 'delete-draft':
        return attempt('draft', () => invoke('draft:save', { key: conversationDraftKey(conversationId), value: '' }));
      case 'remove-recent':
        if (recents.mayRemove(recent)) attempt('remove', () => recents.remove(recent));
        return;
      case 'reply':
      case 'call-seen':
        return; // of missed calls alone
    }
  }

  function runOnCall(action: RecentAction, recent: MissedCallRecent): void {
    if (action === 'reply') void reply(recent);
    else if (action === 'call-seen') markSeen(recent);
    else if (action === 'search-history') searchHistory();
  }

  function searchHistory(): void {
    attempt('open', () => invoke('window:open-history'));
  }

  return { open, run };
}
