// What a person sees of the program besides its windows: tray, menu, notifications, notices; and what windows are opened for.
import { app, BrowserWindow, clipboard, dialog, Menu, Notification } from 'electron';
import { createBadge } from '../shell/badge';
import { followAccent } from './accent';
import { watchTray } from './desktop-services';
import type { KeptBus } from '../shell/bus/kept-bus';
import { createDesktopNotifications } from '../shell/desktop-notifications';
import { createAwaitedThreads } from '../shell/awaited-threads';
import { createFollower } from '../shell/follow-model';
import { isOffered } from '../shell/jump-list';
import { createLeaving, leavingWords } from '../shell/leaving';
import { holdBack } from '../shell/held-back';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import { applicationMenu } from '../shell/menu';
import { createNativeNotifications } from '../shell/native-notification';
import { createNotices } from '../shell/notices';
import { invitationsKey } from '../shell/notification-content';
import { wishOf } from '../shell/notification-wishes';
import { createNotifications, type ShowNotification } from '../shell/notifications';
import { soundFile, soundName } from '../shell/sound-files';
import { createProgramIcon } from '../shell/program-icon';
import type { StartWish } from '../shell/start-wish';
import type { TrayAction } from '../shell/tray-menu';
import type { Model } from '../../shared/domain/model';
import { createTray } from '../shell/tray';
import { createWantedPeople } from '../shell/wanted-people';
import { createWindowsNotifications } from '../shell/windows-notification';
import type { PersonUri } from '../../shared/domain/person';
import { conversationDraftKey, unfinished } from '../../shared/domain/undelivered';
import type { Settings } from '../../shared/settings';
import { quietHoursEnd } from '../../shared/quiet-hours';
import type { SoundKind } from '../../shared/sounds';
import { t } from '../shell/language';
import type { Session } from './session';
import { followShortcuts } from './shortcuts';
import type { Stores } from './stores';
import type { ProgramWindows } from './windows';

/** A desktop that is just starting may show its tray later than Parley is there. */
const trayPatienceMs = 10_000;

const quietCheckMs = 5_000;

export type Desktop = ReturnType<typeof createDesktop>;

export function createDesktop(
  { settings }: Stores,
  { engine, history, isGuest, lastList, says, signIn, startSignIn, timed }: Session,
  { windows, says: windowsSay, ask }: ProgramWindows,
  bus: KeptBus,
  life: Life,
  log: Log,
) {
  // These are made later than what they are told by.
  const trayTells = { changed: holdBack<boolean>(), missing: holdBack<void>() };
  const trayPresence = watchTray(bus, { onChanged: trayTells.changed.say, onMissing: trayTells.missing.say });
  ask({ isGuest, hasTray: () => trayPresence.isThere() });
  const notices = createNotices(
    (notice) => windows.broadcast('notice', notice),
    (code) => windows.broadcast('notice:over', code),
  );
  const accent = followAccent(settings, (color) => windows.broadcast('system-accent:changed', color), bus, life, log);
  let hasToldNoTray = false;
  windowsSay.mainKept.listen(() => {
    if (!hasToldNoTray) notices.add('no-tray');
    hasToldNoTray = true;
  });
  const leaving = createLeaving({
    atStake: () => (history.status().isKept ? undefined : unfinished(engine.snapshot().model, history.draftKeys())),
    isImporting: () => history.logs.isAdding(),
    show: () => windows.showMain(),
    onChanged: () => windows.broadcast('leaving:changed', null),
    async askOutside(question, signal) {
      const { title, text } = leavingWords(question);
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        message: title,
        detail: text,
        buttons: [t('ui.cancel'), t(`leaving.confirm.${question.way}`)],
        defaultId: 0,
        cancelId: 0,
        signal,
      });
      return response === 1;
    },
  });
  life.asks(() => leaving.mayLeave('quit'));
  const act = (action: TrayAction): void => {
    switch (action.kind) {
      case 'open':
        return windows.showMain();
      case 'new-conversation':
        return newConversation();
      case 'history':
        return windows.openHistory();
      case 'set-availability':
        return logFailure('self:set-availability', timed.setAvailability(action.availability));
      case 'sign-out':
        return logFailure('sign-out', signOut());
      case 'settings':
        return windows.openSettings();
      case 'try-now':
        return startSignIn.tryNow();
      case 'stop-waiting':
        return logFailure('stop-waiting', stopWaiting());
      case 'quit':
        return app.quit();
    }
  };
  const tray = createTray(engine.snapshot().model, act);
  const programIcon = createProgramIcon(act);
  life.onEnd(() => tray.stop());
  trayTells.changed.listen((isThere) => {
    if (isThere) notices.over('no-tray');
    else windows.unhideMain();
  });
  trayTells.missing.listen(() => tray.renew());
  life.onEnd(() => trayPresence.stop());
  const desktopIsBack = holdBack<void>();
  const notifications = createNotifications({
    show: showNotification(),
    model: () => engine.snapshot().model,
    showMessage: () => settings.get().showMessageInNotifications,
    isWanted: (signal) => {
      const kind = wishOf(signal);
      return kind === undefined || settings.get()[kind];
    },
    mayPlay: (sound) => settings.get().playSounds && settings.get()[soundSettings[sound]],
    play: (sound) => windows.tellOne('sound:play', sound),
    mayHoldBack: holdsBackInFullScreen,
    fillsScreen: () => holdsBackInFullScreen() && BrowserWindow.getFocusedWindow()?.isFullScreen() === true,
    teamMayDisturb: () => settings.get().teamMayDisturb,
    isQuietHour: () => quietHoursEnd(settings.get(), Date.now()) !== undefined,
    isFocused: (conversationId) => windows.isConversationFocused(conversationId),
    log,
    onAction(action, { key, conversationId, messageId, personUri }) {
      if (action === 'converse' && personUri !== undefined) return openThreadWith(personUri);
      if (conversationId === undefined) {
        windows.showMain();
        if (key === invitationsKey) windows.tellOne('waiting:show', null);
        return;
      }
      if (action === 'decline') return logFailure('decline', engine.run({ kind: 'decline', id: conversationId }));
      openConversation(conversationId, messageId);
      if (action === 'accept') logFailure('accept', engine.run({ kind: 'accept', id: conversationId }));
    },
    onReply(text, { conversationId }) {
      if (conversationId !== undefined) logFailure('reply', reply(conversationId, text));
    },
    onLostReply: (text) => void tellLostReply(text),
  });
  life.onEnd(() => notifications.clearAll());
  windowsSay.mainHidden.listen(() => {
    // On macOS a program goes on without its windows, and everybody knows.
    if (process.platform === 'darwin' || settings.get().toldOfTray) return;
    // Where it could not be shown now, it is said the next time.
    notifications.hint('in-tray', t('shell.inTray.title'), t('shell.inTray.text'), () =>
      settings.set({ toldOfTray: true }),
    );
  });
  desktopIsBack.listen(() => notifications.desktopIsBack());
  followFullScreen();
  followQuietHours();
  const showMenu = (): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        applicationMenu(process.platform, !app.isPackaged, {
          newConversation,
          history: () => windows.openHistory(),
          testConnection: () => windows.openDiagnostics(),
          about: () => windows.openAbout(),
          settings: () => windows.openSettings(),
          guide: () => windows.openGuide(),
          open: () => windows.showMain(),
          quit: () => app.quit(),
          run: (command, window) => windows.runCommand(command, window),
        }),
      ),
    );
  life.onEnd(followShortcuts(settings, notices, showMenu));

  const badge = createBadge(() => windows.main());
  windowsSay.mainShown.listen(() => badge.redraw());
  const drawModel = (model: Model): void => {
    tray.update(model, startSignIn.isWaiting());
    programIcon.update(model);
  };
  const follower = createFollower({
    windows,
    tray: { update: drawModel },
    notifications,
    notices,
    setBadge: (count) => badge.set(count),
    isAwaited: () => lastList.isAwaited(),
  });
  // Before any window asks for them.
  life.onEnd(
    engine.onChanges(({ changes }) => {
      for (const change of changes)
        if (change.kind === 'threadJoined') void history.joinDrafts(change.from, change.into);
    }),
  );
  const awaited = createAwaitedThreads({
    isAwaited: () => lastList.isAwaited(),
    bringBack: (id) => engine.bringBack(id),
    follow: (from, into) => windows.follow(from, into),
  });
  life.onEnd(engine.onChanges(() => awaited.changed()));
  life.onEnd(engine.onChanges((batch) => follower.onChanges(batch, engine.snapshot().model)));
  life.onEnd(engine.onSignal((signal) => follower.onSignal(signal)));
  /** The one way to a conversation: one that only the history has is brought back; that of a call is the one with the caller. */
  function openConversation(id: string, messageId?: string): void {
    const call = engine.snapshot().model.calls.get(id);
    const now = engine.bringBack(id);
    if (now === undefined && call) return openThreadWith(call.from);
    if (now === undefined) awaited.opened(id);
    windows.openConversation(now ?? id, messageId);
  }

  function openThreadWith(uri: PersonUri): void {
    const id = engine.threadWith(uri);
    if (id === undefined) windows.openInvitation([uri]);
    else windows.openConversation(id);
  }

  const wanted = createWantedPeople({
    isOnline: () => engine.snapshot().model.connection.kind === 'online',
    openThreadWith,
    showMain: () => windows.showMain(),
  });
  life.onEnd(engine.onChanges(() => wanted.connectionChanged(engine.snapshot().model.connection.kind)));
  says.startSignIn.listen(() => {
    windows.broadcast('start-sign-in:changed', null);
    drawModel(engine.snapshot().model);
  });
  says.lastListOver.listen((isIn) => {
    windows.broadcast('last-list:over', null);
    if (isIn) return;
    awaited.over();
    windows.sessionEnded();
  });
  says.recording.listen((state) => windows.broadcast('recording:changed', state));
  says.drafts.listen((keys) => windows.broadcast('draft:keys', keys));
  says.returned.listen((returned) => windows.broadcast('draft:returned', returned));
  return {
    windows: { ...windows, openConversation, openThreadWith },
    accent,
    notices,
    notifications,
    leaving,
    signOut,
    fulfil,
    languageChanged,
  };

  /** What is drawn once has to be drawn again to say the same in another language. */
  function languageChanged(): void {
    showMenu();
    drawModel(engine.snapshot().model);
    notices.sayAnew();
  }

  function newConversation(): void {
    if (engine.snapshot().model.connection.kind === 'online') windows.openInvitation([]);
    else windows.showMain();
  }

  function fulfil({ isHidden, people, action }: StartWish): void {
    if (action) act(isOffered(engine.snapshot().model, action) ? action : { kind: 'open' });
    else if (people.length > 0) wanted.want(people);
    else if (isHidden) startHidden();
    else windows.showMain();
  }

  function startHidden(): void {
    windows.stayHidden();
    const timer = setTimeout(() => {
      if (!trayPresence.isThere()) windows.unhideMain();
    }, trayPatienceMs);
    life.onEnd(() => clearTimeout(timer));
  }

  /** As the window does it: an attempt that is under way ends as well. */
  async function stopWaiting(): Promise<void> {
    startSignIn.giveUp();
    await signIn.signOut();
  }

  async function signOut(): Promise<void> {
    if ((await leaving.mayLeave('sign-out')) ?? true) await signIn.signOut();
  }

  /** Also accepts an invitation. Words that cannot be sent are left in the conversation, not lost. */
  async function reply(conversationId: string, text: string): Promise<void> {
    try {
      engine.bringBack(conversationId);
      await engine.sendMessage(conversationId, { text });
      await engine.run({ kind: 'markRead', id: conversationId });
    } catch (error) {
      if (engine.snapshot().model.connection.kind === 'signed-out') void tellLostReply(text);
      else {
        await history.returnToDraft({ key: conversationDraftKey(conversationId), words: text, at: 'end' });
        openConversation(conversationId);
      }
      throw error;
    }
  }

  function logFailure(
    what: 'self:set-availability' | 'sign-out' | 'stop-waiting' | 'decline' | 'accept' | 'reply',
    promise: Promise<void>,
  ): void {
    promise.catch((error: unknown) => log('not done', { what, error }));
  }

  function showNotification(): ShowNotification {
    if (process.platform === 'linux') {
      const onBack = (): void => desktopIsBack.say();
      return createDesktopNotifications({ bus, log, soundFile, onBack, mayHoldBack: holdsBackInFullScreen });
    }
    if (!Notification.isSupported()) return () => ({ update() {}, close() {} });
    if (process.platform === 'darwin') return createNativeNotifications(soundName);
    return createWindowsNotifications({ log, onLostReply: (text) => void tellLostReply(text) });
  }

  /** Nobody knows any more whom it was for: it is shown, to be written again or copied. */
  async function tellLostReply(text: string): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: t('shell.lostReply'),
      detail: text,
      buttons: [t('about.copy'), t('ui.close')],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) await clipboard.writeText(text);
  }

  function holdsBackInFullScreen(): boolean {
    return settings.get().holdBackInFullScreen;
  }

  /** They end by the clock on the wall, which may have been slept over, or with another setting. */
  function followQuietHours(): void {
    const timer = setInterval(() => notifications.followQuiet(), quietCheckMs);
    life.onEnd(() => clearInterval(timer));
    life.onEnd(settings.onChanged(() => notifications.followQuiet()));
  }

  /** Where a window no longer fills the screen, what was held back is told. */
  function followFullScreen(): void {
    const follow = (): void => notifications.followQuiet();
    const watch = (_event: unknown, window: BrowserWindow): void => {
      window.on('leave-full-screen', follow);
      window.on('blur', follow);
      window.on('closed', follow);
    };
    for (const window of BrowserWindow.getAllWindows()) watch(undefined, window);
    app.on('browser-window-created', watch);
    life.onEnd(() => app.off('browser-window-created', watch));
  }
}

const soundSettings = {
  invitation: 'soundForInvitations',
  message: 'soundForMessages',
  alert: 'soundForAlerts',
} as const satisfies Record<SoundKind, keyof Settings>;
