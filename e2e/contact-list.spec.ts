// The contact list as it is worked with: how it looks, who is found, and people and groups moved by mouse, keys and menu.
import type { Locator, Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { dana, kim, lee, signIn } from './support/people';
import { moveTo, press, setWidth } from './support/pointer';

const mika = {
  ...kim,
  uri: 'sip:mika@example.com',
  user: 'EXAMPLE\\mika',
  name: 'Mika Lind',
  title: 'Crane driver',
  company: 'Example Freight',
};
const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };
/** Of two groups, and one who is in none of them. */
const owner = { ...dana, groups: { Suppliers: [lee.uri, mika.uri], Harbour: [sam.uri] }, contacts: [kim.uri] };
const everybody = [owner, lee, kim, mika, sam];

const group = (page: Page, name: string): Locator => page.getByTestId('group-row').filter({ hasText: name });
const row = (page: Page, name: string): Locator => page.getByTestId('contact-row').filter({ hasText: name });
const entry = (page: Page, name: string): Locator =>
  page.getByRole('menu').locator('[role^=menuitem]').filter({ hasText: name });

/** The list as it stands: heads, and people below them. */
async function shown(page: Page): Promise<string[]> {
  const rows = page.locator('[role=tree] > [data-index]');
  const all = await rows.evaluateAll((elements) =>
    elements
      .map((element) => ({
        at: Number((element as HTMLElement).dataset['index']),
        testId: (element as HTMLElement).dataset['testid'],
        text: element.querySelector('.section-title, .name')?.textContent?.trim() ?? '',
      }))
      .sort((a, b) => a.at - b.at),
  );
  return all
    .filter(({ testId }) => testId === 'group-row' || testId === 'contact-row')
    .map(({ testId, text }) => (testId === 'group-row' ? text : `  ${text}`));
}

/** Picks up with the mouse and lets go, as a hand does. */
async function drag(from: Locator, to: Locator, keys: readonly string[] = []): Promise<void> {
  const { mouse, keyboard } = from.page();
  await moveTo(from);
  await mouse.down();
  for (const key of keys) await keyboard.down(key);
  await moveTo(to);
  await mouse.up();
  for (const key of keys) await keyboard.up(key);
}

async function chooseView(page: Page, name: string): Promise<void> {
  await press(page.getByTestId('view-menu'));
  await press(entry(page, name));
  await expect(page.getByRole('menu')).toHaveCount(0);
}

test('people are moved between groups with the mouse, copied with Ctrl, and taken back', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const page = await signIn(await launchParley(), town.url, owner);
  const before = ['Harbour', '  Sam Roth', 'Suppliers', '  Lee Park', '  Mika Lind', 'Other contacts', '  Kim Okafor'];
  await expect.poll(() => shown(page)).toEqual(before);

  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  const moved = ['Harbour', '  Lee Park', '  Sam Roth', 'Suppliers', '  Mika Lind', 'Other contacts', '  Kim Okafor'];
  await expect.poll(() => shown(page)).toEqual(moved);
  await expect(page.getByTestId('outcome')).toContainText('Lee Park is in Harbour now');
  await press(page.getByTestId('undo'));
  await expect.poll(() => shown(page)).toEqual(before);
  await expect(page.getByTestId('outcome')).toContainText('Taken back');

  await drag(row(page, 'Lee Park'), row(page, 'Sam Roth'), ['Control']);
  await expect
    .poll(() => shown(page))
    .toEqual([
      'Harbour',
      '  Lee Park',
      '  Sam Roth',
      'Suppliers',
      '  Lee Park',
      '  Mika Lind',
      'Other contacts',
      '  Kim Okafor',
    ]);

  // From one of their two groups into other contacts: out of both.
  await drag(row(page, 'Lee Park').last(), row(page, 'Kim Okafor'));
  await expect
    .poll(() => shown(page))
    .toEqual(['Harbour', '  Sam Roth', 'Suppliers', '  Mika Lind', 'Other contacts', '  Kim Okafor', '  Lee Park']);
  await press(page.getByTestId('undo'));
  await expect.poll(async () => (await shown(page)).filter((each) => each === '  Lee Park')).toHaveLength(2);
});

test('what is let go outside, on its own group or after Escape stays where it was', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const page = await signIn(await launchParley(), town.url, owner);
  await row(page, 'Lee Park').waitFor();
  const before = await shown(page);
  await drag(row(page, 'Lee Park'), row(page, 'Mika Lind'));
  await drag(row(page, 'Lee Park'), page.getByTestId('self-name'));
  await moveTo(row(page, 'Lee Park'));
  await page.mouse.down();
  await moveTo(group(page, 'Harbour'));
  await expect(page.getByTestId('drag-chip')).toContainText('Move to Harbour');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drag-chip')).toHaveCount(0);
  await page.mouse.up();
  await expect(page.getByTestId('outcome')).toHaveCount(0);
  expect(await shown(page)).toEqual(before);
  // And a click is still a click.
  await press(row(page, 'Mika Lind'));
  await expect(row(page, 'Mika Lind')).toHaveAttribute('aria-selected', 'true');
});

test('several people are chosen with Shift and Ctrl, moved together, and come back with one line', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const page = await signIn(await launchParley(), town.url, owner);
  await row(page, 'Lee Park').waitFor();
  const before = await shown(page);
  await press(row(page, 'Lee Park'));
  await page.keyboard.down('Shift');
  await press(row(page, 'Mika Lind'));
  await page.keyboard.up('Shift');
  await page.keyboard.down('Control');
  await press(row(page, 'Kim Okafor'));
  await page.keyboard.up('Control');
  await drag(row(page, 'Mika Lind'), group(page, 'Harbour'));
  await expect(page.getByTestId('outcome')).toContainText('3 people are in Harbour now');
  expect((await shown(page)).slice(0, 6)).toEqual([
    'Harbour',
    '  Kim Okafor',
    '  Lee Park',
    '  Mika Lind',
    '  Sam Roth',
    'Suppliers',
  ]);
  await press(page.getByTestId('undo'));
  await expect.poll(() => shown(page)).toEqual(before);

  // The same three: told about, put on a level, removed, and back with all of it.
  await press(row(page, 'Mika Lind'), 'right');
  await press(entry(page, 'Tell me when they come or go'));
  await expect(page.getByTestId('outcome')).toContainText('You are told when 3 people come or go');
  await press(row(page, 'Mika Lind'), 'right');
  await press(entry(page, 'What they see of me'));
  await press(entry(page, 'Personal'));
  await expect(page.getByTestId('outcome')).toContainText('3 people are on the level Personal now');
  await press(row(page, 'Mika Lind'));
  await page.keyboard.down('Shift');
  await press(row(page, 'Lee Park'));
  await page.keyboard.up('Shift');
  await page.keyboard.press('Delete');
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(page.getByTestId('outcome')).toContainText('2 people are removed');
  await expect(row(page, 'Lee Park')).toHaveCount(0);
  await page.getByRole('tree').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => shown(page)).toEqual(before);
  await chooseView(page, 'Those of whom I am told');
  await expect
    .poll(() => shown(page))
    .toEqual(['Told when they come or go', '  Kim Okafor', '  Lee Park', '  Mika Lind']);
});

test('groups are put in an order of one’s own with the mouse and by keys, and keep it', async ({
  launchParley,
  newTown,
  profile,
}) => {
  const town = await newTown(everybody);
  let parley = await launchParley({ userData: profile });
  let page = await signIn(parley, town.url, owner);
  const heads = async (): Promise<string[]> => (await shown(page)).filter((each) => !each.startsWith(' '));
  await expect.poll(heads).toEqual(['Harbour', 'Suppliers', 'Other contacts']);
  await drag(group(page, 'Suppliers'), group(page, 'Harbour'));
  await expect.poll(heads).toEqual(['Suppliers', 'Harbour', 'Other contacts']);
  await press(page.getByTestId('undo'));
  await expect.poll(heads).toEqual(['Harbour', 'Suppliers', 'Other contacts']);

  await press(group(page, 'Harbour'));
  await page.keyboard.press('ControlOrMeta+Shift+ArrowDown');
  await expect.poll(heads).toEqual(['Suppliers', 'Harbour', 'Other contacts']);
  await parley.close();
  parley = await launchParley({ userData: profile });
  page = await signIn(parley, town.url, owner);
  await expect.poll(heads).toEqual(['Suppliers', 'Harbour', 'Other contacts']);
});

test('a person is moved by keys alone, to the group above and to one that is chosen', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const page = await signIn(await launchParley(), town.url, owner);
  await press(row(page, 'Lee Park'));
  await page.keyboard.press('ControlOrMeta+Shift+ArrowUp');
  await expect(page.getByTestId('outcome-told')).toContainText('Lee Park is in Harbour now');
  // The keyboard is where the person is, and goes on from there.
  await expect
    .poll(() =>
      page.evaluate(() => {
        const name = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(name)?.dataset['uri'];
      }),
    )
    .toBe(lee.uri);
  await page.keyboard.press('ControlOrMeta+Shift+M');
  await entry(page, 'Other contacts').waitFor();
  await page.keyboard.type('Other');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('outcome-told')).toContainText('Lee Park is in Other contacts now');
  await expect
    .poll(() => shown(page))
    .toEqual(['Harbour', '  Sam Roth', 'Suppliers', '  Mika Lind', 'Other contacts', '  Kim Okafor', '  Lee Park']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await shown(page)).slice(0, 3)).toEqual(['Harbour', '  Lee Park', '  Sam Roth']);
});

test('the list is parted by availability and by access level, without who is offline, and compact', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  town.arrive(lee).show('busy');
  const page = await signIn(await launchParley(), town.url, owner);
  await chooseView(page, 'Availability');
  await expect
    .poll(() => shown(page))
    .toEqual(['Busy', '  Lee Park', 'Offline', '  Kim Okafor', '  Mika Lind', '  Sam Roth']);
  await page.keyboard.press('ControlOrMeta+Shift+O');
  await expect.poll(() => shown(page)).toEqual(['Busy', '  Lee Park']);
  await page.keyboard.press('ControlOrMeta+Shift+O');

  await chooseView(page, 'What they see of me');
  // The list moves on under what is held at its edge.
  await moveTo(group(page, 'Personal'));
  await page.mouse.wheel(0, 2_000);
  await expect(row(page, 'Mika Lind')).toBeInViewport({ ratio: 1 });
  await moveTo(row(page, 'Mika Lind'));
  await page.mouse.down();
  const box = (await page.getByTestId('contacts-scroller').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 10, { steps: 10 });
  await expect(group(page, 'Team')).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId('recents-head')).toBeInViewport({ ratio: 1 });
  await moveTo(group(page, 'Team'));
  await page.mouse.up();
  await expect(page.getByTestId('outcome')).toContainText('Mika Lind is on the level Team now');
  await expect.poll(async () => (await shown(page)).slice(1, 3)).toEqual(['Team', '  Mika Lind']);
  await press(page.getByTestId('undo'));
  await expect.poll(async () => (await shown(page)).at(-2)).toBe('  Mika Lind');

  await chooseView(page, 'Groups');
  const height = (await row(page, 'Lee Park').boundingBox())!.height;
  await chooseView(page, 'Compact');
  await expect.poll(async () => (await row(page, 'Lee Park').boundingBox())!.height).toBeLessThan(height * 0.75);
  await press(page.getByTestId('view-menu'));
  await press(page.getByRole('menuitem', { name: 'Fold all', exact: true }));
  await expect.poll(() => shown(page)).toEqual(['Harbour', 'Suppliers', 'Other contacts']);
});

test('the search finds by title and marks why, and what waits for an answer pushes nothing out of sight', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, owner);
  for (const person of [lee, sam, kim]) town.arrive(person).invite(owner, 'Is the blue crane free?');
  await parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(380, 420));
  await expect(page.getByTestId('invitation-card').first()).toBeVisible();
  await page.getByTestId('contacts-search').fill('crane dr');
  const found = row(page, 'Mika Lind');
  await expect(found).toBeInViewport({ ratio: 1 });
  await expect(found.locator('mark')).toHaveText(['Crane', 'dr']);
  await page.getByTestId('contacts-search').fill('kafor');
  await expect(row(page, 'Kim Okafor')).toBeInViewport({ ratio: 1 });
  await expect(row(page, 'Kim Okafor').locator('mark')).toHaveText('kafor');
});

test('every row and the empty part of the list has a menu that fits a narrow window', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, { ...owner });
  await setWidth(parley, 'main', 380);
  await row(page, 'Lee Park').waitFor();
  const menu = page.getByRole('menu');
  const fits = async (): Promise<void> => {
    const box = (await menu.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(380);
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
  };
  const rows = page.locator('[role=tree] > [data-index]');
  for (let at = 0; at < (await rows.count()); at += 1) {
    await press(rows.nth(at), 'right');
    await expect(menu.locator('[role^=menuitem]').first()).toBeVisible();
    await fits();
  }
  const box = (await page.getByTestId('contacts-scroller').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 8, { steps: 5 });
  await page.mouse.down({ button: 'right' });
  await page.mouse.up({ button: 'right' });
  await expect(entry(page, 'New group')).toBeVisible();
  await press(entry(page, 'New group'));
  await page.getByTestId('group-name').fill('Night shift');
  await press(page.getByTestId('group-save'));
  await expect(group(page, 'Night shift')).toBeVisible();
});

test('what the server refuses is said where it was asked, and the list stays as it is', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown(everybody);
  const page = await signIn(await launchParley(), town.url, owner);
  await row(page, 'Lee Park').waitFor();
  const before = await shown(page);
  await press(row(page, 'Lee Park'), 'right');
  await press(entry(page, 'Move to'));
  await press(entry(page, 'New group'));
  const field = page.getByTestId('group-name');
  // What only the server can know: a name that another window has taken a moment ago.
  await field.fill('Night shift');
  await page.evaluate(() => {
    const { methods } = (globalThis as unknown as { parley: { methods: Record<string, (input: unknown) => unknown> } })
      .parley;
    return methods['group:add']?.('Night shift');
  });
  await page.getByTestId('group-save').click();
  await expect(page.getByRole('dialog')).toContainText('You have a group of this name.');
  await expect(field).toHaveValue('Night shift');
  await page.keyboard.press('Escape');
  expect((await shown(page)).filter((each) => each !== 'Night shift')).toEqual(before);

  // As many groups as the server takes.
  const many = await page.evaluate(async () => {
    const { methods } = (
      globalThis as unknown as { parley: { methods: Record<string, (input: unknown) => Promise<{ ok: boolean }>> } }
    ).parley;
    for (let at = 0; at < 100; at += 1) {
      const answer = await methods['group:add']?.(`Zone ${at}`);
      if (answer?.ok !== true) return at;
    }
    return 100;
  });
  expect(many).toBeLessThan(100);
  await press(row(page, 'Sam Roth'), 'right');
  await press(entry(page, 'Groups'));
  // Below so many groups it is found by its letters.
  await page.keyboard.type('New');
  await page.keyboard.press('Enter');
  await field.fill('One too many');
  await page.getByTestId('group-save').click();
  await expect(page.getByRole('dialog')).toContainText('The server takes no more groups');
});
