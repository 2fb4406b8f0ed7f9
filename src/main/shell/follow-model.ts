// Keeps what the desktop shows (tray, badge, windows, notifications) in step with the model and the engine's signals.
import type { ChangeBatch, Model } from '../../shared/domain/model';
import type { Notice } from '../../shared/domain/notice';
import type { Signal } from '../uc/engine';
import type { Notices } from './notices';
import type { Notifications } from './notifications';
import { countUnread } from './tray-menu';
import type { Windows } from './windows';

export interface Follower {
  onChanges(batch: ChangeBatch, model: Model): void;
  onSignal(signal: Signal): void;
}

export interface FollowerParts {
  readonly windows: Pick<Windows, 'broadcast' | 'closeConversation' | 'follow' | 'sessionEnded' | 'flash'>;
  readonly tray: { update(model: Model): void };
  readonly setBadge: (count: number) => void;
  readonly notifications: Pick<Notifications, 'handle' | 'clear' | 'clearAll' | 'followQuiet'>;
  readonly notices: Pick<Notices, 'add' | 'over'>;
  /** An attempt has failed, and the next one signs in the same user: what is theirs stays. Default: that is never so. */
  readonly isAwaited?: () => boolean;
}

/** Warnings of the engine that stay in the main window, until they are dismissed or somebody else signs in. */
const warningNotices: ReadonlyMap<string, Pick<Notice, 'code' | 'hasDetails'>> = new Map([
  ['stale-answers', { code: 'stale-answers', hasDetails: false }],
  ['unreadable-events', { code: 'events-unreadable', hasDetails: true }],
]);

export function createFollower({
  windows,
  tray,
  setBadge,
  notifications,
  notices,
  isAwaited,
}: FollowerParts): Follower {
  return {
    onChanges(batch, model) {
      windows.broadcast('model:changes', batch);
      tray.update(model);
      setBadge(countUnread(model));
      for (const change of batch.changes) {
        if (change.kind === 'reset') {
          notifications.clearAll();
          for (const { code } of warningNotices.values()) notices.over(code);
          if (model.connection.kind === 'signed-out' && !isAwaited?.()) windows.sessionEnded();
        } else if (change.kind === 'self' || change.kind === 'connection') {
          notifications.followQuiet();
        } else if (change.kind === 'conversation' && change.conversation.unread === 0) {
          notifications.clear(change.conversation.id);
        } else if (change.kind === 'threadJoined') {
          windows.follow(change.from, change.into);
        } else if (change.kind === 'conversationRemoved') {
          notifications.clear(change.id);
          windows.closeConversation(change.id);
        }
      }
    },
    onSignal(signal) {
      notifications.handle(signal);
      if (signal.kind === 'invitationReceived' || signal.kind === 'callReceived') windows.flash(undefined);
      else if (signal.kind === 'messageReceived') windows.flash(signal.conversationId);
      else if (signal.kind === 'warning') {
        const notice = warningNotices.get(signal.code);
        if (notice) notices.add(notice.code, notice.hasDetails ? { details: signal.message } : {});
      }
    },
  };
}
