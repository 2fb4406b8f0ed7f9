// What waits for an answer is a strip of lines that leaves room for the list: answered by pointer and keys, opened on demand.
import type { Page } from '@playwright/test';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { conversationWindow, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';
import type { Parley } from './support/launch';

const crowd: readonly PersonRecord[] = Array.from({ length: 12 }, (_, n) => ({
  ...kim,
  uri: `sip:caller${n}@example.com`,
  user: `EXAMPLE\\caller${n}`,
  name: `Caller ${n}`,
}));

async function shape({ app }: Parley, main: Page, width: number, height: number, zoom: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('#/main'));
      window?.setContentSize(wanted.width, wanted.height);
      window?.webContents.setZoomFactor(wanted.zoom);
    },
    { width, height, zoom },
  );
  await expect.poll(() => main.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
}

test('each is one line with its answers, and opens to the whole of it', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  const long = `Is the blue crane free? ${'It is needed at the far end of the yard. '.repeat(8)}And the hook?`;
  lees.invite(dana, long, 'Quay four');
  const card = main.getByTestId('invitation-card');
  await expect(card).toContainText('Lee Park');
  await expect(card).toContainText('Quay four: Is the blue crane free?');
  await expect(card.locator('time')).toHaveText('now');
  const closed = (await card.boundingBox())!.height;
  expect(closed).toBeLessThan(48);
  await expect(card.getByText('And the hook?')).toHaveCount(0);

  await expect(async () => {
    await press(card.getByTestId('waiting-line'));
    await expect(card.getByTestId('waiting-line')).toHaveAttribute('aria-expanded', 'true', { timeout: 500 });
  }).toPass();
  await expect(card.getByText('And the hook?')).toBeVisible();
  await expect(card.getByText('Accept', { exact: true })).toBeInViewport({ ratio: 1 });
  expect(await accessibilityProblems(main)).toEqual([]);
  await main.keyboard.press('Escape');
  await expect(card.getByTestId('waiting-line')).toBeFocused();
  await expect.poll(async () => Math.round((await card.boundingBox())!.height)).toBe(Math.round(closed));
  await press(card.getByTestId('invitation-accept'));
  await conversationWindow(parley);
  await expect.poll(() => lees.isConnected).toBe(true);
});

test('many of them leave the list and the search their room, also in the smallest window at 200 %', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, ...crowd]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  for (const each of crowd) town.arrive(each).invite(dana, `Words of ${each.name}`);
  const cards = main.getByTestId('invitation-card');
  const more = main.getByTestId('waiting-more');
  await expect(more).toHaveText('9 more');
  await expect(cards).toHaveCount(3);
  await expect(cards.first()).toContainText('Caller 0');
  const strip = main.getByTestId('waiting-strip');
  const heights = (): Promise<number[]> =>
    main.evaluate(() =>
      ['[data-testid=waiting-strip]', '.scroller'].map((each) => document.querySelector(each)!.clientHeight),
    );
  for (const [width, height, zoom] of [
    [380, 720, 1],
    [380, 720, 2],
    [320, 480, 1],
    [320, 480, 2],
  ] as const) {
    await shape(parley, main, width, height, zoom);
    await expect(cards.first().getByTestId('invitation-accept')).toBeInViewport({ ratio: 1 });
    await expect(cards.first().getByTestId('invitation-decline')).toBeInViewport({ ratio: 1 });
    await expect(main.getByTestId('contacts-search')).toBeInViewport({ ratio: 1 });
    await more.click();
    await expect(cards).toHaveCount(12);
    const [lines, list] = await heights();
    expect(lines!).toBeLessThanOrEqual(height / zoom / 2);
    expect(list!).toBeGreaterThanOrEqual(80);
    expect(await main.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    await more.click();
    await expect(cards).toHaveCount(3);
    await strip.evaluate((element) => element.scrollTo(0, 0));
  }
});

test('by keys: from line to line, to the answers, and on to the next when one is answered', async ({
  launchParley,
  newTown,
}) => {
  const [first, second] = crowd;
  const town = await newTown([dana, lee, ...crowd]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await main.getByTestId('contacts-search').focus();
  town.arrive(first!).invite(dana, 'The first');
  const cards = main.getByTestId('invitation-card');
  await expect(cards).toHaveCount(1);
  const others = town.arrive(second!);
  others.invite(dana, 'The second');
  await expect(cards).toHaveCount(2);
  // It came, and the focus is where it was.
  await expect(main.getByTestId('contacts-search')).toBeFocused();
  // Past how the list looks and a new conversation.
  for (let tab = 0; tab < 3; tab++) await main.keyboard.press('Tab');
  await expect(cards.first().getByTestId('waiting-line')).toBeFocused();
  await main.keyboard.press('ArrowDown');
  await expect(cards.last().getByTestId('waiting-line')).toBeFocused();
  await main.keyboard.press('ArrowUp');
  await expect(async () => {
    await main.keyboard.press('Enter');
    await expect(cards.first().getByTestId('waiting-line')).toHaveAttribute('aria-expanded', 'true', { timeout: 300 });
  }).toPass();
  await main.keyboard.press('Escape');
  await main.keyboard.press('Tab');
  await main.keyboard.press('Tab');
  await expect(cards.first().getByTestId('invitation-decline')).toBeFocused();
  await main.keyboard.press('Enter');
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText('The second');
  await expect(cards.getByTestId('waiting-line')).toBeFocused();
  await main.keyboard.press('Tab');
  await main.keyboard.press('Tab');
  await expect(async () => {
    await main.keyboard.press('Enter');
    await expect(cards).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect(main.getByTestId('contacts-search')).toBeFocused();
});

test('who comes is said once, a call at once', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await main.evaluate(() => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    for (const region of document.querySelectorAll('[data-testid^=waiting-told]')) {
      new MutationObserver(
        () => region.textContent && told.push(`${region.getAttribute('role')}: ${region.textContent}`),
      ).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  const told = (): Promise<string[]> => main.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  await expect.poll(told).toEqual(['status: New invitation from Lee Park']);
  const kims = town.arrive(kim);
  const hangUp = town.ring(kim, dana, 'Urgent load');
  await expect(main.getByTestId('call-card')).toContainText('Urgent load');
  hangUp();
  await expect(main.getByTestId('call-card')).toHaveCount(0);
  kims.invite(dana, 'Then in writing');
  await expect(main.getByTestId('invitation-card')).toHaveCount(2);
  await expect
    .poll(told)
    .toEqual([
      'status: New invitation from Lee Park',
      'alert: Kim Okafor is calling',
      'status: New invitation from Kim Okafor',
    ]);
});
