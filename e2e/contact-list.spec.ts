// The contact list as it is worked with: how it looks, who is found, and people and groups moved by mouse, keys and menu.
import { expect } from './support/fixtures';
import {
  atFirst,
  choosePeople,
  chooseView,
  drag,
  entry,
  group,
  mika,
  owner,
  row,
  sam,
  shown,
  test,
} from './support/list';
import { kim, lee, signIn } from './support/people';
import { moveTo, press, setWidth } from './support/pointer';

test('people are moved between groups with the mouse, copied with Ctrl, and taken back', async ({ openList }) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);

  await drag(row(page, 'Lee Park'), group(page, 'Harbour'));
  const moved = ['Harbour', '  Lee Park', '  Sam Roth', 'Suppliers', '  Mika Lind', 'Other contacts', '  Kim Okafor'];
  await expect.poll(() => shown(page)).toEqual(moved);
  await expect(page.getByTestId('outcome')).toContainText('Lee Park is in Harbour now');
  await press(page.getByTestId('undo'));
  await expect.poll(() => shown(page)).toEqual(atFirst);
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

test('what is let go outside, on its own group or after Escape stays where it was', async ({ openList }) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);
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
  expect(await shown(page)).toEqual(atFirst);
  // And a click is still a click.
  await press(row(page, 'Mika Lind'));
  await expect(row(page, 'Mika Lind')).toHaveAttribute('aria-selected', 'true');
});

test('several people are chosen with Shift and Ctrl, moved together, and come back with one line', async ({
  openList,
}) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await choosePeople(page, ['Lee Park', 'Mika Lind'], 'Kim Okafor');
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
  await expect.poll(() => shown(page)).toEqual(atFirst);

  // The same three: told about, put on a level, removed, and back with all of it.
  await press(row(page, 'Mika Lind'), 'right');
  await press(entry(page, 'Tell me when they come or go'));
  await expect(page.getByTestId('outcome')).toContainText('You are told when 3 people come or go');
  await press(row(page, 'Mika Lind'), 'right');
  await press(entry(page, 'What they see of me'));
  await press(entry(page, 'Personal'));
  await expect(page.getByTestId('outcome')).toContainText('3 people are on the level Personal now');
  await choosePeople(page, ['Mika Lind', 'Lee Park']);
  await page.keyboard.press('Delete');
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(page.getByTestId('outcome')).toContainText('2 people are removed');
  await expect(row(page, 'Lee Park')).toHaveCount(0);
  await page.getByRole('tree').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => shown(page)).toEqual(atFirst);
  await chooseView(page, 'People I am told about');
  await expect
    .poll(() => shown(page))
    .toEqual(['I am told when they come or go', '  Kim Okafor', '  Lee Park', '  Mika Lind']);
});

test('groups are put in an order of one’s own with the mouse and by keys, and keep it', async ({
  openList,
  launchParley,
  profile,
}) => {
  const { town, ...first } = await openList({ userData: profile });
  let { page } = first;
  const heads = async (): Promise<string[]> => (await shown(page)).filter((each) => !each.startsWith(' '));
  await expect.poll(heads).toEqual(['Harbour', 'Suppliers', 'Other contacts']);
  // Where it would come to stand is said before it is let go.
  await moveTo(group(page, 'Harbour'));
  await page.mouse.down();
  await moveTo(group(page, 'Suppliers'));
  await expect(page.getByTestId('drag-chip')).toContainText('Put it after Suppliers');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await moveTo(group(page, 'Suppliers'));
  await page.mouse.down();
  await moveTo(group(page, 'Harbour'));
  await expect(page.getByTestId('drag-chip')).toContainText('Put it first');
  await page.mouse.up();
  await expect.poll(heads).toEqual(['Suppliers', 'Harbour', 'Other contacts']);
  await press(page.getByTestId('undo'));
  await expect.poll(heads).toEqual(['Harbour', 'Suppliers', 'Other contacts']);

  await press(group(page, 'Harbour'));
  await page.keyboard.press('ControlOrMeta+Shift+ArrowDown');
  await expect.poll(heads).toEqual(['Suppliers', 'Harbour', 'Other contacts']);
  await first.parley.close();
  page = await signIn(await launchParley({ userData: profile }), town.url, owner);
  await expect.poll(heads).toEqual(['Suppliers', 'Harbour', 'Other contacts']);
});

test('a new group is brought into sight, and where the list has no row for it that is said', async ({
  launchParley,
  newTown,
}) => {
  const groups = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`Berth ${at + 1}`, [lee.uri]]));
  const town = await newTown([{ ...owner, groups }, lee, kim]);
  const page = await signIn(await launchParley(), town.url, owner);
  await page.getByTestId('contact-row').first().waitFor();
  const make = async (name: string): Promise<void> => {
    await press(page.getByTestId('main-menu'));
    await press(page.getByRole('menuitem', { name: 'New group' }));
    await page.getByTestId('group-name').fill(name);
    await press(page.getByTestId('group-save'));
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await make('Zebra crossing');
  await expect(group(page, 'Zebra crossing')).toBeInViewport({ ratio: 1 });
  await chooseView(page, 'Availability');
  await make('Quay');
  await expect(page.getByTestId('outcome')).toContainText('The group Quay is there now');
});

test('a person is moved by keys alone, to the group above and to one that is chosen', async ({ openList }) => {
  const { page } = await openList();
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
  openList,
}) => {
  const { page, town } = await openList();
  town.arrive(lee).show('busy');
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

test('the list shows recent conversations alone, is sorted by name, and what is folded stays so', async ({
  openList,
  launchParley,
  profile,
}) => {
  const first = await openList({ userData: profile });
  const { town } = first;
  let { page } = first;
  town.arrive(mika).invite(owner, 'Is the blue crane free?');
  await page.getByTestId('invitation-accept').click();
  await expect(page.getByTestId('conversation-row')).toHaveCount(1);
  await chooseView(page, 'Recent conversations only');
  await expect(page.getByTestId('conversation-row')).toContainText('Mika Lind');
  await expect(page.getByTestId('contact-row')).toHaveCount(0);
  await expect(page.getByTestId('group-row')).toHaveCount(0);

  // Mika is online and stands first, until the order is that of the names.
  await chooseView(page, 'Groups');
  const suppliers = async (): Promise<string[]> => {
    const all = await shown(page);
    return all.slice(all.indexOf('Suppliers') + 1, all.indexOf('Suppliers') + 3);
  };
  await expect.poll(suppliers).toEqual(['  Mika Lind', '  Lee Park']);
  await press(page.getByTestId('view-menu'));
  await press(entry(page, 'Order'));
  await press(page.getByRole('menuitemradio', { name: 'By name', exact: true }));
  await expect.poll(suppliers).toEqual(['  Lee Park', '  Mika Lind']);

  await press(group(page, 'Suppliers'));
  await expect(row(page, 'Lee Park')).toHaveCount(0);
  await first.parley.close();
  page = await signIn(await launchParley({ userData: profile }), town.url, owner);
  await expect(row(page, 'Sam Roth')).toBeVisible();
  await expect(group(page, 'Suppliers')).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 'Lee Park')).toHaveCount(0);
});

test('in a long menu of groups one is found by its name, with the keyboard and with the pointer', async ({
  launchParley,
  newTown,
}) => {
  const zones = Array.from({ length: 60 }, (_, at) => [`Zone ${at}`, [kim.uri]] as const);
  const boss = { ...owner, groups: { ...owner.groups, ...Object.fromEntries(zones) } };
  const town = await newTown([boss, lee, kim, mika, sam]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, boss);
  await setWidth(parley, 'main', 380);
  const filter = page.getByTestId('menu-filter');
  const entries = page.getByRole('menu').locator('[role=menuitem]');
  const line = page.getByTestId('outcome');
  const open = async (name: string): Promise<void> => {
    await press(row(page, name).first(), 'right');
    await press(entry(page, 'Move to'));
    await expect(filter).toBeFocused();
    await expect(entry(page, 'Zone 59')).toHaveCount(1);
  };

  await open('Sam Roth');
  // Nothing is chosen by whoever presses Enter once too often.
  await page.keyboard.press('Enter');
  await expect(filter).toBeFocused();
  await page.keyboard.type('zone 47');
  await expect(entries).toHaveText(['Back', 'Zone 47']);
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Sam Roth is in Zone 47 now');

  await open('Lee Park');
  await page.keyboard.type('12');
  await press(entry(page, 'Zone 12'));
  await expect(line).toContainText('Lee Park is in Zone 12 now');

  // Nothing is called so; Escape goes one step back at a time, and the arrows go on from the field.
  await open('Mika Lind');
  await page.keyboard.type('yard');
  await expect(page.getByText('Nothing is called that')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(filter).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(filter).toHaveCount(0);
  await expect(entry(page, 'Move to')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('zone 5');
  await expect(entries).toHaveCount(12);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(entry(page, 'Zone 5').first()).toHaveAttribute('data-highlighted', '');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Mika Lind is in Zone 5 now');
});

test('the search finds by title and marks why, and what waits for an answer pushes nothing out of sight', async ({
  openList,
}) => {
  const { page, parley, town } = await openList();
  for (const person of [lee, kim]) town.arrive(person).invite(owner, 'Is the blue crane free?');
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

test('every row and the empty part of the list has a menu that fits a narrow window', async ({ openList }) => {
  const { page, parley } = await openList();
  await setWidth(parley, 'main', 380);
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

test('what the server refuses is said where it was asked, and the list stays as it is', async ({ openList }) => {
  const { page } = await openList();
  await expect.poll(() => shown(page)).toEqual(atFirst);
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
  expect((await shown(page)).filter((each) => each !== 'Night shift')).toEqual(atFirst);

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

test('a group that is called like a part of the list is told from it, and “~” is refused with the reason', async ({
  openList,
}) => {
  const { page } = await openList();
  await press(group(page, 'Harbour'), 'right');
  await press(entry(page, 'Rename'));
  const field = page.getByTestId('group-name');
  await field.fill('~');
  await expect(page.getByRole('dialog')).toContainText('“~” is what servers call “Other contacts”');
  await page.getByTestId('group-save').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await field.fill('other contacts');
  await page.getByTestId('group-save').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(group(page, 'other contacts (group)')).toBeVisible();
  await press(row(page, 'Kim Okafor'), 'right');
  await press(entry(page, 'Move to'));
  await expect(page.getByRole('menuitem', { name: 'other contacts', exact: false })).toHaveText([
    'other contacts (group)',
    'Other contacts',
  ]);
});
