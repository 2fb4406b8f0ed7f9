// Signing out and quitting with something typed that nobody has got: asked first where it would be lost, and only there.
import type { Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { press } from './support/pointer';
import type { Town } from './support/town';

const question = (page: Page) => page.getByRole('alertdialog');
const button = (page: Page, name: string) => question(page).getByRole('button', { name });

async function signOutByMenu(main: Page): Promise<void> {
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Sign out' }));
}

/** The entry of the menu, which Ctrl+Q stands for: a test's keys go to the page and not to the menu. */
async function chooseQuit({ app }: Parley): Promise<void> {
  await app.evaluate(({ Menu }) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    // Not within this call: it would not be answered any more.
    setTimeout(() => entries.find(({ label }) => label === 'Quit Parley')?.click());
  });
}

/** Lee is talked to, the connection goes, and one message waits while another is half-written. */
async function leaveUndone(parley: Parley, main: Page, town: Town, gateway: Gateway): Promise<Page> {
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await gateway.stop();
  await expect(main.getByTestId('connection-banner')).toBeVisible({ timeout: 30_000 });
  await page.getByTestId('composer-text').fill('It is, until four.');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=message][data-delivery=queued]').waitFor();
  await page.getByTestId('composer-text').fill('And the yell');
  return page;
}

test('signing out asks before something typed is lost, and the safe answer is at hand', async ({
  launchParley,
  newTown,
}) => {
  test.setTimeout(120_000);
  const town = await newTown([dana, lee, kim]);
  const gateway = await new Gateway(() => town.url).start();
  const parley = await launchParley();
  const main = await signIn(parley, gateway.url, dana);
  await leaveUndone(parley, main, town, gateway);

  await signOutByMenu(main);
  await expect(question(main)).toContainText('Sign out anyway?');
  await expect(question(main)).toContainText('1 message that is not sent yet and 1 draft will be lost');
  await expect(button(main, 'Cancel')).toBeFocused();
  await main.keyboard.press('Enter');
  await expect(question(main)).toHaveCount(0);
  await expect(main.getByTestId('contacts')).toBeVisible();

  await signOutByMenu(main);
  await press(button(main, 'Sign out anyway'));
  await main.getByTestId('signin').waitFor();
  await gateway.stop();
});

test('signing out asks nothing where nothing is left undone', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.getByTestId('composer-text').fill('It is.');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toEqual(['It is.']);
  await expect(page.locator('[data-testid=message][data-direction=outgoing]')).toHaveAttribute(
    'data-delivery',
    /sent|confirmed/u,
  );
  await signOutByMenu(main);
  await main.getByTestId('signin').waitFor();
});

test('quitting asks from every window and from the tray; a computer that goes down is not held up', async ({
  launchParley,
  newTown,
  tray,
}) => {
  test.setTimeout(120_000);
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, kim.uri);
  await invitation.getByTestId('invitation-text').fill('Could you come at');

  await chooseQuit(parley);
  await expect(question(main)).toContainText('Quit anyway?');
  await expect(question(main)).toContainText('1 draft will be lost');
  await expect(button(main, 'Cancel')).toBeFocused();
  await main.keyboard.press('Escape');
  await expect(question(main)).toHaveCount(0);

  await expect.poll(() => tray.icons.length).toBeGreaterThan(0);
  await tray.icons.at(-1)!.choose('Quit Parley');
  await expect(question(main)).toContainText('Quit anyway?');
  // A hidden window that has to ask comes up.
  await parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((each) => each.hide()));
  await tray.icons.at(-1)!.choose('Sign out');
  await expect(question(main)).toContainText('Sign out anyway?');
  await expect
    .poll(() =>
      parley.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some((each) => each.isVisible() && each.webContents.getURL().includes('#/main')),
      ),
    )
    .toBe(true);
  await main.keyboard.press('Escape');
  await expect(question(main)).toHaveCount(0);
  await expect(invitation.getByTestId('invitation-text')).toHaveValue('Could you come at');

  const ended = new Promise((done) => parley.child.once('exit', done));
  parley.child.kill('SIGTERM');
  await ended;
});

test('quit anyway quits', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, kim.uri);
  await invitation.getByTestId('invitation-text').fill('C');
  const ended = new Promise((done) => parley.child.once('exit', done));
  await chooseQuit(parley);
  await press(button(main, 'Quit anyway'));
  await ended;
});

test('with a history nothing is asked, and what was left undone is there again and goes out', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(180_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const gateway = await new Gateway(() => town.url).start();
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, gateway.url, dana);
  await leaveUndone(parley, main, town, gateway);

  await signOutByMenu(main);
  await main.getByTestId('signin').waitFor();
  const ended = new Promise((done) => parley.child.once('exit', done));
  await chooseQuit(parley);
  await ended;

  await gateway.start();
  const lees = town.arrive(lee);
  const again = await launchParley({ userData: profile, args: KeyStore.args });
  const later = await signInAgain(again);
  await expect.poll(() => lees.heard, { timeout: 30_000 }).toContain('It is, until four.');
  const row = later.getByTestId('conversation-row');
  await expect(row.getByTestId('conversation-mark')).toHaveText('Draft');
  await press(row);
  const page = await conversationWindow(again);
  await expect(page.getByTestId('composer-text')).toHaveValue('And the yell');
  await gateway.stop();
});

test('a window that would open while all others close does not keep Parley from ending', async ({ launchParley }) => {
  const parley = await launchParley();
  await expect((await parley.mainWindow()).getByTestId('signin')).toBeVisible();
  await parley.app.evaluate(({ app, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.once('closed', () => app.emit('activate'));
  });
  await parley.close();
  expect([parley.child.exitCode, parley.child.signalCode]).toEqual([0, null]);
});
