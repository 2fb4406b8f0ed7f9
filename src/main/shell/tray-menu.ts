// What the tray shows, as data: icon, tooltip and menu, computed from the model. Pure.
import type { Model } from '../../shared/domain/model';
import { settableAvailabilities, type SettableAvailability } from '../../shared/domain/person';
import { t } from './language';

export const trayIcons = ['available', 'busy', 'do-not-disturb', 'away', 'offline', 'connecting'] as const;
export type TrayIconName = (typeof trayIcons)[number];

export type TrayAction =
  | { readonly kind: 'open' | 'new-conversation' | 'history' }
  | { readonly kind: 'set-availability'; readonly availability: SettableAvailability }
  | { readonly kind: 'settings' }
  | { readonly kind: 'sign-out' }
  /** Signing in at the start waits for a server. */
  | { readonly kind: 'try-now' | 'stop-waiting' }
  | { readonly kind: 'quit' };

export type TrayMenuItem =
  | { readonly type: 'separator' }
  /** Says something, and does nothing. */
  | { readonly type: 'label'; readonly label: string }
  | { readonly type: 'normal'; readonly label: string; readonly action: TrayAction }
  | { readonly type: 'radio'; readonly label: string; readonly checked: boolean; readonly action: TrayAction }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayMenuItem[] };

export interface TrayView {
  readonly icon: TrayIconName;
  readonly hasUnread: boolean;
  readonly tooltip: string;
  readonly menu: readonly TrayMenuItem[];
}

/** @param isWaiting whether signing in at the start waits for a server that is away */
export function trayView(model: Model, isWaiting = false): TrayView {
  const unread = countUnread(model);
  const waits = isWaiting && model.connection.kind === 'signed-out';
  const status = waits ? t('shell.status.waiting') : statusOf(model);
  return {
    icon: waits ? 'connecting' : iconOf(model),
    hasUnread: unread > 0,
    tooltip:
      unread === 0
        ? t('shell.tooltip', { status })
        : t('shell.tooltipUnread', { status, unread: t('shell.unread', {}, unread) }),
    menu: menuOf(model, isWaiting),
  };
}

/** Unread messages, invitations that wait for an answer, and missed calls. */
export function countUnread(model: Model): number {
  let count = 0;
  for (const conversation of model.conversations.values()) {
    count += conversation.state === 'invited' ? Math.max(1, conversation.unread) : conversation.unread;
  }
  for (const { isUnseen } of model.calls.values()) if (isUnseen) count += 1;
  return count;
}

function menuOf(model: Model, isWaiting: boolean): readonly TrayMenuItem[] {
  const open: TrayMenuItem = { type: 'normal', label: t('shell.menu.open'), action: { kind: 'open' } };
  const quit: TrayMenuItem = { type: 'normal', label: t('shell.menu.quit'), action: { kind: 'quit' } };
  const settings: TrayMenuItem = {
    type: 'normal',
    label: t('commands.names.settings'),
    action: { kind: 'settings' },
  };
  const separator: TrayMenuItem = { type: 'separator' };
  // The same while it tries: a menu that is open does not change under the pointer.
  if (isWaiting && (model.connection.kind === 'signed-out' || model.connection.kind === 'connecting')) {
    const tryNow: TrayMenuItem = { type: 'normal', label: t('shell.menu.tryNow'), action: { kind: 'try-now' } };
    const stop: TrayMenuItem = { type: 'normal', label: t('shell.menu.stopWaiting'), action: { kind: 'stop-waiting' } };
    const said: TrayMenuItem = { type: 'label', label: t('shell.status.waiting') };
    return [said, tryNow, stop, separator, open, settings, separator, quit];
  }
  if (model.connection.kind === 'signed-out') return [open, settings, separator, quit];

  const signOut: TrayMenuItem = { type: 'normal', label: t('shell.menu.signOut'), action: { kind: 'sign-out' } };
  if (model.connection.kind !== 'online') return [open, settings, separator, signOut, quit];

  const choices = availabilityChoices(model);
  return [
    open,
    { type: 'submenu', label: t('shell.menu.availability'), items: choices },
    settings,
    separator,
    signOut,
    quit,
  ];
}

/** Of whoever is signed in; appearing offline where the server allows it. */
export function availabilityChoices(model: Model): readonly TrayMenuItem[] {
  const current = settableOf(model);
  return settableAvailabilities
    .filter((availability) => availability !== 'offline' || model.policy.canAppearOffline)
    .map((availability): TrayMenuItem => ({
      type: 'radio',
      label: t(`ui.availability.${availability === 'offline' ? 'appearOffline' : availability}`),
      checked: availability === current,
      action: { kind: 'set-availability', availability },
    }));
}

/** The choice that the current availability came from; inactivity does not change what was chosen. */
function settableOf({ self }: Model): SettableAvailability | undefined {
  switch (self?.availability) {
    case undefined:
    case 'unknown':
      return undefined;
    case 'inactive':
      return 'available';
    case 'busy-inactive':
      return 'busy';
    default:
      return self?.availability;
  }
}

function iconOf({ connection, self }: Model): TrayIconName {
  switch (connection.kind) {
    case 'signed-out':
      return 'offline';
    case 'connecting':
    case 'reconnecting':
      return 'connecting';
    case 'online':
      break;
  }
  switch (self?.availability) {
    case 'available':
    case 'inactive':
      return 'available';
    case 'busy':
    case 'busy-inactive':
      return 'busy';
    case 'do-not-disturb':
      return 'do-not-disturb';
    case 'be-right-back':
    case 'away':
      return 'away';
    default:
      return 'offline';
  }
}

function statusOf({ connection, self }: Model): string {
  switch (connection.kind) {
    case 'signed-out':
      return t('shell.status.signedOut');
    case 'connecting':
      return t('shell.status.signingIn');
    case 'reconnecting': {
      const kind = connection.asks ? 'asks' : 'reconnecting';
      if (!self || self.availability === 'unknown') return t(`shell.status.${kind}`);
      return t(`shell.status.${kind}Last`, { status: t(`ui.availability.${self.availability}`) });
    }
    case 'online':
      return self ? t(`ui.availability.${self.availability}`) : t('shell.status.signingIn');
  }
}
