// The find in a conversation, by its keys: what is drawn, what is only in memory, and what comes meanwhile.
import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './support/accessibility';
import { fillHistory } from './support/fill-history';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, lee, signIn } from './support/people';
import { press } from './support/pointer';
import type { Resident } from './support/town';

const message = (page: Page, text: string): Locator => page.getByTestId('message-text').filter({ hasText: text });

/** What is highlighted, in the order of the page, the place that is looked at in brackets. */
const highlighted = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const marks = ['found', 'found-current'].flatMap((name) =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => ({
        text: name === 'found' ? range.toString() : `[${range.toString()}]`,
        range: range as Range,
      })),
    );
    return marks
      .sort((one, other) => one.range.compareBoundaryPoints(Range.START_TO_START, other.range))
      .map(({ text }) => text);
  });

async function talk(
  launchParley: Parameters<Parameters<typeof test>[2]>[0]['launchParley'],
  newTown: Parameters<Parameters<typeof test>[2]>[0]['newTown'],
): Promise<{ page: Page; lees: Resident }> {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  return { page, lees };
}

test('places are highlighted, counted, walked by keys, and stay while messages come', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const { page, lees } = await talk(launchParley, newTown);
  lees.say('Two CRANES at http://cranes.example.com/ and a Cráne');
  await expect(message(page, 'Two')).toBeVisible();
  const field = page.getByTestId('composer-text');
  await field.focus();
  await page.keyboard.type('half a thought');

  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByTestId('find-text')).toBeFocused();
  await page.keyboard.type('crane');
  await expect(page.getByTestId('find-count')).toHaveText('1 of 4');
  expect(await highlighted(page)).toEqual(['crane', 'CRANE', 'crane', '[Cráne]']);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.keyboard.press('Enter');
  await page.keyboard.press('F3');
  await expect(page.getByTestId('find-count')).toHaveText('3 of 4');
  expect(await highlighted(page)).toEqual(['crane', '[CRANE]', 'crane', 'Cráne']);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+F3');
  await page.keyboard.press('Shift+F3');
  await expect(page.getByTestId('find-count')).toHaveText('4 of 4');
  expect(await highlighted(page)).toEqual(['[crane]', 'CRANE', 'crane', 'Cráne']);
  await press(page.getByTestId('find-newer'));
  await expect(page.getByTestId('find-count')).toHaveText('3 of 4');

  // Where the system has one colour for all of them, the message is marked.
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(page.locator('[data-found-current]')).toHaveCSS('outline-style', 'dashed');
  await expect(page.locator('[data-found-current]')).toContainText('Two CRANES');
  await page.emulateMedia({ forcedColors: 'none' });

  // Somebody goes on talking: the place stays, the count goes on.
  lees.say('The crane is yours');
  await expect(page.getByTestId('find-count')).toHaveText('4 of 5');
  await expect.poll(() => highlighted(page)).toEqual(['crane', '[CRANE]', 'crane', 'Cráne', 'crane']);
  await expect(page.getByRole('search').getByRole('status')).toContainText('Two CRANES');

  await page.getByTestId('find-text').fill('no such thing');
  await expect(page.getByTestId('find-count')).toHaveText('Nothing found');
  expect(await highlighted(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('find')).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('half a thought');

  // Once more, what was looked for before is there to be typed over.
  await page.keyboard.press('F3');
  await page.keyboard.type('yours');
  await expect(page.getByTestId('find-count')).toHaveText('1 of 1');
  await press(page.getByTestId('find-close'));
  await expect(field).toBeFocused();
});

test('what is in memory and not drawn is found, and comes into sight', async ({ launchParley, newTown }) => {
  test.slow();
  const { page, lees } = await talk(launchParley, newTown);
  for (let number = 1; number <= 600; number += 1) lees.say(number % 200 === 0 ? `crane ${number}` : `line ${number}`);
  lees.say(`${'A long story. '.repeat(400)} and a crane at its end`);
  await expect(message(page, 'A long story')).toBeInViewport();

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('crane');
  await expect(page.getByTestId('find-count')).toHaveText('1 of 5');
  // At the end of a long message, which is shown as a whole now.
  await expect.poll(() => highlighted(page)).toContain('[crane]');
  const isInSight = () =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('found-current') ?? [])] as Range[];
      const box = range?.getBoundingClientRect();
      const log = document.querySelector('[data-testid=message-log]')!.getBoundingClientRect();
      return box !== undefined && box.top > log.top && box.bottom < log.bottom;
    });
  await expect.poll(isInSight).toBe(true);
  for (const text of ['crane 600', 'crane 400', 'crane 200', 'blue crane']) {
    await page.keyboard.press('Enter');
    await expect(message(page, text)).toBeInViewport();
    await expect.poll(isInSight).toBe(true);
  }
  await expect(page.getByTestId('find-count')).toHaveText('5 of 5');
  expect(await page.getByTestId('message').count()).toBeLessThanOrEqual(360);
  await page.keyboard.press('Shift+Enter');
  await expect(message(page, 'crane 200')).toBeInViewport();
  // What comes does not lead away from it.
  lees.say('and one more crane');
  await expect(page.getByTestId('find-count')).toHaveText('5 of 6');
  await expect(message(page, 'crane 200')).toBeInViewport();
});

test('what is in the history alone is found by its signs, and read back to', async ({
  launchParley,
  newTown,
  keyStore,
  profile,
}) => {
  test.slow();
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, town.url, dana);
  await fillHistory(first, profile, 3_000);
  await first.close();

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  await callBridge(await signInAgain(again), 'window:open-conversation', { conversationId: 'c1000' });
  const page = await conversationWindow(again);
  await expect(message(page, 'Message 2999 of')).toBeInViewport();
  await page.keyboard.press('ControlOrMeta+f');
  // A part of a word, over the blank between two: nothing that the index of the history knows.
  await page.keyboard.type('AGE 12 o');
  await expect(page.getByTestId('find-count')).toHaveText('1 of 1');
  await expect(message(page, 'Message 12 of')).toBeInViewport();
  await expect.poll(() => highlighted(page)).toEqual(['[age 12 o]']);
  await page.getByTestId('find-text').fill('e 17');
  await expect(page.getByTestId('find-count')).toHaveText(/^\d+ of 111$/u);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('composer-text')).toBeFocused();
  await press(page.getByTestId('new-messages'));
  await expect(message(page, 'Message 2999 of')).toBeInViewport();
  await again.close();
});
