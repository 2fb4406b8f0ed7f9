// Notifications of the desktop: how an invitation is answered on them, and a notification service that hangs.
import type { NotificationContent } from '../src/main/shell/notification-content';
import { createDesktopNotifications } from '../src/main/shell/desktop-notifications';
import { keepBus } from '../src/main/shell/bus/kept-bus';
import { connectSessionBus } from '../src/main/shell/bus/session-bus';
import { sessionBusSockets } from '../src/main/shell/bus/session-bus-address';
import { expect } from './support/fixtures';
import { test as base } from './support/kept-profile';
import { NotificationDaemon } from './support/notification-daemon';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { SilentService } from './support/silent-service';

const serviceName = 'org.freedesktop.Notifications';
const face = { path: '/org/freedesktop/Notifications', interface: serviceName };

interface Shown {
  readonly heard: string[];
  close(): void;
}

interface OnTheBus {
  readonly daemon: (...more: string[]) => Promise<NotificationDaemon>;
  readonly hung: SilentService;
  /** Shows one as Parley does, without the rest of Parley. */
  readonly show: (content?: Partial<NotificationContent>) => Shown;
  readonly logged: string[];
}

const invitation: NotificationContent = {
  key: 'invitation:c1',
  title: 'Dana Reyes wants to talk',
  body: 'Is <b>noon</b> fine?',
  isSticky: true,
  isUrgent: true,
  conversationId: 'c1',
  actions: ['accept', 'decline'],
  canReply: true,
  sound: 'invitation',
};

const test = base.extend<OnTheBus>({
  daemon: async ({}, use) => {
    base.skip(process.platform !== 'linux', 'the notification service is that of D-Bus');
    const started: NotificationDaemon[] = [];
    await use(async (...more) => {
      const daemon = await NotificationDaemon.start(...more);
      started.push(daemon);
      return daemon;
    });
    for (const daemon of started) await daemon.stop();
  },
  hung: async ({}, use) => {
    base.skip(process.platform !== 'linux', 'the notification service is that of D-Bus');
    const service = await SilentService.start([serviceName], face);
    await use(service);
    await service.stop();
  },
  logged: async ({}, use) => use([]),
  show: async ({ logged }, use) => {
    const bus = keepBus(() => connectSessionBus(sessionBusSockets(process.env), 10_000));
    const show = createDesktopNotifications({
      bus,
      log: (line) => void logged.push(line),
      soundFile: (sound) => `/sounds/${sound}`,
      onBack: () => undefined,
      deadlineMs: 500,
    });
    await use((content = {}) => {
      const heard: string[] = [];
      const { close } = show({ ...invitation, ...content }, undefined, {
        onAction: (action) => void heard.push(action),
        onReply: (text) => void heard.push(`reply: ${text}`),
        onClosed: () => void heard.push('closed'),
        onHeldBack: () => void heard.push('held back'),
        onShown: () => undefined,
        onUnheard: () => undefined,
      });
      return { heard, close };
    });
    await bus.close();
  },
});

test('a notification service that hangs stops nothing: the main process answers and the invitation is seen', async ({
  launchParley,
  hung,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free at noon?');
  await expect.poll(() => hung.calls.length).toBe(1);

  // The service holds the call, and will for ever; everything else goes on.
  await expect(page.getByTestId('invitation-card')).toContainText('Is the dock free at noon?');
  expect(await callBridge(page, 'settings:get', undefined)).toMatchObject({ ok: true });
  await expect
    .poll(() => parley.output())
    .toContain(`a service does not answer and is left alone service=${serviceName}`);

  // Once is enough: nothing more is asked of it.
  town.arrive(kim).invite(lee, 'Have you seen the forklift?');
  await expect(page.getByTestId('invitation-card')).toHaveCount(2);
  await page.getByTestId('invitation-card').filter({ hasText: 'noon' }).getByTestId('invitation-accept').click();
  await conversationWindow(parley);
  await expect.poll(() => danas.isConnected).toBe(true);
  expect(hung.calls).toHaveLength(1);

  // Whoever takes its place is told what still waits for an answer, and only that.
  await hung.own(serviceName);
  await expect.poll(() => hung.calls.length).toBe(2);
  await hung.answer(hung.calls[1]!, 'as', ['body']);
  await expect
    .poll(() => hung.of('Notify').map(({ arguments: [, , , title] }) => title))
    .toEqual(['Kim Okafor wants to talk']);
});

test('an invitation is accepted, declined, opened and answered on its notification', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  test.slow();
  const notifications = await daemon('inline-reply');
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const danas = town.arrive(dana);
  const cards = page.getByTestId('invitation-card');
  async function invite(text: string): Promise<number> {
    danas.invite(lee, text);
    // Nothing that somebody wrote is markup.
    const body = text.replace('<', '&lt;').replace('>', '&gt;');
    await expect.poll(() => notifications.find(body)).toBeDefined();
    await expect(cards).toHaveCount(1);
    return notifications.find(body)!.id;
  }

  const accepted = await invite('Is the <dock> free at noon?');
  expect(notifications.shown[0]).toMatchObject({
    app: 'Parley',
    title: 'Dana Reyes wants to talk',
    actions: { default: 'Show', accept: 'Accept', decline: 'Decline', 'inline-reply': 'Reply' },
    hints: { urgency: 2, 'desktop-entry': 'parley' },
    timeoutMs: 0,
  });
  await notifications.invokeAction(accepted, 'accept');
  await expect.poll(() => danas.isConnected).toBe(true);
  await (await conversationWindow(parley)).close();
  danas.leave();

  const declined = await invite('Will you come to lunch?');
  await notifications.invokeAction(declined, 'decline');
  await expect(cards).toHaveCount(0);
  expect(danas.isConnected).toBe(false);

  const answered = await invite('Who has the keys?');
  await notifications.reply(answered, 'They hang <by> the door');
  await expect.poll(() => danas.heard).toEqual(['They hang <by> the door']);
  await expect(cards).toHaveCount(0);
  danas.say('Thanks, I have them now');
  await expect.poll(() => notifications.find('I have them now')?.actions).toMatchObject({ 'inline-reply': 'Reply' });
  await notifications.reply(notifications.find('I have them now')!.id, 'Good');
  await expect.poll(() => danas.heard).toEqual(['They hang <by> the door', 'Good']);
  danas.leave();

  const opened = await invite('Shall we go?');
  await notifications.invokeAction(opened, 'default');
  await expect((await conversationWindow(parley)).getByTestId('conversation-accept')).toBeVisible();
});

test('an invitation that was answered elsewhere is taken back, and one that was dismissed stays in the window', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon();
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free at noon?');
  await expect.poll(() => notifications.find('the dock')).toBeDefined();
  expect(Object.keys(notifications.find('the dock')!.actions)).not.toContain('inline-reply');
  await page.getByTestId('invitation-accept').click();
  await expect.poll(() => notifications.withdrawn).toEqual([notifications.find('the dock')!.id]);
  await (await conversationWindow(parley)).close();
  danas.leave();

  danas.invite(lee, 'Are you there?');
  await expect.poll(() => notifications.find('Are you there?')).toBeDefined();
  await notifications.dismiss(notifications.find('Are you there?')!.id);
  await expect(page.getByTestId('invitation-card')).toContainText('Are you there?');
  await page.getByTestId('invitation-accept').click();
  await expect.poll(() => danas.isConnected).toBe(true);
  // What is closed is not closed again.
  expect(notifications.withdrawn).toHaveLength(1);
});

test('a service that answers after all is talked to again, and what it shows late can be answered', async ({
  hung,
  show,
  logged,
}) => {
  const one = show();
  await expect.poll(() => hung.calls.length).toBe(1);
  await hung.answer(hung.calls[0]!, 'as', ['actions']);
  await expect.poll(() => hung.of('Notify').length).toBe(1);
  const two = show({ title: 'Kim Okafor wants to talk' });
  await expect.poll(() => hung.of('Notify').length).toBe(2);
  await expect.poll(() => logged.filter((line) => line.includes('could not be shown'))).toHaveLength(2);
  const three = show({ title: 'Ari Sands wants to talk' });
  await expect.poll(() => logged.filter((line) => line.includes('left alone'))).toHaveLength(1);
  two.close();
  expect(hung.calls).toHaveLength(3);

  const [first, second] = hung.of('Notify');
  await hung.answer(first!, 'u', 41);
  // Now the third is shown too, and the second, which became pointless meanwhile, is taken back once its number is known.
  await expect.poll(() => hung.of('Notify').length).toBe(3);
  await hung.answer(hung.of('Notify')[2]!, 'u', 43);
  await hung.answer(second!, 'u', 42);
  await expect.poll(() => hung.of('CloseNotification').map(({ arguments: [id] }) => id)).toEqual([42]);
  await hung.signal(serviceName, first!, 'ActionInvoked', 'us', 41, 'decline');
  await hung.signal(serviceName, first!, 'ActionInvoked', 'us', 43, 'accept');
  await expect.poll(() => [one.heard, two.heard, three.heard]).toEqual([['decline'], [], ['accept']]);
});

test('what was typed counts, once, though the notification was taken back at that moment', async ({ hung, show }) => {
  const shown = show();
  await expect.poll(() => hung.calls.length).toBe(1);
  await hung.answer(hung.calls[0]!, 'as', ['actions', 'inline-reply']);
  await expect.poll(() => hung.of('Notify').length).toBe(1);
  const [notify] = hung.of('Notify');
  await hung.answer(notify!, 'u', 7);
  await expect.poll(() => (shown.close(), hung.of('CloseNotification').length)).toBe(1);
  await hung.signal(serviceName, notify!, 'ActionInvoked', 'us', 7, 'accept');
  await hung.signal(serviceName, notify!, 'NotificationReplied', 'us', 7, 'On my way');
  await hung.signal(serviceName, notify!, 'NotificationReplied', 'us', 7, 'On my way');
  await expect.poll(() => shown.heard).toEqual(['reply: On my way']);
});

test('nobody but the service itself answers a notification, and only with what was offered', async ({ hung, show }) => {
  const shown = show({ canReply: false });
  await expect.poll(() => hung.calls.length).toBe(1);
  await hung.answer(hung.calls[0]!, 'as', ['actions', 'inline-reply']);
  await expect.poll(() => hung.of('Notify').length).toBe(1);
  const [notify] = hung.of('Notify');
  await hung.answer(notify!, 'u', 7);
  await hung.signal(undefined, notify!, 'ActionInvoked', 'us', 7, 'accept');
  await hung.signal(serviceName, notify!, 'ActionInvoked', 'us', 8, 'accept');
  await hung.signal(serviceName, notify!, 'ActionInvoked', 'us', 7, 'something-else');
  await hung.signal(serviceName, notify!, 'ActionInvoked', 'ss', '7', 'accept');
  await hung.signal(serviceName, notify!, 'ActionInvoked', '');
  await hung.signal(serviceName, notify!, 'NotificationReplied', 'us', 7, 'I did not ask you');
  await hung.signal(serviceName, notify!, 'NotificationClosed', 'uu', 8, 2);
  await hung.signal(serviceName, notify!, 'ActionInvoked', 'us', 7, 'default');
  await expect.poll(() => shown.heard).toEqual(['open']);
});

test('a service whose answers make no sense is no reason to fail', async ({ hung, show, logged }) => {
  const shown = show();
  await expect.poll(() => hung.calls.length).toBe(1);
  await hung.answer(hung.calls[0]!, 'u', 3);
  await expect.poll(() => hung.of('Notify').length).toBe(1);
  await hung.answer(hung.of('Notify')[0]!, 's', 'seven');
  // The next one is shown as if nothing had been.
  const next = show({ title: 'Kim Okafor wants to talk' });
  await expect.poll(() => hung.of('Notify').length).toBe(2);
  await hung.answer(hung.of('Notify')[1]!, 'u', 8);
  await hung.signal(serviceName, hung.calls[0]!, 'NotificationClosed', 'uu', 8, 1);
  await expect.poll(() => next.heard).toEqual(['closed']);
  expect(shown.heard).toEqual([]);
  expect(logged).toEqual([]);
});
