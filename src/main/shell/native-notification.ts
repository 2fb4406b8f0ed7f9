// A notification of the desktop, through Electron. Buttons exist on macOS, and where a later Electron brought them.
import { Notification } from 'electron';
import { escapeMarkup } from './notification-content';
import type { ShowNotification } from './notifications';
import { words } from './words';

const buttonWords = { accept: words.accept, decline: words.decline } as const;

export const showNativeNotification: ShowNotification = (content, { isSilent, onAction, onClosed }) => {
  const notification = new Notification({
    title: content.title,
    body: process.platform === 'linux' ? escapeMarkup(content.body) : content.body,
    silent: isSilent,
    timeoutType: content.isSticky ? 'never' : 'default',
    urgency: content.isUrgent ? 'critical' : 'normal',
    actions: content.actions.map((action) => ({ type: 'button', text: buttonWords[action] })),
    ...(content.conversationId === undefined ? {} : { groupId: content.conversationId }),
  });
  notification.on('click', () => onAction('open'));
  notification.on('action', (details, index) => {
    // Newer Electrons hand the index over in the first argument.
    const chosen = content.actions[(details as { readonly actionIndex?: number }).actionIndex ?? index];
    if (chosen) onAction(chosen);
  });
  notification.on('close', onClosed);
  notification.on('failed', onClosed);
  notification.show();
  return { close: () => notification.close() };
};
