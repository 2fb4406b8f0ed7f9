// Messages that Pidgin and Adium wrote down come into the history: seen first, stopped at will, found, and never twice.
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { kill, openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, converse, dana, kim, lee, signIn } from './support/people';
import { openSettings } from './support/settings';

const line = (color: string, time: string, name: string, words: string): string =>
  `<font color="${color}"><font size="2">(${time})</font> <b>${name}:</b></font> ${words}<br/>\n`;
const own = '#16569E';
const theirs = '#A82F2F';

function writeLogs(root: string): void {
  const write = (path: string, text: string): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const account = 'logs/sipe/dana@example.com,dana';
  write(
    `${account}/lee@example.com/2024-03-03.090000+0000UTC.html`,
    `<html><head><title>Conversation with lee@example.com</title></head><body><h3>Conversation</h3>
${line(theirs, '09:00:10', 'Lee Park', 'Is the <b>blue</b> <script>document.title="hacked"</script>crane free?')}${line(own, '09:01:00', 'Dana', '<b>It is.</b>')}<font size="2">(09:02:00)</font><b> Lee Park has signed off.</b><br/>
</body></html>`,
  );
  write(
    'logs/jabber/dana@chat.example.com/kimberley/2024-04-01.120000+0000UTC.txt',
    'Conversation with kimberley\n(12:00:00) kimberley: Lunch by the harbour?\n(12:01:00) dana: In an hour',
  );
  write(
    'Logs/AIM.danareyes/oldfriend/oldfriend (2009-05-01T10.00.00+0000).chatlog/log.xml',
    `<chat account="danareyes" service="AIM"><message sender="oldfriend" time="2009-05-01T10:00:10+00:00"><div>Long ago</div></message></chat>`,
  );
  write(`${account}/lee@example.com/2024-03-05.090000+0000UTC.txt`, '(09:00:00) Dee: One\n(09:00:01) Lily: Two');
  write('logs/jabber/dana@chat.example.com/harbour.chat/2024-04-01.120000+0000UTC.txt', '(12:00:00) a: b');
}

function writeLongLogs(root: string, days: number): void {
  const words = 'word '.repeat(200);
  for (let day = 1; day <= days; day += 1) {
    const name = `2024-02-${String(day).padStart(2, '0')}.090000+0000UTC.html`;
    const file = join(root, 'sipe', 'dana@example.com', 'lee@example.com', name);
    mkdirSync(dirname(file), { recursive: true });
    const lines = Array.from({ length: 2_000 }, (_, index) => line(theirs, '09:00:10', 'Lee Park', `${words}${index}`));
    writeFileSync(file, lines.join(''));
  }
}

async function chooseFolder(parley: Parley, folder: string): Promise<void> {
  await parley.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
}

async function read(parley: Parley): Promise<Page> {
  const settings = await openSettings(parley, 'history');
  await settings.getByTestId('setting-importHistory').click();
  await settings.getByTestId('logs-choose').click();
  await settings.getByTestId('logs-preview').waitFor();
  return settings;
}

test('logs are shown first, come into the threads of their people, and are never there twice', async ({
  launchParley,
  keyStore,
  newFolder,
  newTown,
  profile,
}) => {
  void keyStore;
  const logs = newFolder('parley-logs-');
  writeLogs(logs);
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(parley, town.url, dana);
  const lees = await launchParley();
  await signIn(lees, town.url, lee);
  const talk = await converse(parley, lees, 'sip:lee@example.com', 'Hello again');
  await expect(talk.from.getByTestId('message')).toHaveCount(1);

  await callBridge(await parley.mainWindow(), 'contact:add', {
    uri: 'sip:kim@example.com',
    name: kim.name,
    groupIds: [],
  });
  await chooseFolder(parley, logs);
  const settings = await read(parley);
  await expect(settings.getByTestId('logs-preview')).toContainText('There are 5 messages');
  await expect(settings.getByTestId('logs-known')).toHaveText(/^Lee Park\s*2 messages/u);
  await expect(settings.getByTestId('logs-asked')).toHaveCount(2);
  await expect(settings.getByTestId('logs-preview')).toContainText('1 log of a room is left out');
  await expect(settings.getByTestId('logs-unclear')).toContainText('2024-03-05.090000+0000UTC.txt');
  const kimberley = settings.getByRole('combobox', { name: 'Who is kimberley?' });
  await kimberley.fill('Kim Okafor');
  await kimberley.press('Enter');
  // Closed by a key it keeps what was read and said; let go of is only what is cancelled.
  await settings.getByTestId('logs-choose').focus();
  await settings.keyboard.press('Escape');
  await expect(settings.getByRole('dialog')).toHaveCount(0);
  await settings.getByTestId('setting-importHistory').click();
  await expect(kimberley).toHaveValue('Kim Okafor');
  await settings.getByTestId('logs-add').click();
  await expect(settings.getByTestId('logs-done')).toHaveText(/5 messages were added/u);
  await settings.getByTestId('logs-close').click();

  // In the window that is open, before what was said since.
  await expect(talk.from.getByTestId('message')).toHaveCount(3);
  await expect(talk.from.getByTestId('message').first()).toContainText('Is the blue crane free?');
  await expect(talk.from.getByText('Imported from Pidgin')).toBeVisible();
  expect(await talk.from.title()).not.toBe('hacked');

  const history = await openHistory(parley);
  await history.getByTestId('history-search').fill('harbour');
  await expect(history.getByTestId('history-hit')).toHaveCount(1);
  await expect(history.getByTestId('history-hit')).toContainText('Kim Okafor');
  await history.getByTestId('history-search').fill('ago');
  await expect(history.getByTestId('history-hit')).toContainText('Long ago');
  await history.getByTestId('history-hit').click();
  await expect(history.getByTestId('history-message')).toContainText('oldfriend');
  await expect(history.getByTestId('history-continue')).toHaveCount(0);

  // What is said next with somebody of a log goes on in that thread.
  await callBridge(await parley.mainWindow(), 'window:open-thread-with', { uri: 'sip:kim@example.com' });
  const kims = await parley.window((page) => page.url().includes('conversation') && page !== talk.from);
  await expect(kims.getByTestId('message').first()).toContainText('Lunch by the harbour?');

  const again = await read(parley);
  await again.getByTestId('logs-add').click();
  await expect(again.getByTestId('logs-done')).toHaveText(/No message was new.\s*5 were there already/u);
  await parley.close();
  await lees.close();

  const later = await launchParley({ userData: profile, args: KeyStore.args });
  await signInAgain(later);
  const kept = await openHistory(later);
  await kept.getByTestId('history-search').fill('crane');
  await expect(kept.getByTestId('history-hit')).toHaveCount(1);
});

test('an import is stopped, keeps what it added, and says so', async ({
  launchParley,
  keyStore,
  newFolder,
  newTown,
  profile,
}) => {
  void keyStore;
  const logs = newFolder('parley-logs-');
  writeLongLogs(logs, 28);
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(parley, town.url, dana);
  await chooseFolder(parley, logs);
  const settings = await read(parley);
  await settings.getByTestId('logs-add').click();
  await settings.getByTestId('logs-stop').click();
  await expect(settings.getByTestId('logs-done')).toHaveText(/^Stopped: /u);
});

test('an import that the program was killed in is told at the next start, with the way to go on', async ({
  launchParley,
  keyStore,
  newFolder,
  newTown,
  profile,
}) => {
  void keyStore;
  const logs = newFolder('parley-logs-');
  writeLongLogs(logs, 28);
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, town.url, dana);
  await chooseFolder(first, logs);
  const settings = await read(first);
  await settings.getByTestId('logs-add').click();
  await expect(settings.getByTestId('logs-progress')).toBeVisible();
  await expect(settings.getByText(/^[1-9]\d* of 28/u)).toBeVisible();
  await kill(first);

  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInAgain(parley);
  const notice = main.locator('[data-code=logs-stopped]');
  await expect(notice).toContainText('The import of messages ended early');
  await expect(notice).toContainText(/stays?\. Import the same folder again/u);
  await notice.getByTestId('notice-import').click();
  const again = await parley.window((page) => page.url().includes('settings'));
  await expect(again.getByTestId('setting-importHistory')).toBeVisible();
  await main.getByRole('button', { name: 'Dismiss' }).click();

  // Said once.
  await callBridge(main, 'session:sign-out', undefined);
  await signInAgain(parley);
  await expect(notice).toHaveCount(0);
});

test('an import goes on while the settings are closed, is found again there, and says what came in', async ({
  launchParley,
  keyStore,
  newFolder,
  newTown,
  profile,
}) => {
  void keyStore;
  const logs = newFolder('parley-logs-');
  writeLongLogs(logs, 6);
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(parley, town.url, dana);
  await chooseFolder(parley, logs);
  const settings = await read(parley);
  await settings.getByTestId('logs-add').click();
  await settings.close();

  const main = await parley.mainWindow();
  const notice = main.locator('[data-code=logs-imported]');
  await expect(notice).toContainText('12,000 messages came in, with Lee Park.');
  const again = await openSettings(parley, 'history');
  await expect(again.locator('[data-setting=importHistory]')).toContainText('An import has ended');
  await again.getByTestId('setting-importHistory').click();
  await expect(again.getByTestId('logs-done')).toContainText('12,000 messages were added');
  await again.getByTestId('logs-close').click();
  await expect(notice).toHaveCount(0);
  await expect(again.locator('[data-setting=importHistory]')).toContainText('Pidgin and Adium');
});

test('logs that were read wait for who is who, and the main window says so and leads there', async ({
  launchParley,
  keyStore,
  newFolder,
  newTown,
  profile,
}) => {
  void keyStore;
  const logs = newFolder('parley-logs-');
  writeLogs(logs);
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(parley, town.url, dana);
  await callBridge(await parley.mainWindow(), 'contact:add', { uri: kim.uri, name: kim.name, groupIds: [] });
  await chooseFolder(parley, logs);
  const settings = await read(parley);
  const oldfriend = { name: 'Who is oldfriend?' };
  await settings.getByRole('combobox', oldfriend).fill('Kim Okafor');
  await settings.close();

  const main = await parley.mainWindow();
  const notice = main.locator('[data-code=logs-read]');
  await expect(notice).toContainText('5 messages were read, and are not added yet.');
  // In another language all of it is said anew.
  await callBridge(main, 'settings:set', { language: 'de' });
  await expect(notice).toContainText('5 Nachrichten wurden gelesen');
  await callBridge(main, 'settings:set', { language: 'en' });
  await expect(notice).toContainText('5 messages were read');
  await notice.getByTestId('notice-import').click();
  const again = await parley.window((page) => page.url().includes('settings'));
  await expect(again.locator('[data-setting=importHistory]')).toContainText('say who is who', { ignoreCase: true });
  await again.getByTestId('setting-importHistory').click();
  await expect(again.getByRole('combobox', oldfriend)).toHaveValue('Kim Okafor');
  await again.getByTestId('logs-add').click();
  await again.getByTestId('logs-done').waitFor();
  await expect(notice).toHaveCount(0);
});

test('without a history there is nothing to import into, and that is said', async ({ launchParley }) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'history');
  await expect(settings.getByTestId('setting-importHistory')).toBeDisabled();
  await expect(settings.locator('[data-setting=importHistory]')).toContainText('You are signed out');
});
