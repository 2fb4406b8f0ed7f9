// A notification of macOS, through Electron. Windows has a form of its own (windows-notification.ts). On Linux Electron waits for the
// notification service, for minutes if need be: see desktop-notifications.ts.
import { Notification } from 'electron';
import type { SoundKind } from '../../shared/sounds';
import { actionText, type NotificationContent } from './notification-content';
import type { ShowNotification } from './notifications';
import { t } from './language';

/** @param soundName of a file in the program's bundle, which the system plays itself and leaves out when it should be quiet */
export function createNativeNotifications(soundName: (sound: SoundKind) => string): ShowNotification {
  return (content, sound, { onAction, onReply, onClosed, onShown }) => {
    let shown: Notification | undefined;

    function present(next: NotificationContent, nextSound: SoundKind | undefined): void {
      const notification = new Notification({
        title: next.title,
        body: next.body,
        silent: nextSound === undefined,
        ...(nextSound !== undefined && { sound: soundName(nextSound) }),
        hasReply: next.canReply,
        replyPlaceholder: t('shell.toast.replyPlaceholder'),
        actions: next.actions.map((action) => ({ type: 'button', text: actionText(action) })),
        ...(next.conversationId !== undefined && { groupId: next.conversationId }),
      });
      notification.on('show', onShown);
      notification.on('click', () => onAction('open'));
      notification.on('action', (details, index) => {
        // Newer Electrons hand the index over in the first argument.
        const chosen = next.actions[(details as { readonly actionIndex?: number }).actionIndex ?? index];
        if (chosen) onAction(chosen);
      });
      notification.on('reply', (details, text) => {
        onReply((details as { readonly reply?: string }).reply ?? text);
      });
      const gone = (): void => {
        if (shown === notification) onClosed();
      };
      notification.on('close', gone);
      notification.on('failed', gone);
      const before = shown;
      shown = notification;
      before?.close();
      notification.show();
    }

    present(content, sound);
    return {
      update: present,
      close() {
        const before = shown;
        shown = undefined;
        before?.close();
      },
    };
  };
}
