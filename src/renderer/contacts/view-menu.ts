// How the list can be looked at, as menu entries. Pure.
import { contactOrders, contactViews, type ContactOrder, type ContactView } from '../../shared/contact-view';
import type { Settings } from '../../shared/settings';
import type { IconName } from '../ui/icons';
import type { MenuEntry } from '../ui/menu-entry';

export type Translate = (key: string, named?: Record<string, unknown>, count?: number) => string;

export type ViewAction =
  `view:${ContactView}` | `order:${ContactOrder}` | 'hide-offline' | 'compact' | 'fold-all' | 'unfold-all';

type Looks = Pick<Settings, 'contactView' | 'contactOrder' | 'contactDensity' | 'hideOffline'>;

const viewIcons: Readonly<Record<ContactView, IconName>> = {
  groups: 'folder',
  availability: 'clock',
  access: 'shield',
  recents: 'message',
  tagged: 'bell',
};

export function viewMenu(looks: Looks, t: Translate): readonly MenuEntry[] {
  const action = (id: ViewAction, label: string, more: Partial<MenuEntry> = {}): MenuEntry =>
    ({ id, label, ...more }) as MenuEntry;
  return [
    { kind: 'label', label: t('contacts.view.by') },
    ...contactViews.map((view) =>
      action(`view:${view}`, t(`contacts.view.${view}`), {
        icon: viewIcons[view],
        checked: looks.contactView === view,
        radio: true,
      }),
    ),
    { kind: 'separator' },
    {
      kind: 'submenu',
      label: t('contacts.view.sort'),
      icon: 'sort',
      entries: contactOrders.map((order) =>
        action(`order:${order}`, t(`contacts.view.order.${order}`), {
          checked: looks.contactOrder === order,
          radio: true,
        }),
      ),
    },
    action('hide-offline', t('contacts.view.hideOffline'), { checked: looks.hideOffline }),
    action('compact', t('contacts.view.compact'), { checked: looks.contactDensity === 'compact' }),
    ...foldMenu(t),
  ];
}

/** What is offered on the head of a section, too. */
export function foldMenu(t: Translate): readonly MenuEntry[] {
  return [
    { kind: 'separator' },
    { id: 'fold-all' satisfies ViewAction, label: t('contacts.view.foldAll') },
    { id: 'unfold-all' satisfies ViewAction, label: t('contacts.view.unfoldAll') },
  ];
}

/** What of the settings becomes different; undefined: it is none of these. */
export function settingsAfter(action: string, looks: Looks): Partial<Settings> | undefined {
  const view = contactViews.find((each) => action === `view:${each}`);
  if (view) return { contactView: view };
  const order = contactOrders.find((each) => action === `order:${each}`);
  if (order) return { contactOrder: order };
  if (action === 'hide-offline') return { hideOffline: !looks.hideOffline };
  if (action === 'compact') return { contactDensity: looks.contactDensity === 'compact' ? 'comfortable' : 'compact' };
  return undefined;
}
