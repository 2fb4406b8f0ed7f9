// What goes to the notification service of a Linux desktop and what comes from it (Desktop Notifications Specification 1.2, with the
// replies of KDE). Pure. What comes may be anything.
import { actionText, escapeMarkup, type NotificationContent } from './notification-content';
import type { SoundKind } from '../../shared/sounds';
import { t } from './language';

export const notificationService = {
  name: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;

/** Of the desktop file that the packages install. */
const desktopEntry = 'parley';
const urgency = { normal: 1, critical: 2 } as const;
/** Of the specification's list. */
const category = { invitation: 'im', message: 'im.received', alert: undefined } as const;
const timeout = { never: 0, asTheServiceLikes: -1 } as const;

export interface NotifyCall {
  readonly signature: string;
  readonly body: readonly unknown[];
}

export interface NotifyOptions {
  readonly capabilities: ReadonlySet<string>;
  /** Absent: it is silent. */
  readonly sound: SoundKind | undefined;
  /** Where the file of a sound lies, for a service that plays it. */
  readonly soundFile: (sound: SoundKind) => string;
  /** The number of the one in whose place it comes; 0: of none. */
  readonly replaces: number;
}

/** Whether the service plays the sounds that it is told of; where it does not, somebody else has to. */
export function playsSounds(capabilities: ReadonlySet<string>): boolean {
  return capabilities.has('sound');
}

/** Whether the service tells when it was asked to show nothing. */
export function tellsOfInhibition(capabilities: ReadonlySet<string>): boolean {
  return capabilities.has('inhibitions');
}

export function notifyCall(content: NotificationContent, options: NotifyOptions): NotifyCall {
  const { capabilities, sound } = options;
  const canReply = content.canReply && capabilities.has('actions') && capabilities.has('inline-reply');
  const actions = [
    ['default', t('shell.toast.show')],
    ...content.actions.map((action) => [action, actionText(action)]),
    ...(canReply ? [['inline-reply', t('shell.toast.reply')]] : []),
  ];
  const hints: [key: string, variant: [signature: string, value: unknown]][] = [
    ['urgency', ['y', content.isUrgent ? urgency.critical : urgency.normal]],
    ['desktop-entry', ['s', desktopEntry]],
  ];
  const kind = category[content.sound];
  if (kind !== undefined) hints.push(['category', ['s', kind]]);
  // Never both: what the service does not play is played by Parley.
  if (sound !== undefined && playsSounds(capabilities)) hints.push(['sound-file', ['s', options.soundFile(sound)]]);
  else hints.push(['suppress-sound', ['b', true]]);
  if (canReply) {
    hints.push(['x-kde-reply-placeholder-text', ['s', t('shell.toast.replyPlaceholder')]]);
    hints.push(['x-kde-reply-submit-button-text', ['s', t('shell.toast.replySend')]]);
  }
  return {
    signature: 'susssasa{sv}i',
    body: [
      t('shell.appName'),
      options.replaces,
      '',
      busText(content.title),
      escapeMarkup(busText(content.body)),
      capabilities.has('actions') ? actions.flat() : [],
      hints,
      content.isSticky ? timeout.never : timeout.asTheServiceLikes,
    ],
  };
}

export type NotificationEvent =
  | { readonly kind: 'action'; readonly id: number; readonly action: string }
  | { readonly kind: 'reply'; readonly id: number; readonly text: string }
  | { readonly kind: 'closed'; readonly id: number };

export function readNotificationEvent(member: string, [id, value]: readonly unknown[]): NotificationEvent | undefined {
  if (!isId(id)) return undefined;
  if (member === 'NotificationClosed') return { kind: 'closed', id };
  if (typeof value !== 'string') return undefined;
  if (member === 'ActionInvoked') return { kind: 'action', id, action: value };
  if (member === 'NotificationReplied') return { kind: 'reply', id, text: value };
  return undefined;
}

export function readNotificationId([id]: readonly unknown[]): number | undefined {
  return isId(id) ? id : undefined;
}

/** Of the service: whether it was asked to show nothing. */
export const inhibitedProperty = 'Inhibited';

/** `true` where the service was asked to show nothing. */
export function readInhibited([value]: readonly unknown[]): boolean {
  return value === true;
}

export function readCapabilities([names]: readonly unknown[]): ReadonlySet<string> {
  return new Set(Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : []);
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 0xffff_ffff;
}

/** The bus ends the connection of whoever sends it a NUL; the other control characters show nothing. */
function busText(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu, ' ');
}
