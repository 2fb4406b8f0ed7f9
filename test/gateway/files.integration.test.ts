// What operators are handed out, shown to the programs that will read it; where one of them is not here, that part is skipped.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configFor, hasBalancer, shippedConfig } from './balancer';

const folder = mkdtempSync(join(tmpdir(), 'parley-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const unitFile = 'packaging/gateway/parley-gateway.service';
const run = (program: string, ...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(program, args, { encoding: 'utf8' });
const hasSystemd = run('systemd-analyze', '--version').status === 0;

describe('the files for operators', () => {
  it.each([unitFile, 'packaging/gateway/Containerfile', 'docs/gateway.md'])(
    '%s names options that there are',
    (file) => {
      const help = run(process.execPath, 'out/cli/index.js', 'serve', '--help').stderr;
      const known = new Set(help.match(/--[a-z-]+/gu));
      // Commands that go on in the next line, also in a comment.
      const lines = readFileSync(file, 'utf8')
        .replace(/\\\n#?/gu, '')
        .split('\n');
      const commands = lines.filter((line) => /index\.js serve |PARLEY_OPTIONS=|"serve"|podman run /u.test(line));
      const named = commands.flatMap((command) => command.match(/(?<![\w-])--[a-z][a-z-]+/gu) ?? []);
      expect(named.length).toBeGreaterThan(4);
      // Of podman.
      const others = ['--read-only', '--cap-drop', '--stop-timeout'];
      for (const option of named) expect([...known, ...others]).toContain(option);
    },
  );

  it.skipIf(!hasBalancer)('haproxy takes its configuration (skipped where there is none)', () => {
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, configFor(8080, ['http://127.0.0.1:8101', 'http://127.0.0.1:8102']));
    const checked = run('haproxy', '-c', '-f', file);
    expect(checked.stderr).not.toMatch(/WARNING|ALERT/u);
    expect(checked.status).toBe(0);
    // What is left out of it for a test.
    expect(readFileSync(shippedConfig, 'utf8')).toMatch(/bind :443 ssl crt \S+ ssl-min-ver TLSv1\.2/u);
  });

  it.skipIf(!hasSystemd)('systemd takes the unit, and finds it closed (skipped where there is none)', () => {
    const file = join(folder, 'parley-gateway.service');
    // Where Node is on this computer.
    writeFileSync(file, readFileSync(unitFile, 'utf8').replace('/usr/bin/node', process.execPath));
    const verified = run('systemd-analyze', 'verify', '--man=no', file);
    expect(verified.stderr.split('\n').filter((line) => line.includes('parley-gateway'))).toEqual([]);
    const closed = run('systemd-analyze', 'security', '--offline=yes', '--threshold=20', '--no-pager', file);
    expect(closed.status, closed.stdout).toBe(0);
  });
});
