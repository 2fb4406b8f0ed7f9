// The list of participants: what is told of each, what is asked for about them with its outcome, and as many as there can be.
import type { Page } from '@playwright/test';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { press, setWidth } from './support/pointer';

const sam: PersonRecord = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };
const row = (page: Page, uri: string) => page.locator(`[data-testid=roster-person][data-uri="${uri}"]`);
const absent = (page: Page, uri: string) => page.locator(`[data-testid=roster-absent][data-uri="${uri}"]`);
const entry = (page: Page, name: string) => page.getByRole('menu').getByRole('menuitem', { name });
const lines = (page: Page, words: string) => page.getByTestId('system-line').filter({ hasText: words });

/** Dana's window of a conference with these, its list of people open. */
async function lead(parley: Parley, url: string, to: readonly PersonRecord[]): Promise<Page> {
  const main = await signIn(parley, url, dana);
  const body = { text: 'Shift plan?' };
  const begun = await callBridge(main, 'conversation:start', { to: to.map(({ uri }) => uri), subject: 'Shifts', body });
  if (!begun.ok) throw new Error(begun.failure.code);
  await callBridge(main, 'window:open-conversation', { conversationId: begun.value.conversationId });
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await press(page.getByTestId('conversation-roster'));
  await page.getByTestId('roster').waitFor();
  return page;
}

test('what a leader asks for is under way at the row until the server answers, and its outcome is told once', async ({
  launchParley,
  newTown,
  before,
}) => {
  const town = await newTown([dana, lee, kim]);
  const held = await before(town.url);
  town.arrive(lee);
  town.arrive(kim);
  const parley = await launchParley();
  const page = await lead(parley, held.url, [lee, kim]);
  await expect(page.getByTestId('roster-person')).toHaveCount(2);

  held.hold('promoteParticipant');
  await press(row(page, kim.uri), 'right');
  await press(entry(page, 'Make presenter'));
  await expect(row(page, kim.uri)).toContainText('Being made a presenter…');
  await expect(row(page, lee.uri)).not.toContainText('Being made');
  await held.release();
  await expect(row(page, kim.uri)).toContainText('Presenter');
  await expect(row(page, kim.uri)).not.toContainText('Being made');
  await expect(lines(page, 'Kim Okafor is now a presenter')).toHaveCount(1);

  held.hold('lock');
  await press(page.getByTestId('roster-lock'));
  await expect(page.getByTestId('roster')).toContainText('Locking…');
  await held.release();
  await expect(page.getByTestId('roster')).not.toContainText('Locking…');
  await expect(page.getByTestId('roster-lock')).toBeChecked();
  await expect(lines(page, 'The conference was locked')).toHaveCount(1);
});

test('of a conference that is over the list says who belonged to it, and not that they are there', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim, sam]);
  town.arrive(lee);
  town.arrive(kim);
  const parley = await launchParley();
  const page = await lead(parley, town.url, [lee, kim]);
  const roster = page.getByTestId('roster');
  await expect(page.getByTestId('roster-person')).toHaveCount(2);
  await expect(roster).not.toContainText('over');
  await press(page.getByTestId('conversation-leave'));
  await page.locator('[data-testid=conversation][data-state=ended]').waitFor();
  await expect(roster.getByRole('heading', { level: 3 })).toHaveText(['It is over. Belonged to it: 3']);
  await expect(page.getByTestId('roster-person')).toHaveCount(2);
});

test('a refusal says why at the row or at the lock, and leaves things as they are', async ({
  launchParley,
  newTown,
  before,
}) => {
  const town = await newTown([dana, lee, kim]);
  const held = await before(town.url);
  town.arrive(lee);
  const kims = town.arrive(kim);
  const parley = await launchParley();
  const page = await lead(parley, held.url, [lee, kim]);

  held.hold('ejectParticipant');
  await press(row(page, kim.uri).getByTestId('roster-actions'));
  await press(entry(page, 'Remove from the conference'));
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(row(page, kim.uri)).toContainText('Being removed…');
  await expect.poll(() => held.count).toBe(1);
  held.refuse();
  const problem = row(page, kim.uri).getByTestId('roster-problem');
  await expect(problem).toContainText('Kim Okafor was not removed. The server does not allow you to do this.');
  await expect(problem).toHaveRole('alert');
  expect(kims.isConnected).toBe(true);
  await expect(page.getByTestId('conversation-problem')).toHaveCount(0);
  await expect(lines(page, 'You removed')).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await press(problem.getByRole('button', { name: 'Dismiss' }));
  await expect(problem).toHaveCount(0);

  held.hold('lock');
  await press(page.getByTestId('roster-lock'));
  await expect.poll(() => held.count).toBe(1);
  held.refuse();
  await expect(page.getByTestId('roster-lock-problem')).toContainText('The conference was not locked.');
  await expect(page.getByTestId('roster-lock')).not.toBeChecked();

  // Where the list is closed meanwhile, it is told in the window.
  held.hold('promoteParticipant');
  await press(row(page, lee.uri).getByTestId('roster-actions'));
  await press(entry(page, 'Make presenter'));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('roster')).toHaveCount(0);
  await expect.poll(() => held.count).toBe(1);
  held.refuse();
  await expect(page.getByTestId('conversation-asked-problem').first()).toBeVisible();
});

test('who does not come is told with the reason of each, and is invited again at the row; who leaves stays in the list as gone', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim, sam]);
  town.arrive(lee);
  const sams = town.arrive(sam, true);
  const parley = await launchParley();
  // Kim never comes.
  const page = await lead(parley, town.url, [lee, sam, kim]);
  await expect(row(page, sam.uri)).toContainText('Invited, not here yet');
  await expect(absent(page, kim.uri)).toContainText('Not online');
  await expect.poll(() => sams.heard.length).toBe(1);
  sams.leave();
  await expect(absent(page, sam.uri)).toContainText('Declined');
  await expect(row(page, sam.uri)).toHaveCount(0);

  await press(absent(page, kim.uri).getByRole('button', { name: 'Invite again: Kim Okafor' }));
  await expect(lines(page, 'Kim Okafor could not be invited: not online now.')).toHaveCount(2);
  await expect(absent(page, kim.uri)).toContainText('Not online');
  await expect(page.getByTestId('roster-problem')).toHaveCount(0);

  await press(absent(page, sam.uri).getByTestId('roster-invite-again'));
  await expect(row(page, sam.uri)).toContainText('Invited, not here yet');
  await expect(absent(page, sam.uri)).toHaveCount(0);
  await expect.poll(() => sams.isInvited).toBe(true);
  sams.accept();
  await expect(row(page, sam.uri)).not.toContainText('Invited');
  await expect(row(page, sam.uri)).toHaveAttribute('data-standing', 'here');

  sams.leave();
  await expect(absent(page, sam.uri)).toContainText('Left');
  await expect(page.getByTestId('roster')).toContainText('Gone: 1');
  await press(absent(page, sam.uri), 'right');
  await press(entry(page, 'Invite again'));
  await expect(row(page, sam.uri)).toContainText('Invited, not here yet');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('thirty-two people are gone through by arrows and letters, and each has its menu in a narrow window', async ({
  launchParley,
  newTown,
}) => {
  const crowd = Array.from({ length: 31 }, (_, at) => {
    const name = `${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at % 26]}${at < 26 ? 'nn' : 'xel'} Roth`;
    return { ...kim, uri: `sip:p${at}@example.com`, user: `EXAMPLE\\p${at}`, name } satisfies PersonRecord;
  });
  const town = await newTown([dana, ...crowd]);
  for (const person of crowd) town.arrive(person);
  const parley = await launchParley();
  const page = await lead(parley, town.url, crowd);
  await setWidth(parley, 'conversation', 380);
  await expect(page.locator('[data-standing=here]')).toHaveCount(31);

  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'sip:p0@example.com').getByTestId('roster-actions')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'sip:p26@example.com').getByTestId('roster-actions')).toBeFocused();
  await page.keyboard.press('End');
  const last = row(page, 'sip:p25@example.com');
  await expect(last.getByTestId('roster-actions')).toBeFocused();
  await expect(last).toBeInViewport({ ratio: 0.95 });
  await page.keyboard.press('Home');
  await page.keyboard.type('mn');
  const mnn = row(page, 'sip:p12@example.com');
  await expect(mnn.getByTestId('roster-actions')).toBeFocused();
  await expect(mnn).toBeInViewport({ ratio: 0.95 });

  // One stop of the Tab key.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(mnn.getByTestId('roster-actions')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('roster-lock')).toBeFocused();
  await page.keyboard.press('Shift+Tab');

  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu).toBeInViewport({ ratio: 0.95 });
  await page.keyboard.type('Copy');
  await page.keyboard.press('Enter');
  await expect(mnn.getByTestId('roster-actions')).toBeFocused();
  await expect.poll(() => parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('p12@example.com');

  await press(mnn.getByTestId('roster-actions'));
  await expect(menu).toBeInViewport({ ratio: 0.95 });
  await press(entry(page, 'Make presenter'));
  // Presenters come first, and the keyboard stays with them.
  await expect(page.getByTestId('roster-person').first()).toHaveAttribute('data-uri', 'sip:p12@example.com');
  expect(await accessibilityProblems(page)).toEqual([]);
});
