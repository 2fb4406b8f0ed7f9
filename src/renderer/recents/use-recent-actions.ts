// What the menu and the keys of a row of Recents do.
import { useI18n } from 'vue-i18n';
import { canBeWrittenTo, unknownPerson, type PersonUri } from '../../shared/domain/person';
import { draftKeysOf } from '../../shared/domain/undelivered';
import { invoke } from '../bridge';
import { useContactsStore } from '../contacts/contacts-store';
import { useAwaitedStore } from '../model/awaited-store';
import { useAnswer } from './use-answer';
import { rowLine } from './last-words';
import type { RecentAction } from './recent-menu';
import type { Recent } from './recents';
import { useRecentsStore } from './recents-store';

function soughtFor(recent: Recent): { readonly person?: PersonUri; readonly words?: string } | undefined {
  const { participants, inviter, subject } =
    recent.kind === 'call' ? { participants: [], inviter: recent.caller.from, subject: '' } : recent.conversation;
  const person = participants[0]?.uri ?? inviter;
  if (participants.length <= 1) return person === unknownPerson ? undefined : { person };
  const words = rowLine(subject);
  return words ? { words } : undefined;
}

type MissedCallRecent = Recent & { readonly kind: 'call' };

export function useRecentActions() {
  const { t } = useI18n();
  const contacts = useContactsStore();
  const awaited = useAwaitedStore();
  const recents = useRecentsStore();
  const { answer } = useAnswer();

  const attempt = (problem: string, run: () => Promise<unknown>): void =>
    void contacts.attempt(t(`recents.problem.${problem}`), run);

  function open(recent: Recent): void {
    if (recent.kind === 'call') reply(recent);
    else
      void awaited.whenSignedIn(() =>
        contacts.attempt(t('recents.problem.open'), () =>
          invoke('window:open-conversation', { conversationId: recent.id }),
        ),
      );
  }

  /** Looked at is seen: it does not come back, here or after a restart. */
  function markSeen({ caller }: MissedCallRecent): void {
    attempt('call', async () => {
      for (const { conversationId } of caller.calls) await invoke('call:mark-seen', { conversationId });
    });
  }

  /** Who cannot get messages is only looked at; else a call is answered once there is something to answer it in. */
  function reply(recent: MissedCallRecent): void {
    const { from } = recent.caller;
    if (!canBeWrittenTo(from)) return markSeen(recent);
    void awaited.whenSignedIn(async () => {
      if (await contacts.startConversation([from])) markSeen(recent);
    });
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
        return searchHistory(recent);
      case 'delete-draft':
        return attempt('draft', async () => {
          for (const key of draftKeysOf(conversationId)) await invoke('draft:save', { key, value: '' });
        });
      case 'remove-recent':
        if (recents.mayRemove(recent)) attempt('remove', () => recents.remove(recent));
        return;
      case 'reply':
      case 'call-seen':
        return; // of missed calls alone
    }
  }

  function runOnCall(action: RecentAction, recent: MissedCallRecent): void {
    if (action === 'reply') reply(recent);
    else if (action === 'call-seen') markSeen(recent);
    else if (action === 'search-history') searchHistory(recent);
  }

  /** All that was said with the one person; of several what their talk was about. */
  function searchHistory(recent: Recent): void {
    attempt('open', () => invoke('window:open-history', soughtFor(recent)));
  }

  return { open, run };
}
