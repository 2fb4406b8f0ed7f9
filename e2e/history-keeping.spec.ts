// What a person does with the history: finds calls and people in it, takes it away in a file, keeps less of it, deletes it.
import type { Page } from '@playwright/test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { fillHistory } from './support/fill-history';
import { KeyStore } from './support/key-store';
import { openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee } from './support/people';
import { openSettings } from './support/settings';

const oldMessages = 120_000;

const hostile = {
  ...kim,
  name: '<img src=x onerror=alert(1)>\u202eKim',
};

async function saveTo(parley: Parley, filePath: string): Promise<void> {
  await parley.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);
}

async function choose(history: Page, ...labels: readonly string[]): Promise<void> {
  await history.getByTestId('history-menu').click();
  for (const label of labels.slice(0, -1)) {
    await history.getByRole('menuitem', { name: label }).click();
  }
  await history.getByRole('menuitem', { name: labels.at(-1)!, exact: true }).click();
}

test('calls are found by person, exports harm nobody, and everything deleted is gone', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee, hostile]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, '<script>document.title="hacked"</script>\u202etxet', 'Dock <4>');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveCount(1);
  town.ring(hostile, dana, 'Urgent load');
  await main.getByTestId('call-decline').click();
  await expect(main.getByTestId('call-card')).toHaveCount(0);

  const history = await openHistory(parley);
  const rows = history.getByTestId('history-conversation');
  await expect(rows).toHaveCount(2);
  await history.getByRole('combobox', { name: 'With' }).fill('onerror');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Call, declined');
  await rows.click();
  await expect(history.getByTestId('history')).toContainText('Urgent load');
  await history.getByRole('combobox', { name: 'With' }).fill('');
  await expect(rows).toHaveCount(2);
  const subject = history.getByTestId('history-subject-hit');
  await history.getByTestId('history-search').fill('urg');
  await expect(subject).toHaveCount(1);
  await expect(subject.locator('mark')).toHaveText('Urgent');
  await subject.click();
  await expect(history.locator('.thread')).toContainText('Call, declined');
  await history.getByTestId('history-search').fill('');
  await expect(rows).toHaveCount(2);

  const file = join(profile, 'export.html');
  await saveTo(parley, file);
  await choose(history, 'Export everything', 'As a page to read');
  await expect(history.getByTestId('history-exported')).toBeVisible();
  const html = readFileSync(file, 'utf8');
  expect(html).not.toMatch(/<script|<img/iu);
  expect(html).toContain('&lt;script&gt;');
  // As a browser reads it: nothing runs, and what turns the direction around stays in its message.
  await parley.app.evaluate(async ({ BrowserWindow }, path) => {
    const window = new BrowserWindow({ show: false });
    await window.loadFile(path);
  }, file);
  const exported = await parley.window((candidate) => candidate.url().endsWith('export.html'));
  await expect(exported).toHaveTitle('Parley history');
  expect(await exported.locator('img, script').count()).toBe(0);
  await expect(exported.locator('section')).toHaveCount(2);
  await exported.close();

  const json = join(profile, 'export.json');
  await saveTo(parley, json);
  await choose(history, 'Export everything', 'As JSON');
  await expect(history.getByTestId('history-exported')).toBeVisible();
  const parsed = JSON.parse(readFileSync(json, 'utf8')) as { version: number; conversations: { call?: string }[] };
  expect(parsed.version).toBe(1);
  expect(parsed.conversations.map(({ call }) => call)).toContain('declined');

  await saveTo(parley, join(profile, 'no-such-folder', 'export.txt'));
  await choose(history, 'Export everything', 'As plain text');
  await expect(history.getByText('The file could not be written.')).toBeVisible();

  lees.leave();
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await choose(history, 'Delete everything');
  await history.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(rows).toHaveCount(0);
  // Nothing of it comes back with the next thing that happens to it, now or later.
  await expect(main.getByTestId('conversation-row')).toHaveCount(0);
  await parley.close();
  const again = await launchParley({ userData: profile, args: KeyStore.args });
  const main2 = await signInAgain(again);
  await expect(main2.getByTestId('conversation-row')).toHaveCount(0);
  await expect((await openHistory(again)).getByTestId('history-conversation')).toHaveCount(0);
});

test('what is deleted of a conversation that goes on stands in no window, and the conversation goes on', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'The old secret');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText('The old secret');
  const history = await openHistory(parley);
  await history.getByTestId('history-conversation').click();
  await choose(history, 'Delete this conversation');
  await history.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(history.getByTestId('history-conversation')).toHaveCount(0);
  await expect(page.getByTestId('message')).toHaveCount(0);
  await expect(page.getByText('You deleted what was said before.')).toBeVisible();

  lees.say('Still there?');
  await expect(page.getByTestId('message-text')).toHaveText('Still there?');
  await page.getByTestId('composer-text').fill('I am.');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toContain('I am.');
  await history.getByTestId('history-search').fill('there');
  await expect(history.getByTestId('history-hit')).toHaveCount(1);
  await history.getByTestId('history-search').fill('secret');
  await expect(history.getByTestId('history-hit')).toHaveCount(0);
});

test('what is half-written in a conversation that is over outlives its deletion, in its window and after a restart', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'The old secret');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText('The old secret');
  lees.leave();
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await page.getByTestId('composer-text').click();
  await page.keyboard.type('half a thought');
  await page.getByTestId('add-subject').click();
  await page.keyboard.type('Pump 3');

  const history = await openHistory(parley);
  await history.getByTestId('history-conversation').click();
  await choose(history, 'Delete this conversation');
  await history.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(history.getByTestId('history-conversation')).toHaveCount(0);
  await expect(page.getByTestId('message')).toHaveCount(0);
  await expect(page.getByText('You deleted what was said before.')).toBeVisible();
  await expect(page.getByTestId('composer-text')).toHaveValue('half a thought');
  const row = main.getByTestId('conversation-row');
  await expect(row).toContainText('Draft');
  await choose(history, 'Delete everything');
  await history.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(history.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0);
  await expect(page.getByTestId('composer-text')).toHaveValue('half a thought');
  await parley.close();

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  const main2 = await signInAgain(again);
  await expect(main2.getByTestId('conversation-row')).toContainText('Draft');
  await main2.getByTestId('conversation-row').dblclick();
  const page2 = await conversationWindow(again);
  await expect(page2.getByTestId('composer-text')).toHaveValue('half a thought');
  await expect(page2.getByTestId('next-subject')).toHaveValue('Pump 3');
  await expect(page2.getByTestId('message')).toHaveCount(0);
  await expect(page2.getByText('The old secret')).toHaveCount(0);
  await page2.getByTestId('composer-text').click();
  await page2.keyboard.press('End');
  await page2.keyboard.type('.');
  await page2.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toContain('half a thought.');
  await again.close();
});

test('a long export shows how far it is and can be cancelled; keeping less asks before it deletes', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  await expect.poll(() => lees.isConnected).toBe(true);
  const history = await openHistory(first);
  await expect(history.getByTestId('history-conversation')).toHaveCount(1);
  await fillHistory(first, profile, oldMessages);

  const file = join(profile, 'export.txt');
  writeFileSync(file, 'an earlier export');
  await saveTo(first, file);
  await choose(history, 'Export everything', 'As plain text');
  await expect(history.getByTestId('history-exporting')).toContainText('of 120,001 messages');
  await history.getByTestId('history-cancel-export').click();
  await expect(history.getByTestId('history-exporting')).toHaveCount(0);
  await expect(history.getByTestId('history-exported')).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe('an earlier export');
  expect(existsSync(`${file}.part`)).toBe(false);

  const settings = await openSettings(first, 'history');
  await settings.getByTestId('setting-keepHistoryDays').click();
  await settings.getByRole('option', { name: '30 days' }).click();
  const question = settings.getByRole('alertdialog');
  await expect(question).toContainText('Delete 120,000 messages?');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(settings.getByTestId('setting-keepHistoryDays')).toContainText('For ever');
  await settings.getByTestId('setting-keepHistoryDays').click();
  await settings.getByRole('option', { name: '30 days' }).click();
  await question.getByRole('button', { name: 'Delete and keep less' }).click();
  await expect(settings.getByTestId('setting-keepHistoryDays')).toContainText('30 days');
  await expect
    .poll(
      async () => {
        const answer = await callBridge(main, 'history:count-older', { days: 30 });
        return answer.ok ? answer.value : answer.failure.code;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
  const kept = await callBridge(main, 'history:search', { text: 'crane', limit: 10 });
  expect(kept.ok && kept.value.hits).toHaveLength(1);
});
