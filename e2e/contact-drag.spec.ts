// What is held in the hand while something else happens: it is let go of, and nothing is done with it; a folded group opens under it.
import { expect } from './support/fixtures';
import { atFirst, group, row, shown, test } from './support/list';
import { moveTo, press } from './support/pointer';

for (const [what, keys] of [
  ['the switcher', 'ControlOrMeta+k'],
  ['a question', 'Delete'],
  ['a menu', 'Shift+F10'],
] as const) {
  test(`what is dragged is let go of when ${what} opens`, async ({ openList }) => {
    const { page } = await openList();
    await expect.poll(() => shown(page)).toEqual(atFirst);
    await moveTo(row(page, 'Lee Park'));
    await page.mouse.down();
    await moveTo(group(page, 'Harbour'));
    await expect(page.getByTestId('drag-chip')).toContainText('Move to Harbour');
    await page.keyboard.press(keys);
    await expect(page.locator('[role=dialog], [role=alertdialog], [role=menu]').first()).toBeVisible();
    await expect(page.getByTestId('drag-chip')).toHaveCount(0);
    await page.mouse.move(100, 330, { steps: 4 });
    await expect(page.getByTestId('drag-chip')).toHaveCount(0);
    await page.mouse.up();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('outcome')).toHaveCount(0);
    expect(await shown(page)).toEqual(atFirst);
  });
}

test('nothing is picked up under what has opened between the button and the hand', async ({ openList }) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await moveTo(row(page, 'Lee Park'));
  await page.mouse.down();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await moveTo(group(page, 'Harbour'));
  await expect(page.getByTestId('drag-chip')).toHaveCount(0);
  await page.mouse.up();
  expect(await shown(page)).toEqual(atFirst);
});

test('a folded group opens under what is held over it for a while', async ({ openList }) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await press(group(page, 'Harbour'));
  await expect(row(page, 'Sam Roth')).toHaveCount(0);
  await moveTo(row(page, 'Lee Park'));
  await page.mouse.down();
  await moveTo(group(page, 'Harbour'));
  await expect(row(page, 'Sam Roth')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByTestId('outcome')).toContainText('Lee Park is in Harbour now');
});
