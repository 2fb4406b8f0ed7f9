// Recents in this window: what stands in them and in which order, whether they are folded, what was taken off. What can be done with
// a row is in use-recent-actions.ts.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ConversationId } from '../../shared/domain/conversation';
import { maxRemovedRecents } from '../../shared/settings';
import { conversationTitle } from '../conversation/titles';
import { useDraftKeys } from '../drafts/use-draft-keys';
import { useModelStore } from '../model/model-store';
import { useSettingsStore } from '../settings/settings-store';
import { activityAt, canBeRemoved, firstOf, recents, unreadBeside, type Recent } from './recents';

/** Somebody who points at the list and has not moved for this long points at nothing any more. */
const holdMs = 5_000;

export const useRecentsStore = defineStore('recents', () => {
  const model = useModelStore();
  const preferences = useSettingsStore();
  const { locale } = useI18n({ useScope: 'global' });
  const drafts = useDraftKeys();

  const isCollapsed = ref(false);
  watch(
    () => preferences.settings.collapsedRecents,
    (now) => (isCollapsed.value = now),
    { immediate: true },
  );
  const showsAll = ref(false);

  /** Shown beside the list. */
  const current = shallowRef<ConversationId>();
  /** Wants the focus: a new object each time it is asked for. */
  const focusAsked = shallowRef<{ readonly id: ConversationId }>();
  const askFocus = (id: ConversationId): void => void (focusAsked.value = { id });

  // Each on its own: a change of presence of ten thousand contacts is none of these.
  const conversations = computed(() => model.model.conversations);
  const messages = computed(() => model.model.messages);
  const events = computed(() => model.model.events);
  const calls = computed(() => model.model.calls);
  const parts = computed(() => ({
    conversations: conversations.value,
    messages: messages.value,
    events: events.value,
    calls: calls.value,
  }));
  const ordered = computed(() => recents(parts.value, drafts.value, preferences.settings.removedRecents));

  // ---- A list that somebody points at stands still
  const held = shallowRef<readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The order stays as it is for a while; what the rows say goes on. */
  function hold(): void {
    held.value ??= all.value.map(({ id }) => id);
    clearTimeout(timer);
    timer = setTimeout(release, holdMs);
  }

  function release(): void {
    clearTimeout(timer);
    held.value = undefined;
  }

  const all = computed<readonly Recent[]>(() => {
    if (!held.value) return ordered.value;
    const byId = new Map(ordered.value.map((each) => [each.id, each]));
    return held.value.flatMap((id) => byId.get(id) ?? []);
  });
  const shown = computed(() => {
    if (isCollapsed.value) return [];
    return showsAll.value ? all.value : firstOf(all.value, parts.value, drafts.value);
  });

  /** Folded or further down. */
  const hiddenUnread = computed(() => unreadBeside(all.value, shown.value));

  function titleOf(recent: Recent): string {
    return recent.kind === 'call'
      ? model.nameOf(recent.caller.from, recent.caller.name)
      : conversationTitle(model.model, recent.conversation, locale.value);
  }

  function fold(isFolded: boolean): void {
    release();
    isCollapsed.value = isFolded;
    // A habit of the reader's: where it cannot be kept it is not worth a word.
    void preferences.update({ collapsedRecents: isFolded }).catch(() => undefined);
  }

  function toggleAll(): void {
    release();
    showsAll.value = !showsAll.value;
  }

  function mayRemove(recent: Recent): boolean {
    return recent.kind === 'conversation' && canBeRemoved(parts.value, recent.conversation, drafts.value);
  }

  /** Off the list until something happens in it again; it stays in the history. */
  function remove(recent: Recent): Promise<unknown> {
    release();
    const known = preferences.settings.removedRecents.filter(({ id }) => id !== recent.id);
    const next = [{ id: recent.id, at: activityAt(recent) }, ...known].slice(0, maxRemovedRecents);
    return preferences.update({ removedRecents: next });
  }

  return {
    drafts,
    current,
    focusAsked,
    askFocus,
    isCollapsed,
    showsAll,
    all,
    shown,
    hiddenUnread,
    titleOf,
    hold,
    release,
    fold,
    toggleAll,
    mayRemove,
    remove,
  };
});
