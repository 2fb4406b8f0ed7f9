// The start: where the profile cannot be used it ends with a word and harms nothing, and it leads to a window in the end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from './support/fixtures';
import { freePort } from '../src/shared/testing/free-port';
import { electronArgs } from './support/launch';
import { dana, signIn } from './support/people';

let folder: string;
test.beforeEach(({ newFolder }) => void (folder = newFolder('parley-start-')));

/** A start by itself, to its end. */
async function startAlone(userData: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.env['ELECTRON_EXEC_PATH']!, electronArgs(), {
    env: { ...process.env, PARLEY_USER_DATA: userData, ELECTRON_RUN_AS_NODE: undefined },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

test('a profile that is a file is named, and stays as it is', async () => {
  const path = join(folder, 'profile');
  writeFileSync(path, 'minutes of the meeting');
  const { code, said } = await startAlone(path);
  expect(said).toContain(`Parley could not start: Its profile should be the folder ${path}, but that is not a folder.`);
  expect(code).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe('minutes of the meeting');
});

test('a profile that is a link to nothing is named, and what it names is not made', async () => {
  const path = join(folder, 'profile');
  symlinkSync(join(folder, 'gone'), path);
  const { code, said } = await startAlone(path);
  expect(said).toContain(`${path}, but that is a link that leads nowhere.`);
  expect(code).toBe(1);
  expect(readdirSync(folder)).toEqual(['profile']);
});

test('a profile that cannot be made is named', async () => {
  writeFileSync(join(folder, 'notes'), '');
  const path = join(folder, 'notes', 'profile');
  const { code, said } = await startAlone(path);
  expect(said).toContain(`The folder of its profile, ${path}, cannot be made or reached.`);
  expect(code).toBe(1);
});

test('a profile in which nothing can be written is named', async () => {
  test.skip(process.platform !== 'linux', 'a folder that even root cannot write in is made with /proc');
  const { code, said } = await startAlone('/proc/self');
  expect(said).toContain('Nothing can be written in the folder of its profile, /proc/self.');
  expect(code).toBe(1);
});

for (const [kind, name] of [
  ['file', 'SingletonLock'],
  ['folder', 'SingletonLock'],
  ['file', 'SingletonSocket'],
] as const) {
  test(`a ${kind} in the place of ${name} is named, and stays`, async () => {
    test.skip(process.platform === 'win32', 'Windows has no lock of this name');
    const lock = join(folder, name);
    if (kind === 'file') writeFileSync(lock, 'mine');
    else mkdirSync(lock);
    const { code, said } = await startAlone(folder);
    expect(said).toContain(`${lock} is in the way`);
    expect(code).toBe(1);
    expect(lstatSync(lock).isFile()).toBe(kind === 'file');
  });
}

test('a relative profile is in the working folder', async ({ launchParley }) => {
  const parley = await launchParley({ userData: relative(process.cwd(), join(folder, 'new', 'profile')) });
  await expect((await parley.mainWindow()).getByTestId('signin')).toBeVisible();
  expect(readdirSync(join(folder, 'new', 'profile'))).not.toEqual([]);
});

test('a start while the last one is ending leads to a window', async ({ launchParley, startServer }) => {
  test.skip(process.platform === 'win32', 'no process can be held there');
  const server = await startServer([dana], ['--poll-wait', '100']);
  const first = await launchParley({ userData: folder });
  await signIn(first, server.url, dana);
  const port = await freePort();
  // What this test was started with belongs to the first one alone.
  await first.app.evaluate(
    ({ app }, args) => {
      const relaunch = app.relaunch.bind(app);
      app.relaunch = (options) => relaunch({ ...options, args });
    },
    [...electronArgs(), `--remote-debugging-port=${port}`],
  );

  // The goodbye to a server that does not answer takes a while.
  server.hang();
  const ended = once(first.child, 'exit');
  first.child.kill('SIGTERM');
  await expect.poll(() => first.app.windows().length).toBe(0);
  expect(await startAlone(folder)).toMatchObject({ code: 0 });
  await ended;
  await expect.poll(() => windowsAt(port), { timeout: 30_000 }).toEqual([expect.stringMatching(/#\/main$/u)]);

  const lock = join(folder, 'SingletonLock');
  process.kill(Number(readlinkSync(lock).split('-').at(-1)), 'SIGTERM');
  await expect.poll(() => lstatSync(lock, { throwIfNoEntry: false })).toBeUndefined();
});

/** The addresses of the windows of a Parley that can be asked there; none while there is no such Parley. */
async function windowsAt(port: number): Promise<readonly string[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    return ((await answer.json()) as readonly { readonly url: string }[]).map(({ url }) => url);
  } catch {
    return [];
  }
}
