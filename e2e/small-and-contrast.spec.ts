// The smallest window, and colours that the system chooses: everything is still there to be seen.
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { openHistory, test } from './support/kept-profile';
import { conversationWindow, dana, lee, signIn } from './support/people';

test('the smallest history window has room for results beside an open one, and offers nothing earlier than all', async ({
  launchParley,
  keyStore,
  newTown,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ args: KeyStore.args });
  const main = await signIn(parley, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  await conversationWindow(parley);
  const history = await openHistory(parley);
  await parley.app.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows()) {
      if (each.webContents.getURL().includes('#/history')) each.setContentSize(480, 480);
    }
  });
  await expect.poll(() => history.evaluate(() => innerWidth)).toBe(480);
  await history.getByTestId('history-search').fill('crane');
  await history.locator('.results .row').first().click();
  await expect(history.getByTestId('history-message')).toHaveCount(1);
  await expect.poll(async () => (await history.locator('.results').boundingBox())?.height ?? 0).toBeGreaterThan(80);
  await expect(history.getByRole('button', { name: 'Show earlier messages' })).toHaveCount(0);
  await expect(history.getByRole('button', { name: 'Show later messages' })).toHaveCount(0);
});

test('in colours of the system the signs on what is chosen stand out from it', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const page = await signIn(await launchParley(), town.url, dana);
  town.arrive(lee);
  await page.emulateMedia({ forcedColors: 'active' });
  const row = page.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`).first();
  await row.click();
  const [sign, mark, ground] = await row.evaluate((element) => {
    const dot = element.querySelector('.presence');
    const inner = dot?.querySelector('.mark');
    return [
      dot ? getComputedStyle(dot).color : '',
      inner ? getComputedStyle(inner).stroke : 'none',
      getComputedStyle(element).backgroundColor,
    ];
  });
  expect(sign).not.toBe(ground);
  expect(mark).not.toBe(sign);
  await row.click({ button: 'right' });
  await page.keyboard.press('ArrowDown');
  const entry = page.locator('.ui-menu-item[data-highlighted]').first();
  const colours = await entry.evaluate((element) => [
    getComputedStyle(element).color,
    getComputedStyle(element.querySelector('.ui-menu-icon')!).color,
  ]);
  expect(colours[1]).toBe(colours[0]);
});
