// What a menu holds, as data: Menu.vue and ContextMenu.vue draw it.
import type { Availability } from '../../shared/domain/person';
import type { IconName } from './icons';

export type MenuEntry =
  MenuAction | MenuSubmenu | { readonly kind: 'separator' } | { readonly kind: 'label'; readonly label: string };

export interface MenuAction {
  readonly kind?: 'action';
  /** Handed to `select`. */
  readonly id: string;
  readonly label: string;
  /** A second, smaller line. */
  readonly hint?: string;
  readonly icon?: IconName;
  /** A presence dot in the place of the icon. */
  readonly presence?: Availability;
  /** Shown at the end, such as `Ctrl+N`; it is only shown, not listened to. */
  readonly shortcut?: string;
  /** Given: the entry is one that is on or off. */
  readonly checked?: boolean;
  /** Of the entries with `checked` only one is on at a time. */
  readonly radio?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

export interface MenuSubmenu {
  readonly kind: 'submenu';
  readonly label: string;
  readonly icon?: IconName;
  readonly entries: readonly MenuEntry[];
  readonly disabled?: boolean;
}
