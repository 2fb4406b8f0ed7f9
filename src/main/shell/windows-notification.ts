// A notification of Windows, through Electron: written by `toast-xml.ts`, answered through one listener for all of them.
import { Notification } from 'electron';
import { randomBytes } from 'node:crypto';
import type { Log } from '../../shared/log';
import type { NotificationListener, ShowNotification } from './notifications';
import { readToastAnswer, toastXml } from './toast-xml';

export interface WindowsNotificationsOptions {
  readonly log: Log;
  /** Something was typed into a notification of an earlier Parley, which nobody can send any more. */
  readonly onLostReply: (text: string) => void;
}

/** As many can still be answered; Windows keeps fewer. */
const maxListeners = 200;

export function createWindowsNotifications({ log, onLostReply }: WindowsNotificationsOptions): ShowNotification {
  const listeners = new Map<string, NotificationListener>();
  // Buttons and fields are answered here alone; a click on the rest comes both ways.
  Notification.handleActivation((details) => {
    const answer = readToastAnswer(details);
    if (!answer) return log('an answer to a notification made no sense');
    const listener = listeners.get(answer.token);
    if (answer.kind === 'reply') {
      // Also where the notification was taken back meanwhile: what somebody has typed counts, once.
      listeners.delete(answer.token);
      if (listener) listener.onReply(answer.text);
      else if (answer.text.trim() !== '') onLostReply(answer.text);
    } else if (listener) {
      listeners.delete(answer.token);
      listener.onAction(answer.kind);
    }
  });

  return (content, sound, listener) => {
    const token = randomBytes(16).toString('hex');
    let shown: Notification | undefined;
    let current = content;

    function present(): void {
      const notification = new Notification({ toastXml: toastXml(current, token) });
      notification.on('show', () => listener.onShown());
      notification.on('click', () => {
        if (shown === notification && listeners.delete(token)) listener.onAction('open');
      });
      const gone = (): void => {
        if (shown === notification) listener.onClosed();
      };
      notification.on('close', gone);
      notification.on('failed', gone);
      shown = notification;
      notification.show();
    }

    listeners.set(token, listener);
    if (listeners.size > maxListeners) listeners.delete([...listeners.keys()][0]!);
    present();
    if (sound !== undefined) listener.onUnheard(sound);
    return {
      update(next, nextSound) {
        const before = shown;
        current = next;
        present();
        before?.close();
        if (nextSound !== undefined) listener.onUnheard(nextSound);
      },
      close() {
        const before = shown;
        shown = undefined;
        before?.close();
      },
    };
  };
}
