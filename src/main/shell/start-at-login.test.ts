import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setStartAtLogin, type LoginStart } from './start-at-login';

let folder: string;
let items: object[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-login-'));
  items = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (more: Partial<LoginStart> = {}): LoginStart => ({
  platform: 'linux',
  env: { XDG_CONFIG_HOME: folder },
  program: '/opt/Parley/parley',
  setLoginItem: (item) => void items.push(item),
  ...more,
});
const file = (): string => join(folder, 'autostart', 'parley.desktop');

it('writes the file that a desktop of Linux starts programs by, and takes it away', () => {
  setStartAtLogin(true, start({ args: ['--hidden'] }));
  expect(readFileSync(file(), 'utf8')).toBe(
    '[Desktop Entry]\nType=Application\nName=Parley\nExec="/opt/Parley/parley" "--hidden"\nTerminal=false\n',
  );
  setStartAtLogin(false, start());
  expect(existsSync(file())).toBe(false);
  setStartAtLogin(false, start());
});

it('names the AppImage rather than the place that it runs from', () => {
  setStartAtLogin(true, start({ env: { XDG_CONFIG_HOME: folder, APPIMAGE: '/home/dana/Parley.AppImage' } }));
  expect(readFileSync(file(), 'utf8')).toContain('Exec="/home/dana/Parley.AppImage"\n');
});

it.runIf(process.platform === 'linux')('quotes whatever a path has in it, as a desktop reads it', () => {
  const program = join(folder, 'a "b" $HOME `c` \\d 100% e;f');
  writeFileSync(program, '#!/bin/sh\necho "$0|$1"\n');
  chmodSync(program, 0o755);
  setStartAtLogin(true, start({ program, args: ['--hidden'] }));
  const exec = /^Exec=(.*)$/mu.exec(readFileSync(file(), 'utf8'))?.[1] ?? '';
  // A desktop takes back the escapes of the file, then those of the command; the latter are the shell's, but for the percent sign.
  const command = exec.replaceAll('\\\\', '\\').replaceAll('%%', '%');
  expect(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })).toBe(`${program}|--hidden\n`);
});

it('tells Windows and macOS', () => {
  setStartAtLogin(true, start({ platform: 'win32', args: ['--hidden'] }));
  setStartAtLogin(false, start({ platform: 'darwin' }));
  expect(items).toEqual([
    { openAtLogin: true, args: ['--hidden'] },
    { openAtLogin: false, args: [] },
  ]);
  expect(existsSync(file())).toBe(false);
});
