// From a feed on this computer to the newer Parley in the place of the old one: never before somebody wants it or quits, and never over
// something typed.
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { expect, test as base } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge, dana, kim, openInvitation, signIn } from './support/people';
import { removeFolder } from './support/remove-folder';
import { sum, UpdateFeed } from './support/update-feed';

interface Updating {
  readonly feed: UpdateFeed;
  /** A folder with an AppImage that is said to be the one that runs. */
  readonly installed: {
    readonly image: string;
    readonly env: Readonly<Record<string, string>>;
    /** What was put there, and ran. */
    ran(): string | undefined;
  };
}

const old = '#!/bin/sh\nexit 1\n';
const name = 'Parley.AppImage';

const test = base.extend<Updating>({
  feed: async ({}, use) => {
    const feed = await UpdateFeed.start();
    await use(feed);
    await feed.stop();
  },
  installed: async ({ feed }, use) => {
    test.skip(process.platform !== 'linux', 'what is replaced here is an AppImage');
    const folder = mkdtempSync(join(tmpdir(), 'parley-updates-'));
    const image = join(folder, name);
    const mark = join(folder, 'ran');
    writeFileSync(image, old);
    chmodSync(image, 0o755);
    const newer = `#!/bin/sh\necho newer > '${mark}'\n`;
    feed.put(`/parley/${name}`, newer);
    feed.release('/parley/', '99.1.2', { url: name, sha512: sum(newer), size: newer.length });
    await use({
      image,
      env: {
        PARLEY_UPDATE_FEED: `${feed.origin}/parley`,
        APPIMAGE: image,
        APPDIR: dirname(process.env['ELECTRON_EXEC_PATH'] ?? ''),
        XDG_CACHE_HOME: folder,
      },
      ran: () => (existsSync(mark) ? readFileSync(mark, 'utf8').trim() : undefined),
    });
    await removeFolder(folder);
  },
});

const notice = (page: Page) => page.locator('[data-testid=notice][data-code=update-ready]');
const end = ({ child }: Parley): Promise<unknown> => new Promise((done) => child.once('exit', done));
const stands = (image: string): 'old' | 'newer' => (readFileSync(image, 'utf8') === old ? 'old' : 'newer');

/** As the exported diagnostics tell it. */
async function outcomeIn({ app }: Parley, page: Page, image: string): Promise<string | undefined> {
  const file = join(dirname(image), 'diagnostics.zip');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await callBridge(page, 'diagnostics:export', undefined);
  const about = strFromU8(unzipSync(readFileSync(file))['about.txt']!);
  return /^updates: .*$/mu.exec(about)?.[0];
}

test('an update is told of when it is there, and a restart puts it in place and starts it', async ({
  launchParley,
  installed,
}) => {
  const parley = await launchParley({ env: installed.env });
  const main = await parley.mainWindow();
  await expect(notice(main)).toContainText('An update is ready');
  await expect(notice(main)).toContainText('Parley 99.1.2 is installed when you quit, or now if you restart.');
  expect(await accessibilityProblems(main)).toEqual([]);
  expect(stands(installed.image)).toBe('old');

  const ended = end(parley);
  await main.getByTestId('notice-restart').click();
  await ended;
  await expect.poll(() => installed.ran(), { timeout: 30_000 }).toBe('newer');
  expect(stands(installed.image)).toBe('newer');
  expect(existsSync(`${installed.image}.part`)).toBe(false);
});

test('a restart asks first where something typed would be lost', async ({ launchParley, startServer, installed }) => {
  test.setTimeout(120_000);
  const { url } = await startServer([dana, kim], ['--poll-wait', '100']);
  const parley = await launchParley({ env: installed.env });
  const main = await signIn(parley, url, dana);
  const invitation = await openInvitation(parley, kim.uri);
  await invitation.getByTestId('invitation-text').fill('Could you come at');
  const question = main.getByRole('alertdialog');

  await main.getByTestId('notice-restart').click();
  await expect(question).toContainText('1 draft will be lost');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(notice(main)).toBeVisible();
  expect(stands(installed.image)).toBe('old');
  await expect(invitation.getByTestId('invitation-text')).toHaveValue('Could you come at');

  const ended = end(parley);
  await main.getByTestId('notice-restart').click();
  await question.getByRole('button', { name: 'Quit anyway' }).click();
  await ended;
  await expect.poll(() => installed.ran(), { timeout: 30_000 }).toBe('newer');
});

test('an update that waits is installed at the end, and not started', async ({ launchParley, installed }) => {
  const parley = await launchParley({ env: installed.env });
  const main = await parley.mainWindow();
  await main.getByTestId('notice-later').click();
  await expect(notice(main)).toHaveCount(0);
  const ended = end(parley);
  await parley.app.evaluate(({ app }) => void setTimeout(() => app.quit()));
  await ended;
  expect(stands(installed.image)).toBe('newer');
  expect(installed.ran()).toBeUndefined();
});

test('nothing is installed while the computer goes down', async ({ launchParley, installed }) => {
  const parley = await launchParley({ env: installed.env });
  await expect(notice(await parley.mainWindow())).toBeVisible();
  await parley.close();
  expect(stands(installed.image)).toBe('old');
});

test('a file that is not what the feed says is never told of, and never installed', async ({
  launchParley,
  feed,
  installed,
}) => {
  const content = '#!/bin/sh\nexit 2\n';
  feed.put(`/parley/${name}`, content);
  feed.release('/parley/', '99.1.2', { url: name, sha512: sum('something else'), size: content.length });
  const parley = await launchParley({ env: installed.env });
  const main = await parley.mainWindow();
  await expect.poll(() => outcomeIn(parley, main, installed.image)).toBe('updates: wrong-sum');
  await expect(notice(main)).toHaveCount(0);
  const ended = end(parley);
  await parley.app.evaluate(({ app }) => void setTimeout(() => app.quit()));
  await ended;
  expect(stands(installed.image)).toBe('old');
});

test('where an administrator wants no updates, nobody is asked', async ({ launchParley, feed, installed }) => {
  const policy = join(dirname(installed.image), 'policy.json');
  writeFileSync(policy, JSON.stringify({ 'updates.enabled': false }), { mode: 0o644 });
  const parley = await launchParley({ env: { ...installed.env, PARLEY_POLICY_FILE: policy } });
  await (await parley.mainWindow()).getByTestId('signin').waitFor();
  // The other Parley starts later, and has asked when this one has still not.
  const { env } = installed;
  const other = await launchParley({ env });
  await expect(notice(await other.mainWindow())).toBeVisible();
  const askedByOne = feed.asked.map(({ path }) => path);
  expect(new Set(askedByOne).size).toBe(askedByOne.length);
  expect(await outcomeIn(parley, await parley.mainWindow(), installed.image)).toBe('updates: off');
});

test("another program's AppImage is left alone", async ({ launchParley, feed, installed }) => {
  const parley = await launchParley({ env: { ...installed.env, APPDIR: dirname(installed.image) } });
  const main = await parley.mainWindow();
  await expect.poll(() => outcomeIn(parley, main, installed.image)).toBe('updates: not-replaceable');
  expect(feed.asked).toEqual([]);
});
