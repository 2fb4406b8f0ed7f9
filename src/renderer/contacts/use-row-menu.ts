// The menu of a row: what can be done with the person or group under the pointer, with all who are chosen, or with the active row.
import { computed, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { canBeWrittenTo } from '../../shared/domain/person';
import { useModelStore } from '../model/model-store';
import type { MenuEntry } from '../ui/menu-entry';
import { contactMenu, groupMenu, hitMenu, manyMenu } from './contact-menu';
import { groupRecipients, uriOf, type ListRow } from './contact-rows';
import { useContactsStore } from './contacts-store';
import type { Selection } from './selection';
import { hasDraft } from '../../shared/domain/undelivered';
import { recentMenu } from '../recents/recent-menu';
import { useRecentsStore } from '../recents/recents-store';

export interface RowMenuOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  /** The index of the active row. */
  readonly active: Readonly<Ref<number>>;
  readonly activeKey: Ref<string | undefined>;
  readonly selection: ShallowRef<Selection>;
  readonly tree: Readonly<ShallowRef<HTMLElement | null>>;
}

export function useRowMenu({ rows, active, activeKey, selection, tree }: RowMenuOptions) {
  const { t } = useI18n();
  const store = useModelStore();
  const contacts = useContactsStore();
  const recents = useRecentsStore();
  const menuRow = shallowRef<ListRow>();
  const menuEntries = computed<readonly MenuEntry[]>(() => {
    const row = menuRow.value;
    const chosen = selection.value.uris;
    if (!row) return [];
    if (chosen.size > 1 && chosen.has(uriOf(row) ?? '')) {
      const recipients = [...chosen].filter(canBeWrittenTo);
      return recipients.length > 0 ? manyMenu(recipients.length, t) : [];
    }
    switch (row.kind) {
      case 'contact':
        return contactMenu(row.entry, contacts.groups, store.model.accessLevels, t);
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
        return row.group
          ? groupMenu(row.group, groupRecipients(row.group, contacts.groups, contacts.entries).length, t)
          : [];
      case 'more':
      case 'hint':
        return [];
    }
  });

  function onContextMenu(event: MouseEvent): void {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!element) {
      // The context menu key aims at the tree as a whole: aim again, at the active row.
      event.preventDefault();
      event.stopPropagation();
      const row = tree.value?.querySelector(`[data-index="${active.value}"]`);
      if (!row || event.button === 2) return;
      const { left, right, bottom } = row.getBoundingClientRect();
      const clientX = getComputedStyle(row).direction === 'rtl' ? right - 48 : left + 48;
      row.dispatchEvent(
        new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX, clientY: bottom - 12 }),
      );
      return;
    }
    const index = Number(element.dataset['index']);
    menuRow.value = rows.value[index];
    const row = menuRow.value;
    if (!row || row.kind === 'hint') return;
    activeKey.value = row.key;
    // The menu is about this row: it does not go away under it.
    if (row.kind === 'recent') recents.hold();
    const uri = uriOf(row);
    if (uri !== undefined && !selection.value.uris.has(uri)) {
      selection.value = { uris: new Set([uri]), anchor: row.key };
    }
  }

  return { menuRow, menuEntries, onContextMenu };
}
