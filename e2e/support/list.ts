// The contact list of one who has groups, and a hand that works with it: what the tests of the list have in common.
import type { Locator, Page } from '@playwright/test';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { test as base } from './kept-profile';
import type { LaunchOptions, Parley } from './launch';
import { dana, kim, lee, signIn } from './people';
import { moveTo, press } from './pointer';
import type { Town } from './town';

export const mika: PersonRecord = {
  ...kim,
  uri: 'sip:mika@example.com',
  user: 'EXAMPLE\\mika',
  name: 'Mika Lind',
  title: 'Crane driver',
  company: 'Example Freight',
};
export const sam: PersonRecord = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };
/** Of two groups, and one who is in none of them. */
export const owner: PersonRecord = {
  ...dana,
  groups: { Suppliers: [lee.uri, mika.uri], Harbour: [sam.uri] },
  contacts: [kim.uri],
};
export const everybody = [owner, lee, kim, mika, sam];
/** As it stands at first, as `shown` says it. */
export const atFirst = [
  'Harbour',
  '  Sam Roth',
  'Suppliers',
  '  Lee Park',
  '  Mika Lind',
  'Other contacts',
  '  Kim Okafor',
];

export interface OpenList {
  readonly page: Page;
  readonly parley: Parley;
  readonly town: Town;
}

interface ListOptions extends LaunchOptions {
  /** Instead of a server of its own. */
  readonly at?: string;
}

export const test = base.extend<{
  /** The owner is signed in, and their list is there. */
  readonly openList: (options?: ListOptions) => Promise<OpenList>;
}>({
  openList: async ({ launchParley, newTown }, use) => {
    await use(async ({ at, ...options } = {}) => {
      const town = await newTown(everybody);
      const parley = await launchParley(options);
      const page = await signIn(parley, at ?? town.url, owner);
      await page.getByTestId('contact-row').first().waitFor();
      return { page, parley, town };
    });
  },
});

export const group = (page: Page, name: string): Locator => page.getByTestId('group-row').filter({ hasText: name });
export const row = (page: Page, name: string): Locator => page.getByTestId('contact-row').filter({ hasText: name });
export const entry = (page: Page, name: string): Locator =>
  page.getByRole('menu').locator('[role^=menuitem]').filter({ hasText: name });

/** The list as it stands: heads, and people below them. */
export async function shown(page: Page): Promise<string[]> {
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
export async function drag(from: Locator, to: Locator, keys: readonly string[] = []): Promise<void> {
  const { mouse, keyboard } = from.page();
  await moveTo(from);
  await mouse.down();
  for (const key of keys) await keyboard.down(key);
  await moveTo(to);
  await mouse.up();
  for (const key of keys) await keyboard.up(key);
}

/** Chooses those from the first to the last of a range, then the others with Ctrl. */
export async function choosePeople(
  page: Page,
  [first, last]: readonly [string, string],
  ...others: string[]
): Promise<void> {
  await press(row(page, first));
  await page.keyboard.down('Shift');
  await press(row(page, last));
  await page.keyboard.up('Shift');
  await page.keyboard.down('ControlOrMeta');
  for (const other of others) await press(row(page, other));
  await page.keyboard.up('ControlOrMeta');
}

export async function chooseView(page: Page, name: string): Promise<void> {
  await press(page.getByTestId('view-menu'));
  await press(entry(page, name));
  await page.getByRole('menu').waitFor({ state: 'detached' });
}
