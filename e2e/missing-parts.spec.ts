// A part of the program that cannot be read, as when it is replaced while Parley runs: that is said in its place, with a way to try again.
import { cpSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './support/fixtures';
import { launch, type Parley } from './support/launch';
import { callBridge } from './support/people';
import { press } from './support/pointer';

/** A copy of what is built, of which parts can be taken away. */
interface Copy {
  readonly folder: string;
  /** @returns what brings it back */
  without(part: string): () => void;
}

function copyOfProgram(folder: string): Copy {
  for (const part of ['out', 'package.json']) cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const parts = join(folder, 'out/renderer/assets');
  return {
    folder,
    without(part) {
      const name = readdirSync(parts).find((file) => file.startsWith(`${part}-`) && file.endsWith('.js'));
      if (name === undefined) throw new Error(`no part ${part}`);
      renameSync(join(parts, name), join(folder, name));
      return () => renameSync(join(folder, name), join(parts, name));
    },
  };
}

/** What is missing is complained of on the console, too. */
const started: Parley[] = [];
async function start(copy: Copy, userData: string): Promise<Parley> {
  const parley = await launch({ program: copy.folder, userData });
  started.push(parley);
  return parley;
}
test.afterEach(async () => {
  for (const parley of started.splice(0)) await parley.close();
});

test('the contact list', async ({ newFolder }) => {
  const copy = copyOfProgram(newFolder('parley-program-'));
  const bringBack = copy.without('SignedInView');
  const parley = await start(copy, newFolder('parley-profile-'));
  const page = await parley.mainWindow();
  await page.getByTestId('signin-demo').click();
  await page.getByRole('alert').filter({ hasText: 'This view could not be opened.' }).waitFor();
  await expect(page.locator('#first-frame')).toHaveCount(0);
  const retry = page.getByRole('button', { name: 'Try again' });
  expect((await retry.boundingBox())?.height).toBeLessThan(60);

  bringBack();
  await press(retry);
  await page.getByTestId('contacts').waitFor();
});

test('a language: English is at hand', async ({ newFolder }) => {
  const copy = copyOfProgram(newFolder('parley-program-'));
  copy.without('language-de');
  const userData = newFolder('parley-profile-');
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ language: 'de' }));
  const page = await (await start(copy, userData)).mainWindow();
  await expect(page.getByTestId('signin-submit')).toHaveText('Sign in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('#first-frame')).toHaveCount(0);
});

test('the switcher: the keys go their way again', async ({ newFolder }) => {
  const copy = copyOfProgram(newFolder('parley-program-'));
  copy.without('Switcher');
  const page = await (await start(copy, newFolder('parley-profile-'))).mainWindow();
  const field = page.getByTestId('signin-user');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(async () => {
    await page.keyboard.press('x');
    await expect(field).not.toHaveValue('', { timeout: 200 });
  }).toPass({ timeout: 5_000 });
});

test('what every window needs: the desktop asks', async ({ newFolder }) => {
  const copy = copyOfProgram(newFolder('parley-program-'));
  const parley = await start(copy, newFolder('parley-profile-'));
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  await parley.app.evaluate(({ dialog }) => {
    const asked: { words: string; answer: (response: number) => void }[] = [];
    (globalThis as Record<string, unknown>)['asked'] = asked;
    dialog.showMessageBox = ((options: { message: string }) =>
      new Promise((done) =>
        asked.push({ words: options.message, answer: (response) => done({ response, checkboxChecked: false }) }),
      )) as typeof dialog.showMessageBox;
  });
  const asked = (): Promise<string[]> =>
    parley.app.evaluate(() =>
      ((globalThis as Record<string, unknown>)['asked'] as { words: string }[]).map(({ words }) => words),
    );
  const answer = (index: number, response: number): Promise<void> =>
    parley.app.evaluate(
      (_, [at, chosen]) =>
        ((globalThis as Record<string, unknown>)['asked'] as { answer: (given: number) => void }[])[at]?.answer(chosen),
      [index, response] as const,
    );
  const open = (): Promise<unknown> => callBridge(main, 'window:open-settings', {});
  const words = 'A window of Parley could not be opened';

  const bringBack = copy.without('start');
  await open();
  await expect.poll(asked).toEqual([words]);
  await answer(0, 0);
  await expect.poll(asked).toEqual([words, words]);
  await answer(1, 1);
  await expect.poll(() => parley.app.windows().length).toBe(1);

  await open();
  await expect.poll(asked).toHaveLength(3);
  bringBack();
  await answer(2, 0);
  const settings = await parley.window((page) => page.url().includes('#/settings'));
  await settings.getByTestId('settings').waitFor();
});
