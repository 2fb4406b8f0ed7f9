// Menus and the questions that they lead to, by a hand on the mouse and one on the keyboard; and where the keyboard is afterwards.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { dana, kim, lee, signIn } from './support/people';
import { moveTo, press, setWidth } from './support/pointer';

const serverArgs = ['--poll-wait', '100'];
const leeRow = (page: Page) => page.locator('[data-testid=contact-row][data-uri="sip:lee@example.com"]').first();
const entry = (page: Page, name: string) =>
  page.getByRole('menu').locator('[role^=menuitem]').filter({ hasText: name });

/** The row that the keyboard is on: the tree has the focus, and names it. */
const focusedRow = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const name = document.activeElement?.getAttribute('aria-activedescendant');
    return (name && document.getElementById(name)?.dataset['uri']) ?? undefined;
  });

for (const width of [380, 560]) {
  test(`what a contact sees and its groups are chosen with the mouse in a window ${width} wide`, async ({
    launchParley,
    startServer,
  }) => {
    const { url } = await startServer(
      [{ ...dana, groups: { ...dana.groups, 'Night shift': [kim.uri] } }, lee, kim],
      serverArgs,
    );
    const parley = await launchParley();
    const page = await signIn(parley, url, dana);
    await setWidth(parley, 'main', width);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);

    await press(leeRow(page), 'right');
    await press(entry(page, 'What they see of me'));
    await press(entry(page, 'Team'));
    await expect(page.getByRole('menu')).toHaveCount(0);
    await press(leeRow(page), 'right');
    await press(entry(page, 'What they see of me'));
    await expect(entry(page, 'Team')).toHaveAttribute('aria-checked', 'true');
    // Somebody who looked into the wrong one gets back.
    await press(entry(page, 'Back'));
    await press(entry(page, 'Groups'));
    await expect(entry(page, 'Suppliers')).toHaveAttribute('aria-checked', 'true');
    await press(entry(page, 'Night shift'));
    await expect(page.getByRole('menu')).toHaveCount(0);
    // In both groups now.
    await expect(page.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`)).toHaveCount(2);
    await press(leeRow(page), 'right');
    await press(entry(page, 'Groups'));
    await expect(entry(page, 'Night shift')).toHaveAttribute('aria-checked', 'true');
  });
}

test('the first menu opens at the pointer, also where the system asks for less motion', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await press(leeRow(page), 'right');
  await expect(page.getByRole('menu')).toBeVisible();
  const row = (await leeRow(page).boundingBox())!;
  await expect
    .poll(async () => Math.abs((await page.getByRole('menu').boundingBox())!.y - (row.y + row.height / 2)))
    .toBeLessThan(8);
});

test('several people are chosen, and no longer once somebody writes to them', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const parley = await launchParley();
  const page = await signIn(parley, url, dana);
  await press(leeRow(page));
  await page.keyboard.down('Control');
  await press(page.locator(`[data-testid=contact-row][data-uri="${kim.uri}"]`));
  await page.keyboard.up('Control');
  const chosen = page.getByText('2 selected');
  await press(page.getByRole('button', { name: 'Message' }));
  const invitation = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(invitation.getByTestId('invitation-chip')).toHaveCount(2);
  await expect(chosen).toHaveCount(0);
  // The button has gone, and the keyboard is where the people are.
  await expect(page.getByRole('tree')).toBeFocused();
});

test('a double click on an entry that leads further chooses nothing there', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  await press(leeRow(page), 'right');
  await moveTo(entry(page, 'What they see of me'));
  await page.mouse.down({ clickCount: 1 });
  await page.mouse.up({ clickCount: 1 });
  await entry(page, 'Back').waitFor();
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(entry(page, 'Back')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(entry(page, 'What they see of me')).toBeFocused();
});

test('the keyboard goes through a menu and is on the row again afterwards', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  await press(leeRow(page));
  const openMenu = async (): Promise<void> => {
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
  };

  await openMenu();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await focusedRow(page)).toBe(lee.uri);

  // By its first letters, in with the arrow, out with the arrow and with Esc, one step at a time.
  await openMenu();
  await page.keyboard.type('What');
  await expect(entry(page, 'What they see of me')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(entry(page, 'Work details')).toBeVisible();
  await expect(page.locator('[role=menu] :focus')).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await expect(entry(page, 'What they see of me')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Work details')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(entry(page, 'What they see of me')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Team');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await focusedRow(page)).toBe(lee.uri);
  await expect.poll(() => levelOf(page, openMenu)).toEqual(['Team']);

  await openMenu();
  await page.keyboard.type('Remove');
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Lee Park');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect.poll(() => focusedRow(page)).toBe(lee.uri);

  await openMenu();
  await page.keyboard.type('Groups');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Suppliers')).toBeFocused();
  // Round by the way back to the last one.
  await page.keyboard.press('ArrowUp');
  await expect(entry(page, 'Back')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(entry(page, 'New group')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByTestId('group-name').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('group-name')).toHaveCount(0);
  await expect.poll(() => focusedRow(page)).toBe(lee.uri);
});

/** By the menu of the row that the keyboard is on. */
async function levelOf(page: Page, openMenu: () => Promise<void>): Promise<string[]> {
  await openMenu();
  await page.keyboard.type('What');
  await page.keyboard.press('Enter');
  await entry(page, 'Back').waitFor();
  const names = await page.locator('[role=menuitemradio][aria-checked=true]').allInnerTexts();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  return names.map((name) => name.split('\n')[0]!.trim());
}

test('what a contact sees is never chosen by a key too many, and by its letters whatever was typed before', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  await press(leeRow(page));
  const openMenu = async (): Promise<void> => {
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
  };

  // What this contact sees is what the menu opens on: Enter leads in, and chooses what is so.
  await openMenu();
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'No level of their own')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await levelOf(page, openMenu)).toEqual(['No level of their own']);

  // At once, within what one goes on typing in.
  await openMenu();
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  await entry(page, 'Back').waitFor();
  await page.keyboard.press('t');
  await expect(entry(page, 'Team')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => levelOf(page, openMenu)).toEqual(['Team']);

  // The level in force is where one begins, and to choose it again changes nothing.
  await openMenu();
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Team')).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await levelOf(page, openMenu)).toEqual(['Team']);
});

test('the keyboard begins at the availability in force, and a blank is a part of its name', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  const button = page.getByTestId('availability-menu');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Available')).toBeFocused();
  await page.keyboard.type('be r');
  await expect(entry(page, 'Be right back')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('data-availability', 'be-right-back');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Be right back')).toBeFocused();
});

test('after a menu by the mouse the keyboard is on its row, or on the button that it hangs on', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  await press(leeRow(page), 'right');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await focusedRow(page)).toBe(lee.uri);

  await press(leeRow(page), 'right');
  await press(entry(page, 'Remove'));
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }));
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect.poll(() => focusedRow(page)).toBe(lee.uri);

  const mainMenu = page.getByTestId('main-menu');
  await press(mainMenu);
  await press(entry(page, 'Who sees what of me'));
  const access = page.getByRole('dialog');
  await access.waitFor();
  await page.keyboard.press('Escape');
  await expect(access).toHaveCount(0);
  await expect(mainMenu).toBeFocused();

  // What is clicked beside the menu has the focus, not where the menu came from.
  await press(leeRow(page), 'right');
  await page.getByRole('menu').waitFor();
  await press(page.getByTestId('contacts-search'));
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.type('zzz');
  await expect(page.getByTestId('contact-row')).toHaveCount(0);
});

test('a dialog that keys open while a menu is open is above it', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const page = await signIn(await launchParley(), url, dana);
  await press(page.getByTestId('main-menu'));
  await entry(page, 'History').waitFor();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByTestId('switcher-text')).toBeFocused();
  // A menu that is not the newest lets the pointer through: what is seen there is what would be hit otherwise.
  await page.addStyleTag({ content: '* { pointer-events: auto !important }' });
  /** What is seen where the menu stands. */
  const isAbove = (): Promise<boolean> =>
    page.evaluate(() => {
      const menu = document.querySelector('[role=menu]');
      if (!menu) return true;
      const { left, top, width, height } = menu.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(left + width * part, top + height / 2));
      return points.every((element) => element !== null && !menu.contains(element));
    });
  await expect.poll(isAbove).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('switcher')).toHaveCount(0);
});
