// The list, and all that belongs to it, in the smallest window at 200 %: nothing is cut, broken or out of reach.
import type { Locator, Page } from '@playwright/test';
import { cutTexts } from './support/cut-texts';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, dana, kim, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

const owner = { ...dana, groups: { Suppliers: [lee.uri, kim.uri], Harbour: [] } };

async function makeSmall({ app }: Parley, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((shown) => {
    shown.setContentSize(380, 640);
    shown.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([190, 320]);
}

/** How much of the page is out of sight without scrolling it. */
const overflow = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return [scrollHeight - clientHeight, scrollWidth - clientWidth];
  });

/** Whether the pointer would meet it where it is. */
const isOnTop = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    return met !== null && element.contains(met);
  });

async function chooseAll(page: Page): Promise<void> {
  await page.getByRole('tree').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByTestId('chosen-menu')).toBeVisible();
}

test('what was done, who is chosen and a lost connection leave the menu and the list in reach', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([owner, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, owner);
  await makeSmall(parley, page);
  const inSight = async (...ids: string[]): Promise<void> => {
    for (const id of ids) await expect(page.getByTestId(id)).toBeInViewport({ ratio: 1 });
    expect((await page.getByTestId('contacts-scroller').boundingBox())?.height).toBeGreaterThanOrEqual(52);
  };

  await chooseAll(page);
  await press(page.getByTestId('chosen-menu'));
  // What is left out of the menu of a row leaves no line behind.
  await expect(page.locator('.ui-menu-list > :first-child')).toHaveRole('menuitem');
  await press(page.getByRole('menuitem', { name: 'Tell me' }));
  await expect(page.getByTestId('outcome')).toContainText('You are told');
  await inSight('main-menu', 'availability-menu', 'contacts-search', 'undo', 'chosen-menu');
  await expect(page.getByTestId('outcome').getByRole('button', { name: 'Dismiss' })).toBeInViewport({ ratio: 1 });
  expect(await overflow(page)).toEqual([0, 0]);
  await press(page.getByTestId('outcome').getByRole('button', { name: 'Dismiss' }));

  await town.stop();
  await expect(page.getByTestId('connection-banner')).toBeVisible();
  await inSight('main-menu', 'retry-now', 'contacts-search', 'chosen-menu');
  expect(await overflow(page)).toEqual([0, 0]);
  // All of the words are there to be read.
  await page.getByTestId('next-try').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('next-try')).toBeInViewport({ ratio: 1 });
});

for (const language of ['en', 'de']) {
  test(`all of it at once leaves every button and every row to a hand: ${language}`, async ({
    launchParley,
    newTown,
  }) => {
    const town = await newTown([owner, lee, kim]);
    const parley = await launchParley();
    const page = await signIn(parley, town.url, owner);
    await callBridge(page, 'settings:set', { language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await makeSmall(parley, page);
    await chooseAll(page);
    await press(page.getByTestId('chosen-menu'));
    await press(page.locator('.ui-menu-list [role=menuitem]').first());
    const line = page.getByTestId('outcome');
    await line.waitFor();
    // It stays as long as somebody points at it.
    await moveTo(line);
    await town.stop();
    await page.getByTestId('connection-banner').waitFor();
    expect(await overflow(page)).toEqual([0, 0]);

    for (const place of [page.getByTestId('connection-banner'), line, page.locator('.chosen')]) {
      for (const button of await place.getByRole('button').all()) {
        await button.scrollIntoViewIfNeeded();
        expect(await isOnTop(button)).toBe(true);
      }
    }
    for (const id of ['main-menu', 'availability-menu', 'contacts-search', 'new-conversation']) {
      await page.getByTestId(id).scrollIntoViewIfNeeded();
      expect([id, await isOnTop(page.getByTestId(id))]).toEqual([id, true]);
    }
    // By the wheel, row by row.
    const scroller = page.getByTestId('contacts-scroller');
    const top = (): Promise<number> => scroller.evaluate((element) => element.scrollTop);
    const wheel = async (by: number): Promise<void> => {
      await scroller.scrollIntoViewIfNeeded();
      await moveTo(scroller);
      await page.mouse.wheel(0, by);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    };
    const seen = new Set<string>();
    const rows = page.locator('[role=tree] > [data-index]');
    await expect.poll(async () => (await wheel(-300), top())).toBe(0);
    for (let last = -1, now = 0; now !== last; last = now, now = await top()) {
      for (const row of await rows.all()) if (await isOnTop(row)) seen.add((await row.getAttribute('id')) ?? '');
      await wheel(24);
    }
    const all = await rows.evaluateAll((elements) => elements.map(({ id }) => id));
    expect(all.filter((id) => !seen.has(id))).toEqual([]);
    const clear = page.locator('.chosen').getByRole('button').last();
    await clear.scrollIntoViewIfNeeded();
    await press(clear);
    await expect(page.locator('.chosen')).toHaveCount(0);
  });
}

test('what is dragged is told whole, wherever the pointer is', async ({ launchParley, newTown }) => {
  const town = await newTown([owner, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, owner);
  await makeSmall(parley, page);
  const row = page.getByTestId('contact-row').first();
  await row.scrollIntoViewIfNeeded();
  const box = (await row.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  for (const x of [20, 80, 94, 100, 180]) {
    await page.mouse.move(x, box.y, { steps: 4 });
    await expect(page.getByTestId('drag-chip')).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

for (const language of ['en', 'de', 'ar']) {
  test(`no text of the list and its dialogs is cut, broken or spilled: ${language}`, async ({
    launchParley,
    newTown,
  }) => {
    const town = await newTown([owner, lee, kim]);
    const parley = await launchParley();
    const page = await signIn(parley, town.url, owner);
    await callBridge(page, 'settings:set', { language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await makeSmall(parley, page);
    const faults: string[] = [];
    const look = async (view: string): Promise<void> => {
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      faults.push(...(await cutTexts(page)).map((fault) => `${view}: ${fault}`));
    };
    const dialog = page.getByRole('dialog');
    const leave = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    };
    const ofMainMenu = async (at: number): Promise<void> => {
      await press(page.getByTestId('main-menu'));
      await press(page.getByRole('menuitem').nth(at));
    };

    await ofMainMenu(1);
    await page.getByTestId('group-name').fill('~');
    await expect(dialog.locator('.error')).toBeVisible();
    await look('name of a group');
    await leave();
    await ofMainMenu(2);
    await press(page.getByTestId('access-preview-toggle').first());
    await look('who sees what');
    await leave();
    await ofMainMenu(3);
    await press(page.getByRole('menuitem').nth(1));
    await dialog.waitFor();
    await look('import');
    await leave();

    town.arrive(kim).befriend(owner);
    await page.getByTestId('added-me-line').waitFor();
    await look('somebody has added me');
    expect(await overflow(page)).toEqual([0, 0]);
    await press(page.getByTestId('added-me-line'));
    await dialog.waitFor();
    await dialog.locator('summary').first().click();
    await look('who has added me');
    await leave();

    await page.getByTestId('contact-row').first().getByTestId('card-avatar').click();
    await page.getByTestId('person-card').waitFor();
    await look('card');
    await page.keyboard.press('Escape');
    await press(page.getByTestId('availability-menu'));
    await page.locator('[data-submenu]').click();
    await page.locator('.ui-menu .back').waitFor();
    await page.getByRole('menuitem').nth(1).click();
    await expect(page.getByTestId('availability-menu')).toHaveAttribute('data-availability', 'do-not-disturb');
    await look('do not disturb for a time');
    await chooseAll(page);
    await look('several people');
    await town.stop();
    await page.getByTestId('connection-banner').waitFor();
    await look('connection lost');
    expect(faults).toEqual([]);
  });
}
