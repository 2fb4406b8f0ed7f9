// What axe finds in every view, with whatever can open in it open; and what a screen reader is told of a message.
import type { Locator, Page } from '@playwright/test';
import { settingsSections } from '../src/shared/settings-sections';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { openHistory, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { openSettings } from './support/settings';

type Look = 'light' | 'dark' | 'forced colours';

/** A view in one of its states. `close` brings it back to where it was. */
interface State {
  readonly name: string;
  readonly page: Page;
  open(): Promise<unknown>;
  close(): Promise<unknown>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Everything has come to rest: what fades in has contrasts of its own on the way. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))));

async function look(page: Page, at: Look): Promise<void> {
  await callBridge(page, 'settings:set', { theme: at === 'dark' ? 'dark' : 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', at === 'dark' ? 'dark' : 'light');
  await page.emulateMedia({ forcedColors: at === 'forced colours' ? 'active' : 'none' });
}

async function problemsIn(states: readonly State[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const at of ['light', 'dark', 'forced colours'] as const) {
    for (const { name, page, open, close } of states) {
      await look(page, at);
      await open();
      await atRest(page);
      const problems = await accessibilityProblems(page);
      if (problems.length > 0) found[`${name}, ${at}`] = problems;
      await close();
    }
  }
  return found;
}

/** With the explanation of a button that the pointer rests on. */
function hovered(name: string, page: Page, button: Locator): State {
  return {
    name: `${name}, a tooltip`,
    page,
    async open() {
      await button.hover();
      await page.locator('.ui-tooltip').waitFor();
    },
    async close() {
      await page.mouse.move(1, 1);
      await expect(page.locator('.ui-tooltip')).toHaveCount(0);
    },
  };
}

function opened(name: string, page: Page, open: () => Promise<unknown>, shown: Locator): State {
  return {
    name,
    page,
    async open() {
      await open();
      await shown.first().waitFor();
    },
    async close() {
      await page.keyboard.press('Escape');
      await expect(shown).toHaveCount(0);
    },
  };
}

const menu = (page: Page): Locator => page.getByRole('menu');
const dialog = (page: Page): Locator => page.locator('.ui-dialog');
const plain = (name: string, page: Page): State => ({ name, page, open: nothing, close: nothing });

test('axe finds nothing in any view, light, dark or in colours of the system', async ({
  launchParley,
  newTown,
  keyStore,
}) => {
  test.setTimeout(480_000);
  void keyStore;
  const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Stone' };
  const town = await newTown([dana, lee, kim, sam]);
  const parley = await launchParley({ args: KeyStore.args });
  const first = await parley.mainWindow();
  await first.getByTestId('signin-server').waitFor();
  expect(await problemsIn([{ name: 'sign-in', page: first, open: nothing, close: nothing }])).toEqual({});

  const main = await signIn(parley, town.url, dana);
  const resident = town.arrive(lee);
  resident.invite(dana, 'Is the blue crane free? See https://example.com/cranes', 'Cranes');
  await main.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  // In a colour that has to give way to what it stands on.
  await talk.getByTestId('format-color').click();
  await talk.locator('[data-testid=format-color-option]').filter({ visible: true }).nth(7).click();
  await talk.getByTestId('composer-text').fill('The crane is mine until noon.');
  await talk.keyboard.press('Enter');
  resident.say('Good.');
  resident.say('And the **red** one?');
  await expect(talk.getByTestId('message')).toHaveCount(4);
  // One that waits above the list, and one who has added me.
  const other = town.arrive(sam);
  other.invite(dana, 'Do you have a minute?', 'Stores');
  other.befriend(dana);
  await main.getByTestId('invitation-card').waitFor();
  const invitation = await openInvitation(parley, kim.uri);
  const history = await openHistory(parley);
  await callBridge(main, 'window:open-about', undefined);
  await callBridge(main, 'window:open-diagnostics', undefined);
  await callBridge(main, 'window:open-guide', { place: 'signing-in' });
  const guide = await parley.window((page) => page.url().includes('#/guide'));
  const about = await parley.window((page) => page.url().includes('#/about'));
  const diagnostics = await parley.window((page) => page.url().includes('#/diagnostics'));
  await history.getByTestId('history-search').fill('mine');
  await history.getByTestId('history-hit').first().click();
  await expect(history.locator('[data-testid=history-message].marked')).toHaveCount(1);

  const press = (page: Page, keys: string) => (): Promise<void> => page.keyboard.press(keys);
  const leeRow = main.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`).first();

  const states: readonly State[] = [
    plain('main', main),
    hovered('main', main, main.getByTestId('new-conversation')),
    opened('main, its menu', main, () => main.getByTestId('main-menu').click(), menu(main)),
    opened('main, availability', main, () => main.getByTestId('availability-menu').click(), menu(main)),
    opened('main, a contact', main, () => leeRow.click({ button: 'right' }), menu(main)),
    opened(
      'main, a contact card',
      main,
      () => leeRow.getByTestId('card-avatar').click(),
      main.getByTestId('person-card'),
    ),
    opened(
      'main, access levels',
      main,
      async () => {
        await main.getByTestId('main-menu').click();
        await main.getByRole('menuitem', { name: 'Who sees what of me' }).click();
        await main.getByTestId('access-preview-toggle').nth(1).click();
      },
      dialog(main),
    ),
    opened(
      'main, who has added me',
      main,
      async () => {
        await main.getByTestId('added-me-line').click();
        await main.getByTestId('added-me-more').first().click();
      },
      dialog(main),
    ),
    opened(
      'main, an import',
      main,
      async () => {
        await main.getByTestId('main-menu').click();
        await main.getByRole('menuitem', { name: 'Contacts to and from files' }).click();
        await main.getByRole('menuitem', { name: 'Import contacts' }).click();
        const buffer = Buffer.from('Name,Address\nAnn,ann@example.com\n');
        await main.getByTestId('import-file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
        await main.getByTestId('import-person').waitFor();
      },
      dialog(main),
    ),
    opened(
      'main, the switcher',
      main,
      async () => {
        await main.keyboard.press('Control+k');
        await main.getByTestId('switcher-text').fill('e');
        await main.getByTestId('switcher-option').first().waitFor();
      },
      dialog(main),
    ),
    opened('main, the sheet of keys', main, press(main, 'Control+/'), dialog(main)),
    plain('conversation', talk),
    hovered('conversation', talk, talk.getByTestId('composer-send')),
    hovered('conversation, leave', talk, talk.getByTestId('conversation-leave')),
    opened('conversation, fonts', talk, () => talk.getByTestId('format-font').click(), menu(talk)),
    opened('conversation, colours', talk, () => talk.getByTestId('format-color').click(), talk.locator('.ui-menu')),
    opened('conversation, emoji', talk, () => talk.getByTestId('format-emoji').click(), talk.locator('.ui-menu')),
    opened('conversation, others', talk, () => talk.getByTestId('conversation-invite').click(), dialog(talk)),
    opened('conversation, the switcher', talk, press(talk, 'Control+k'), dialog(talk)),
    opened('conversation, the sheet of keys', talk, press(talk, 'Control+/'), dialog(talk)),
    plain('invitation', invitation),
    {
      name: 'invitation, suggestions',
      page: invitation,
      async open() {
        await invitation.getByTestId('invitation-to').fill('e');
        await invitation.getByTestId('invitation-option').first().waitFor();
      },
      close: () => invitation.getByTestId('invitation-to').fill(''),
    },
    hovered('invitation', invitation, invitation.getByTestId('format-bold')),
    plain('history, a message found', history),
    hovered('history', history, history.getByTestId('history-menu')),
    opened('history, its menu', history, () => history.getByTestId('history-menu').click(), menu(history)),
    opened('history, kinds', history, () => history.getByTestId('history-kind').click(), history.getByRole('listbox')),
    plain('about', about),
    plain('guide', guide),
    plain('diagnostics', diagnostics),
  ];
  expect(await problemsIn(states)).toEqual({});
});

test('axe finds nothing in what is asked and chosen about people', async ({ launchParley, newTown }) => {
  test.setTimeout(480_000);
  const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Stone' };
  const zones = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`Zone ${at}`, [kim.uri]]));
  const boss = { ...dana, groups: { ...dana.groups, ...zones } };
  const town = await newTown([boss, lee, kim, sam]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, boss);
  const leeRow = main.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`).first();
  const entry = (name: string): Locator => menu(main).getByRole('menuitem', { name });
  /** What slides in in the place of a menu: one Escape leads back, the next one out. */
  const panel = (name: string, opener: () => Promise<unknown>, label: string): State => ({
    name,
    page: main,
    async open() {
      await opener();
      await entry(label).click();
      await entry('Back').waitFor();
    },
    async close() {
      await main.keyboard.press('Escape');
      await expect(entry('Back')).toHaveCount(0);
      await main.keyboard.press('Escape');
      await expect(menu(main)).toHaveCount(0);
    },
  });
  const ofLee = (): Promise<void> => leeRow.click({ button: 'right' });
  const moveTo = panel('groups to move to, of which there are many', ofLee, 'Move to');
  const states: readonly State[] = [
    {
      name: 'add somebody',
      page: main,
      async open() {
        await main.getByTestId('contacts-search').fill('sam');
        await main.getByTestId('directory-row').first().click({ button: 'right' });
        await entry('Add with group and access').click();
        await dialog(main).waitFor();
      },
      async close() {
        await main.keyboard.press('Escape');
        await expect(dialog(main)).toHaveCount(0);
        await main.getByTestId('contacts-search').fill('');
      },
    },
    moveTo,
    {
      ...moveTo,
      name: 'groups to move to, and none that is called so',
      async open() {
        await moveTo.open();
        await main.getByTestId('menu-filter').fill('yard');
      },
      async close() {
        await main.getByTestId('menu-filter').fill('');
        await moveTo.close();
      },
    },
    panel('access levels', ofLee, 'What they see of me'),
    panel('do not disturb', () => main.getByTestId('availability-menu').click(), 'Do not disturb for a time'),
    panel('the order', () => main.getByTestId('view-menu').click(), 'Order'),
    {
      name: 'the note',
      page: main,
      open: () => main.getByTestId('note').click(),
      close: () => main.keyboard.press('Escape'),
    },
    {
      name: 'several people',
      page: main,
      async open() {
        await main.getByRole('tree').focus();
        await main.keyboard.press('ControlOrMeta+a');
        await main.getByTestId('chosen-menu').waitFor();
      },
      async close() {
        await main.getByRole('tree').focus();
        await main.keyboard.press('Escape');
        await expect(main.getByTestId('chosen-menu')).toHaveCount(0);
      },
    },
    opened(
      'a new group',
      main,
      async () => {
        await main.getByTestId('main-menu').click();
        await entry('New group').click();
      },
      dialog(main),
    ),
    opened(
      'a question before somebody is removed',
      main,
      async () => {
        await leeRow.click();
        await main.keyboard.press('Delete');
      },
      dialog(main),
    ),
  ];
  expect(await problemsIn(states)).toEqual({});
});

test('axe finds nothing in any section of the settings, nor in what is found there', async ({
  launchParley,
  newTown,
  keyStore,
}) => {
  test.setTimeout(480_000);
  void keyStore;
  const town = await newTown([dana]);
  const parley = await launchParley({ args: KeyStore.args });
  await signIn(parley, town.url, dana);
  const settings = await openSettings(parley, 'account');
  const states: readonly State[] = [
    ...settingsSections.map((section): State => ({
      name: `settings, ${section}`,
      page: settings,
      open: () => openSettings(parley, section),
      close: nothing,
    })),
    {
      name: 'settings, what is found',
      page: settings,
      open: () => settings.getByTestId('settings-search').fill('server'),
      close: () => settings.getByTestId('settings-search').fill(''),
    },
  ];
  expect(await problemsIn(states)).toEqual({});
});

interface Said {
  readonly role: string;
  readonly name: string;
  /** In a region whose changes are read out. */
  readonly isLive: boolean;
}

/** What Chromium tells a screen reader of, whatever is drawn. */
async function toldOf(page: Page): Promise<Said[]> {
  const devTools = await page.context().newCDPSession(page);
  const { nodes } = await devTools.send('Accessibility.getFullAXTree');
  await devTools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const isLive = (node: (typeof nodes)[number] | undefined): boolean => {
    if (!node) return false;
    const live: unknown = node.properties?.find(({ name }) => name === 'live')?.value.value;
    return live === 'polite' || live === 'assertive' || isLive(byId.get(node.parentId ?? ''));
  };
  return nodes
    .filter(({ ignored }) => !ignored)
    .map((node) => ({
      role: String(node.role?.value ?? ''),
      name: String(node.name?.value ?? ''),
      isLive: isLive(node),
    }));
}

test('each message is called by who sent it and when, and a new one is said once', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const resident = town.arrive(lee);
  resident.invite(dana, 'Good morning');
  await main.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  // Three in a group, of which the later ones draw no name and no time.
  resident.say('Is the crane free?');
  resident.say('The blue one.');
  await expect(talk.getByTestId('message')).toHaveCount(3);
  await talk.getByTestId('composer-text').fill('Until noon.');
  await talk.keyboard.press('Enter');
  await expect(talk.getByTestId('message')).toHaveCount(4);

  const rows = (await toldOf(talk)).filter(({ role }) => role === 'article').map(({ name }) => name);
  const time = String.raw`\d{1,2}:\d{2}`;
  expect(rows).toEqual([
    ...Array.from({ length: 3 }, () => expect.stringMatching(new RegExp(`^Lee Park ?, ${time}`, 'u')) as unknown),
    expect.stringMatching(new RegExp(`^You ?, ${time}`, 'u')),
  ]);

  // One that comes, with the end in sight and away from it, stands in one place that is read out.
  const saidAloud = async (text: string): Promise<number> =>
    (await toldOf(talk)).filter((node) => node.role === 'StaticText' && node.isLive && node.name.includes(text)).length;
  resident.say('Thank you.');
  await expect(talk.getByText('Thank you.')).toBeVisible();
  expect(await saidAloud('Thank you.')).toBe(1);
  for (let n = 0; n < 40; n += 1) resident.say(`Line ${n}`);
  await expect(talk.getByText('Line 39')).toHaveCount(1);
  await talk.getByTestId('message-log').focus();
  await talk.keyboard.press('Home');
  await expect(talk.getByTestId('new-messages')).toBeVisible();
  resident.say('One more.');
  await expect(talk.getByTestId('new-messages')).toContainText('1 new message');
  expect(await saidAloud('new message')).toBe(0);
});
