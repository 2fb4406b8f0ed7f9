// The directory, access levels, and those who have added the local user.
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { dana, kim, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

const colleague = (n: number) => ({
  uri: `sip:sam${n}@example.com`,
  user: `EXAMPLE\\sam${n}`,
  password: dana.password!,
  name: n === 7 ? 'Sam Roth' : `Sam Stone ${n}`,
});

test('people found in the directory have presence, and are added with group and level in one step', async ({
  launchParley,
  newTown,
}) => {
  const many = Array.from({ length: 120 }, (_, n) => colleague(n));
  const town = await newTown([dana, lee, kim, ...many]);
  town.arrive(many[7]!).show('busy');
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);

  // More than the server tells of at once: it is said, and the whole name narrows it.
  await main.getByTestId('contacts-search').click();
  await main.keyboard.type('sam');
  await expect(main.getByText('There are more.')).toHaveCount(1);
  await main.keyboard.type(' roth');
  const row = main.locator('[data-testid=directory-row][data-uri="sip:sam7@example.com"]');
  await expect(main.getByTestId('directory-row')).toHaveCount(1);
  await expect(row).toContainText('Busy');

  await press(row, 'right');
  await press(main.getByRole('menuitem', { name: 'Add with group and access' }));
  const dialog = main.getByRole('dialog');
  await dialog.getByTestId('add-name').fill('Sam from the yard');
  await press(dialog.getByTestId('person-group').first());
  await dialog.getByTestId('person-level').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('option', { name: 'Team' }).click();
  await press(dialog.getByTestId('add-save'));
  await expect(dialog).toHaveCount(0);
  await main.getByTestId('contacts-search').fill('');
  const contact = main.locator('[data-testid=contact-row][data-uri="sip:sam7@example.com"]');
  await expect(contact).toContainText('Sam from the yard');
  await press(contact.getByTestId('card-avatar'));
  await expect(main.getByTestId('card-groups')).toHaveText('Suppliers');
  await expect(main.getByTestId('card-access')).toHaveText('Team, set for them');
});

test('a search without a connection says what it waits for, and finds as soon as there is one again', async ({
  launchParley,
  newTown,
  before,
}) => {
  test.slow();
  const town = await newTown([dana, lee, kim, colleague(7)]);
  const held = await before(town.url);
  const main = await signIn(await launchParley(), held.url, dana);
  const hint = main.getByTestId('hint-row').last();
  held.hold('search');
  await main.getByTestId('contacts-search').click();
  await main.keyboard.type('sam');
  await expect(hint).toContainText('Searching the directory…');
  await expect.poll(() => held.count).toBeGreaterThan(0);
  await held.tear();
  await expect(hint).toContainText('No connection. The directory is searched as soon as there is one.');
  await main.keyboard.type(' roth');
  await expect(hint).toContainText('No connection.');
  await held.mend();
  const found = main.locator('[data-testid=directory-row][data-uri="sip:sam7@example.com"]');
  await expect(found).toBeVisible({ timeout: 60_000 });
});

test('everybody of a kind is a member of a level as one person is, and goes out again', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const main = await signIn(await launchParley(), town.url, dana);
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Who sees what of me' }));
  const dialog = main.getByRole('dialog');
  const level = (name: string) => dialog.locator(`[data-testid=access-level][data-level=${name}]`);
  const kinds = ['sameEnterprise', 'federated', 'publicCloud', 'everyone'] as const;
  const memberIn = (name: string, kind: string) => level(name).locator(`[data-member^="${kind}"]`);
  const offered = dialog.getByTestId('access-kind');

  // Those that stand somewhere by default go out first.
  const standing = dialog.getByTestId('access-member');
  await expect(standing.first()).toBeVisible();
  for (let left = await standing.count(); left > 0; left -= 1) {
    await standing.first().getByTestId('access-take-out').click();
    await expect(standing).toHaveCount(left - 1);
  }
  await expect(dialog.getByText('Default for')).toHaveCount(0);
  await expect(offered).toHaveCount(kinds.length);
  for (const [at, kind] of kinds.entries()) {
    await offered.first().click();
    await expect(memberIn('company', kind)).toHaveCount(1);
    await expect(offered).toHaveCount(kinds.length - 1 - at);
  }
  await memberIn('company', 'everyone').getByTestId('access-choice').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('option', { name: 'Team' }).click();
  await expect(memberIn('team', 'everyone')).toHaveCount(1);
  await expect(memberIn('company', 'everyone')).toHaveCount(0);
});

test('nobody is put on a level of their own: it is said where it was asked for', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const main = await signIn(await launchParley(), town.url, dana);
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Who sees what of me' }));
  const dialog = main.getByRole('dialog');
  await dialog.getByTestId('access-typed').fill('Dana@Example.com');
  await dialog.getByTestId('access-wanted').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('option', { name: 'Blocked' }).click();
  await press(dialog.getByTestId('access-add'));
  await expect(dialog).toContainText('This is your own address.');
  await expect(main.getByRole('alertdialog')).toHaveCount(0);
  await expect(dialog.locator('[data-member^="uri"]')).toHaveCount(0);
  await dialog.getByTestId('access-typed').fill('lee@example.com');
  await expect(dialog).not.toContainText('This is your own address.');
});

test('levels say who sees what, and members move by pointer and by keys', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Who sees what of me' }));
  const dialog = main.getByRole('dialog');
  const level = (name: string) => dialog.locator(`[data-testid=access-level][data-level=${name}]`);
  await expect(level('company')).toContainText('Default for colleagues');
  await expect(level('public')).toContainText('Default for partners');

  // A domain is added by typing; what is none is said at the field.
  await dialog.getByTestId('access-typed').fill('no domain');
  await main.keyboard.press('Enter');
  await expect(dialog.getByText('This is neither an address nor a domain.')).toBeVisible();
  await dialog.getByTestId('access-typed').fill('partner.example.com');
  await main.keyboard.press('Enter');
  const partner = dialog.locator('[data-member="domain partner.example.com"]');
  await expect(level('company').locator('[data-member="domain partner.example.com"]')).toHaveText(
    /Everybody of partner.example.com/u,
  );

  // Dragged to another level.
  await level('team').evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await expect(partner).toBeInViewport({ ratio: 1 });
  await moveTo(partner.locator('.name'));
  await main.mouse.down();
  const target = (await level('team').boundingBox())!;
  await main.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 15 });
  await main.mouse.up();
  await expect(level('team').locator('[data-member="domain partner.example.com"]')).toBeVisible();

  // Blocking asks first, and by keys.
  await dialog.getByTestId('access-typed').fill('lee@example.com');
  await main.keyboard.press('Enter');
  const person = level('company').locator('[data-member="uri sip:lee@example.com"]');
  await person.getByTestId('access-choice').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('option', { name: 'Blocked' }).click();
  await expect(main.getByRole('alertdialog')).toContainText('Block Lee Park?');
  await press(main.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }));
  await expect(person).toBeVisible();
  await person.getByTestId('access-choice').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('option', { name: 'Blocked' }).click();
  await press(main.getByRole('alertdialog').getByRole('button', { name: 'Block' }));
  await expect(level('blocked').locator('[data-member="uri sip:lee@example.com"]')).toBeVisible();

  // As they see me.
  await level('blocked').getByTestId('access-preview-toggle').click();
  await expect(dialog.getByTestId('access-preview')).toContainText('Offline');
  await expect(dialog.getByTestId('access-preview')).not.toContainText('Dispatcher');
  await level('public').getByTestId('access-preview-toggle').click();
  await expect(dialog.getByTestId('access-preview')).toContainText('Dispatcher');
});

test('those who have added me are a counted line and one dialog, and nobody comes back', async ({
  launchParley,
  newTown,
}) => {
  const watchers = [1, 2, 3].map(colleague);
  const town = await newTown([dana, lee, kim, ...watchers]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  for (const each of watchers) town.arrive(each).befriend(dana);
  const line = main.getByTestId('added-me-line');
  await expect(line).toHaveText('3 people have added you');
  await press(line);
  const dialog = main.getByRole('dialog');
  const person = (n: number) => dialog.locator(`[data-uri="sip:sam${n}@example.com"]`);

  // Added back, into a group and at a level.
  await person(1).getByTestId('added-me-more').click();
  await person(1).getByTestId('person-group').first().click();
  await press(person(1).getByTestId('added-me-accept'));
  await expect(person(1)).toHaveCount(0);
  // Acknowledged alone.
  await person(2).getByTestId('added-me-add').uncheck();
  await press(person(2).getByTestId('added-me-accept'));
  await expect(person(2)).toHaveCount(0);
  // Blocked.
  await press(person(3).getByTestId('added-me-block'));
  await press(main.getByRole('alertdialog').getByRole('button', { name: 'Block' }));
  await expect(person(3)).toHaveCount(0);
  await expect(dialog).toContainText('Everybody has an answer');
  await main.keyboard.press('Escape');
  await expect(line).toHaveCount(0);
  const row = (n: number) => main.locator(`[data-testid=contact-row][data-uri="sip:sam${n}@example.com"]`);
  await expect(row(1)).toHaveCount(1);
  await expect(row(2)).toHaveCount(0);
  await expect(row(3)).toHaveCount(0);
});
