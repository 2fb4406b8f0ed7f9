// What the history needs is not there: room on the disk, its folder, its key. The person is told, the messenger goes on, nothing that
// was kept is harmed, and nothing is called kept that is not.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { kill, openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import { conversationWindow, dana, lee, signIn } from './support/people';
import { profileFiles } from './support/profile';

const notice = (code: string): string => `[data-testid=notice][data-code=history-${code}]`;

/** A disk of its own for a folder, where this computer lets us have one. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('a full disk: said at once, nothing called kept, and all of it kept when there is room', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const folder = join(profile, 'history');
  mkdirSync(folder);
  test.skip(!mountSmallDisk(folder), 'a small disk cannot be mounted here');
  try {
    const town = await newTown([dana, lee]);
    const first = await launchParley({ userData: profile, args: KeyStore.args });
    const main = await signInToStay(first, town.url, dana);
    const lees = town.arrive(lee);
    lees.invite(dana, 'Is the blue crane free?');
    await main.getByTestId('invitation-accept').click();
    await expect.poll(() => lees.isConnected).toBe(true);
    const filler = join(folder, 'filler');
    fill(filler);

    const long = 'x'.repeat(40_000);
    for (const number of [1, 2, 3, 4]) lees.say(`${number} ${long}`);
    await expect(main.locator(notice('not-written'))).toContainText('Messages cannot be saved at the moment');
    const history = await openHistory(first);
    await expect(history.getByTestId('history-not-kept')).toContainText('kept in memory');
    // The messenger goes on, both ways.
    const page = await conversationWindow(first);
    await expect(page.getByTestId('message')).toHaveCount(5);
    await page.getByTestId('composer-text').fill('It is.');
    await page.keyboard.press('Enter');
    await expect.poll(() => lees.heard).toContain('It is.');

    rmSync(filler);
    await expect(main.locator(notice('not-written'))).toHaveCount(0, { timeout: 20_000 });
    await expect(history.getByTestId('history-not-kept')).toHaveCount(0);
    await kill(first);
    const second = await launchParley({ userData: profile, args: KeyStore.args });
    await signInAgain(second);
    const later = await openHistory(second);
    await later.getByTestId('history-conversation').click();
    await expect(later.getByTestId('history-message')).toHaveCount(6);
    await expect(later.getByTestId('history-message').last()).toContainText('It is.');
    await second.close();
  } finally {
    execFileSync('umount', ['-l', folder]);
  }
});

function fill(file: string): void {
  let size = 0;
  try {
    for (;;) writeFileSync(file, Buffer.alloc((size += 4_096)));
  } catch {
    // Full.
  }
}

test('a profile that takes no history: said at once, and the messenger goes on', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  writeFileSync(join(profile, 'history'), 'a file where a folder should be');
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signIn(parley, town.url, dana);
  await expect(main.locator(notice('not-opened'))).toContainText('What is said now is not kept');
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText('Is the blue crane free?');
  await page.getByTestId('composer-text').fill('It is.');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toEqual(['It is.']);
  const history = await openHistory(parley);
  await expect(history.getByTestId('history-not-kept')).toContainText('Your history cannot be opened');
  await parley.close();
  expect(readFileSync(join(profile, 'history'), 'utf8')).toBe('a file where a folder should be');
});

test('a key store that is away, and one that has lost the key', async ({ launchParley, newTown, profile }) => {
  test.skip(process.platform !== 'linux', 'the key store is that of D-Bus');
  test.setTimeout(120_000);
  const town = await newTown([dana, lee]);
  const keyRing = await KeyStore.start();
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  await expect.poll(() => lees.isConnected).toBe(true);
  const talk = await conversationWindow(first);
  await expect(talk.getByTestId('composer-text')).toBeVisible();
  lees.leave();
  await expect(talk.getByText('Lee Park left')).toBeVisible();
  await first.close();
  expect(first.child.exitCode).toBe(0);
  await keyRing.stop();
  const name = profileFiles(profile).find((each) => /^history\/[0-9a-f]{24}\.db$/u.test(each))!;
  const before = readFileSync(join(profile, name));
  const key = readFileSync(join(profile, 'history-key.json'), 'utf8');

  // Away: nothing is done to anything.
  const locked = await launchParley({ userData: profile });
  const lockedMain = await signIn(locked, town.url, dana);
  await expect(lockedMain.locator(notice('not-opened'))).toContainText('Unlock the key store');
  await locked.close();
  expect(readFileSync(join(profile, name)).equals(before)).toBe(true);
  expect(readFileSync(join(profile, 'history-key.json'), 'utf8')).toBe(key);

  // Another one in its place: the old history is kept, a new one begins.
  const otherRing = await KeyStore.start();
  try {
    const second = await launchParley({ userData: profile, args: KeyStore.args });
    const page = await signIn(second, town.url, dana);
    await expect(page.locator(notice('key-lost'))).toContainText('no longer has its key');
    const kept = profileFiles(profile).find((each) => /\.db\.damaged-[^/]*Z$/u.test(each))!;
    expect(readFileSync(join(profile, kept)).equals(before)).toBe(true);
    await expect(page.locator(notice('key-lost'))).toContainText(kept);
    const history = await openHistory(second);
    await expect(history.getByTestId('history-not-kept')).toHaveCount(0);
    await expect(history.getByTestId('history-results')).toContainText('Nothing here yet');
    await second.close();
    const sealed = (JSON.parse(key) as { key: string }).key;
    expect(readFileSync(join(profile, 'history-key.json'), 'utf8')).toContain(sealed);
    expect(existsSync(join(profile, name))).toBe(true);
  } finally {
    await otherRing.stop();
  }
});
