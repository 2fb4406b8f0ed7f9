// Notifications on Linux, through the desktop's notification service and without ever waiting for it: Electron's own stands still
// until the service has answered, for minutes if need be. What nobody takes is seen in the windows all the same.
import type { Log } from '../../shared/log';
import type { SoundKind } from '../../shared/sounds';
import { followService, propertyCall } from './bus/followed-service';
import type { KeptBus } from './bus/kept-bus';
import { BusError } from './bus/session-bus';
import type { NotificationContent } from './notification-content';
import {
  inhibitedProperty,
  notificationService,
  notifyCall,
  playsSounds,
  readCapabilities,
  readInhibited,
  readNotificationEvent,
  readNotificationId,
  tellsOfInhibition,
} from './notification-wire';
import type { NotificationListener, ShowNotification } from './notifications';

export interface DesktopNotificationsOptions {
  readonly bus: KeptBus;
  readonly log: Log;
  readonly soundFile: (sound: SoundKind) => string;
  /** The desktop shows notifications again, after it was asked to show none. */
  readonly onBack: () => void;
  /** Whether what the desktop was asked to show is kept from it; absent: yes. Else it decides itself. */
  readonly mayHoldBack?: () => boolean;
  readonly deadlineMs?: number;
}

interface Entry {
  content: NotificationContent;
  sound: SoundKind | undefined;
  readonly listener: NotificationListener;
  /** The unique name of the service that it was handed to, and what was handed over. */
  sentTo?: string | undefined;
  sent?: NotificationContent | undefined;
  /** That service's number for it. */
  id?: number | undefined;
}

export function createDesktopNotifications(options: DesktopNotificationsOptions): ShowNotification {
  const entries = new Set<Entry>();
  /** Taken back, but the service has not said that it is gone: what somebody has just typed into it may still come. */
  const goingAway = new Set<Entry>();
  let known: { readonly owner: string; readonly capabilities: Promise<ReadonlySet<string>> } | undefined;
  /** As the service said last; while there is none, and until the next one has been asked, as the one before it did. */
  let isInhibited = false;
  /** Questions whether it is so, by number, and the newest that is settled: what answers an older one is no news. */
  let asked = 0;
  let settled = 0;
  const service = followService({
    ...notificationService,
    bus: options.bus,
    deadlineMs: options.deadlineMs ?? 2_000,
    log: options.log,
    onChanged(owner) {
      // What another one was asked.
      if (known?.owner !== owner) settled = asked;
      goingAway.clear();
      for (const entry of entries) if (entry.sentTo !== undefined && entry.sentTo !== owner) lose(entry);
      if (owner === undefined) return;
      for (const entry of entries) present(entry);
      if (isInhibited) void followInhibition(owner);
    },
    onSignal: hear,
    onProperty(name, value) {
      if (name !== inhibitedProperty) return;
      settled = asked;
      setInhibited(readInhibited([value]));
    },
  });

  function setInhibited(next: boolean): void {
    if (next === isInhibited) return;
    isInhibited = next;
    if (!next) options.onBack();
  }

  /** Who was to show it is gone: what waits for an answer is shown by the next one. */
  function lose(entry: Entry): void {
    entry.id = undefined;
    entry.sentTo = undefined;
    entry.sent = undefined;
    if (!entry.content.isSticky) drop(entry);
  }

  function drop(entry: Entry): void {
    if (entries.delete(entry)) entry.listener.onClosed();
  }

  function present(entry: Entry): void {
    handOver(entry)
      .catch((error: unknown) => {
        options.log('a notification could not be shown', { error });
        unheard(entry);
        if (error instanceof BusError && error.code === 'refused') drop(entry);
      })
      .finally(() => {
        // A service that comes an hour later is not to tell the news of an hour ago; what waits for an answer still does.
        if (entry.sentTo === undefined && !entry.content.isSticky) drop(entry);
      });
  }

  async function handOver(entry: Entry): Promise<void> {
    const owner = await service.find();
    if (owner === undefined) return unheard(entry);
    const capabilities = await capabilitiesOf(owner);
    const mayHoldBack = options.mayHoldBack?.() ?? true;
    const isHeldBack = mayHoldBack && (await inhibits(owner, capabilities));
    if (!service.isThere(owner)) return handOver(entry);
    if (isHeldBack) {
      options.log('the desktop shows no notifications now: one is held back');
      if (entries.delete(entry)) entry.listener.onHeldBack();
      return;
    }
    if (!entries.has(entry) || entry.sent === entry.content) return;
    // Not before its number is known: the one that it takes the place of is named by it.
    if (entry.sentTo === owner && entry.id === undefined) return;
    const { content, sound } = entry;
    const replaces = entry.sentTo === owner ? (entry.id ?? 0) : 0;
    entry.sentTo = owner;
    entry.sent = content;
    const call = notifyCall(content, { capabilities, sound, soundFile: options.soundFile, replaces });
    const onLate = (body: readonly unknown[]): void => taken(entry, owner, body);
    const answer = await service.call(owner, { member: 'Notify', ...call, onLate });
    if (!playsSounds(capabilities)) unheard(entry);
    taken(entry, owner, answer);
  }

  /** Once: the same again makes no sound. */
  function unheard(entry: Entry): void {
    const { sound } = entry;
    entry.sound = undefined;
    if (sound !== undefined) entry.listener.onUnheard(sound);
  }

  function capabilitiesOf(owner: string): Promise<ReadonlySet<string>> {
    if (known?.owner !== owner) {
      const capabilities = service.call(owner, { member: 'GetCapabilities' }).then(readCapabilities);
      known = { owner, capabilities };
      capabilities.catch(() => (known = undefined));
    }
    return known!.capabilities;
  }

  async function inhibits(owner: string, capabilities: ReadonlySet<string>): Promise<boolean> {
    const question = ++asked;
    const next = tellsOfInhibition(capabilities) && (await saysInhibited(owner));
    if (question > settled) {
      settled = question;
      setInhibited(next);
    }
    return isInhibited;
  }

  async function saysInhibited(owner: string): Promise<boolean> {
    try {
      return readInhibited(await service.call(owner, propertyCall(notificationService.interface, inhibitedProperty)));
    } catch (error) {
      // It says that it knows of such a thing and does not: then it is not asked to show nothing.
      if (error instanceof BusError && error.code === 'refused') return false;
      throw error;
    }
  }

  /** The one before it was asked to show nothing: what was held back waits for the word of this one. */
  async function followInhibition(owner: string): Promise<void> {
    try {
      await inhibits(owner, await capabilitiesOf(owner));
    } catch (error) {
      options.log('a service does not say whether it shows notifications', { error });
    }
  }

  function taken(entry: Entry, owner: string, body: readonly unknown[]): void {
    const id = readNotificationId(body);
    if (id === undefined || entry.sentTo !== owner) return;
    if (entry.id === undefined) entry.listener.onShown();
    entry.id = id;
    if (!entries.has(entry)) withdraw(entry);
    else if (entry.sent !== entry.content) present(entry);
  }

  function withdraw(entry: Entry): void {
    const { id, sentTo } = entry;
    if (id === undefined || sentTo === undefined) return;
    goingAway.add(entry);
    service.call(sentTo, { member: 'CloseNotification', signature: 'u', body: [id] }).catch((error: unknown) => {
      goingAway.delete(entry);
      // It may be closed already, and the service says so.
      if (!(error instanceof BusError)) options.log('a notification could not be taken back', { error });
    });
  }

  function hear(member: string, body: readonly unknown[]): void {
    const event = readNotificationEvent(member, body);
    if (!event) return;
    const isIt = ({ id }: Entry): boolean => id === event.id;
    const entry = [...entries].find(isIt);
    const past = entry ? undefined : [...goingAway].find(isIt);
    if (past && event.kind === 'closed') goingAway.delete(past);
    if (past && event.kind === 'reply') return replied(past, event.text);
    if (!entry) return;
    if (event.kind === 'closed') return drop(entry);
    if (event.kind === 'reply') return replied(entry, event.text);
    const action = event.action === 'default' ? 'open' : entry.content.actions.find((each) => each === event.action);
    if (!action) return;
    entries.delete(entry);
    entry.listener.onAction(action);
  }

  /** Once: a service that says it twice has not been answered twice. */
  function replied(entry: Entry, text: string): void {
    if (!entry.content.canReply) return;
    entries.delete(entry);
    goingAway.delete(entry);
    entry.listener.onReply(text);
  }

  return (content, sound, listener) => {
    const entry: Entry = { content, sound, listener };
    entries.add(entry);
    present(entry);
    return {
      update(next, nextSound) {
        entry.content = next;
        entry.sound = nextSound;
        if (entries.has(entry)) present(entry);
      },
      close() {
        if (entries.delete(entry)) withdraw(entry);
      },
    };
  };
}
