// The contact list: how it can be looked at, what opens in it, and what it says of what was done.
import type { Locator, Page } from '@playwright/test';
import { defaultSettings, type Settings } from '../../src/shared/settings';
import { callBridge } from '../support/people';
import { moveTo } from '../support/pointer';
import { reader, type Desk } from './desk';
import { escape, type View } from './view';

const nothing = (): Promise<void> => Promise.resolve();
const rows = (main: Page): Locator => main.getByTestId('contact-row');
const groupHead = (main: Page, name: string): Locator => main.getByTestId('group-row').filter({ hasText: name });
/** Of what is open; the words are those of the language that the pictures begin in. */
const entry = (main: Page, name: string): Locator => main.getByRole('menuitem').filter({ hasText: name });

/** The contact list looked at so, until the next view. */
function listView(
  name: string,
  settings: Partial<Settings>,
  more: (main: Page, desk: Desk) => Promise<unknown> = nothing,
  later: Pick<View, 'open' | 'after'> = {},
): View {
  return {
    name,
    async show(desk) {
      const main = await desk.main();
      await callBridge(main, 'settings:set', settings);
      await main.getByRole('tree').waitFor();
      await more(main, desk);
      return main;
    },
    ...(later.open && { open: later.open }),
    async after(desk) {
      const main = await desk.main();
      await main.keyboard.press('Escape');
      await main.keyboard.press('Escape');
      // What was done is told for a while, and what was refused until somebody has read it.
      const outcome = main.getByTestId('outcome');
      if ((await outcome.count()) > 0) await outcome.getByRole('button').last().click();
      await later.after?.(desk);
      await main.getByTestId('contacts-search').fill('');
      const { contactView, contactOrder, contactDensity, hideOffline } = defaultSettings;
      await callBridge(main, 'settings:set', { contactView, contactOrder, contactDensity, hideOffline });
    },
  };
}

/** Three of the first group. */
async function chooseThree(main: Page): Promise<void> {
  await rows(main).nth(0).click();
  await rows(main)
    .nth(2)
    .click({ modifiers: ['Shift'] });
}

/** A panel of the menu of the second person of the list. */
function panelOf(at: number): (main: Page) => Promise<unknown> {
  return async (main) => {
    await rows(main).nth(1).click({ button: 'right' });
    await main.locator('[data-submenu]').nth(at).click();
    await main.locator('.ui-menu .back').waitFor();
  };
}

/** Names that try to break out of their place. */
const oddNames = [
  'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe',
  'ميساء الحداد',
  '<b>Bold</b> & "quoted" {n} | two',
  'Right‮tfel si eman siht',
  'Z̸̢̛͓a̷̧͙͐l̴̤̚g̵̙͂o̶̗͝ ̵̪́T̷̛̺é̵͖x̴̘̔t̸̩̂',
  '👩‍👩‍👧‍👦 Family account of the harbour office, second floor, on the left',
];
const oddUri = (at: number): string => `sip:odd${at}@example.org`;

export const listViews: readonly View[] = [
  listView('list-by-availability', { contactView: 'availability' }, async (_, desk) => {
    desk.person('Kim Okafor').show('do-not-disturb');
    desk.person('Lee Park').show('busy');
    desk.person('Mika Lind').show('away');
  }),
  listView('list-by-access', { contactView: 'access' }, async (main, desk) => {
    await callBridge(main, 'contact:set-access', { uri: desk.person('Kim Okafor').uri, level: 'team' });
  }),
  listView('list-tagged', { contactView: 'tagged' }),
  listView('list-tagged-people', { contactView: 'tagged' }, async (main, desk) => {
    for (const name of ['Kim Okafor', 'Lee Park', 'Mika Lind'])
      await callBridge(main, 'contact:update', { uri: desk.person(name).uri, tag: true });
    await rows(main).nth(2).waitFor();
  }),
  listView('list-recents', { contactView: 'recents' }),
  listView('list-compact', { contactDensity: 'compact', contactOrder: 'name', hideOffline: true }),
  listView('list-search', {}, (main) => main.getByTestId('contacts-search').fill('crane')),
  listView('list-search-none', {}, async (main) => {
    await main.getByTestId('contacts-search').fill('zanzibar');
    await main.getByTestId('hint-row').nth(1).waitFor();
  }),
  listView('list-search-short', {}, (main) => main.getByTestId('contacts-search').fill('z')),
  listView(
    'list-search-failed',
    {},
    async (main, desk) => {
      await desk.loseServer();
      await main.getByTestId('connection-banner').waitFor();
      await main.getByTestId('contacts-search').fill('yuki');
      await main
        .locator('.hint .failed')
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
    },
    { after: (desk) => desk.findServer() },
  ),
  listView('list-view-menu', {}, (main) => main.getByTestId('view-menu').click()),
  listView('list-view-order', {}, async (main) => {
    await main.getByTestId('view-menu').click();
    await main.locator('[data-submenu]').click();
  }),
  listView('list-several', {}, async (main) => {
    await chooseThree(main);
    await rows(main).nth(1).click({ button: 'right' });
    await entry(main, 'Move to').click();
    await entry(main, 'Night shift').click();
    // As long as somebody is at it, the line stays.
    await main.getByTestId('undo').focus();
  }),
  listView('list-several-menu', {}, chooseThree, {
    open: (main) => rows(main).nth(1).click({ button: 'right' }),
  }),
  listView('list-groups-panel', {}, nothing, { open: panelOf(0) }),
  listView('list-move-panel', {}, nothing, { open: panelOf(1) }),
  listView('list-access-panel', {}, nothing, { open: panelOf(2) }),
  listView('list-group-menu', {}, nothing, {
    open: (main) => groupHead(main, 'Night shift').click({ button: 'right' }),
  }),
  listView('list-recents-menu', {}, nothing, {
    open: (main) => main.getByTestId('recents-head').click({ button: 'right' }),
  }),
  listView('list-empty-part-menu', { contactView: 'recents' }, nothing, {
    async open(main) {
      const { width, height } = (await main.getByTestId('contacts-scroller').boundingBox())!;
      await main
        .getByTestId('contacts-scroller')
        .click({ button: 'right', position: { x: width / 2, y: height - 8 }, force: true });
    },
  }),
  listView('list-drag', {}, nothing, {
    async open(main) {
      await main.mouse.up();
      // However little room there is: whoever stands right above the group, to the group.
      const head = groupHead(main, 'Night shift');
      await head.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const above = Number(await head.getAttribute('data-index')) - 1;
      await moveTo(main.locator(`[data-testid=contact-row][data-index="${above}"]`));
      await main.mouse.down();
      await moveTo(head);
    },
    after: async (desk) => (await desk.main()).mouse.up(),
  }),
  listView('list-block', {}, async (main) => {
    await panelOf(2)(main);
    await main.getByRole('menuitemradio').last().click();
    await main.getByRole('alertdialog').waitFor();
  }),
  listView('list-new-group', {}, async (main) => {
    await main.getByTestId('main-menu').click();
    await entry(main, 'New group').click();
    await main.getByTestId('group-name').fill('Harbour');
    await main.getByTestId('group-save').click();
  }),
  listView(
    'list-refused',
    {},
    async (main, desk) => {
      await chooseThree(main);
      await desk.loseServer();
      await main.getByTestId('connection-banner').waitFor();
      await rows(main).nth(1).click({ button: 'right' });
      await entry(main, 'Tell me').first().click();
      // A connection that is lost may come back: it is waited for before anything is given up.
      await main.getByTestId('outcome').locator('.problem').first().waitFor({ timeout: 120_000 });
    },
    { after: (desk) => desk.findServer() },
  ),
  listView(
    'list-odd-names',
    {},
    async (main) => {
      for (const [at, name] of oddNames.entries())
        await callBridge(main, 'contact:add', { uri: oddUri(at), name, groupIds: [] });
      await rows(main).last().scrollIntoViewIfNeeded();
    },
    {
      async open(main) {
        const scroller = main.getByTestId('contacts-scroller');
        await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      },
      async after(desk) {
        const main = await desk.main();
        for (const at of oddNames.keys()) await callBridge(main, 'contact:remove', oddUri(at));
      },
    },
  ),
  listView('card-poor', {}, (main) => main.getByTestId('contacts-search').fill('yuki'), {
    open: (main) => main.getByTestId('directory-row').first().getByTestId('card-avatar').click(),
  }),
  listView('card-pointed-at', {}, nothing, {
    async open(main) {
      await rows(main).nth(0).scrollIntoViewIfNeeded();
      await main.mouse.move(0, 0);
      await moveTo(rows(main).nth(0).getByTestId('card-avatar'));
      await main.getByTestId('person-card').waitFor();
    },
  }),
  listView(
    'note-until',
    {},
    async (main) => {
      await main.getByTestId('note').click();
      await main.getByTestId('note-input').fill('At the quay until four, call the office of the harbour master');
      await main.keyboard.press('Enter');
      await main.getByTestId('note-until').waitFor();
    },
    {
      open: (main) => main.getByTestId('note-until').click(),
      async after(desk) {
        const main = await desk.main();
        await main.getByTestId('note').click();
        await main.getByTestId('note-input').fill('');
        await main.keyboard.press('Enter');
      },
    },
  ),
  listView('quiet-until', {}, nothing, {
    async open(main) {
      // Out of the panel of the look before, and out of its menu.
      await main.keyboard.press('Escape');
      await main.keyboard.press('Escape');
      await main.getByTestId('availability-menu').click();
      await main.locator('[data-submenu]').click();
    },
  }),
  listView('added-me-line', {}, async (main, desk) => {
    for (const name of ['Chris Berg', 'Pat Doyle']) desk.person(name).befriend(reader);
    await main.getByTestId('added-me-line').waitFor();
  }),
  {
    name: 'import-done',
    async show(desk) {
      const main = await desk.main();
      await main.getByTestId('main-menu').click();
      await main.locator('[data-submenu]').first().click();
      await main.getByRole('menuitem').nth(1).click();
      const buffer = Buffer.from('Name,Address,Groups\nAnn Bell,ann@example.com,Harbour\n');
      await main.getByTestId('import-file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
      await main.getByTestId('import-add').click();
      await main.getByTestId('import-done').waitFor();
      return main;
    },
    async after(desk) {
      await escape(desk);
      await callBridge(await desk.main(), 'contact:remove', 'sip:ann@example.com');
    },
  },
];
