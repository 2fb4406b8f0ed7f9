// Windows and links, and changing settings.
import { FailureError } from '../../shared/domain/failure';
import type { GuidePlace } from '../../shared/guide';
import type { SettingsSection } from '../../shared/settings-sections';
import type { windowMethods } from '../../shared/ipc/window-methods';
import type { MethodHandlers } from '../ipc';
import type { KeptSettingsDrafts } from '../services/settings-drafts';
import type { WindowSettings } from '../services/window-settings';

export interface WindowActions {
  showMain(): void;
  openConversation(conversationId: string, messageId?: string): void;
  takeWantedMessage(conversationId: string): string | undefined;
  openThreadWith(uri: string): void;
  pane(): string | undefined;
  closePane(): void;
  popOut(conversationId: string): void;
  moveBack(conversationId: string): void;
  openInvitation(to: readonly string[]): void;
  openHistory(asked?: { readonly words?: string | undefined; readonly person?: string | undefined }): void;
  openDiagnostics(): void;
  openAbout(): void;
  openSettings(section?: SettingsSection): void;
  openGuide(place?: GuidePlace): void;
  /** Closes the window whose page has this id. */
  close(webContentsId: number): void;
  /** Asks what to do with it. */
  notDrawn(webContentsId: number): void;
  reload(webContentsId: number): void;
  /** The same of these: they count only from the main window's page. */
  listens(webContentsId: number): void;
  mayRest(webContentsId: number): void;
  systemAccent(): string | undefined;
  /** False: not an address that may be opened. */
  openLink(url: string): Promise<boolean>;
  /** Hands a number to the computer's telephone program. False: not a number. */
  dial(number: string): Promise<boolean>;
}

export function windowHandlers(
  windows: WindowActions,
  settings: WindowSettings,
  drafts: KeptSettingsDrafts,
): Pick<MethodHandlers, keyof typeof windowMethods> {
  return {
    'window:show-main': () => windows.showMain(),
    'window:open-conversation': ({ conversationId, messageId }) => windows.openConversation(conversationId, messageId),
    'window:wanted-message': ({ conversationId }) => windows.takeWantedMessage(conversationId) ?? null,
    'window:open-thread-with': ({ uri }) => windows.openThreadWith(uri),
    'window:pane': () => windows.pane() ?? null,
    'window:close-pane': () => windows.closePane(),
    'window:pop-out': ({ conversationId }) => windows.popOut(conversationId),
    'window:move-back': ({ conversationId }) => windows.moveBack(conversationId),
    'window:open-invitation': ({ to }) => windows.openInvitation(to),
    'window:open-history': (asked) => windows.openHistory(asked),
    'window:open-diagnostics': () => windows.openDiagnostics(),
    'window:open-about': () => windows.openAbout(),
    'window:open-settings': ({ section }) => windows.openSettings(section),
    'window:open-guide': ({ place } = {}) => windows.openGuide(place),
    'window:close': (_, { senderId }) => windows.close(senderId),
    'window:listening': (_, { senderId }) => windows.listens(senderId),
    'window:not-drawn': (_, { senderId }) => windows.notDrawn(senderId),
    'window:reload': (_, { senderId }) => windows.reload(senderId),
    'window:may-rest': (_, { senderId }) => windows.mayRest(senderId),
    'window:system-accent': () => windows.systemAccent() ?? null,
    'link:open': async (url) => {
      if (!(await windows.openLink(url))) throw new FailureError('not-allowed');
    },
    'phone:dial': async (number) => {
      if (!(await windows.dial(number))) throw new FailureError('not-allowed');
    },
    'settings:set': ({ seen, ...changes }) => settings.change({ changes, seen }),
    'settings:drafts': drafts.get,
    'settings:keep-drafts': drafts.keep,
  };
}
