// The menu of a row: what can be done with the person or group under the pointer, with all who are chosen, or with the active row.
import { computed, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { levelWords } from '../../shared/domain/access-level';
import { canBeWrittenTo } from '../../shared/domain/person';
import { useKeysText } from '../commands/use-keys-text';
import { useModelStore } from '../model/model-store';
import type { MenuEntry } from '../ui/menu-entry';
import { contactMenu, groupMenu, hitMenu, manyMenu, moveMenu, recentsMenu } from './contact-menu';
import { groupRecipients, uriOf, type ListRow, type SectionRow } from './contact-rows';
import { useContactsStore } from './contacts-store';
import { orderAfterStep } from './drop-target';
import { withKeys } from './menu-keys';
import { commonLevel, type Taken } from './people-change';
import { selectRows, type Selection } from './selection';
import { hasDraft } from '../../shared/domain/undelivered';
import { recentMenu } from '../recents/recent-menu';
import { useRecentsStore } from '../recents/recents-store';
import { useViewMenu } from './use-view-menu';

export interface RowMenuOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  /** The index of the active row. */
  readonly active: Readonly<Ref<number>>;
  readonly activeKey: Ref<string | undefined>;
  readonly selection: ShallowRef<Selection>;
  readonly tree: Readonly<ShallowRef<HTMLElement | null>>;
  readonly takenWith: (row: ListRow | undefined) => readonly Taken[];
}

export function useRowMenu({ rows, active, activeKey, selection, tree, takenWith }: RowMenuOptions) {
  const { t } = useI18n();
  const store = useModelStore();
  const contacts = useContactsStore();
  const recents = useRecentsStore();
  const { viewEntries } = useViewMenu();
  const { keysText } = useKeysText();
  const menuRow = shallowRef<ListRow>();
  /** Whom it is about, whoever is removed while it is open. */
  const menuPeople = shallowRef<readonly Taken[]>([]);
  /** Asked for by its own key: where to, and nothing else. */
  const isMoveOnly = shallowRef(false);

  /** They are told in a session: before it nobody's level is marked. */
  const knownLevels = computed(() => (store.isSigningIn ? undefined : store.model.accessLevels));
  const menuEntries = computed(() => withKeys(entriesOfRow(), keysText));
  function entriesOfRow(): readonly MenuEntry[] {
    const row = menuRow.value;
    const chosen = selection.value.uris;
    if (!row) return [];
    if (isMoveOnly.value) return moveMenu('move', '', contacts.groups, t).entries;
    if (chosen.size > 1 && chosen.has(uriOf(row) ?? '')) return menuOfMany([...chosen]);
    switch (row.kind) {
      case 'contact':
        return contactMenu(row.entry, contacts.groups, knownLevels.value, levelWords(store.policy), t);
      case 'hit':
        return hitMenu(t);
      case 'recent':
        return recentMenu(
          row.recent,
          {
            hasDraft: hasDraft(recents.drafts, row.recent.id),
            canBeRemoved: recents.mayRemove(row.recent),
            canReply: row.recent.kind === 'call' && canBeWrittenTo(row.recent.caller.from),
          },
          t,
        );
      case 'section':
        return menuOfSection(row);
      case 'more':
      case 'hint':
        return viewEntries.value;
    }
  }

  function menuOfMany(uris: readonly string[]): readonly MenuEntry[] {
    const listed = uris.flatMap((uri) => store.contacts.get(uri) ?? []);
    return manyMenu(
      {
        recipients: uris.filter(canBeWrittenTo).length,
        contacts: listed.length,
        tagged: listed.filter(({ tag }) => tag).length,
        level: knownLevels.value && commonLevel(uris, knownLevels.value),
      },
      contacts.groups,
      levelWords(store.policy),
      t,
    );
  }

  /** Of all who are chosen, wherever their rows are. */
  const chosenEntries = computed<readonly MenuEntry[]>(() =>
    withKeys(menuOfMany([...selection.value.uris]), keysText).filter(
      (entry) => !('id' in entry && entry.id === 'message'),
    ),
  );

  function menuOfSection(row: SectionRow): readonly MenuEntry[] {
    const { group, key, isExpanded } = row;
    if (group) {
      const canGo = (by: 1 | -1): boolean => orderAfterStep(contacts.groups, group.id, by) !== undefined;
      return groupMenu(
        group,
        groupRecipients(group, contacts.groups, contacts.entries).length,
        { canGoUp: canGo(-1), canGoDown: canGo(1) },
        t,
      );
    }
    if (key === 'recents' && contacts.canFold(row)) {
      const unread = recents.all.filter((each) => each.kind === 'conversation' && each.conversation.unread > 0).length;
      return [...recentsMenu(isExpanded, unread, t), { kind: 'separator' }, ...viewEntries.value];
    }
    return viewEntries.value;
  }

  let isAskedFor = false;
  /** As if the right button was pressed on the active row. */
  function openAtActive(moveOnly = false): void {
    const row = tree.value?.querySelector(`[data-index="${active.value}"]`);
    if (!row) return;
    const { left, right, bottom } = row.getBoundingClientRect();
    const clientX = getComputedStyle(row).direction === 'rtl' ? right - 48 : left + 48;
    isAskedFor = moveOnly;
    row.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX, clientY: bottom - 12 }),
    );
    isAskedFor = false;
  }

  function onContextMenu(event: MouseEvent): void {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!element) {
      // The context menu key aims at the tree as a whole: aim again, at the active row. The mouse means the list: see SignedInView.vue.
      menuRow.value = undefined;
      if (event.button === 2) return;
      event.preventDefault();
      event.stopPropagation();
      openAtActive();
      return;
    }
    const index = Number(element.dataset['index']);
    const row = rows.value[index];
    menuRow.value = row;
    isMoveOnly.value = isAskedFor;
    if (!row) return;
    if (row.kind !== 'hint') activeKey.value = row.key;
    // The menu is about this row: it does not go away under it.
    if (row.kind === 'recent') recents.hold();
    const uri = uriOf(row);
    if (uri !== undefined && !selection.value.uris.has(uri)) selection.value = selectRows([row], row.key);
    menuPeople.value = takenWith(row);
  }

  return { menuRow, menuPeople, menuEntries, chosenEntries, onContextMenu, openAtActive };
}
