// What people expect of the contact list without being told: Enter in its search, adding somebody by hand, a group that has gone.
import { expect } from './support/fixtures';
import { atFirst, entry, group, row, sam, shown, test } from './support/list';
import { dana, signIn } from './support/people';
import { press, setWidth } from './support/pointer';

test('Enter in the search writes to the first who is found, and what was typed stays', async ({ openList }) => {
  const { page, parley } = await openList();
  const search = page.getByTestId('contacts-search');
  await search.fill('nobody at all');
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
  await search.fill('mika');
  const opened = parley.app.waitForEvent('window');
  await page.keyboard.press('Enter');
  await expect((await opened).getByText('Mika Lind').first()).toBeVisible();
  await expect(search).toHaveValue('mika');
});

test('whoever is put on the list by hand is not asked about any more', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, sam]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, dana);
  town.arrive(sam).befriend(dana);
  await expect(page.getByTestId('added-me-line')).toBeVisible();
  await page.getByTestId('contacts-search').fill('sam roth');
  const hit = page.getByTestId('directory-row').filter({ hasText: 'Sam Roth' });
  await press(hit, 'right');
  await press(entry(page, 'Add').first());
  await expect(row(page, 'Sam Roth')).toBeVisible();
  await expect(page.getByTestId('added-me-line')).toHaveCount(0);
});

test('a group that is gone is said to be gone where it is renamed, and no name is invisible or doubled', async ({
  openList,
}) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await press(group(page, 'Harbour'), 'right');
  await press(entry(page, 'Rename'));
  const field = page.getByTestId('group-name');
  const save = page.getByTestId('group-save');
  await field.fill('\u200b');
  await save.click();
  await expect(page.getByRole('dialog')).toContainText('name');
  await expect(group(page, 'Harbour')).toHaveCount(1);
  const call = (method: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      async ([name, value]) => {
        const { methods } = (
          globalThis as unknown as { parley: { methods: Record<string, (input: unknown) => unknown> } }
        ).parley;
        return methods[name as string]?.(value);
      },
      [method, input] as const,
    );
  // Past the dialog, too.
  expect(await call('group:add', '\u200b')).toMatchObject({ ok: false });
  expect(await call('group:add', 'A\u0308rger')).toMatchObject({ ok: true });
  expect(await call('group:add', '\u00c4rger')).toMatchObject({ ok: false });
  await field.fill('Yard');
  const head = page.locator('[data-testid=group-row]').filter({ hasText: 'Harbour' });
  const id = Number((await head.getAttribute('id'))?.replace('row-group-', ''));
  expect(await call('group:remove', id)).toMatchObject({ ok: true });
  await expect(head).toHaveCount(0);
  await save.click();
  await expect(page.getByRole('dialog')).toContainText('This group is not there any more.');
});

test('how the list looks is reached in the smallest window, enlarged', async ({ openList }) => {
  const { page, parley } = await openList();
  await setWidth(parley, 'main', 380);
  await parley.app.evaluate(({ BrowserWindow }) => {
    const [main] = BrowserWindow.getAllWindows();
    main?.setContentSize(380, 420);
    main?.webContents.setZoomFactor(2);
  });
  await expect(page.getByTestId('view-menu')).toBeHidden();
  /** The menu is higher than the window. */
  const choose = async (name: string): Promise<void> => {
    await entry(page, name).scrollIntoViewIfNeeded();
    await press(entry(page, name));
  };
  await press(page.getByTestId('main-menu'));
  await choose('How the list looks');
  await choose('People I am told about');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await press(page.getByTestId('main-menu'));
  await choose('Who sees what');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  expect(await dialog.locator('.ui-dialog-body').evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});
