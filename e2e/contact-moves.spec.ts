// What happens to the list when not all goes well: something is asked about first, refused for some, cut off, or done at two places.
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import {
  atFirst,
  choosePeople,
  chooseView,
  drag,
  entry,
  everybody,
  group,
  owner,
  row,
  shown,
  test,
} from './support/list';
import { callBridge, conversationWindow, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

const inHarbour = (names: readonly string[]): string[] => ['Harbour', ...names.map((name) => `  ${name}`), 'Suppliers'];

test('whoever is let go on “Blocked”, or put there by menu or keys, is asked about first', async ({ openList }) => {
  const { page } = await openList();
  await chooseView(page, 'What they see of me');
  await expect
    .poll(async () => (await shown(page)).slice(-4))
    .toEqual(['  Kim Okafor', '  Lee Park', '  Mika Lind', '  Sam Roth']);
  const question = page.getByRole('alertdialog');
  await moveTo(group(page, 'Personal'));
  await page.mouse.wheel(0, 2_000);
  await expect(row(page, 'Sam Roth')).toBeInViewport({ ratio: 1 });

  // By the mouse: somebody who thinks better of it has changed nothing.
  await drag(row(page, 'Lee Park'), group(page, 'Blocked'));
  await expect(question).toContainText('Block Lee Park?');
  await press(question.getByRole('button', { name: 'Cancel' }));
  await expect(question).toHaveCount(0);
  await expect(page.getByTestId('outcome')).toHaveCount(0);
  expect((await shown(page)).at(-4)).toBe('  Kim Okafor');

  // Several, by the mouse.
  await choosePeople(page, ['Lee Park', 'Mika Lind']);
  await drag(row(page, 'Mika Lind'), group(page, 'Blocked'));
  await expect(question).toContainText('Block 2 people?');
  await press(question.getByRole('button', { name: 'Block' }));
  await expect(page.getByTestId('outcome')).toContainText('2 people are on the level Blocked now');
  // Whoever is there already is not asked about once more.
  await press(row(page, 'Mika Lind'), 'right');
  await press(entry(page, 'What they see of me'));
  await entry(page, 'Blocked').scrollIntoViewIfNeeded();
  await press(entry(page, 'Blocked'));
  await expect(page.getByTestId('outcome')).toContainText('It is like that already');

  // Several, by keys alone: those two are blocked already, one more is asked about.
  await page.getByRole('tree').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ContextMenu');
  await entry(page, 'What they see of me').waitFor();
  await page.keyboard.type('What');
  await page.keyboard.press('Enter');
  await entry(page, 'Blocked').waitFor();
  await page.keyboard.type('Blo');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('Block 2 people?');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(page.getByTestId('outcome')).not.toContainText('on the level');
});

test('whoever is blocked is talked to no longer: the conversation ends, and what was said stays', async ({
  openList,
}) => {
  const { page, parley, town } = await openList();
  town.arrive(lee).invite(owner, 'Is the blue crane free?');
  await page.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  const conversation = talk.getByTestId('conversation');
  await expect(conversation).toHaveAttribute('data-state', 'connected');
  await press(row(page, 'Lee Park'), 'right');
  await press(entry(page, 'What they see of me'));
  await entry(page, 'Blocked').scrollIntoViewIfNeeded();
  await press(entry(page, 'Blocked'));
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('A conversation with nobody else in it ends');
  await press(question.getByRole('button', { name: 'Block' }));
  await expect(conversation).toHaveAttribute('data-state', 'ended');
  await expect(talk.getByTestId('message').first()).toContainText('Is the blue crane free?');
});

test('a move that is refused for some names them, and what is taken back is what was done', async ({
  openList,
  newTown,
  before,
}) => {
  const town = await newTown(everybody);
  const held = await before(town.url);
  const { page } = await openList({ at: held.url });
  held.hold('updateContact');
  await choosePeople(page, ['Lee Park', 'Mika Lind'], 'Kim Okafor');
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect.poll(() => held.count).toBeGreaterThan(0);
  await expect(page.getByTestId('outcome')).toContainText('0 of 3');
  await held.refuseOnly(lee.uri);

  const line = page.getByTestId('outcome');
  await expect(line).toContainText('2 people are in Harbour now');
  await expect(line.getByRole('alert')).toHaveText(/^Lee Park: .*does not allow/u);
  const moved = [...inHarbour(['Kim Okafor', 'Mika Lind', 'Sam Roth']), '  Lee Park'];
  await expect.poll(() => shown(page)).toEqual(moved);
  await press(page.getByTestId('undo'));
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await expect(line).toContainText('Taken back for 2 people');

  // Refused for all of them: nothing is offered to take back.
  await press(row(page, 'Lee Park'));
  held.hold('updateContact');
  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  await expect.poll(() => held.count).toBeGreaterThan(0);
  await held.refuseOnly(lee.uri);
  await expect(line).toContainText('Nothing was changed');
  await expect(line).toContainText('Lee Park: ');
  await expect(page.getByTestId('undo')).toHaveCount(0);
  expect(await shown(page)).toEqual(atFirst);
});

test('somebody who was removed at another place while being moved is named, and the list is as the server has it', async ({
  openList,
  newTown,
  before,
}) => {
  const town = await newTown(everybody);
  const held = await before(town.url);
  const { page } = await openList({ at: held.url });
  held.hold('updateContact');
  await choosePeople(page, ['Lee Park', 'Mika Lind']);
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect.poll(() => held.count).toBeGreaterThan(0);
  town.arrive(owner).drop(lee);
  await expect(row(page, 'Lee Park')).toHaveCount(0);
  await held.release();
  const line = page.getByTestId('outcome');
  await expect(line).toContainText('Mika Lind is in Harbour now');
  await expect(line.getByRole('alert')).toHaveText(/^Lee Park: Not among your contacts any more/u);
  await expect
    .poll(() => shown(page))
    .toEqual([...inHarbour(['Mika Lind', 'Sam Roth']), 'Other contacts', '  Kim Okafor']);
});

test('a connection that is lost during a move and comes back costs nothing; what stays lost is told', async ({
  openList,
  newTown,
  before,
}) => {
  test.slow();
  const town = await newTown(everybody);
  const held = await before(town.url);
  const { page } = await openList({ at: held.url });
  const line = page.getByTestId('outcome');
  const moveAll = async (): Promise<void> => {
    held.hold('updateContact');
    await choosePeople(page, ['Lee Park', 'Mika Lind'], 'Kim Okafor');
    await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
    await expect.poll(() => held.count).toBeGreaterThan(0);
    await held.tear();
    await expect(page.getByTestId('connection-banner')).toBeVisible();
  };
  await moveAll();
  await held.mend();
  await expect(line).toContainText('3 people are in Harbour now', { timeout: 30_000 });
  const moved = inHarbour(['Kim Okafor', 'Lee Park', 'Mika Lind', 'Sam Roth']);
  await expect.poll(() => shown(page)).toEqual(moved);
  await press(page.getByTestId('undo'));
  await expect.poll(() => shown(page)).toEqual(atFirst);

  await moveAll();
  // What was under way may have reached the server; what had not left has not.
  const lost = line.getByRole('alert');
  await expect(lost.filter({ hasText: 'There is no connection for this now' })).toHaveText(
    /^Mika Lind and Kim Okafor:/u,
    {
      timeout: 60_000,
    },
  );
  await expect(lost.filter({ hasText: 'may or may not have happened' })).toHaveText(/^Lee Park:/u);
  await expect(line).toContainText('It is not known whether anything was changed');
  await held.mend();
  await expect(page.getByTestId('connection-banner')).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(() => shown(page)).toEqual(atFirst);
});

test('what is stopped while the server is gone ends at once, and claims nothing', async ({
  openList,
  newTown,
  before,
}) => {
  const town = await newTown(everybody);
  const held = await before(town.url);
  const { page } = await openList({ at: held.url });
  const line = page.getByTestId('outcome');
  held.hold('updateContact');
  await choosePeople(page, ['Lee Park', 'Mika Lind'], 'Kim Okafor');
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect.poll(() => held.count).toBeGreaterThan(0);
  await press(page.getByTestId('outcome-stop'));
  await expect(line).toContainText('Stopping…');
  await held.tear();
  await expect(line).toContainText('It is not known whether anything was changed');
  await expect(line.getByRole('alert')).toHaveText(/may or may not have happened/u);
  await expect(row(page, 'Lee Park')).not.toHaveAttribute('aria-busy');
  await held.mend();
});

test('what is changed at one place is at the other, and only what nobody has changed since is taken back', async ({
  openList,
  launchParley,
}) => {
  test.slow();
  const { page, town } = await openList();
  const other = await signIn(await launchParley(), town.url, owner);
  await expect.poll(() => shown(other)).toEqual(atFirst);

  await choosePeople(page, ['Lee Park', 'Mika Lind']);
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  const moved = [...inHarbour(['Lee Park', 'Mika Lind', 'Sam Roth']), 'Other contacts', '  Kim Okafor'];
  await expect.poll(() => shown(other)).toEqual(moved);
  await press(page.getByTestId('undo'));
  await expect.poll(() => shown(other)).toEqual(atFirst);
  await expect.poll(() => shown(page)).toEqual(atFirst);

  // Moved here, moved on there within the ten seconds: that stays, and is told.
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect.poll(() => shown(other)).toEqual(moved);
  await drag(row(other, 'Lee Park'), row(other, 'Kim Okafor'));
  const both = ['Harbour', '  Mika Lind', '  Sam Roth', 'Suppliers', 'Other contacts', '  Kim Okafor', '  Lee Park'];
  await expect.poll(() => shown(page)).toEqual(both);
  await press(page.getByTestId('undo'));
  const after = ['Harbour', '  Sam Roth', 'Suppliers', '  Mika Lind', 'Other contacts', '  Kim Okafor', '  Lee Park'];
  await expect.poll(() => shown(other)).toEqual(after);
  await expect.poll(() => shown(page)).toEqual(after);
  await expect(page.getByTestId('outcome').getByRole('alert')).toHaveText(/^Lee Park: Has been changed since/u);

  // Levels, alerts, groups by name and removing are at the other place, too.
  await press(row(page, 'Sam Roth'), 'right');
  await press(entry(page, 'Tell me when they come or go'));
  await expect(row(other, 'Sam Roth').locator('.tag')).toHaveCount(1);
  await press(row(other, 'Sam Roth'), 'right');
  await press(entry(other, 'What they see of me'));
  await press(entry(other, 'Team'));
  await chooseView(page, 'What they see of me');
  await expect.poll(async () => (await shown(page)).slice(1, 3)).toEqual(['Team', '  Sam Roth']);
  await row(other, 'Sam Roth').click();
  await other.keyboard.press('Delete');
  await press(other.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(row(page, 'Sam Roth')).toHaveCount(0);
  await press(other.getByTestId('undo'));
  await expect(row(page, 'Sam Roth')).toHaveCount(1);
});

test('two windows say the same of somebody who is moved, taken back, removed and back again', async ({ openList }) => {
  const { page, parley, town } = await openList();
  town.arrive(lee).invite(owner, 'Is the blue crane free?');
  await page.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await talk.getByRole('button', { name: 'Contact card of Lee Park' }).click();
  const groups = talk.getByTestId('card-groups');
  await expect(groups).toHaveText('Suppliers');
  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  await expect(groups).toHaveText('Harbour');
  await press(page.getByTestId('undo'));
  await expect(groups).toHaveText('Suppliers');
  await callBridge(page, 'contact:remove', lee.uri);
  await expect(row(page, 'Lee Park')).toHaveCount(0);
  await expect(groups).toHaveCount(0);
  await press(talk.getByTestId('card-add'));
  await press(talk.getByTestId('add-save'));
  await expect(row(page, 'Lee Park')).toHaveCount(1);
});

test('a group that is being removed is seen to be, until it is gone or the reason is there', async ({ openList }) => {
  const { page, parley } = await openList();
  const line = page.getByTestId('outcome');
  const remove = async (name: string): Promise<void> => {
    await press(group(page, name), 'right');
    await press(entry(page, 'Remove group'));
    await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove group' }));
  };
  const held = await holdMethod(parley, 'group:remove');
  await remove('Harbour');
  await held.asked();
  await expect(line).toHaveText(/^\s*Changing…\s*$/u);
  await held.release();
  await expect(line).toContainText('The group Harbour is removed');
  await expect(group(page, 'Harbour')).toHaveCount(0);

  const refused = await holdMethod(parley, 'group:remove');
  await remove('Suppliers');
  await expect(line).toContainText('Changing…');
  await refused.refuse();
  await expect(line).toContainText('Nothing was changed');
  await expect(line.getByRole('alert')).toHaveText(/^Suppliers: /u);
  await expect(group(page, 'Suppliers')).toBeVisible();
});
