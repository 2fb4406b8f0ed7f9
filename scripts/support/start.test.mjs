// What `npm start` and `npm test` decide before anything runs, and what they let on the terminal.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryPictures } from './pictures.mjs';
import { createQuietOutput } from './quiet-output.mjs';
import { root } from './run.mjs';
import { readStartOptions } from './start-options.mjs';
import { decideOnInstalling, installCommand } from './system-packages.mjs';

describe('missing system packages', () => {
  it.each([
    // As root without a terminal: a machine that is being made.
    [{ isRoot: true, hasTerminal: false, yes: false }, 'install'],
    [{ isRoot: true, hasTerminal: true, yes: false }, 'ask'],
    [{ isRoot: true, hasTerminal: true, yes: true }, 'install'],
    [{ isRoot: false, hasTerminal: true, yes: false }, 'ask'],
    [{ isRoot: false, hasTerminal: false, yes: false }, 'refuse'],
    [{ isRoot: false, hasTerminal: false, yes: true }, 'install'],
  ])('%o: %s', (situation, decision) => expect(decideOnInstalling(situation)).toBe(decision));

  it('never tells root to use sudo', () => {
    expect(installCommand(['a', 'b'], true)).toBe('apt-get update && apt-get install --no-install-recommends a b');
    expect(installCommand(['a'], false)).toBe('sudo apt-get update && sudo apt-get install --no-install-recommends a');
  });
});

describe('the command line of npm start', () => {
  const read = (...args) => readStartOptions(args, { INIT_CWD: '/home/dana' });
  const nothing = { yes: false, verbose: false, picture: undefined, forApp: [] };

  it('leaves to the app what is not for it', () => {
    expect(read()).toEqual(nothing);
    expect(read('--', '--hidden', '--', 'sip:lee@example.com')).toEqual({
      ...nothing,
      forApp: ['--hidden', '--', 'sip:lee@example.com'],
    });
  });
  it('takes its own', () => {
    expect(read('--yes', '--verbose', '--picture', 'a.png')).toEqual({
      yes: true,
      verbose: true,
      picture: '/home/dana/a.png',
      forApp: [],
    });
    expect(read('--picture=/tmp/b.PNG').picture).toBe('/tmp/b.PNG');
  });
  it.each([['--picture'], ['--picture', 'a.jpg'], ['--picture='], ['--picture', '--yes']])(
    'refuses %s %s with its usage',
    (...args) => {
      expect(() => read(...args)).toThrow(
        expect.objectContaining({
          exitCode: 2,
          message: expect.stringMatching(/\.png file.*Usage|\.png file.*npm start/su),
        }),
      );
    },
  );
  it('tells its usage', () => expect(() => read('--help')).toThrow(expect.objectContaining({ exitCode: 0 })));
});

describe('where pictures are to be left', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-pictures-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const npmStart = (file) => {
    const args = [join(root, 'scripts/start.mjs'), '--picture', file];
    return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } });
  };

  it.each([
    ['that is a folder', 'folder.png', 'folder.png: it is a folder'],
    ['whose second is a folder', 'second.png', 'second-conversation.png: it is a folder'],
    ['in a file', 'notes/a.png', 'notes/a.png: not a directory'],
    ['in a file', 'notes/new/a.png', 'notes/new/a.png: not a directory'],
    ['that is no file', 'pipe.png', 'pipe.png: it is not a file'],
  ])('npm start refuses one %s in one sentence, before anything is started', (_, file, words) => {
    mkdirSync(join(folder, 'folder.png'));
    mkdirSync(join(folder, 'second-conversation.png'));
    writeFileSync(join(folder, 'notes'), '');
    spawnSync('mkfifo', [join(folder, 'pipe.png')]);
    const before = readdirSync(folder);
    const { status, stdout, stderr } = npmStart(file);
    expect({ status, stdout, stderr: stderr.trim() }).toEqual({
      status: 2,
      stdout: '',
      stderr: `No picture can be written to ${join(folder, words)}.`,
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('are tried without a trace', () => {
    writeFileSync(join(folder, 'old.png'), 'a picture');
    tryPictures(join(folder, 'old.png'));
    tryPictures(join(folder, 'new/folder/a.png'));
    expect(readdirSync(folder)).toEqual(['old.png']);
    expect(readFileSync(join(folder, 'old.png'), 'utf8')).toBe('a picture');
  });
});

describe('the output of a started program', () => {
  it('is shown line by line without the log of Chromium, which is kept', () => {
    const shown = [];
    const output = createQuietOutput((line) => shown.push(line));
    output.add('Parley could not start: no');
    output.add(' space\n[71:0102/030405.678901:ERROR:bus.cc(407)] Failed to connect\n\n');
    output.add(
      'dbus-daemon[5]: [session uid=0 pid=5] Failed to set fd limit\n[71:0102/030405.6:FATAL:a.cc(1)] no sandbox\nlast',
    );
    expect(shown).toEqual(['Parley could not start: no space', '[71:0102/030405.6:FATAL:a.cc(1)] no sandbox']);
    output.flush();
    expect(shown.at(-1)).toBe('last');
    expect(output.keptBack).toEqual([
      '[71:0102/030405.678901:ERROR:bus.cc(407)] Failed to connect',
      'dbus-daemon[5]: [session uid=0 pid=5] Failed to set fd limit',
    ]);
  });
  it('is kept in part where there is much of it', () => {
    const output = createQuietOutput(() => {});
    for (let line = 0; line < 100; line++) output.add(`dbus-daemon[${line}]: x\n`);
    expect(output.keptBack).toHaveLength(30);
    expect(output.keptBack.at(-1)).toBe('dbus-daemon[99]: x');
  });
});
