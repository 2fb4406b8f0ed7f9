// The desktop's notification service: what Parley showed, and a person's answers to it.
import { resolve } from 'node:path';
import { PythonService } from './python-service';

export interface ShownNotification {
  readonly id: number;
  /** Name of the application. */
  readonly app: string;
  /** The number of the one that it took the place of, 0: none. */
  readonly replaces: number;
  readonly title: string;
  readonly body: string;
  /** Key → words on the button. `default`: a click on the notification itself. */
  readonly actions: Readonly<Record<string, string>>;
  readonly hints: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
}

type DaemonEvent =
  | { readonly event: 'notify'; readonly notification: ShownNotification }
  | { readonly event: 'close'; readonly notification: number };

const usual = ['actions', 'body', 'body-markup', 'persistence'];

export class NotificationDaemon {
  /** In the order they were shown, with those that are gone. */
  readonly shown: ShownNotification[] = [];
  /** Numbers of those that the application took back. */
  readonly withdrawn: number[] = [];
  /** Numbers of those that a person put away or answered. */
  private readonly ended: number[] = [];
  private service?: PythonService;

  /** @param more what it can do besides what most can, such as `inline-reply` */
  static start(...more: readonly string[]): Promise<NotificationDaemon> {
    return NotificationDaemon.startWith([...usual, ...more]);
  }

  /** One that can do this and no more. */
  static startWith(capabilities: readonly string[]): Promise<NotificationDaemon> {
    return NotificationDaemon.startScript('notification_daemon.py', capabilities);
  }

  /** One that says whether it was asked to show nothing only when it is told to: `asked`, `answer`. */
  static startSlow(): Promise<NotificationDaemon> {
    return NotificationDaemon.startScript('slow_notifications.py');
  }

  private static async startScript(name: string, args: readonly string[] = []): Promise<NotificationDaemon> {
    const daemon = new NotificationDaemon();
    const hear = (event: unknown): void => {
      const told = event as DaemonEvent;
      if (told.event === 'notify') daemon.shown.push(told.notification);
      else daemon.withdrawn.push(told.notification);
    };
    daemon.service = await PythonService.start(resolve('e2e/support', name), hear, args);
    return daemon;
  }

  /** The first one shown whose title or body has these words. */
  find(words: string): ShownNotification | undefined {
    return this.shown.find(({ title, body }) => title.includes(words) || body.includes(words));
  }

  /** A click on one of its buttons; `default`: on the notification itself. */
  async invokeAction(id: number, action = 'default'): Promise<void> {
    this.ended.push(id);
    await this.service?.request({ do: 'action', notification: id, action });
  }

  /** Words written into the field of the notification. */
  async reply(id: number, text: string): Promise<void> {
    this.ended.push(id);
    await this.service?.request({ do: 'reply', notification: id, text });
  }

  /** It goes away: dismissed by the person, or its time is up. */
  async dismiss(id: number, reason: 'expired' | 'dismissed' = 'dismissed'): Promise<void> {
    this.ended.push(id);
    await this.service?.request({ do: 'close', notification: id, reason: reason === 'expired' ? 1 : 2 });
  }

  /** The desktop was asked to show nothing, or may again; for one that can do `inhibitions`. */
  async inhibit(value: boolean): Promise<void> {
    await this.service?.request({ do: 'inhibit', value });
  }

  /** Of a slow one: how many wait for an answer. */
  async asked(): Promise<number> {
    return Number(await this.service?.request({ do: 'asked' }));
  }

  /** Of a slow one: all who wait get what held when they asked. */
  async answer(): Promise<number> {
    return Number(await this.service?.request({ do: 'answer' }));
  }

  /** What stands now, each as it was changed last. */
  get standing(): readonly ShownNotification[] {
    const latest = new Map(this.shown.map((each) => [each.id, each]));
    return [...latest.values()].filter(({ id }) => !this.withdrawn.includes(id) && !this.ended.includes(id));
  }

  async stop(): Promise<void> {
    await this.service?.stop();
  }
}
