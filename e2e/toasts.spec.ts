// What reaches a person who does not look at Parley, and what is left of it for later.
import type { Page } from '@playwright/test';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { signInAgain, signInToStay, test as base } from './support/kept-profile';
import { KeyStore } from './support/key-store';
import type { Parley } from './support/launch';
import { NotificationDaemon } from './support/notification-daemon';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { openSettings } from './support/settings';

const ari: PersonRecord = { ...kim, uri: 'sip:ari@example.com', user: 'EXAMPLE\\ari', name: 'Ari <b>Sands</b>' };

interface Daemons {
  /** What most can do, and more. */
  readonly daemon: (...more: string[]) => Promise<NotificationDaemon>;
  /** What is named and nothing else. */
  readonly poorDaemon: (...capabilities: string[]) => Promise<NotificationDaemon>;
  readonly slowDaemon: () => Promise<NotificationDaemon>;
}

const test = base.extend<Daemons & { readonly daemons: NotificationDaemon[] }>({
  daemons: async ({}, use) => {
    base.skip(process.platform !== 'linux', 'the notification service is that of D-Bus');
    const started: NotificationDaemon[] = [];
    await use(started);
    for (const daemon of started) await daemon.stop();
  },
  daemon: ({ daemons }, use) => use(async (...more) => keep(daemons, await NotificationDaemon.start(...more))),
  slowDaemon: ({ daemons }, use) => use(async () => keep(daemons, await NotificationDaemon.startSlow())),
  poorDaemon: ({ daemons }, use) => use(async (...can) => keep(daemons, await NotificationDaemon.startWith(can))),
});

function keep<T>(list: T[], one: T): T {
  list.push(one);
  return one;
}

/** The files that the main window has been told to play and could read, in order. */
async function listenTo(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    (globalThis as unknown as { heard: string[] }).heard = heard;
    const play = Reflect.get(HTMLMediaElement.prototype, 'play') as () => Promise<void>;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      const note = (): void => void heard.push(/parley-(\w+)-/u.exec(this.src)?.[1] ?? this.src);
      this.addEventListener('loadeddata', note, { once: true });
      return play.call(this);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

test('missed calls are one row a caller, answered with a message or seen, also after a restart', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.slow();
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const launch = () => launchParley({ userData: profile, args: KeyStore.args });
  const first = await launch();
  const page = await signInToStay(first, town.url, lee);
  const rows = page.getByTestId('missed-call');
  for (const [from, subject] of [
    [dana, 'Dock four'],
    [kim, ''],
    [dana, 'Dock nine'],
  ] as const) {
    const hangUp = town.ring(from, lee, subject);
    await expect(page.getByTestId('call-card')).toContainText(from.name);
    hangUp();
    await expect(page.getByTestId('call-card')).toHaveCount(0);
  }
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Dana Reyes');
  await expect(rows.first()).toContainText('2 missed calls');
  await expect(rows.first()).toContainText('Dock nine');
  await expect(rows.last()).toContainText('Kim Okafor');
  await first.close();

  const second = await launch();
  const again = await signInAgain(second);
  await expect(again.getByTestId('missed-call')).toHaveCount(2);
  const danas = again.getByTestId('missed-call').filter({ hasText: 'Dana Reyes' });
  await danas.getByRole('button', { name: 'Reply with a message to Dana Reyes' }).focus();
  await again.keyboard.press('Enter');
  const dialog = await second.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(dialog.getByTestId('invitation-chip')).toContainText('Dana Reyes');
  await expect(again.getByTestId('missed-call')).toHaveCount(1);
  await again.getByTestId('missed-call-seen').click();
  await expect(again.getByTestId('missed-call')).toHaveCount(0);
});

test('several who want to talk are one notification, which shrinks to the last of them', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon('inline-reply');
  const town = await newTown([dana, lee, kim, ari]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const cards = page.getByTestId('invitation-card');
  const titles = (): string[] => notifications.standing.map(({ title }) => title);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?', 'Dock four');
  await expect.poll(titles).toEqual(['Dana Reyes wants to talk']);
  const kims = town.arrive(kim);
  kims.invite(lee, 'Lunch?');
  town.arrive(ari).invite(lee, '<i>Hello</i>');
  await expect.poll(titles).toEqual(['3 people want to talk']);
  const [together] = notifications.standing;
  expect(together).toMatchObject({
    body: 'Dana Reyes: Dock four\nKim Okafor: Lunch?\nAri &lt;b&gt;Sands&lt;/b&gt;: &lt;i&gt;Hello&lt;/i&gt;',
    actions: { default: 'Show' },
    timeoutMs: 0,
  });
  // It took the place of the first: nothing was taken back, nothing piles up.
  expect(together!.replaces).toBe(together!.id);
  expect(notifications.withdrawn).toEqual([]);

  kims.leave();
  await expect.poll(titles).toEqual(['2 people want to talk']);
  await cards.filter({ hasText: 'Hello' }).getByTestId('invitation-decline').click();
  await expect.poll(titles).toEqual(['Dana Reyes wants to talk']);
  expect(Object.keys(notifications.standing[0]!.actions)).toEqual(['default', 'accept', 'decline', 'inline-reply']);
  await notifications.invokeAction(notifications.standing[0]!.id, 'accept');
  await expect.poll(() => danas.isConnected).toBe(true);
});

test('the notification of several leads to the main window, where they wait', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const isVisible = () => parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
  await parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  town.arrive(dana).invite(lee, 'Is the dock free?');
  town.arrive(kim).invite(lee, 'Lunch?');
  await expect.poll(() => notifications.standing.map(({ title }) => title)).toEqual(['2 people want to talk']);
  await notifications.invokeAction(notifications.standing[0]!.id);
  await expect.poll(isVisible).toBe(true);
  const isAtThem = () => page.getByTestId('waiting-strip').evaluate((strip) => strip.contains(document.activeElement));
  await expect.poll(isAtThem).toBe(true);
  await expect(page.getByTestId('invitation-card')).toHaveCount(2);
});

test('messages of a conversation are one notification that counts them', async ({ launchParley, daemon, newTown }) => {
  const notifications = await daemon('inline-reply');
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?');
  await page.getByTestId('invitation-accept').click();
  await expect.poll(() => danas.isConnected).toBe(true);
  const thread = await conversationWindow(parley);
  await thread.bringToFront();
  await expect(page.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await thread.close();
  danas.say('one');
  await expect.poll(() => notifications.find('one')?.title).toBe('Dana Reyes');
  danas.say('two');
  danas.say('three');
  await expect
    .poll(() => notifications.standing.map(({ title, body }) => [title, body]))
    .toEqual([['Dana Reyes: 3 new messages', 'three']]);
  await callBridge(page, 'settings:set', { showMessageInNotifications: false });
  danas.say('four');
  await expect
    .poll(() => notifications.standing.map(({ title, body }) => [title, body]))
    .toEqual([['Dana Reyes', '4 new messages']]);
});

test('an answer typed into a notification is kept when it cannot be sent, and sent once when it can', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  test.slow();
  const notifications = await daemon('inline-reply');
  const town = await newTown([dana, lee, kim]);
  const gateway = await new Gateway(() => town.url).start();
  const parley = await launchParley();
  const page = await signIn(parley, gateway.url, lee);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Who has the keys?');
  await expect.poll(() => notifications.standing.length).toBe(1);
  const { id } = notifications.standing[0]!;
  // A service that says it twice.
  await notifications.reply(id, 'By the door');
  await notifications.reply(id, 'By the door');
  await expect.poll(() => danas.heard).toEqual(['By the door']);
  danas.say('Which one?');
  await expect.poll(() => notifications.find('Which one?')).toBeDefined();
  await gateway.stop();
  await notifications.reply(notifications.find('Which one?')!.id, 'The green one');
  await page.getByTestId('conversation-row').click();
  const thread = await conversationWindow(parley);
  const texts = thread.getByTestId('message-text');
  await expect(texts).toHaveText(['Who has the keys?', 'By the door', 'Which one?', 'The green one']);
  expect(danas.heard).toEqual(['By the door']);

  await gateway.start();
  await expect.poll(() => danas.heard, { timeout: 30_000 }).toEqual(['By the door', 'The green one']);
  await expect(texts).toHaveCount(4);
  await gateway.stop();
});

test('a service without buttons shows what there is, and one that starts again shows what still waits', async ({
  launchParley,
  poorDaemon,
  daemon,
  newTown,
}) => {
  const poor = await poorDaemon('body');
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  await signIn(parley, town.url, lee);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?');
  await expect
    .poll(() => poor.standing.map(({ title, actions }) => [title, actions]))
    .toEqual([['Dana Reyes wants to talk', {}]]);
  await poor.stop();

  const next = await daemon('inline-reply');
  await expect.poll(() => next.standing.map(({ title }) => title)).toEqual(['Dana Reyes wants to talk']);
  expect(next.standing[0]).toMatchObject({ replaces: 0, actions: { accept: 'Accept', 'inline-reply': 'Reply' } });
  await next.reply(next.standing[0]!.id, 'From two on');
  await expect.poll(() => danas.heard).toEqual(['From two on']);
});

test('do not disturb is for everybody but the team, and what was held back is told when it is over', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const sounds = await listenTo(page);
  await callBridge(page, 'contact:set-access', { uri: dana.uri, level: 'team' });
  await callBridge(page, 'self:set-availability', 'do-not-disturb');
  await expect(page.getByRole('button', { name: 'Do not disturb' })).toBeVisible();
  const kims = town.arrive(kim);
  kims.invite(lee, 'Lunch?');
  const hangUp = town.ring(kim, lee, 'Urgent load');
  await expect(page.getByTestId('invitation-card')).toHaveCount(1);
  await expect(page.getByTestId('call-card')).toHaveCount(1);
  hangUp();
  await expect(page.getByTestId('missed-call')).toHaveCount(1);
  // In the order they came: whoever may disturb is shown, and nothing from before.
  town.arrive(dana).invite(lee, 'The dock burns');
  await expect.poll(() => notifications.shown.map(({ title }) => title)).toEqual(['Dana Reyes wants to talk']);
  await callBridge(page, 'self:set-availability', 'available');
  await expect
    .poll(() => notifications.find('While you were not to be disturbed')?.body)
    .toBe('Kim Okafor wants to talk\nMissed call from Kim Okafor');
  expect(notifications.shown).toHaveLength(2);
  // That of the summary: whoever was let through made none.
  await expect.poll(sounds).toEqual(['alert']);
});

test('do not disturb is for the team as well where somebody wants that', async ({ launchParley, daemon, newTown }) => {
  const notifications = await daemon();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await callBridge(page, 'contact:set-access', { uri: dana.uri, level: 'team' });
  const settings = await openSettings(parley, 'presence');
  await settings.getByTestId('setting-teamMayDisturb').click();
  await expect(settings.getByTestId('setting-teamMayDisturb')).not.toBeChecked();
  await callBridge(page, 'self:set-availability', 'do-not-disturb');
  await expect(page.getByRole('button', { name: 'Do not disturb' })).toBeVisible();
  town.arrive(dana).invite(lee, 'The dock burns');
  await expect(page.getByTestId('invitation-card')).toHaveCount(1);
  await callBridge(page, 'self:set-availability', 'available');
  await expect
    .poll(() => notifications.shown.map(({ title, body }) => [title, body]))
    .toEqual([['While you were not to be disturbed', 'Dana Reyes wants to talk']]);
});

test('a desktop that was asked to show nothing is shown nothing, and told of it later', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon('inhibitions');
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await notifications.inhibit(true);
  town.arrive(dana).invite(lee, 'Is the dock free?');
  await expect(page.getByTestId('invitation-card')).toHaveCount(1);
  await expect.poll(() => parley.output()).toContain('one is held back');
  await notifications.inhibit(false);
  await expect
    .poll(() => notifications.shown.map(({ title, body }) => [title, body]))
    .toEqual([['While notifications were held back', 'Dana Reyes wants to talk']]);
});

test('an answer of a desktop that comes late is not believed where it has said something else since', async ({
  launchParley,
  slowDaemon,
  newTown,
}) => {
  const notifications = await slowDaemon();
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  await signIn(parley, town.url, lee);
  town.arrive(dana).invite(lee, 'Is the dock free?');
  await expect.poll(() => notifications.asked()).toBe(1);
  await notifications.inhibit(true);
  expect(await notifications.answer()).toBe(1);
  await expect.poll(() => parley.output()).toContain('one is held back');
  await notifications.inhibit(false);
  await expect.poll(() => notifications.answer()).toBe(1);
  await expect
    .poll(() => notifications.shown.map(({ title, body }) => [title, body]))
    .toEqual([['While notifications were held back', 'Dana Reyes wants to talk']]);
});

test('what a desktop held back is told by the service that comes after it, once that one shows anything', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const first = await daemon('inhibitions');
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  await signIn(parley, town.url, lee);
  await first.inhibit(true);
  town.arrive(dana).invite(lee, 'Is the dock free?');
  await expect.poll(() => parley.output()).toContain('one is held back');
  await first.stop();
  const next = await daemon('inhibitions');
  await expect
    .poll(() => next.shown.map(({ title, body }) => [title, body]))
    .toEqual([['While notifications were held back', 'Dana Reyes wants to talk']]);
  expect(first.shown).toEqual([]);
});

test('nothing is shown over a window of Parley that fills the screen', async ({ launchParley, daemon, newTown }) => {
  const notifications = await daemon();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?');
  await page.getByTestId('invitation-accept').click();
  const conversation = await conversationWindow(parley);
  await expect.poll(() => notifications.standing).toEqual([]);
  const fill = (isFull: boolean) =>
    parley.app.evaluate(async ({ BrowserWindow }, full) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('conversation'))!;
      window.focus();
      window.setFullScreen(full);
    }, isFull);
  await fill(true);
  await expect
    .poll(() => parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.isFullScreen()))
    .toBe(true);
  town.arrive(kim).invite(lee, 'Lunch?');
  await expect(page.getByTestId('invitation-card')).toContainText('Lunch?');
  await fill(false);
  await expect
    .poll(() => notifications.standing.map(({ title, body }) => [title, body]))
    .toEqual([['While notifications were held back', 'Kim Okafor wants to talk']]);
  expect(notifications.shown.filter(({ title }) => title.startsWith('Kim'))).toEqual([]);
  await expect(conversation.getByTestId('conversation')).toBeVisible();
});

test('a sound is played once: by the desktop where it can, else here, and not where it is not wanted', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const silent = await daemon();
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const sounds = await listenTo(page);
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?');
  await expect.poll(() => silent.standing.map(({ hints }) => hints['suppress-sound'])).toEqual([true]);
  await expect.poll(sounds).toEqual(['invitation']);
  await page.getByTestId('invitation-decline').click();
  await silent.stop();

  const loud = await daemon('sound');
  danas.invite(lee, 'And now?');
  await expect.poll(() => loud.standing.length).toBe(1);
  const { hints } = loud.standing[0]!;
  expect(hints['sound-file']).toMatch(/resources\/sounds\/parley-invitation\.wav$/u);
  expect(hints).not.toHaveProperty('suppress-sound');
  await page.getByTestId('invitation-accept').click();
  await expect.poll(() => danas.isConnected).toBe(true);
  await (await conversationWindow(parley)).close();
  danas.say('Good');
  await expect.poll(() => String(loud.find('Good')?.hints['sound-file'])).toMatch(/parley-message\.wav$/u);

  const settings = await openSettings(parley, 'notifications');
  await settings.getByTestId('setting-soundForMessages').click();
  await expect
    .poll(async () => JSON.stringify(await callBridge(page, 'settings:get', undefined)))
    .toContain('"soundForMessages":false');
  danas.say('Very good');
  await expect.poll(() => loud.find('Very good')?.hints['suppress-sound']).toBe(true);
  expect(await sounds()).toEqual(['invitation']);
});

test('who has come is written to from the notification, and who has gone is not', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon();
  const town = await newTown([{ ...lee, contacts: [kim.uri] }, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await callBridge(page, 'contact:update', { uri: kim.uri, tag: true });
  const row = page.locator(`[data-testid=contact-row][data-uri="${kim.uri}"]`);
  await expect(row).toHaveAttribute('data-availability', 'offline');
  const kims = town.arrive(kim);
  await expect.poll(() => notifications.find('Kim Okafor is available')?.actions).toHaveProperty('converse');
  await notifications.invokeAction(notifications.find('Kim Okafor is available')!.id, 'converse');
  const invitation = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(invitation.getByText('Kim Okafor').first()).toBeVisible();
  kims.goAway();
  await expect.poll(() => notifications.find('Kim Okafor is offline')).toBeTruthy();
  expect(notifications.find('Kim Okafor is offline')!.actions).not.toHaveProperty('converse');
});

/** Around now, by the clock of this computer; over midnight where that is near. */
function hoursAroundNow(): { readonly quietHoursFrom: number; readonly quietHoursTo: number } {
  const now = new Date();
  const minute = now.getHours() * 60 + now.getMinutes();
  const wrapped = (at: number): number => (at + 24 * 60) % (24 * 60);
  return { quietHoursFrom: wrapped(minute - 120), quietHoursTo: wrapped(minute + 120) };
}

async function readAndClose(parley: Parley, main: Page): Promise<void> {
  const thread = await conversationWindow(parley);
  await thread.bringToFront();
  await expect(main.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await thread.close();
}

test('in quiet hours nothing is shown or heard, it is counted all the same, and told when somebody ends them', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const sounds = await listenTo(page);
  await callBridge(page, 'contact:set-access', { uri: dana.uri, level: 'team' });
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?');
  await page.getByTestId('invitation-accept').click();
  await expect.poll(() => danas.isConnected).toBe(true);
  await readAndClose(parley, page);
  await expect.poll(() => notifications.standing).toEqual([]);
  await expect.poll(sounds).toEqual(['invitation']);
  const before = notifications.shown.length;

  const settings = await openSettings(parley, 'notifications');
  await callBridge(page, 'settings:set', hoursAroundNow());
  await expect(settings.getByTestId('setting-quietHoursFrom')).toHaveCount(0);
  await settings.getByTestId('setting-quietHours').click();
  await expect(settings.getByTestId('setting-quietHoursFrom')).toBeVisible();
  await expect(page.getByTestId('quiet-hours')).toContainText('Quiet hours until');
  // Nobody gets through: not who writes, not who rings, not the team.
  danas.say('Dock four burns');
  await expect(page.getByTestId('conversation-row').locator('.badge')).toContainText('1 unread message');
  town.arrive(kim).invite(lee, 'Lunch?');
  await expect(page.getByTestId('invitation-card')).toContainText('Lunch?');
  expect(notifications.shown).toHaveLength(before);

  await page.getByTestId('quiet-hours-end').click();
  await expect(page.getByTestId('quiet-hours')).toHaveCount(0);
  await expect(page.getByTestId('contacts-search')).toBeFocused();
  await expect
    .poll(() => notifications.shown.slice(before).map(({ title, body }) => [title, body]))
    .toEqual([['During your quiet hours', 'Dana Reyes: new message\nKim Okafor wants to talk']]);
  await expect.poll(sounds).toEqual(['invitation', 'alert']);
  // Ended for this once, not switched off.
  await expect(settings.getByTestId('setting-quietHours')).toBeChecked();

  // On the days of which none is left they never are.
  await callBridge(page, 'settings:set', { quietHoursSkippedUntil: 0 });
  await expect(page.getByTestId('quiet-hours')).toBeVisible();
  for (const day of [0, 1, 2, 3, 4, 5, 6]) await settings.getByTestId(`quiet-day-${day}`).click();
  await expect(page.getByTestId('quiet-hours')).toHaveCount(0);
});

test('what somebody does not want to be told of is not shown, kind by kind, and counted all the same', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon();
  const town = await newTown([{ ...lee, contacts: [kim.uri] }, kim, dana]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  const titles = (): string[] => notifications.shown.map(({ title }) => title);
  await callBridge(page, 'contact:update', { uri: kim.uri, tag: true });
  const settings = await openSettings(parley, 'notifications');
  const flip = async (setting: string): Promise<void> => settings.getByTestId(`setting-${setting}`).click();

  await flip('notifyOfInvitations');
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?');
  await expect(page.getByTestId('invitation-card')).toHaveCount(1);
  const hangUp = town.ring(dana, lee, 'Dock nine');
  await expect(page.getByTestId('call-card')).toHaveCount(1);
  hangUp();
  await page.getByTestId('invitation-accept').click();
  await expect.poll(() => danas.isConnected).toBe(true);
  await readAndClose(parley, page);

  await flip('notifyOfMessages');
  danas.say('one');
  await expect(page.getByTestId('conversation-row').locator('.badge')).toContainText('1 unread message');
  await flip('notifyOfContacts');
  const row = page.locator(`[data-testid=contact-row][data-uri="${kim.uri}"]`);
  const kims = town.arrive(kim);
  await expect(row).toHaveAttribute('data-availability', 'available');
  kims.goAway();
  await expect(row).toHaveAttribute('data-availability', 'offline');

  // What is wanted comes, and nothing of before with it.
  await flip('notifyOfContacts');
  const again = town.arrive(kim);
  await expect.poll(titles).toEqual(['Kim Okafor is available']);
  await flip('notifyOfMessages');
  danas.say('two');
  await expect.poll(titles).toEqual(['Kim Okafor is available', 'Dana Reyes: 2 new messages']);
  await flip('notifyOfInvitations');
  again.invite(lee, 'Lunch?');
  await expect
    .poll(titles)
    .toEqual(['Kim Okafor is available', 'Dana Reyes: 2 new messages', 'Kim Okafor wants to talk']);
});

test('nothing is held back in full screen where somebody does not want it', async ({
  launchParley,
  daemon,
  newTown,
}) => {
  const notifications = await daemon('inhibitions');
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  await signIn(parley, town.url, lee);
  const titles = (): string[] => notifications.shown.map(({ title }) => title);
  await notifications.inhibit(true);
  town.arrive(dana).invite(lee, 'Is the dock free?');
  await expect.poll(() => parley.output()).toContain('one is held back');
  expect(titles()).toEqual([]);
  const settings = await openSettings(parley, 'notifications');
  await settings.getByTestId('setting-holdBackInFullScreen').click();
  // What was held back so far comes at once; from now on the desktop decides what it does with each.
  await expect.poll(titles).toEqual(['While notifications were held back']);
  town.arrive(kim).invite(lee, 'Lunch?');
  await expect.poll(titles).toEqual(['While notifications were held back', '2 people want to talk']);
});
