// What can be done with a message by the right button and by keys: copy in its forms, quote, search, send again; links; several messages.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import type { Parley } from './support/launch';
import { converse, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';

const serverArgs = ['--poll-wait', '100'];

const menuItem = (page: Page, name: RegExp | string): Locator => page.getByRole('menuitem', { name });
const rowWith = (page: Page, text: string): Locator => page.getByTestId('message').filter({ hasText: text });
const textOf = (row: Locator): Locator => row.getByTestId('message-text');

interface Copied {
  readonly text: string;
  readonly html: string;
}
const copied = ({ app }: Parley): Promise<Copied> =>
  app.evaluate(async ({ clipboard }) => {
    // Electron has changed how a clipboard is read.
    const older = clipboard as unknown as { readonly readHTML?: () => string };
    if (older.readHTML) return { text: await clipboard.readText(), html: older.readHTML() };
    const items = (await clipboard.read()) as unknown as readonly ClipboardItem[];
    const item = items.find(({ types }) => types.includes('text/html'));
    return { text: await clipboard.readText(), html: (await (await item?.getType('text/html'))?.text()) ?? '' };
  });
const forget = ({ app }: Parley): Promise<void> => app.evaluate(({ clipboard }) => clipboard.clear());

async function say(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer-text').click();
  await page.getByTestId('composer-text').fill(text);
  await page.keyboard.press('Enter');
}

/** Dana sees what Lee said: lines with a link, and code. */
async function talk(
  launchParley: () => Promise<Parley>,
  startServer: (people: readonly (typeof dana)[], args: readonly string[]) => Promise<{ readonly url: string }>,
): Promise<{ readonly danas: Parley; readonly page: Page; readonly lees: Page }> {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const danas = await launchParley();
  const leesParley = await launchParley();
  await signIn(danas, url, dana);
  await signIn(leesParley, url, lee);
  const { from: page, to: lees } = await converse(danas, leesParley, lee.uri, 'Is the crane free?');
  return { danas, page, lees };
}

test('a message is copied plain, with who and when, and with its look', async ({ launchParley, startServer }) => {
  const { danas, page, lees } = await talk(launchParley, startServer);
  await lees.getByTestId('format-bold').click();
  await say(lees, "From <b>two</b> o'clock & on:\nhttps://example.com/plan?a=1&b=2");
  const row = rowWith(page, "o'clock");
  await row.waitFor();

  await press(textOf(row), 'right');
  await press(menuItem(page, 'Copy with formatting'));
  await expect.poll(async () => (await copied(danas)).text).not.toBe('');
  const formatted = await copied(danas);
  expect(formatted.text).toBe("From <b>two</b> o'clock & on:\nhttps://example.com/plan?a=1&b=2");
  expect(formatted.html).toContain('font-weight: bold');
  expect(formatted.html).toContain('From &lt;b&gt;two&lt;/b&gt; o&#39;clock &amp; on:<br>');
  expect(formatted.html).toContain('<a href="https://example.com/plan?a=1&amp;b=2">');

  await forget(danas);
  await press(textOf(row), 'right');
  await press(menuItem(page, 'Copy with sender and time'));
  await expect.poll(async () => (await copied(danas)).text).toMatch(/^Lee Park, .*\d.*\nFrom <b>two/u);

  // By keys alone: up from the field to the thread, to the message, and its menu.
  await forget(danas);
  await page.getByTestId('message-log').focus();
  await page.keyboard.press('ArrowUp');
  await expect(row).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(rowWith(page, 'Is the crane free?')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await expect(menuItem(page, /^Copy/u).first()).toBeVisible();
  await expect(menuItem(page, /^Copy/u).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await copied(danas)).text).toBe(formatted.text);
  await expect(row).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('composer-text')).toBeFocused();
});

test('a link shows where it leads and is copied', async ({ launchParley, startServer }) => {
  const { danas, page, lees } = await talk(launchParley, startServer);
  const address = `https://example.com/${'long/'.repeat(30)}end`;
  await say(lees, `Look: ${address}`);
  await press(page.getByTestId('message-text').getByRole('link'), 'right');
  await expect(menuItem(page, /^Open link/u)).toContainText(address);
  await press(menuItem(page, 'Copy link'));
  await expect.poll(async () => (await copied(danas)).text).toBe(address);
});

test('several selected messages are copied in order, without the words of the window', async ({
  launchParley,
  startServer,
}) => {
  const { danas, page, lees } = await talk(launchParley, startServer);
  await say(lees, 'Yes, from two');
  await rowWith(page, 'Yes, from two').waitFor();
  await say(page, 'I come then');
  await rowWith(page, 'I come then').waitFor();
  await select(page, textOf(rowWith(page, 'Is the crane free?')), textOf(rowWith(page, 'I come then')));
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(async () => (await copied(danas)).text).toContain('I come then');
  const lines = (await copied(danas)).text.split('\n');
  expect(lines.filter((_, index) => index % 3 === 1)).toEqual(['Is the crane free?', 'Yes, from two', 'I come then']);
  expect(lines.filter((_, index) => index % 3 === 0).map((line) => line.split(',')[0])).toEqual([
    'Dana Reyes',
    'Lee Park',
    'Dana Reyes',
  ]);
  await forget(danas);
  await press(textOf(rowWith(page, 'Yes, from two')), 'right');
  await press(menuItem(page, 'Copy 3 messages'));
  await expect.poll(async () => (await copied(danas)).text.split('\n')).toEqual(lines);
});

/** By the mouse, from the beginning of one to the end of the other. */
async function select(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(start.x + 1, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width - 1, end.y + end.height - 8, { steps: 12 });
  await page.mouse.up();
}

async function pressUntil(field: Locator, keys: string, value: RegExp): Promise<void> {
  await expect(async () => {
    await field.press(keys);
    expect(await field.inputValue()).toMatch(value);
  }).toPass();
}

test('a quote goes to the caret, what was typed stays, and the other sees a quote', async ({
  launchParley,
  startServer,
}) => {
  const { page, lees } = await talk(launchParley, startServer);
  await say(lees, 'Which dock?\n```\nx = 1 :)\n```');
  const row = rowWith(page, 'Which dock?');
  const field = page.getByTestId('composer-text');
  await field.fill('Hello');
  // The button that is there with the pointer on the message.
  await row.hover();
  await press(row.getByTestId('message-more'));
  await press(menuItem(page, 'Quote'));
  await expect(field).toBeFocused();
  await page.keyboard.type('The second');
  await expect(field).toHaveValue(/^Hello\n> Lee Park, .*:\n> Which dock\?\n> ```\n> x = 1 :\)\n> ```\nThe second$/u);
  // In how many steps typed words go is the browser's affair.
  await pressUntil(field, 'ControlOrMeta+z', /^Hello$/u);
  await pressUntil(field, 'ControlOrMeta+Shift+z', /The second$/u);
  await page.keyboard.press('Enter');
  const theirs = rowWith(lees, 'The second');
  await expect(theirs.getByTestId('message-quote')).toContainText('Which dock?');
  await expect(theirs.getByTestId('message-quote').locator('code').nth(1)).toHaveText('x = 1 :)');
  await expect(theirs.locator('code').first()).toHaveCSS('font-family', /monospace/u);
});

test('selected words are quoted and searched for in the history', async ({ launchParley, startServer }) => {
  const { danas, page, lees } = await talk(launchParley, startServer);
  await say(lees, 'the magnet hums');
  await textOf(rowWith(page, 'the magnet hums')).dblclick({ position: { x: 40, y: 8 } });
  await press(textOf(rowWith(page, 'the magnet hums')), 'right');
  await expect(menuItem(page, 'Quote selection')).toBeVisible();
  await press(menuItem(page, /^Search history for “magnet”/u));
  const history = await danas.window((candidate) => candidate.url().includes('#/history'));
  await expect(history.getByTestId('history-search')).toHaveValue('magnet');
  // A search from the window that is open already.
  await press(textOf(rowWith(page, 'the magnet hums')), 'right');
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 300);
  await press(rowWith(page, 'the magnet hums').getByTestId('message-text'), 'right');
  await press(menuItem(page, 'Search history with Lee Park'));
  await expect(history.getByTestId('history-search')).toHaveValue('');
});

test('the header offers what can be done with who takes part, by hand and by keys', async ({
  launchParley,
  startServer,
}) => {
  const { danas, page } = await talk(launchParley, startServer);
  await press(page.getByTestId('conversation-title'), 'right');
  await press(menuItem(page, 'Copy address'));
  await expect.poll(async () => (await copied(danas)).text).toBe('lee@example.com');
  await page.getByTestId('conversation-people-menu').focus();
  await page.keyboard.press('Enter');
  await expect(menuItem(page, 'New message')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await copied(danas)).text).toBe('Lee Park');
  await expect(page.getByTestId('conversation-people-menu')).toBeFocused();
});
