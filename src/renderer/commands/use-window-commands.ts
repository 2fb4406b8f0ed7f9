// What every window can do, whatever it shows.
import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Conversation, ConversationId } from '../../shared/domain/conversation';
import { invoke } from '../bridge';
import { useAwaitedStore } from '../model/awaited-store';
import { useModelStore } from '../model/model-store';
import { useSettingsStore } from '../settings/settings-store';
import { conversationsInOrder, neighbour } from './conversation-order';
import { moveToRegion } from './regions';
import { shownConversation } from './shown-conversation';
import { useCommands } from './use-commands';

export function useWindowCommands() {
  const { t } = useI18n({ useScope: 'global' });
  const store = useModelStore();
  const awaited = useAwaitedStore();
  const preferences = useSettingsStore();
  /** Told to those who do not see that something, or nothing, has happened. */
  const spoken = ref('');

  /** What fails has nothing to show here: the window that should have come does not. */
  const ask = (work: Promise<unknown>): void => void work.catch(() => undefined);

  async function inOrder(): Promise<readonly Conversation[]> {
    const drafts = await invoke('draft:list').catch(() => []);
    return conversationsInOrder(store.model, new Set(drafts), preferences.settings.removedRecents);
  }
  async function goTo(
    pick: (list: readonly Conversation[], here: ConversationId | undefined) => Conversation | undefined,
    none: string,
  ): Promise<void> {
    const found = pick(await inOrder(), shownConversation.value);
    spoken.value = found ? '' : none;
    if (found) await awaited.whenSignedIn(() => invoke('window:open-conversation', { conversationId: found.id }));
  }
  const isUnread = ({ unread }: Conversation): boolean => unread > 0;
  const step = (by: 1 | -1): void => ask(goTo((list, here) => neighbour(list, here, by), t('commands.noOther')));
  const stepUnread = (by: 1 | -1): void =>
    ask(goTo((list, here) => neighbour(list, here, by, isUnread), t('commands.noUnread')));

  async function readAll(): Promise<void> {
    const unread = [...store.conversations.values()].filter((each) => each.unread > 0);
    await Promise.all(unread.map(({ id }) => invoke('conversation:mark-read', { conversationId: id })));
    spoken.value = t('commands.allRead');
  }

  const isSwitcherOpen = ref(false);
  const isSheetOpen = ref(false);
  useCommands({
    switcher: () => void (isSwitcherOpen.value = true),
    keys: () => void (isSheetOpen.value = true),
    newConversation: () =>
      ask(store.isOnline ? invoke('window:open-invitation', { to: [] }) : invoke('window:show-main')),
    previousConversation: () => step(-1),
    nextConversation: () => step(1),
    previousUnread: () => stepUnread(-1),
    nextUnread: () => stepUnread(1),
    nthConversation: (which) => ask(goTo((list) => list[which], t('commands.noOther'))),
    readAll: () => ask(readAll()),
    showContacts: () => ask(invoke('window:show-main')),
    history: () => ask(invoke('window:open-history')),
    settings: () => ask(invoke('window:open-settings', {})),
    diagnostics: () => ask(invoke('window:open-diagnostics')),
    about: () => ask(invoke('window:open-about')),
    guide: () => ask(invoke('window:open-guide')),
    signOut: () => ask(invoke('session:sign-out')),
    nextRegion: () => moveToRegion(1),
    previousRegion: () => moveToRegion(-1),
  });
  return { spoken, isSwitcherOpen, isSheetOpen };
}
