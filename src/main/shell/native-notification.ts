// A notification of the desktop, through Electron: on macOS and Windows. Buttons and replies exist on macOS, and where a later
// Electron brought them. On Linux Electron waits for the notification service, for minutes if need be: see desktop-notifications.ts.
import { Notification } from 'electron';
import type { ShowNotification } from './notifications';
import { t } from './language';

export const showNativeNotification: ShowNotification = (content, { isSilent, onAction, onReply, onClosed }) => {
  const notification = new Notification({
    title: content.title,
    body: content.body,
    silent: isSilent,
    timeoutType: content.isSticky ? 'never' : 'default',
    urgency: content.isUrgent ? 'critical' : 'normal',
    hasReply: content.canReply,
    replyPlaceholder: t('shell.toast.replyPlaceholder'),
    actions: content.actions.map((action) => ({ type: 'button', text: t(`main-window.invitation.${action}`) })),
    ...(content.conversationId === undefined ? {} : { groupId: content.conversationId }),
  });
  notification.on('click', () => onAction('open'));
  notification.on('action', (details, index) => {
    // Newer Electrons hand the index over in the first argument.
    const chosen = content.actions[(details as { readonly actionIndex?: number }).actionIndex ?? index];
    if (chosen) onAction(chosen);
  });
  notification.on('reply', (details, text) => {
    onReply((details as { readonly reply?: string }).reply ?? text);
  });
  notification.on('close', onClosed);
  notification.on('failed', onClosed);
  notification.show();
  return { close: () => notification.close() };
};
