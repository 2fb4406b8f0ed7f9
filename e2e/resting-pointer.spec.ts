// A pointer that rests somewhere, or has gone, wants nothing.
import type { Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { conversationWindow, dana, kim, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

const tooltip = (page: Page) => page.locator('.ui-tooltip');

/** Out of the window in one go: no move on the way. */
const jumpOut = ({ app }: Parley): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (webContents.getURL().includes('#/main')) webContents.sendInputEvent({ type: 'mouseLeave', x: -1, y: -1 });
    }
  });

test('after signing in with the mouse the list stands at its top, with what is half-written', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(90_000);
  void keyStore;
  const others = Array.from({ length: 12 }, (_, n) => ({
    ...kim,
    uri: `sip:c${n}@example.com`,
    name: `Colleague ${n}`,
    user: `EXAMPLE\\c${n}`,
  }));
  const town = await newTown([{ ...dana, contacts: others.map(({ uri }) => uri) }, lee, ...others]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(first);
  await page.getByTestId('composer-text').fill('half a thought');
  await expect(main.getByTestId('conversation-mark')).toHaveText('Draft');
  await first.close();

  const second = await launchParley({ userData: profile, args: KeyStore.args });
  const again = await second.mainWindow();
  await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(380, 720));
  await expect.poll(() => again.evaluate(() => innerWidth)).toBe(380);
  await press(again.getByTestId('signin-submit'));
  await again.getByTestId('contacts').waitFor();
  await expect(again.getByTestId('conversation-mark')).toHaveText('Draft');
  await expect(again.locator('.scroller')).toHaveJSProperty('scrollTop', 0);
  await expect(again.getByTestId('conversation-row')).toBeInViewport({ ratio: 1 });
  await second.close();
});

test('a list that was at its top is there again when the pointer has left the people that it was held for', async ({
  launchParley,
  newTown,
}) => {
  const others = Array.from({ length: 12 }, (_, n) => ({
    ...kim,
    uri: `sip:c${n}@example.com`,
    name: `Colleague ${n}`,
    user: `EXAMPLE\\c${n}`,
  }));
  const town = await newTown([{ ...dana, contacts: others.map(({ uri }) => uri) }, lee, ...others]);
  const main = await signIn(await launchParley(), town.url, dana);
  const list = main.locator('.scroller');
  const callOf = (name: string) => main.getByTestId('missed-call').filter({ hasText: name });
  await moveTo(main.getByTestId('contact-row').nth(3));
  for (const caller of [lee, others[0]!]) {
    town.ring(caller, dana, 'Urgent load')();
    await callOf(caller.name).waitFor({ state: 'attached' });
  }
  await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  await moveTo(main.getByTestId('self-name'));
  await expect(list).toHaveJSProperty('scrollTop', 0);

  // Where somebody has scrolled to it stays.
  await moveTo(main.getByTestId('contact-row').nth(3));
  town.ring(others[1]!, dana, 'Urgent load')();
  await callOf(others[1]!.name).waitFor({ state: 'attached' });
  await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  const held = await list.evaluate(({ scrollTop }) => scrollTop);
  await main.mouse.wheel(0, 60);
  await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(held);
  await moveTo(main.getByTestId('self-name'));
  expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(held);
});

test('an explanation goes with the pointer, also out of the window, and comes with the keyboard alone', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, dana);
  const compose = page.getByTestId('new-conversation');
  await moveTo(compose);
  await expect(tooltip(page)).toBeVisible();
  await jumpOut(parley);
  await expect(tooltip(page)).toHaveCount(0);
  await page.mouse.move(10, 10);
  await moveTo(compose);
  await expect(tooltip(page)).toBeVisible();

  // Given back by a menu and by a dialog.
  const menu = page.getByTestId('main-menu');
  await press(menu);
  await page.getByRole('menu').waitFor();
  await page.mouse.move(40, 600, { steps: 4 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(menu).toBeFocused();
  await expect(tooltip(page)).toHaveCount(0);
  await press(menu);
  await press(page.getByRole('menuitem', { name: 'Who sees what of me' }));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Close' }));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(menu).toBeFocused();
  await expect(tooltip(page)).toHaveCount(0);

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(menu).toBeFocused();
  await expect(tooltip(page)).toBeVisible();
});
