// Parley from its Debian package: installed by root, used by somebody else with its sandbox, and taken away without a trace.
import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPerson,
  filesOf,
  install,
  isInstalled,
  makeDeb,
  present,
  processes,
  remove,
  replaceMain,
  run,
  whyNotInstalled,
} from './support/installed';
import { startPackaged, type Started } from './support/packaged';
import { removeFolder } from './support/remove-folder';

const reason = whyNotInstalled();
test.skip(reason !== undefined, reason);
test.describe.configure({ mode: 'serial' });
// It is big, and is made and installed here.
test.slow();

const nobody = 65_534;
let folder: string;
let files: readonly string[];
let before: readonly string[];
let started: Started | undefined;

test.beforeAll(() => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'parley-installed-'));
  const deb = makeDeb(folder);
  files = filesOf(deb);
  before = present(files);
  install(deb);
});
test.afterEach(async () => {
  await started?.stop();
  started = undefined;
});
test.afterAll(async () => {
  if (isInstalled()) remove();
  await removeFolder(folder);
});

function start(): Started {
  started = startPackaged({ executable: '/usr/bin/parley' }, [], { uid: nobody, env: createPerson(folder, nobody) });
  return started;
}

test('all of it belongs to root, and nobody else may change it', () => {
  for (const file of files.filter((each) => each.startsWith('/usr/lib/parley'))) {
    const { uid, gid, mode } = lstatSync(file);
    expect({ file, uid, gid, others: mode & 0o022 }).toEqual({ file, uid: 0, gid: 0, others: 0 });
  }
  expect(lstatSync('/usr/lib/parley/chrome-sandbox').mode & 0o7777).toBe(0o4755);
});

test('a person starts it with its sandbox, and sees its window', async () => {
  start();
  const windows = (): string =>
    spawnSync('xdotool', ['search', '--onlyvisible', '--class', '^Parley$'], { encoding: 'utf8' }).stdout;
  await expect.poll(windows, { timeout: 60_000 }).toMatch(/\d/u);
  const isRenderer = (command: string): boolean => command.includes('--type=renderer');
  await expect.poll(() => processes().filter(({ command }) => isRenderer(command)).length).toBeGreaterThan(0);
  const all = processes();
  const main = all.find(({ command }) => !command.includes('--type='));
  for (const { command, seccomp, pidNamespace } of all.filter((each) => isRenderer(each.command))) {
    expect(command).not.toContain('--no-sandbox');
    expect(seccomp).toBe('2');
    expect(pidNamespace).not.toBe(main?.pidNamespace);
  }
});

test('the command line, its manual and its completions are there', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  expect(run('parley-cli', ['--version'])).toBe(`parley-cli ${version}\n`);
  expect(run('sh', ['-c', 'gzip -dc /usr/share/man/man1/parley-cli.1.gz'])).toContain('.SH "THE COMMAND SERVE"');
  expect(run('bash', ['-c', '. /usr/share/bash-completion/completions/parley-cli; complete -p parley-cli'])).toContain(
    '_parley_cli',
  );
});

test('a person signs in to the demo server and sees the contacts', async () => {
  await replaceMain(folder, probe);
  const parley = start();
  await parley.says('PROBE END');
  const found = /PROBE (\{.*\})/u.exec(parley.said())?.[1];
  expect(found, parley.said()).toBeDefined();
  const { version, contacts } = JSON.parse(found!) as { readonly version: string; readonly contacts: string };
  expect(version).toMatch(/^\d+\.\d+\.\d+-testing$/u);
  expect(contacts).toContain('Suppliers');
});

test('it goes without a trace', async () => {
  remove();
  expect(isInstalled()).toBe(false);
  expect(present(files)).toEqual(before);
});

/** Runs in the package, beside the main process: it takes no orders of a debugger there. */
const probe = `
const { app } = require('electron');
app.on('browser-window-created', (_, window) => window.webContents.once('did-finish-load', () => {
  const look = async () => {
    const page = window.webContents;
    const contacts = await page.executeJavaScript(\`(() => {
      const row = document.querySelector('[data-testid=contact-row]');
      if (row) return row.closest('[role=tree]').innerText;
      document.querySelector('[data-testid=signin-demo]')?.click();
    })()\`);
    if (contacts === undefined) return setTimeout(look, 500);
    console.log('PROBE ' + JSON.stringify({ version: app.getVersion(), contacts }));
    console.log('PROBE END');
  };
  void look();
}));
require('./index.js');
`;
