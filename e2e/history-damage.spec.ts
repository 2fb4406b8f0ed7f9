// A history file that opens as if nothing were wrong, and is damaged further in: found by the check that runs beside, after sign-in.
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { fillHistory, historyFileIn } from './support/fill-history';
import { KeyStore } from './support/key-store';
import { openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import { conversationWindow, dana, lee } from './support/people';
import { profileFiles } from './support/profile';

const pageBytes = 4096;

function damageTheMiddle(path: string): void {
  const { size } = statSync(path);
  const start = Math.floor(size / 2 / pageBytes) * pageBytes;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(Math.floor(size / 10 / pageBytes) * pageBytes, 'damage'), 0, undefined, start);
  closeSync(file);
}

test('damage inside the history: said after sign-in, the old file kept, and nothing lost that was said since', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, town.url, dana);
  await fillHistory(first, profile, 20_000);
  await first.close();
  const name = historyFileIn(profile);
  damageTheMiddle(join(profile, name));

  const second = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInAgain(second);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(second);
  await expect(page.getByTestId('message-text').last()).toHaveText('Is the blue crane free?');
  await page.getByTestId('composer-text').fill('half a thought');
  const notice = main.locator('[data-testid=notice][data-code=history-damaged]');
  await expect(notice).toContainText('Your history is damaged', { timeout: 30_000 });
  const kept = profileFiles(profile).filter((each) => /\.db\.damaged-[^/]*Z$/u.test(each));
  expect(kept).toHaveLength(1);
  await expect(notice).toContainText(kept[0]!);
  await page.getByTestId('composer-text').fill('It is. Gate 2.');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toEqual(['It is. Gate 2.']);
  await page.getByTestId('composer-text').fill('and another');
  const history = await openHistory(second);
  await history.getByTestId('history-search').fill('crane');
  await expect(history.getByTestId('history-hit')).toHaveCount(1);
  lees.leave();
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await second.close();

  const third = await launchParley({ userData: profile, args: KeyStore.args });
  await signInAgain(third);
  const again = await openHistory(third);
  // The last one had come back at sign-in.
  for (const word of ['crane', 'gate', '19999']) {
    await again.getByTestId('history-search').fill(word);
    await expect(again.getByTestId('history-hit')).toHaveCount(1);
  }
});
