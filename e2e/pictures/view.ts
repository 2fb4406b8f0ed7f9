// What a view of the pictures is, and what several of them begin with.
import type { Page } from '@playwright/test';
import type { Desk } from './desk';

export interface View {
  readonly name: string;
  /** Leaves the page open and at rest. */
  show(desk: Desk): Promise<Page>;
  /** Brings what goes when the window changes, such as a menu; it goes by Escape. */
  open?(page: Page): Promise<unknown>;
  /** Undoes what the next view cannot do with. */
  after?(desk: Desk): Promise<void>;
}

export const connected = (page: Page): Promise<void> =>
  page.locator('[data-testid=conversation][data-state=connected]').waitFor();
export const said = (page: Page, text: string): Promise<void> =>
  page.getByTestId('message-text').filter({ hasText: text }).first().waitFor();

/** A talk with one person, with a link, several lines and something of everybody. */
export async function talk(desk: Desk, name: string): Promise<Page> {
  const other = desk.person(name);
  const page = await desk.converse(
    [other.uri],
    'Samples 1 to 40',
    'Good morning! Are the figures of the last ten there yet?',
  );
  await connected(page);
  other.say('Nearly. The first six are at https://lab.example.com/samples?from=31&to=36');
  other.say('The others come at noon:\n- 37 and 38 were measured twice\n- 39 is late\n- 40 is fine');
  await said(page, '40 is fine');
  await page.getByTestId('composer-text').fill('Thank you, noon is early enough. 👍');
  await page.keyboard.press('Enter');
  await said(page, 'noon is early enough');
  // Whoever left before it came would be asked in again by it.
  const isSent = page.locator(':is([data-delivery=sent], [data-delivery=confirmed])');
  await page.getByTestId('message').filter({ hasText: 'noon is early enough' }).and(isSent).waitFor();
  return page;
}

export const escape = async (desk: Desk): Promise<void> => (await desk.main()).keyboard.press('Escape');
