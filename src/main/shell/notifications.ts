// Shows the engine's signals as notifications of the desktop: one a key, no storms, taken back when they have become pointless, held back
// while nobody is to be disturbed. The platform's notification is handed in as `ShowNotification`.
import type { ConversationId } from '../../shared/domain/conversation';
import type { Log } from '../../shared/log';
import type { Model } from '../../shared/domain/model';
import type { SoundKind } from '../../shared/sounds';
import type { Signal } from '../uc/engine';
import {
  alertsDigest,
  invitationsKey,
  invitationsNotification,
  notificationFor,
  plain,
  type NotificationAction,
  type NotificationContent,
  type NotificationContext,
} from './notification-content';
import { heldNotification, isNotToBeDisturbed, mayDisturb, type Held, type Quiet } from './quiet';

export interface ShownNotification {
  /** Another content in its place. */
  update(content: NotificationContent, sound: SoundKind | undefined): void;
  close(): void;
}

export interface NotificationListener {
  onAction(action: NotificationAction): void;
  /** Also after it was taken back: what somebody has typed counts. */
  onReply(text: string): void;
  onClosed(): void;
  /** The desktop shows none for the time being; this one is forgotten. */
  onHeldBack(): void;
  /** The desktop has taken it. */
  onShown(): void;
  /** It is shown, and the desktop makes no sound of ours with it. */
  onUnheard(sound: SoundKind): void;
}

/** @param sound what it sounds like; absent: it is silent */
export type ShowNotification = (
  content: NotificationContent,
  sound: SoundKind | undefined,
  listener: NotificationListener,
) => ShownNotification;

export interface NotificationsOptions {
  readonly show: ShowNotification;
  readonly model: () => Model;
  readonly showMessage: () => boolean;
  /** Whether somebody wants to be told of it at all. */
  readonly isWanted: (signal: Signal) => boolean;
  /** Whether a sound of this kind is wanted. */
  readonly mayPlay: (sound: SoundKind) => boolean;
  readonly play: (sound: SoundKind) => void;
  /** A window of Parley fills the screen. */
  readonly fillsScreen: () => boolean;
  /** Whether what the desktop shows no notifications for is kept from it. */
  readonly mayHoldBack: () => boolean;
  readonly isQuietHour: () => boolean;
  /** In spite of “Do not disturb”. */
  readonly teamMayDisturb: () => boolean;
  readonly isFocused: (conversationId: string) => boolean;
  readonly onAction: (action: NotificationAction, content: NotificationContent) => void;
  /** Words that were written into the notification itself; never empty. */
  readonly onReply: (text: string, content: NotificationContent) => void;
  /** Such words, typed into one of somebody who has signed out since: they are for nobody whom the next one knows. */
  readonly onLostReply: (text: string) => void;
  readonly log?: Log;
}

/** Never throws: a notification is said by the way, and whoever says it has something else to do. */
export interface Notifications {
  handle(signal: Signal): void;
  /** Shows something that the shell itself has to say. */
  tell(key: string, title: string, body: string): void;
  /** As `tell`, of something that is worth nothing later: it is not held back. `onShown`: the desktop has shown it. */
  hint(key: string, title: string, body: string, onShown: () => void): void;
  /** The person has seen the conversation. */
  clear(conversationId: string): void;
  clearAll(): void;
  /** Whether somebody may be disturbed may have changed: what was held back is told when it is over. */
  followQuiet(): void;
  /** The desktop shows notifications again. */
  desktopIsBack(): void;
}

/** Messages that follow each other faster change the notification only this often. */
const minGapMs = 2_000;
/** Presence changes come in floods, after a sign-in or a lost network: they are gathered this long. */
const gatherAlertsMs = 1_500;
/** Invitations that come so soon after each other are told together, though the notification of the first was put away. */
const togetherMs = 15_000;
/** More of it is told by the windows. */
const maxHeld = 1_000;

interface Standing {
  content: NotificationContent;
  /** What it tells of, in case the desktop holds it back. */
  held: readonly Held[];
  shown?: ShownNotification;
}

export function createNotifications(options: NotificationsOptions): Notifications {
  // Kept here: a notification that nothing refers to is collected, and its click with it.
  const standing = new Map<string, Standing>();
  const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; next?: () => void }>();
  /** Invitations that were told, and when. */
  const told = new Map<ConversationId, number>();
  let held: readonly { readonly quiet: Quiet; readonly what: Held }[] = [];
  let isNotDisturbed = false;
  /** The desktop shows none now, and will say when it does: asked before that it would hold the same back again. */
  let isDesktopQuiet = false;
  let alerts: NotificationContent[] = [];
  let alertsTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whose notifications these are: another one after each sign-out. */
  let owner = {};

  const context = (): NotificationContext => ({
    model: options.model(),
    showMessage: options.showMessage(),
    isFocused: options.isFocused,
  });

  function quiet(): Quiet | undefined {
    if (options.fillsScreen()) return 'presenting';
    if (options.isQuietHour()) return 'quiet-hours';
    isNotDisturbed = isNotToBeDisturbed(options.model(), isNotDisturbed);
    return isNotDisturbed ? 'do-not-disturb' : undefined;
  }

  function hold(reason: Quiet, what: readonly Held[]): void {
    held = [...held, ...what.map((each) => ({ quiet: reason, what: each }))].slice(-maxHeld);
  }

  /** As one notification, whatever the reasons were: a second one would take its place. */
  function release(): void {
    const [first, ...rest] = held;
    if (!first || quiet() !== undefined) return;
    const reason = rest.every((each) => each.quiet === first.quiet) ? first.quiet : 'presenting';
    const over = held.map(({ what }) => what);
    held = [];
    const content = heldNotification(reason, over, options.model());
    if (content) show(content, over);
  }

  /** Whoever may disturb somebody who is not to be disturbed does so without a sound. */
  function soundOf({ sound }: NotificationContent): SoundKind | undefined {
    return quiet() === undefined && options.mayPlay(sound) ? sound : undefined;
  }

  function show(content: NotificationContent, what: readonly Held[], isNews = true, onShown?: () => void): void {
    const sound = isNews ? soundOf(content) : undefined;
    const now = standing.get(content.key);
    if (now?.shown) {
      now.content = content;
      now.held = what;
      try {
        now.shown.update(content, sound);
      } catch (error) {
        options.log?.('a notification could not be shown', { error });
      }
      return;
    }
    const one: Standing = { content, held: what };
    const shownTo = owner;
    // A desktop without a notification service says so at once, before there is anything to hold.
    let isGone = false;
    const forget = (): void => {
      isGone = true;
      if (standing.get(content.key) === one) standing.delete(content.key);
    };
    try {
      one.shown = options.show(content, sound, {
        onAction(action) {
          forget();
          if (shownTo !== owner) return;
          options.onAction(action, one.content);
        },
        onReply(text) {
          forget();
          if (shownTo !== owner) {
            if (text.trim() !== '') options.onLostReply(text);
          } else if (text.trim() === '') options.onAction('open', one.content);
          else options.onReply(text, one.content);
        },
        onClosed: forget,
        onHeldBack() {
          forget();
          isDesktopQuiet = true;
          hold('presenting', one.held);
        },
        onShown: () => onShown?.(),
        onUnheard: options.play,
      });
    } catch (error) {
      options.log?.('a notification could not be shown', { error });
      return;
    }
    if (!isGone) standing.set(content.key, one);
  }

  function close(key: string): void {
    const { shown } = standing.get(key) ?? {};
    standing.delete(key);
    try {
      shown?.close();
    } catch (error) {
      options.log?.('a notification could not be taken back', { error });
    }
  }

  /** @param tell asked again at the end of a wait: by then the person may have read it */
  function paced(key: string, tell: () => boolean): void {
    const pace = waiting.get(key);
    if (pace) {
      pace.next = () => paced(key, tell);
      return;
    }
    if (!tell()) return;
    const timer = setTimeout(() => {
      const { next } = waiting.get(key) ?? {};
      waiting.delete(key);
      next?.();
    }, minGapMs);
    waiting.set(key, { timer });
  }

  /** @returns whether it was shown */
  function tell(signal: Signal): boolean {
    const content = notificationFor(signal, context());
    if (!content || !mayTell(signal)) return false;
    show(content, [signal]);
    return true;
  }

  function mayTell(signal: Signal): boolean {
    const reason = quiet();
    if (reason === undefined || mayDisturb(reason, signal, options.model(), options.teamMayDisturb())) return true;
    hold(reason, [signal]);
    return false;
  }

  /** All that still wait and of which a notification stands, or stood a moment ago. */
  function tellInvitations(isNews: boolean): boolean {
    const { model } = context();
    for (const id of told.keys()) if (model.conversations.get(id)?.state !== 'invited') told.delete(id);
    const content = invitationsNotification([...told.keys()], context());
    if (!content) {
      close(invitationsKey);
      return false;
    }
    if (!isNews && !standing.has(invitationsKey)) return false;
    const what = [...told.keys()].map((conversationId) => ({ kind: 'invitationReceived', conversationId }) as const);
    show(content, what, isNews);
    return true;
  }

  function invited(signal: Extract<Signal, { kind: 'invitationReceived' }>): void {
    if (!notificationFor(signal, context()) || !mayTell(signal)) return;
    const now = Date.now();
    if (!standing.has(invitationsKey)) {
      for (const [id, at] of told) if (Math.abs(now - at) > togetherMs) told.delete(id);
    }
    told.set(signal.conversationId, now);
    paced(invitationsKey, () => tellInvitations(true));
  }

  function gather(alert: NotificationContent): void {
    alerts = [...alerts.filter(({ key }) => key !== alert.key), alert];
    alertsTimer ??= setTimeout(() => {
      const digest = alertsDigest(alerts);
      alerts = [];
      alertsTimer = undefined;
      if (digest && quiet() === undefined) show(digest, []);
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
      if (!options.isWanted(signal)) return;
      switch (signal.kind) {
        case 'invitationReceived':
          return invited(signal);
        case 'invitationClosed':
          told.delete(signal.conversationId);
          return void tellInvitations(false);
        case 'callEnded':
          return forget(`call:${signal.conversationId}`);
        case 'contactAlert': {
          const content = notificationFor(signal, context());
          if (content && mayTell(signal)) gather(content);
          return;
        }
        default: {
          const content = notificationFor(signal, context());
          if (content) paced(content.key, () => tell(signal));
        }
      }
    },
    tell(key, title, body) {
      const content = plain(key, title, body);
      const reason = quiet();
      if (reason === undefined) show(content, [{ kind: 'told', content }]);
      else hold(reason, [{ kind: 'told', content }]);
    },
    hint(key, title, body, onShown) {
      if (quiet() === undefined) show(plain(key, title, body), [], true, onShown);
    },
    clear(conversationId) {
      for (const kind of ['message', 'failed', 'invite']) forget(`${kind}:${conversationId}`);
    },
    clearAll() {
      clearTimeout(alertsTimer);
      alertsTimer = undefined;
      alerts = [];
      told.clear();
      held = [];
      owner = {};
      isNotDisturbed = false;
      for (const key of new Set([...standing.keys(), ...waiting.keys()])) forget(key);
    },
    followQuiet() {
      if (!isDesktopQuiet || !options.mayHoldBack()) release();
    },
    desktopIsBack() {
      isDesktopQuiet = false;
      release();
    },
  };
}
