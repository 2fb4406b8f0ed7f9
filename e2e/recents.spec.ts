// Recents: who was talked to last, with what waits there; by pointer and by keys, now and after a restart.
import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';
import type { Parley } from './support/launch';
import type { Resident, Town } from './support/town';

const rows = (main: Page): Locator => main.getByTestId('conversation-row');
const rowOf = (main: Page, name: string): Locator => rows(main).filter({ hasText: name });
const names = (main: Page): Promise<string[]> => rows(main).locator('.name').allInnerTexts();

/** Lee says something; it is accepted, and the window closed. */
async function talk(parley: Parley, main: Page, resident: Resident, text: string, subject = ''): Promise<void> {
  resident.invite(dana, text, subject);
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text').last()).toHaveText(text);
  await expect.poll(() => resident.isConnected).toBe(true);
  await page.bringToFront();
  await expect(main.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await callBridge(page, 'window:close', undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
  await main.bringToFront();
}

const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };

async function threeTalks(parley: Parley, main: Page, town: Town): Promise<Resident[]> {
  const residents = [town.arrive(lee), town.arrive(kim), town.arrive(sam)];
  for (const [at, text] of ['the first', 'the second', 'the third'].entries())
    await talk(parley, main, residents[at]!, text);
  await expect.poll(() => names(main)).toEqual(['Sam Roth', 'Kim Okafor', 'Lee Park']);
  return residents;
}

test('Recents hold who was talked to last, what is pinned first, and are the same after a restart', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee, kim, sam]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  await expect(main.getByTestId('recents-head')).toContainText('Recents');
  const [lees, kims] = await threeTalks(first, main, town);

  // A word from Lee, who comes up; one's own last words are told apart.
  lees!.say('the fourth');
  await expect.poll(() => names(main)).toEqual(['Lee Park', 'Sam Roth', 'Kim Okafor']);
  await expect(rowOf(main, 'Lee Park')).toContainText('the fourth');
  await expect(rowOf(main, 'Lee Park').locator('.badge')).toContainText('1 unread message');
  kims!.leave();

  // Pinned by its menu.
  await press(rowOf(main, 'Kim Okafor'), 'right');
  await press(main.getByRole('menuitem', { name: 'Pin', exact: true }));
  await expect.poll(() => names(main)).toEqual(['Kim Okafor', 'Lee Park', 'Sam Roth']);
  await press(rowOf(main, 'Lee Park'), 'right');
  await press(main.getByRole('menuitem', { name: 'Mark as read' }));
  await expect(rowOf(main, 'Lee Park').locator('.badge')).toHaveCount(0);
  // An invitation that nobody answered, with its subject.
  kims!.invite(dana, 'Are you there?', 'Urgent load');
  await main.getByTestId('invitation-card').waitFor();
  kims!.leave();
  await expect(rows(main).filter({ hasText: 'Missed: Urgent load' }).first()).toContainText('Kim Okafor');
  await first.close();

  const second = await launchParley({ userData: profile, args: KeyStore.args });
  const again = await signInAgain(second);
  await expect(rows(again).first()).toContainText('Kim Okafor');
  await expect(rows(again).first()).toContainText('Pinned');
  await expect(rows(again).filter({ hasText: 'Missed: Urgent load' }).first().locator('.badge')).toBeVisible();
  await expect(rowOf(again, 'Lee Park')).toContainText('the fourth');
});

test('the row under the pointer stays there while others are talked to, and gives way once the pointer is gone', async ({
  launchParley,
  newTown,
}) => {
  test.setTimeout(120_000);
  const town = await newTown([dana, lee, kim, sam]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const [lees] = await threeTalks(parley, main, town);
  const target = rowOf(main, 'Kim Okafor');
  await moveTo(target);
  const before = (await target.boundingBox())!.y;
  lees!.say('look here');
  await expect(rowOf(main, 'Lee Park').locator('.badge')).toBeVisible();
  expect(await names(main)).toEqual(['Sam Roth', 'Kim Okafor', 'Lee Park']);
  expect((await target.boundingBox())!.y).toBe(before);
  await moveTo(main.getByTestId('self-name'));
  await expect.poll(() => names(main)).toEqual(['Lee Park', 'Sam Roth', 'Kim Okafor']);

  // Whoever points at the people below finds them where they were when somebody new comes above them.
  const person = main.locator(`[data-testid=contact-row][data-uri="${kim.uri}"]`);
  await moveTo(person);
  const place = (await person.boundingBox())!.y;
  town.ring(lee, dana, 'Urgent load')();
  await main.getByTestId('missed-call').waitFor({ state: 'attached' });
  await expect.poll(async () => Math.abs((await person.boundingBox())!.y - place)).toBeLessThan(1);
  for (const theme of ['light', 'dark'] as const) {
    await callBridge(main, 'settings:set', { theme });
    await expect(main.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await accessibilityProblems(main)).toEqual([]);
  }
});

test('by keys alone: from the search into Recents, open, fold, menu, remove, and on to the contacts', async ({
  launchParley,
  newTown,
}) => {
  test.setTimeout(120_000);
  const town = await newTown([dana, lee, kim, sam]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const [, , sams] = await threeTalks(parley, main, town);
  sams!.leave();
  const active = main.locator('.row.active');
  const key = (name: string): Promise<void> => main.keyboard.press(name);
  await main.getByTestId('contacts-search').click();
  await key('ArrowDown');
  await expect(active).toContainText('Sam Roth');
  await key('ArrowDown');
  await expect(active).toContainText('Kim Okafor');
  await main.keyboard.type('lee');
  await expect(active).toContainText('Lee Park');
  await expect(active).toHaveAttribute('data-testid', 'conversation-row');
  await key('Home');
  await expect(active).toHaveAttribute('data-testid', 'recents-head');
  await key('ArrowDown');

  await key('Shift+F10');
  await expect(main.getByRole('menu')).toBeVisible();
  await key('Escape');
  await expect(main.getByRole('menu')).toHaveCount(0);
  await key('Delete');
  await expect.poll(() => names(main)).toEqual(['Kim Okafor', 'Lee Park']);
  // Something happens, and there it is again.
  sams!.invite(dana, 'once more');
  await expect(main.getByTestId('invitation-card')).toHaveCount(1);
  sams!.leave();
  await expect(rowOf(main, 'Sam Roth').first()).toContainText('Missed');

  await key('Home');
  await key('ArrowLeft');
  await expect(rows(main)).toHaveCount(0);
  await expect(active).toHaveAttribute('aria-expanded', 'false');
  await key('ArrowDown');
  await expect(active).toHaveAttribute('data-testid', 'group-row');
  await key('Home');
  await key('ArrowRight');
  await expect(active).toHaveAttribute('aria-expanded', 'true');
  await main.keyboard.type('kim');
  await expect(active).toContainText('Kim Okafor');
  await key('Enter');
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText('the second');
});

test('a draft is marked, and deleted when somebody says so', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  await talk(parley, main, lees, 'Is the blue crane free?');
  const row = rows(main);
  await press(row);
  const page = await conversationWindow(parley);
  await page.getByTestId('composer-text').fill('half a thought');
  await expect(row.getByTestId('conversation-mark')).toHaveText('Draft');
  await callBridge(page, 'window:close', undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
  await press(row, 'right');
  await press(main.getByRole('menuitem', { name: 'Delete the draft' }));
  await press(main.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }));
  await expect(row.getByTestId('conversation-mark')).toHaveText('Draft');
  await press(row, 'right');
  await press(main.getByRole('menuitem', { name: 'Delete the draft' }));
  await press(main.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
  await expect(row.getByTestId('conversation-mark')).toHaveCount(0);
  await press(row);
  await expect((await conversationWindow(parley)).getByTestId('composer-text')).toHaveValue('');
});

test('nothing of Recents is left for who comes after a guest on a public computer', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const form = await parley.mainWindow();
  await form.getByTestId('signin-public').check();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  await talk(parley, main, lees, 'Is the blue crane free?');
  lees.leave();
  await expect(rows(main)).toContainText('Is the blue crane free?');
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Sign out' }));
  await main.getByTestId('signin').waitFor();

  await main.getByTestId('signin-public').check();
  await signIn(parley, town.url, dana);
  await expect(main.getByTestId('recents-head')).toBeVisible();
  await expect(rows(main)).toHaveCount(0);
  await expect(main.getByText('crane')).toHaveCount(0);
  await parley.close();

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  const later = await signIn(again, town.url, dana);
  await expect(later.getByTestId('recents-head')).toBeVisible();
  await expect(rows(later)).toHaveCount(0);
});
