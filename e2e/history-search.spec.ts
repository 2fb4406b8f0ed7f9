// The search of the history as a person does it, by keyboard: words in any order, a person, days, a kind, and from a hit to its place.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { fillHistory } from './support/fill-history';
import { KeyStore } from './support/key-store';
import { openHistory, signInToStay, test } from './support/kept-profile';
import { conversationWindow, dana, kim, lee } from './support/people';

async function type(page: Page, testId: string, text: string): Promise<void> {
  await page.getByTestId(testId).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

test('words are found in any order and form, narrowed by person, day and kind, and a hit opens at its message', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Two cranes in line at Müller');
  await main.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await expect(talk.getByTestId('message-text')).toHaveCount(1);
  lees.say('明天的会议在三楼');
  await expect(talk.getByTestId('message-text')).toHaveCount(2);
  // Nobody answers this one.
  const kims = town.arrive(kim);
  kims.invite(dana, 'The line of the crane is cut', 'Crane');
  await expect(main.getByTestId('invitation-accept')).toHaveCount(1);
  kims.goAway();
  await expect(main.getByTestId('invitation-accept')).toHaveCount(0);
  await fillHistory(parley, profile, 500);

  const history = await openHistory(parley);
  const hits = history.getByTestId('history-hit');
  for (const words of ['crane line', 'LINE cranes', 'lin cra']) {
    await type(history, 'history-search', words);
    await expect(hits).toHaveCount(2);
    await expect(hits.locator('mark')).toHaveText(['line', 'crane', 'cranes', 'line']);
  }
  await type(history, 'history-search', 'muller');
  await expect(hits.locator('mark')).toHaveText(['Müller']);
  await type(history, 'history-search', '会议');
  await expect(hits.locator('mark')).toHaveText(['会议']);
  await type(history, 'history-search', 'crane NEAR line');
  await expect(history.getByTestId('history-results')).toContainText('Nothing found');
  await expect(history.getByTestId('history-clear')).toHaveCount(0);

  // A person, and out of it again; the words stay.
  await type(history, 'history-search', 'crane line');
  await expect(hits).toHaveCount(2);
  await type(history, 'history-person', 'kim');
  await expect(hits).toHaveCount(1);
  await expect(hits).toContainText('Kim');
  await history.getByTestId('history-clear').focus();
  await history.keyboard.press('Enter');
  await expect(hits).toHaveCount(2);
  await expect(history.getByTestId('history-person')).toHaveValue('');
  await expect(history.getByTestId('history-search')).toBeFocused();

  // A kind.
  await history.getByTestId('history-kind').focus();
  await history.keyboard.press('Enter');
  await history.keyboard.type('Missed');
  await history.keyboard.press('Enter');
  await expect(history.getByTestId('history-kind')).toContainText('Missed');
  await expect(hits).toHaveCount(1);
  await expect(hits).toContainText('Kim');
  await type(history, 'history-search', 'muller');
  await expect(history.getByTestId('history-results')).toContainText('Nothing found with these filters');
  expect(await accessibilityProblems(history)).toEqual([]);
  await history.getByTestId('history-clear').click();
  await expect(hits).toHaveCount(1);

  // Days: a year ago somebody wrote much.
  await type(history, 'history-search', 'year 77 mess');
  await expect(hits).toHaveCount(1);
  await history.getByTestId('history-from').focus();
  await history.keyboard.type(`0101${new Date().getFullYear() + 1}`);
  await expect(history.getByTestId('history-from')).toHaveValue(`${new Date().getFullYear() + 1}-01-01`);
  await expect(history.getByTestId('history-results')).toContainText('Nothing found with these filters');
  await history.getByTestId('history-clear').focus();
  await history.keyboard.press('Enter');
  await expect(hits).toHaveCount(1);
  const lastYear = new Date().getFullYear() - 2;
  await history.getByTestId('history-from').focus();
  await history.keyboard.type(`0101${lastYear}`);
  await expect(history.getByTestId('history-from')).toHaveValue(`${lastYear}-01-01`);
  await expect(hits).toHaveCount(1);

  // To its place in the thread, and on to the conversation.
  await hits.focus();
  await history.keyboard.press('Enter');
  const found = history.locator('[data-testid=history-message].marked');
  await expect(found).toContainText('Message 77 of a long year');
  await expect(found).toBeInViewport();
  await expect(history.getByRole('button', { name: 'Show earlier messages' })).toHaveCount(1);
  await expect(history.getByRole('button', { name: 'Show later messages' })).toHaveCount(1);
  expect(await accessibilityProblems(history)).toEqual([]);
  const opened = conversationWindow(parley);
  await history.getByTestId('history-continue').focus();
  await history.keyboard.press('Enter');
  await expect((await opened).getByText('Lee Park').first()).toBeVisible();
});
