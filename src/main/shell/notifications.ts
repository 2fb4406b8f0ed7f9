// Shows the engine's signals as notifications of the desktop: one a key, no storms, closed when they have become pointless.
// The platform's notification is handed in as `ShowNotification`.
import type { Log } from '../../shared/log';
import type { Model } from '../../shared/domain/model';
import type { Signal } from '../uc/engine';
import {
  alertsDigest,
  closedKeyFor,
  notificationFor,
  type NotificationAction,
  type NotificationContent,
} from './notification-content';

export interface ShownNotification {
  close(): void;
}

export type ShowNotification = (
  content: NotificationContent,
  options: {
    readonly isSilent: boolean;
    readonly onAction: (action: NotificationAction) => void;
    readonly onReply: (text: string) => void;
    readonly onClosed: () => void;
  },
) => ShownNotification;

export interface NotificationsOptions {
  readonly show: ShowNotification;
  readonly model: () => Model;
  readonly showMessage: () => boolean;
  readonly isSilent: () => boolean;
  readonly isFocused: (conversationId: string) => boolean;
  readonly onAction: (action: NotificationAction, content: NotificationContent) => void;
  /** Words that were written into the notification itself; never empty. */
  readonly onReply: (text: string, content: NotificationContent) => void;
  readonly log?: Log;
}

/** Never throws: a notification is said by the way, and whoever says it has something else to do. */
export interface Notifications {
  handle(signal: Signal): void;
  /** Shows something that the shell itself has to say. */
  tell(key: string, title: string, body: string): void;
  /** The person has seen the conversation. */
  clear(conversationId: string): void;
  clearAll(): void;
}

/** Messages that follow each other faster change the notification only this often. */
const minGapMs = 2_000;
/** Presence changes come in floods, after a sign-in or a lost network: they are gathered this long. */
const gatherAlertsMs = 1_500;

export function createNotifications(options: NotificationsOptions): Notifications {
  // Kept here: a notification that nothing refers to is collected, and its click with it.
  const shown = new Map<string, ShownNotification>();
  const waiting = new Map<
    string,
    { timer: ReturnType<typeof setTimeout>; next?: () => NotificationContent | undefined }
  >();
  let alerts: NotificationContent[] = [];
  let alertsTimer: ReturnType<typeof setTimeout> | undefined;

  function contentOf(signal: Signal): NotificationContent | undefined {
    return notificationFor(signal, {
      model: options.model(),
      showMessage: options.showMessage(),
      isFocused: options.isFocused,
    });
  }

  function show(content: NotificationContent): void {
    close(content.key);
    // A desktop without a notification service says so at once, before there is anything to hold.
    let notification: ShownNotification | undefined;
    let isGone = false;
    const forget = (): void => {
      isGone = true;
      if (notification && shown.get(content.key) === notification) shown.delete(content.key);
    };
    try {
      notification = options.show(content, {
        isSilent: options.isSilent(),
        onAction(action) {
          forget();
          options.onAction(action, content);
        },
        onReply(text) {
          forget();
          if (text.trim() === '') options.onAction('open', content);
          else options.onReply(text, content);
        },
        onClosed: forget,
      });
    } catch (error) {
      options.log?.('a notification could not be shown', { error });
      return;
    }
    if (!isGone) shown.set(content.key, notification);
  }

  function close(key: string): void {
    const notification = shown.get(key);
    shown.delete(key);
    try {
      notification?.close();
    } catch (error) {
      options.log?.('a notification could not be taken back', { error });
    }
  }

  function showPaced(content: NotificationContent, again: () => NotificationContent | undefined): void {
    const pace = waiting.get(content.key);
    if (pace) {
      pace.next = again;
      return;
    }
    show(content);
    const timer = setTimeout(() => {
      const { next } = waiting.get(content.key) ?? {};
      waiting.delete(content.key);
      // Asked again at the end of the wait: by then the person may have read it.
      const latest = next?.();
      if (latest) showPaced(latest, next ?? again);
    }, minGapMs);
    waiting.set(content.key, { timer });
  }

  function gather(alert: NotificationContent): void {
    alerts = [...alerts.filter(({ key }) => key !== alert.key), alert];
    alertsTimer ??= setTimeout(() => {
      const digest = alertsDigest(alerts);
      alerts = [];
      alertsTimer = undefined;
      if (digest) show(digest);
    }, gatherAlertsMs);
  }

  function forget(key: string): void {
    const pace = waiting.get(key);
    if (pace) clearTimeout(pace.timer);
    waiting.delete(key);
    close(key);
  }

  return {
    handle(signal) {
      const closedKey = closedKeyFor(signal);
      if (closedKey !== undefined) return forget(closedKey);
      const content = contentOf(signal);
      if (!content) return;
      if (signal.kind === 'contactAlert') gather(content);
      else showPaced(content, () => contentOf(signal));
    },
    tell(key, title, body) {
      show({ key, title, body, isSticky: false, isUrgent: false, actions: [], canReply: false });
    },
    clear(conversationId) {
      for (const kind of ['message', 'failed', 'invite']) forget(`${kind}:${conversationId}`);
    },
    clearAll() {
      clearTimeout(alertsTimer);
      alertsTimer = undefined;
      alerts = [];
      for (const key of new Set([...shown.keys(), ...waiting.keys()])) forget(key);
    },
  };
}
