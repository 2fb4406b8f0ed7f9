// Parley as it is installed: its fuses, what it is not started with, and that nothing of development is left.
import { FuseV1Options } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { makeCertificate } from '../src/main/uc/testing/make-certificate';
import { freePort } from '../src/shared/testing/free-port';
import { packageParley, startPackaged, type Packaged, type Started } from './support/packaged';
import { removeFolder } from './support/remove-folder';

test.skip(process.platform !== 'linux', 'each system makes its packages itself, and this one is made for Linux');

// A packaged Electron is big, and each of these starts one.
test.slow();

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
let folder: string;
let parley: Packaged;
let parleyWithProbe: Promise<Packaged> | undefined;
let started: Started[];

/** As it can be started here. */
const sandbox = isRoot ? ['--no-sandbox'] : [];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), 'parley-packaged-'));
  parley = await packageParley(folder);
});
test.afterAll(() => removeFolder(folder));
test.beforeEach(() => void (started = []));
test.afterEach(async () => void (await Promise.all(started.map((each) => each.stop()))));

function start(
  args: readonly string[],
  options: Parameters<typeof startPackaged>[2] = {},
  program: Packaged = parley,
): Started {
  const env = { PARLEY_USER_DATA: mkdtempSync(join(folder, 'profile-')), ...options.env };
  const one = startPackaged(program, args, { ...options, env });
  started.push(one);
  return one;
}

/** The same with another main process, which starts Parley's. */
const withProbe = (): Promise<Packaged> => (parleyWithProbe ??= packageParley(folder, probe));

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
    socket.once('close', () => socket.destroy());
  });
}

for (const [name, expected] of [
  ['RunAsNode', 'off'],
  ['EnableCookieEncryption', 'on'],
  ['EnableNodeOptionsEnvironmentVariable', 'off'],
  ['EnableNodeCliInspectArguments', 'off'],
  ['EnableEmbeddedAsarIntegrityValidation', 'on'],
  ['OnlyLoadAppFromAsar', 'on'],
  ['LoadBrowserProcessSpecificV8Snapshot', 'off'],
  ['GrantFileProtocolExtraPrivileges', 'off'],
] as const) {
  test(`the fuse ${name} is ${expected}`, async () => {
    expect(await parley.fuse(FuseV1Options[name])).toBe(expected);
  });
}

test('the same sources, built elsewhere and packaged once more, make the same archive byte by byte', async () => {
  test.setTimeout(240_000);
  mkdirSync('test-results', { recursive: true });
  const elsewhere = mkdtempSync(resolve('test-results/elsewhere-'));
  const made = new Set(['.git', 'node_modules', 'out', 'dist', 'test-results']);
  for (const name of readdirSync('.')) {
    if (!made.has(name)) cpSync(name, join(elsewhere, name), { recursive: true });
  }
  // Linked file by file: where a library really lies is part of what is built.
  execFileSync('cp', ['-al', 'node_modules', elsewhere]);
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: elsewhere, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const { 'sources.sha256': _stamp, ...here } = contentsOf('out');
  expect(contentsOf(join(elsewhere, 'out'))).toEqual(here);
  await removeFolder(elsewhere);

  const archive = ({ executable }: Packaged): string => sumOf(join(dirname(executable), 'resources/app.asar'));
  const again = await packageParley(mkdtempSync(join(folder, 'again-')));
  expect(archive(again)).toBe(archive(parley));
});

const sumOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The sums of all files in it, by their paths. */
function contentsOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => join(parentPath, name)).map((file) => [relative(root, file), sumOf(file)]),
  );
}

test('it is no Node, and takes no orders for one', async () => {
  const marker = join(folder, 'marker.cjs');
  writeFileSync(marker, `process.stderr.write('node is here\\n');`);
  const asNode = start(['-e', `process.stderr.write('node is here')`, ...sandbox, '--inspect'], {
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${marker}` },
  });
  await asNode.says('Parley could not start');
  expect(asNode.said()).toContain('Parley could not start: It was started with --inspect');
  expect(asNode.said()).not.toContain('node is here');
});

for (const name of ['remote-debugging-port', 'inspect'] as const) {
  test(`it opens no port for --${name}, and says why it does not start`, async () => {
    const port = await freePort();
    const refused = start([`--${name}=${port}`, ...sandbox]);
    await refused.says('Parley could not start');
    expect(refused.said()).toContain(`Parley could not start: It was started with --${name}`);
    // A window says it too: Chromium runs for that.
    for (let tries = 0; tries < 20 && refused.child.exitCode === null; tries++) {
      expect(await answers(port)).toBe(false);
      await new Promise((next) => setTimeout(next, 100));
    }
    expect(refused.said()).not.toMatch(/DevTools listening|Debugger listening/u);
  });
}

for (const given of [
  '--remote-debugging-pipe',
  '--ignore-certificate-errors',
  '--disable-web-security',
  '-ignore-certificate-errors',
]) {
  test(`it is not started with ${given}`, async () => {
    const refused = start([given, ...sandbox]);
    await refused.says('Parley could not start');
    expect(refused.said()).toContain('Parley could not start: It was started with --');
  });
}

test('it never runs without its sandbox in silence', async () => {
  if (isRoot) {
    const root = start(sandbox);
    await root.says('Parley runs without its sandbox');
    expect(root.said()).toContain('Parley runs without its sandbox (--no-sandbox)');
  }
  for (const [args, env] of [
    [['--no-sandbox'], {}],
    [[], { ELECTRON_DISABLE_SANDBOX: '1' }],
  ] as const) {
    const refused = start(args, { env, ...(isRoot && { uid: nobody }) });
    await refused.says('could not start');
    expect(refused.said()).toContain('Parley could not start: It would run without its sandbox (--no-sandbox)');
  }
});

test('it shows its own pages, whatever server of a developer is named', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('<!doctype html>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const one = start(sandbox, { env: { ELECTRON_RENDERER_URL: origin } }, await withProbe());
    await one.says('PROBE END');
    const found = /PROBE (\{.*\})/u.exec(one.said())?.[1];
    expect(found, one.said()).toBeDefined();
    const { isPackaged, url, roles, hasDeveloperTools } = JSON.parse(found!) as Record<string, unknown>;
    expect({ isPackaged, url, hasDeveloperTools }).toEqual({
      isPackaged: true,
      url: 'app://parley/main.html#/main',
      hasDeveloperTools: false,
    });
    expect(roles).toContain('close');
    expect(roles).not.toContain('toggledevtools');
    expect(roles).not.toContain('reload');
    expect(asked).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('it writes the keys of its connections nowhere, whatever its environment says', async () => {
  const keys = join(folder, 'keys.log');
  const certificate = makeCertificate({ commonName: 'im.example.com', names: ['127.0.0.1'] });
  const server = createTlsServer(certificate, (_, response) => response.end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // As soon as it is told that its certificate is not trusted; some count the handshake as done before.
  const shaken = new Promise<void>((done) => {
    for (const event of ['tlsClientError', 'secureConnection']) server.once(event, () => done());
  });
  try {
    const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { SSLKEYLOGFILE: keys, PROBE_ASKS: origin };
    const one = start(sandbox, { env }, await withProbe());
    await one.says('PROBE ASKED');
    expect(one.said()).toContain('PROBE ASKED');
    await shaken;
    expect(existsSync(keys)).toBe(false);
    expect(one.said()).toContain('Parley takes no notice of SSLKEYLOGFILE in its environment');
    expect(one.said()).not.toContain('could not start');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('it writes down nothing of its requests for --log-net-log', async () => {
  const log = join(folder, 'net.json');
  const refused = start([`--log-net-log=${log}`, ...sandbox]);
  await refused.says('Parley could not start');
  expect(refused.said()).toContain('Parley could not start: It was started with --log-net-log');
  // A window says it too: Chromium is ready for that.
  for (let tries = 0; tries < 20 && refused.child.exitCode === null; tries++) {
    expect(existsSync(log)).toBe(false);
    await new Promise((next) => setTimeout(next, 100));
  }
});

test('it is not started with NODE_DEBUG', async () => {
  const refused = start(sandbox, { env: { NODE_DEBUG: 'http' } });
  await refused.says('Parley could not start');
  expect(refused.said()).toContain('Parley could not start: NODE_DEBUG is set in its environment');
});

/** Runs in the package, beside the main process, and tells what a debugger would be asked elsewhere. */
const probe = `
const { app, Menu, net } = require('electron');
app.whenReady().then(() => {
  if (!process.env.PROBE_ASKS) return;
  const asked = net.request(process.env.PROBE_ASKS);
  asked.on('response', () => console.log('PROBE ANSWERED'));
  asked.on('error', () => console.log('PROBE ASKED'));
  asked.end();
});
app.on('browser-window-created', (_, window) => window.webContents.once('did-finish-load', () => {
  const rolesOf = ({ items }) =>
    items.flatMap(({ role, submenu }) => [...(role ? [role.toLowerCase()] : []), ...(submenu ? rolesOf(submenu) : [])]);
  let looks = 0;
  const timer = setInterval(() => {
    const hasDeveloperTools = window.webContents.isDevToolsOpened();
    // It comes behind the first view.
    const menu = Menu.getApplicationMenu();
    if (!menu) return;
    // Once is not always enough while the window is new.
    if (!hasDeveloperTools) window.webContents.openDevTools({ mode: 'detach' });
    if (!hasDeveloperTools && ++looks < 50) return;
    clearInterval(timer);
    const roles = rolesOf(menu);
    const url = window.webContents.getURL();
    console.log('PROBE ' + JSON.stringify({ isPackaged: app.isPackaged, url, roles, hasDeveloperTools }));
    console.log('PROBE END');
  }, 100);
}));
require('./index.js');
`;
