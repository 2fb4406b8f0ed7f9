// `npm start -- --picture` on a machine without a display: what it leaves, and that it leaves nothing when it is broken off.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from './support/fixtures';
import { removeFolder } from './support/remove-folder';

test.skip(process.platform !== 'linux', 'elsewhere there is always a display');

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-pictures-'));
  mkdirSync(join(folder, 'temporary'));
  mkdirSync(join(folder, 'pictures'));
});
test.afterEach(async () => {
  for (const { pid } of ours()) process.kill(pid, 'SIGKILL');
  await removeFolder(folder);
});

function start(): { readonly child: ChildProcess; readonly said: () => string } {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--picture', 'look.png'], {
    env: {
      ...process.env,
      TMPDIR: join(folder, 'temporary'),
      INIT_CWD: join(folder, 'pictures'),
      DISPLAY: undefined,
      XAUTHORITY: undefined,
      WAYLAND_DISPLAY: undefined,
      DBUS_SESSION_BUS_ADDRESS: undefined,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said };
}

/** The processes that were started by `start`, known by their environment. */
function ours(): { readonly pid: number; readonly command: string }[] {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(join('/proc', pid, file), 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && read(name, 'environ').includes(`${folder}/`))
    .map((pid) => ({ pid: Number(pid), command: read(pid, 'cmdline') }));
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  test(`ends at ${signal}, and leaves no process, no picture and no folder`, async () => {
    const { child } = start();
    await expect
      .poll(() => ours().some(({ command }) => command.includes('--type=renderer')), { timeout: 30_000 })
      .toBe(true);
    const ended = once(child, 'close');
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    await expect.poll(ours, { timeout: 10_000 }).toEqual([]);
    expect(['pictures', 'temporary'].flatMap((each) => readdirSync(join(folder, each)))).toEqual([]);
  });

test('leaves two pictures where its user stands, tells where, and nothing else', async () => {
  const { child, said } = start();
  expect(await once(child, 'close')).toEqual([0, null]);
  const files = ['look.png', 'look-conversation.png'].map((name) => join(folder, 'pictures', name));
  expect(said().trim().split('\n').slice(-2)).toEqual(files);
  expect(readdirSync(join(folder, 'pictures')).sort()).toEqual(files.map((file) => basename(file)).sort());
  expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
});
