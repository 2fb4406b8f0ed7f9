// Taking back what was done with the list, from wherever the focus is by then, and nothing else.
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { atFirst, choosePeople, drag, entry, everybody, group, owner, row, shown, test } from './support/list';
import { callBridge, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

const undoKeys = 'ControlOrMeta+z';

test('the keys for it take back one thing after the other, the latest first, and then nothing', async ({
  openList,
}) => {
  const { page } = await openList();
  const line = page.getByTestId('outcome');
  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  await expect(line).toContainText('Lee Park is in Harbour now');
  const first = await shown(page);
  await drag(row(page, 'Kim Okafor'), group(page, 'Suppliers'));
  await expect(line).toContainText('Kim Okafor is in Suppliers now');
  const second = await shown(page);
  await press(row(page, 'Mika Lind'));
  await page.keyboard.press('Delete');
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(line).toContainText('Mika Lind is removed');

  await page.getByRole('tree').focus();
  await page.keyboard.press(undoKeys);
  await expect.poll(() => shown(page)).toEqual(second);
  await expect(line).toContainText('Taken back: “Mika Lind is removed”');
  await page.keyboard.press(undoKeys);
  await expect.poll(() => shown(page)).toEqual(first);
  await expect(line).toContainText('Taken back: “Kim Okafor is in Suppliers now”');
  await page.keyboard.press(undoKeys);
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await page.keyboard.press(undoKeys);
  await expect(line).toContainText('Taken back: “Lee Park is in Harbour now”');
  expect(await shown(page)).toEqual(atFirst);
});

test('the keys for it never bring an old search back, and work from the menu of those selected', async ({
  openList,
}) => {
  const { page } = await openList();
  const search = page.getByTestId('contacts-search');
  await search.click();
  await page.keyboard.type('zzz');
  await expect(search).toHaveValue('zzz');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(search).toHaveValue('');

  // Nothing to take back: nothing happens.
  await page.getByRole('tree').focus();
  await page.keyboard.press(undoKeys);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await page.keyboard.press('ArrowDown');
  await expect(search).toHaveValue('');

  await choosePeople(page, ['Lee Park', 'Mika Lind']);
  await press(page.getByTestId('chosen-menu'));
  await press(entry(page, 'Tell me when they come or go'));
  await expect(page.getByTestId('outcome')).toContainText('You are told when 2 people come or go');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press(undoKeys);
  await expect(page.getByTestId('outcome')).toContainText('Taken back for 2 people');
  await expect(search).toHaveValue('');
  await expect(row(page, 'Lee Park').locator('.tag')).toHaveCount(0);

  // In a field they are the field's.
  await search.click();
  await page.keyboard.type('lee');
  await page.keyboard.press(undoKeys);
  await expect(search).not.toHaveValue('lee');
});

test('what somebody has changed at another place since stays, and what was done before it can still be taken back', async ({
  openList,
  launchParley,
}) => {
  test.slow();
  const { page, town } = await openList();
  const other = await signIn(await launchParley(), town.url, owner);
  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  await expect(page.getByTestId('outcome')).toContainText('Lee Park is in Harbour now');
  await drag(row(page, 'Kim Okafor'), group(page, 'Suppliers'));
  await expect(page.getByTestId('outcome')).toContainText('Kim Okafor is in Suppliers now');
  await expect(group(other, 'Other contacts')).toHaveCount(0);
  await drag(row(other, 'Kim Okafor'), group(other, 'Harbour'));
  await expect(group(page, 'Harbour')).toContainText('of 3');
  await page.getByRole('tree').focus();
  await page.keyboard.press(undoKeys);
  await expect(page.getByTestId('outcome').getByRole('alert')).toHaveText(/^Kim Okafor: Has been changed since/u);
  await page.keyboard.press(undoKeys);
  const after = ['Harbour', '  Kim Okafor', '  Sam Roth', 'Suppliers', '  Lee Park', '  Mika Lind'];
  await expect.poll(() => shown(other)).toEqual(after);
  expect(await shown(page)).toEqual(after);
});

test('what was done before the server numbered its groups anew is taken back in the same groups', async ({
  launchParley,
  newTown,
}) => {
  let town = await newTown(everybody);
  const gateway = await new Gateway(() => town.url).start();
  const page = await signIn(await launchParley(), gateway.url, owner);
  await page.getByTestId('contact-row').first().waitFor();
  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  await expect(page.getByTestId('outcome')).toContainText('Lee Park is in Harbour now');
  const before = town;
  // The same list, the other way round.
  const groups = { Harbour: [...(owner.groups?.['Harbour'] ?? []), lee.uri], Suppliers: ['sip:mika@example.com'] };
  town = await newTown([{ ...owner, groups }, ...everybody.slice(1)]);
  await before.stop();
  const opened = (): number => gateway.seen.filter(({ body }) => body.includes('<initiateSession')).length;
  await expect.poll(opened, { timeout: 30_000 }).toBe(2);
  await expect(page.getByTestId('connection-banner')).toHaveCount(0);
  await expect(group(page, 'Harbour')).toContainText('of 2');
  await page.getByRole('tree').focus();
  await page.keyboard.press(undoKeys);
  await expect(page.getByTestId('outcome')).toContainText('Taken back: “Lee Park is in Harbour now”');
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await gateway.stop();
});

test('the line that was put away under the pointer leaves the next one to go by itself', async ({ openList }) => {
  const { page } = await openList();
  const line = page.getByTestId('outcome');
  const tag = async (): Promise<void> => {
    await page.getByRole('tree').focus();
    await page.keyboard.press('ContextMenu');
    await press(entry(page, 'Tell me when'));
    await expect(line).toBeVisible();
  };
  await press(row(page, 'Lee Park'));
  await tag();
  // As a screen reader does: the focus stays where it is.
  await moveTo(line);
  await line.getByRole('button', { name: 'Dismiss' }).dispatchEvent('click');
  await expect(line).toHaveCount(0);
  await moveTo(row(page, 'Lee Park'));
  await page.keyboard.press('ControlOrMeta+z');
  await expect(line).toContainText('Taken back');
  await expect(line).toHaveCount(0, { timeout: 15_000 });
});

test('two quick presses of the keys take back two things, and the list is as it was before both', async ({
  openList,
}) => {
  const { page } = await openList();
  const line = page.getByTestId('outcome');
  await callBridge(page, 'group:add', 'Night');
  await drag(row(page, 'Mika Lind'), group(page, 'Night'));
  await expect(line).toContainText('Mika Lind is in Night now');
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect(line).toContainText('Mika Lind is in Harbour now');
  await page.getByRole('tree').focus();
  await page.keyboard.press(undoKeys);
  await page.keyboard.press(undoKeys);
  await expect.poll(() => shown(page)).toEqual(['Harbour', '  Sam Roth', 'Night', ...atFirst.slice(2)]);
  // The first stands there too where the second press came before it was done.
  await expect(line).toContainText('Taken back: “Mika Lind is in Night now”');
  await expect(line.getByRole('alert')).toHaveCount(0);
});

test('a group that was removed comes back with its people, and everything in its order with it', async ({
  openList,
}) => {
  const { page } = await openList();
  const line = page.getByTestId('outcome');
  const undo = async (what: string): Promise<void> => {
    await page.getByRole('tree').focus();
    await page.keyboard.press(undoKeys);
    await expect(line).toContainText(`Taken back: “${what}”`);
  };
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect(line).toContainText('Mika Lind is in Harbour now');
  await press(group(page, 'Harbour'), 'right');
  await press(entry(page, 'Rename group'));
  await page.getByTestId('group-name').fill('Port');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('The group Harbour is called Port now');
  await expect(page.getByTestId('undo')).toBeVisible();
  await press(group(page, 'Suppliers'), 'right');
  await press(entry(page, 'Remove group'));
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove group' }));
  await expect(line).toContainText('The group Suppliers is removed');
  await press(group(page, 'Port'), 'right');
  await press(entry(page, 'Remove group'));
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove group' }));
  await expect(line).toContainText('The group Port is removed');
  await expect
    .poll(() => shown(page))
    .toEqual(['Other contacts', '  Kim Okafor', '  Lee Park', '  Mika Lind', '  Sam Roth']);

  await undo('The group Port is removed');
  await undo('The group Suppliers is removed');
  await undo('The group Harbour is called Port now');
  await undo('Mika Lind is in Harbour now');
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await expect(line.getByRole('alert')).toHaveCount(0);
});

test('whoever cannot come back into a group that is gone is said to be where they are', async ({ openList }) => {
  const { page } = await openList();
  const line = page.getByTestId('outcome');
  const made = await callBridge(page, 'group:add', 'Night');
  if (!made.ok) throw new Error('no group');
  await drag(row(page, 'Mika Lind'), group(page, 'Night'));
  await expect(line).toContainText('Mika Lind is in Night now');
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect(line).toContainText('Mika Lind is in Harbour now');
  // As from another place: nothing that is taken back here.
  await callBridge(page, 'group:remove', made.value);
  await expect(group(page, 'Night')).toHaveCount(0);
  await press(page.getByTestId('undo'));
  await expect(line).toContainText('Nothing was changed');
  await expect(line.getByRole('alert')).toHaveText(/^Mika Lind: This group is not there any more/u);
  await expect(group(page, 'Harbour')).toContainText('of 2');
});
