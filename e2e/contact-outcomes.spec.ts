// What is said of what was asked for in the list: every failure has a place, and no outcome is lost to the next one.
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import { choosePeople, chooseView, drag, entry, everybody, group, owner, row, shown, test } from './support/list';
import { callBridge, lee } from './support/people';
import { press } from './support/pointer';

test('what is refused after its dialog was closed is said in the list', async ({ openList }) => {
  const { page, parley } = await openList();
  const line = page.getByTestId('outcome');
  await callBridge(page, 'contact:set-access', { uri: lee.uri, level: 'team' });
  await press(page.getByTestId('main-menu'));
  await press(page.getByRole('menuitem', { name: 'Who sees what of me' }));
  const held = await holdMethod(parley, 'access:set');
  await press(page.locator(`[data-member*="${lee.uri}"]`).getByTestId('access-take-out'));
  await held.asked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await held.refuse();
  await expect(line).toContainText('The access level of Lee Park could not be changed');
  await expect(line.getByRole('alert')).toHaveCount(1);
  await line.getByRole('button', { name: 'Dismiss' }).click();

  const group = await holdMethod(parley, 'group:add');
  await press(page.getByTestId('main-menu'));
  await press(page.getByRole('menuitem', { name: 'New group' }));
  await page.getByTestId('group-name').fill('Night');
  await page.keyboard.press('Enter');
  await group.asked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await group.refuse();
  await expect(line).toContainText('The group Night could not be saved');
  await expect(line.getByRole('alert')).toHaveCount(1);
});

test('somebody is taken off a level once, however often it is asked for', async ({ openList }) => {
  const { page, parley } = await openList();
  await callBridge(page, 'contact:set-access', { uri: lee.uri, level: 'team' });
  await press(page.getByTestId('main-menu'));
  await press(page.getByRole('menuitem', { name: 'Who sees what of me' }));
  const member = page.locator(`[data-member*="${lee.uri}"]`);
  const takeOut = member.getByTestId('access-take-out');
  let held = await holdMethod(parley, 'access:set');
  await press(takeOut);
  await held.asked();
  await expect(member).toHaveAttribute('aria-busy', 'true');
  await expect(takeOut).toBeFocused();
  await press(takeOut);
  await page.keyboard.press('Enter');
  await held.refuse();
  await expect(page.getByTestId('access-problem')).toContainText('The access level of Lee Park could not be changed');
  await expect(member).not.toHaveAttribute('aria-busy');

  // What was said of it goes when it is so all the same.
  held = await holdMethod(parley, 'access:set');
  await callBridge(page, 'contact:set-access', { uri: lee.uri, level: null });
  await expect(member).toHaveCount(0);
  await expect(page.getByTestId('access-problem')).toHaveCount(0);
  await held.release();
});

test('a menu that is open on somebody who is removed elsewhere says so', async ({ openList }) => {
  const { page, town } = await openList();
  const line = page.getByTestId('outcome');
  const elsewhere = town.arrive(owner);
  await press(row(page, 'Lee Park'), 'right');
  await press(entry(page, 'What they see of me'));
  await entry(page, 'Team').waitFor();
  elsewhere.drop(lee);
  await expect(row(page, 'Lee Park')).toHaveCount(0);
  await press(entry(page, 'Team'));
  await expect(line.getByRole('alert')).toHaveText(/^Lee Park: Not among your contacts any more/u);

  // Of several, those who are left are done with.
  await choosePeople(page, ['Mika Lind', 'Kim Okafor']);
  await press(row(page, 'Kim Okafor'), 'right');
  await entry(page, 'Move to…').waitFor();
  elsewhere.drop(everybody[2]!);
  await expect(row(page, 'Kim Okafor')).toHaveCount(0);
  await press(entry(page, 'Move to…'));
  await press(entry(page, 'Harbour'));
  await expect(line).toContainText('Mika Lind is in Harbour now');
  await expect(line.getByRole('alert')).toHaveText(/^Kim Okafor: Not among your contacts any more/u);
});

test('a level of their own is taken from somebody by the menu and by the mouse', async ({ openList }) => {
  const { page } = await openList();
  const line = page.getByTestId('outcome');
  const level = async (name: string): Promise<void> => {
    await press(row(page, 'Lee Park'), 'right');
    await press(entry(page, 'What they see of me'));
    await press(entry(page, name));
  };
  await press(row(page, 'Lee Park'), 'right');
  await press(entry(page, 'What they see of me'));
  await expect(entry(page, 'No level of their own')).toBeChecked();
  await press(entry(page, 'Team'));
  await expect(line).toContainText('Lee Park is on the level Team now');
  await level('No level of their own');
  await expect(line).toContainText('Lee Park has no level of their own now');
  await press(page.getByTestId('undo'));
  await expect(line).toContainText('Taken back');

  await chooseView(page, 'What they see of me');
  await expect.poll(async () => (await shown(page)).slice(1, 3)).toEqual(['Team', '  Lee Park']);
  await drag(row(page, 'Lee Park'), group(page, 'No level of their own'));
  await expect(line).toContainText('Lee Park has no level of their own now');
  await expect.poll(() => shown(page)).toEqual(expect.arrayContaining(['No level of their own', '  Lee Park']));
});

test('what is asked for meanwhile is said to wait, and nothing that came of either is lost', async ({
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
  await expect(line).toContainText('0 of 3');
  await press(row(page, 'Sam Roth'), 'right');
  await press(entry(page, 'Tell me when'));
  await expect(line).toContainText('1 more waits until this is done');
  await held.refuseOnly(lee.uri);
  await expect(line).toContainText('You are told when Sam Roth comes or goes');
  await expect(line).toContainText('2 people are in Harbour now');
  await expect(line.getByRole('alert')).toHaveText(/^Lee Park: .*does not allow/u);
  await expect(line).not.toContainText('waits until');
});
