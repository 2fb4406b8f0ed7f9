// The making of a desktop, broken off in the middle: nothing of it stays. Its programs are played by ones that only wait.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf } from './run.mjs';

describe.skipIf(process.platform === 'win32')('a desktop that is being made', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-making-'));
    for (const name of ['programs', 'running', 'temporary']) mkdirSync(join(folder, name));
  });
  afterEach(() => {
    for (const pid of running().filter(isThere)) process.kill(pid);
    rmSync(folder, { recursive: true, force: true });
  });

  /** What waits is there under its process id. */
  const programs = {
    Xtigervnc: 'echo 7 >&3; wait_here',
    tigervncpasswd: 'echo password',
    websockify: 'wait_here',
    openbox: 'wait_here',
    tint2: 'wait_here',
    dunst: 'wait_here',
    'dbus-daemon': 'echo unix:path=/bus; wait_here',
  };
  const play = (name, script) => {
    const file = join(folder, 'programs', name);
    const waiting = `wait_here() { touch '${folder}/running/'$$; exec sleep 60; }`;
    writeFileSync(file, `#!/bin/sh\n${waiting}\n${script}\n`);
    chmodSync(file, 0o755);
  };
  const running = () => readdirSync(join(folder, 'running')).map(Number);
  const isThere = (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const make = () => {
    const modules = ['desktop-to-look-at', 'stop'].map((name) =>
      JSON.stringify(join(import.meta.dirname, `${name}.mjs`)),
    );
    const script = `
      const { openDesktop } = await import(${modules[0]});
      const { runMain } = await import(${modules[1]});
      await runMain(openDesktop);`;
    return spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: {
        ...process.env,
        PATH: `${join(folder, 'programs')}:${process.env.PATH}`,
        TMPDIR: join(folder, 'temporary'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  };

  it.each([
    ['SIGINT', 'its web server', 6],
    ['SIGTERM', 'its web server', 6],
    ['SIGHUP', 'its web server', 6],
    ['SIGINT', 'its X server', 1],
  ])(
    'leaves nothing when %s comes while it waits for %s',
    async (signal, _, count) => {
      for (const [name, script] of Object.entries(programs)) play(name, script);
      if (count === 1) play('Xtigervnc', 'wait_here');
      const making = make();
      let said = '';
      making.stderr.setEncoding('utf8').on('data', (text) => (said += text));
      await expect.poll(running, { timeout: 15_000 }).toHaveLength(count);
      const ended = once(making, 'close');
      making.kill(signal);
      expect(await ended).toEqual([exitCodeOf(null, signal), null]);
      expect(said.trim()).toBe('Interrupted.');
      await expect.poll(() => running().filter(isThere), { timeout: 10_000 }).toEqual([]);
      expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
    },
    30_000,
  );
});
