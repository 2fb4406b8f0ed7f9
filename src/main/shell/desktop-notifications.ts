// Notifications on Linux, through the desktop's notification service and without ever waiting for it: Electron's own stands still
// until the service has answered, for minutes if need be. What nobody takes is seen in the windows all the same.
import type { Log } from '../../shared/log';
import { followService } from './bus/followed-service';
import type { KeptBus } from './bus/kept-bus';
import { BusError } from './bus/session-bus';
import type { NotificationContent } from './notification-content';
import {
  notificationService,
  notifyCall,
  readCapabilities,
  readNotificationEvent,
  readNotificationId,
} from './notification-wire';
import type { ShowNotification } from './notifications';

export interface DesktopNotificationsOptions {
  readonly bus: KeptBus;
  readonly log: Log;
  readonly deadlineMs?: number;
}

interface Entry {
  readonly content: NotificationContent;
  readonly options: Parameters<ShowNotification>[1];
  /** The unique name of the service that it was handed to. */
  sentTo?: string | undefined;
  /** That service's number for it. */
  id?: number | undefined;
}

export function createDesktopNotifications(options: DesktopNotificationsOptions): ShowNotification {
  const entries = new Set<Entry>();
  let known: { readonly owner: string; readonly capabilities: Promise<ReadonlySet<string>> } | undefined;
  const service = followService({
    ...notificationService,
    bus: options.bus,
    deadlineMs: options.deadlineMs ?? 2_000,
    log: options.log,
    onChanged(owner) {
      for (const entry of entries) if (entry.sentTo !== undefined && entry.sentTo !== owner) lose(entry);
      if (owner !== undefined) for (const entry of entries) present(entry);
    },
    onSignal: hear,
  });

  /** Who was to show it is gone: what waits for an answer is shown by the next one. */
  function lose(entry: Entry): void {
    entry.id = undefined;
    entry.sentTo = undefined;
    if (!entry.content.isSticky) drop(entry);
  }

  function drop(entry: Entry): void {
    if (entries.delete(entry)) entry.options.onClosed();
  }

  function present(entry: Entry): void {
    handOver(entry)
      .catch((error: unknown) => {
        options.log('a notification could not be shown', { error });
        if (error instanceof BusError && error.code === 'refused') drop(entry);
      })
      .finally(() => {
        // A service that comes an hour later is not to tell the news of an hour ago; what waits for an answer still does.
        if (entry.sentTo === undefined && !entry.content.isSticky) drop(entry);
      });
  }

  async function handOver(entry: Entry): Promise<void> {
    const owner = await service.find();
    if (owner === undefined) return;
    const capabilities = await capabilitiesOf(owner);
    if (entry.sentTo === owner || !entries.has(entry)) return;
    entry.sentTo = owner;
    const call = notifyCall(entry.content, capabilities, entry.options.isSilent);
    const onLate = (body: readonly unknown[]): void => taken(entry, owner, body);
    taken(entry, owner, await service.call(owner, { member: 'Notify', ...call, onLate }));
  }

  function capabilitiesOf(owner: string): Promise<ReadonlySet<string>> {
    if (known?.owner !== owner) {
      const capabilities = service.call(owner, { member: 'GetCapabilities' }).then(readCapabilities);
      known = { owner, capabilities };
      capabilities.catch(() => (known = undefined));
    }
    return known!.capabilities;
  }

  function taken(entry: Entry, owner: string, body: readonly unknown[]): void {
    const id = readNotificationId(body);
    if (id === undefined || entry.sentTo !== owner) return;
    entry.id = id;
    if (!entries.has(entry)) withdraw(entry);
  }

  function withdraw({ id, sentTo }: Entry): void {
    if (id === undefined || sentTo === undefined) return;
    service.call(sentTo, { member: 'CloseNotification', signature: 'u', body: [id] }).catch((error: unknown) => {
      // It may be closed already, and the service says so.
      if (!(error instanceof BusError)) options.log('a notification could not be taken back', { error });
    });
  }

  function hear(member: string, body: readonly unknown[]): void {
    const event = readNotificationEvent(member, body);
    const entry = event && [...entries].find(({ id }) => id === event.id);
    if (!entry) return;
    const { content, options: heard } = entry;
    if (event.kind === 'closed') return drop(entry);
    if (event.kind === 'reply') {
      if (!content.canReply) return;
      entries.delete(entry);
      return heard.onReply(event.text);
    }
    const action = event.action === 'default' ? 'open' : content.actions.find((each) => each === event.action);
    if (!action) return;
    entries.delete(entry);
    heard.onAction(action);
  }

  return (content, shown) => {
    const entry: Entry = { content, options: shown };
    entries.add(entry);
    present(entry);
    return {
      close() {
        if (entries.delete(entry)) withdraw(entry);
      },
    };
  };
}
