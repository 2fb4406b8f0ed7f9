// Wrong words are marked in a field by dictionaries that came with Parley, and mended from its menu, by hand and by keys. On Linux; on
// Windows and macOS the system's own checker does it.
import type { Locator, Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, lee, openInvitation, signIn } from './support/people';
import { openSettings } from './support/settings';
import { press } from './support/pointer';

test.skip(process.platform !== 'linux', 'the system checks spelling there');

const menuItem = (page: Page, name: RegExp | string): Locator => page.getByRole('menuitem', { name });

/** Pixels as red as the line below a wrong word, in the place of the field. */
async function redIn({ app }: Parley, field: Locator): Promise<number> {
  const box = (await field.boundingBox())!;
  const part = { x: box.x, y: box.y, width: box.width, height: box.height };
  return app.evaluate(
    async ({ BrowserWindow }, { url, rectangle }) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url)!;
      const round = Object.fromEntries(Object.entries(rectangle).map(([key, value]) => [key, Math.round(value)]));
      const bitmap = (await window.webContents.capturePage(round as unknown as typeof rectangle)).toBitmap();
      let red = 0;
      for (let at = 0; at < bitmap.length; at += 4) {
        const [blue = 0, green = 0, strength = 0] = bitmap.subarray(at, at + 3);
        if (strength > 180 && green < 110 && blue < 110) red += 1;
      }
      return red;
    },
    { url: field.page().url(), rectangle: part },
  );
}

async function start(
  launchParley: () => Promise<Parley>,
  startServer: (people: readonly (typeof dana)[], args: readonly string[]) => Promise<{ readonly url: string }>,
): Promise<{ readonly parley: Parley; readonly page: Page; readonly field: Locator }> {
  const { url } = await startServer([dana, lee], ['--poll-wait', '100']);
  const parley = await launchParley();
  await signIn(parley, url, dana);
  const page = await openInvitation(parley, lee.uri);
  return { parley, page, field: page.getByTestId('invitation-text') };
}

/** In the middle of the word that begins at `index`: the field has one line of letters of about one width. */
async function rightClickWord(page: Page, field: Locator, index: number): Promise<void> {
  const at = await field.evaluate((element, from) => {
    const { value } = element as HTMLTextAreaElement;
    const style = getComputedStyle(element);
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = style.font;
    const box = element.getBoundingClientRect();
    return {
      x: box.x + Number.parseFloat(style.paddingLeft) + context.measureText(value.slice(0, from + 2)).width,
      y: box.y + Number.parseFloat(style.paddingTop) + 10,
    };
  }, index);
  await page.mouse.move(at.x, at.y, { steps: 5 });
  await page.mouse.click(at.x, at.y, { button: 'right' });
}

test('a wrong word is marked, and mended from the menu by hand and by keys', async ({ launchParley, startServer }) => {
  const { parley, page, field } = await start(launchParley, startServer);
  await field.click();
  await page.keyboard.type('the crane is brocken now');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);

  await rightClickWord(page, field, 'the crane is '.length);
  await press(menuItem(page, 'broken'));
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('the crane is broken now');
  await expect.poll(() => redIn(parley, field)).toBe(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field).toHaveValue('the crane is brocken now');

  await page.keyboard.press('End');
  await page.keyboard.type(' recieve');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+F10');
  await expect(menuItem(page, 'receive')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('the crane is brocken now receive');
});

test('a word is added to the dictionary, stays there after a restart, and is taken out again', async ({
  profile,
  launchParley,
  startServer,
}) => {
  const begin = () => start(() => launchParley({ userData: profile }), startServer);
  const words = (): string => readFileSync(join(profile, 'words.json'), 'utf8');
  const { parley, page, field } = await begin();
  await field.click();
  await page.keyboard.type('ask Zorvath');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);
  await rightClickWord(page, field, 4);
  await press(menuItem(page, 'Add “Zorvath” to the dictionary'));
  await expect.poll(() => redIn(parley, field)).toBe(0);
  expect(words()).toContain('Zorvath');
  await parley.close();

  const later = await begin();
  await later.field.fill('');
  await later.field.click();
  // The second word shows that the first was looked at.
  await later.page.keyboard.type('ask Zorvath brocken now');
  await expect.poll(() => redIn(later.parley, later.field)).toBeGreaterThan(10);
  const redOfOne = await redIn(later.parley, later.field);
  await rightClickWord(later.page, later.field, 4);
  await press(menuItem(later.page, 'Remove “Zorvath” from the dictionary'));
  await expect.poll(() => redIn(later.parley, later.field)).toBeGreaterThan(redOfOne + 10);
  expect(words()).not.toContain('Zorvath');
});

test('what is being looked at while the own words change is looked at to the end', async ({
  launchParley,
  startServer,
}) => {
  const { parley, page, field } = await start(launchParley, startServer);
  await field.click();
  const change = page.evaluate(async () => {
    const { methods } = (globalThis as unknown as { parley: { methods: Record<string, (input: unknown) => unknown> } })
      .parley;
    for (let round = 0; round < 60; round += 1) {
      await methods[round % 2 === 0 ? 'spelling:add' : 'spelling:remove']!('zorvath');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await page.keyboard.type('the crane is brocken and the brigde is wrogn now', { delay: 25 });
  await change;
  await field.fill('');
  await page.keyboard.type('the crane is brocken now');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);
});

test('code, addresses and names after an @ are no words', async ({ launchParley, startServer }) => {
  const { parley, page, field } = await start(launchParley, startServer);
  await field.click();
  await page.keyboard.type('see `brocken` in https://example.com/brocken/realy @realy B52 src/realy/x.ts SAPX yes');
  // What is marked shows that the rest was looked at.
  await page.keyboard.type(' wrogn');
  await page.keyboard.type(' now');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);
  const marked = await redIn(parley, field);
  await field.fill('');
  await page.keyboard.type('wrogn now');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);
  // The wave begins elsewhere in a pixel; another marked word would be as much again.
  expect(Math.abs(marked - (await redIn(parley, field)))).toBeLessThan(10);
});

test('the menu of a field edits, and pastes only at the asking of a person', async ({ launchParley, startServer }) => {
  const { parley, page, field } = await start(launchParley, startServer);
  await parley.app.evaluate(({ clipboard }) => clipboard.writeText('pasted words'));
  await field.click();
  await page.keyboard.type('one two');
  await press(field, 'right');
  await press(menuItem(page, /^Select all/u));
  await press(field, 'right');
  await press(menuItem(page, /^Cut/u));
  await expect(field).toHaveValue('');
  expect(await parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('one two');
  await press(field, 'right');
  await expect(menuItem(page, /^Copy/u)).toHaveAttribute('data-disabled', '');
  await press(menuItem(page, /^Paste Ctrl/u));
  await expect(field).toHaveValue('one two');
  await press(field, 'right');
  await press(menuItem(page, /^Undo/u));
  await expect(field).toHaveValue('');
  await press(field, 'right');
  await press(menuItem(page, /^Redo/u));
  await expect(field).toHaveValue('one two');
  // By the menu it was once; a page by itself does not get at the clipboard.
  const answers = await page.evaluate(async () => {
    const { methods } = (globalThis as unknown as { parley: { methods: Record<string, (input: unknown) => unknown> } })
      .parley;
    return [await methods['field:paste']!({ plain: true }), await methods['field:paste']!({ plain: true })];
  });
  expect(answers.at(-1)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  await press(page.getByTestId('invitation-subject'), 'right');
  await expect(menuItem(page, /^Paste Ctrl/u)).toBeVisible();
});

test('no word that was typed is written down anywhere', async ({ launchParley, startServer }) => {
  const { parley, page, field } = await start(launchParley, startServer);
  await field.click();
  await page.keyboard.type('qzwrongword here');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);
  await rightClickWord(page, field, 0);
  await expect(menuItem(page, /^Add/u)).toBeVisible();
  const files = readdirSync(parley.userData, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const found = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes('qzwrongword'));
  expect(found.map(({ name }) => name)).toEqual([]);
  expect(readdirSync(parley.userData)).not.toContain('words.json');
});

test('languages are chosen in the settings, and at once what is marked follows', async ({
  launchParley,
  startServer,
}) => {
  const { parley, page, field } = await start(launchParley, startServer);
  await field.click();
  await page.keyboard.type('la grue est libre aujourdhui');
  await expect.poll(() => redIn(parley, field)).toBeGreaterThan(10);
  const before = await redIn(parley, field);
  const settings = await openSettings(parley, 'language');
  await settings.getByTestId('spelling-fr').scrollIntoViewIfNeeded();
  await press(settings.getByTestId('spelling-fr'));
  await settings.close();
  await field.click();
  await expect.poll(() => redIn(parley, field)).toBeLessThan(before);
});

test('languages that are ticked in one breath are all chosen, and so are those that are taken away', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'language');
  const tick = (...tags: readonly string[]): Promise<void> =>
    settings.evaluate((wanted) => {
      for (const tag of wanted) document.querySelector<HTMLElement>(`[data-testid=spelling-${tag}]`)?.click();
    }, tags);
  const kept = async (): Promise<unknown> => callBridge(main, 'settings:get', undefined);
  await settings.getByTestId('spelling-fr').waitFor();
  await tick('fr', 'es', 'nl');
  for (const tag of ['fr', 'es', 'nl']) await expect(settings.getByTestId(`spelling-${tag}`)).toBeChecked();
  await expect.poll(kept).toMatchObject({ value: { spellCheckLanguages: expect.arrayContaining(['fr', 'es', 'nl']) } });
  await tick('fr', 'es');
  for (const tag of ['fr', 'es']) await expect(settings.getByTestId(`spelling-${tag}`)).not.toBeChecked();
  await expect.poll(kept).toMatchObject({ value: { spellCheckLanguages: expect.not.arrayContaining(['fr', 'es']) } });
});

test('subjects are looked at as messages are, in an invitation and in a conversation that is over', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, lee.uri);
  const subject = invitation.getByTestId('invitation-subject');
  await subject.click();
  await invitation.keyboard.type('the crane is brocken now');
  await expect.poll(() => redIn(parley, subject)).toBeGreaterThan(10);
  await rightClickWord(invitation, subject, 'the crane is '.length);
  await press(menuItem(invitation, 'broken'));
  await expect(subject).toHaveValue('the crane is broken now');
  await expect.poll(() => redIn(parley, subject)).toBe(0);

  const lees = town.arrive(lee);
  lees.invite(dana, 'Is it free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  lees.leave();
  await press(page.getByTestId('add-subject'));
  await page.keyboard.type('a brocken crane');
  const next = page.getByTestId('next-subject');
  await expect.poll(() => redIn(parley, next)).toBeGreaterThan(10);
  await rightClickWord(page, next, 2);
  await press(menuItem(page, 'broken'));
  await expect(next).toHaveValue('a broken crane');
});

test('a language without a dictionary is said in the settings, with what to do, and can be left off', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'language');
  await expect(settings.getByTestId('spelling-en-US')).toBeVisible();
  const missing = settings.getByTestId('spelling-missing');
  await expect(missing).toHaveCount(0);
  await callBridge(main, 'settings:set', { spellCheckLanguages: ['en-US', 'fi'] });
  await expect(missing).toContainText('Not checked now: Finnish');
  await expect(missing).toContainText('Install one for Hunspell');
  expect(await accessibilityProblems(settings)).toEqual([]);
  await press(settings.getByTestId('spelling-again'));
  await expect(missing).toContainText('Finnish');
  await expect(settings.getByTestId('spelling-fi')).toBeChecked();
  await settings.getByTestId('spelling-fi').focus();
  await settings.keyboard.press('Space');
  await expect(missing).toHaveCount(0);
  await expect(settings.getByTestId('spelling-fi')).toHaveCount(0);
  // Whoever goes by the keyboard is still among the languages.
  await expect(settings.getByTestId('setting-spellCheckLanguages').locator('input:focus')).toHaveCount(1);
});
