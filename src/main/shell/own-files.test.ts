import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeToOthers, forgetLocalStorage } from './own-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-own-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (...names: string[]): number => statSync(join(folder, ...names)).mode & 0o777;

function wide(...names: string[]): void {
  const path = join(folder, ...names);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '{}');
  chmodSync(path, 0o664);
}

describe.skipIf(process.platform === 'win32')('own files', () => {
  it('are for nobody else from the start', () => {
    writeFileSync(join(folder, 'new.json'), '{}');
    mkdirSync(join(folder, 'new'));
    expect([modeOf('new.json'), modeOf('new')]).toEqual([0o600, 0o700]);
  });

  it('of an older version are closed to others, and what lies beside them is left alone', () => {
    wide('settings.json');
    wide('servers.broken-1700000000000.json');
    wide('history', 'a1.db');
    wide('logs', 'parley.log');
    wide('history', 'a1.db-wal');
    wide('Cache', 'data', 'f_000001');
    wide('Cookies-journal');
    wide('report.txt');
    wide('elsewhere', 'x');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'history', 'link'));
    chmodSync(join(folder, 'history'), 0o755);
    chmodSync(folder, 0o755);
    closeToOthers(folder);
    const closed = [
      ['settings.json'],
      ['servers.broken-1700000000000.json'],
      ['history', 'a1.db'],
      ['logs', 'parley.log'],
      ['history', 'a1.db-wal'],
      ['Cache', 'data', 'f_000001'],
      ['Cookies-journal'],
    ];
    expect(closed.map((names) => modeOf(...names))).toEqual(closed.map(() => 0o600));
    expect(modeOf('history')).toBe(0o700);
    expect([modeOf('report.txt'), modeOf('elsewhere', 'x'), modeOf('.')]).toEqual([0o664, 0o664, 0o755]);
    expect(lstatSync(join(folder, 'history', 'link')).isSymbolicLink()).toBe(true);
  });

  it('are all that README.md says are kept', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const names = [...readme.matchAll(/^\| `([\w-]+\.(?:json|sealed))`/gmu)].map(([, name = '']) => name);
    expect(names).toContain('settings.json');
    for (const name of names) wide(name);
    closeToOthers(folder);
    expect(names.filter((name) => modeOf(name) !== 0o600)).toEqual([]);
  });

  it('are left as they are where there are none', () => {
    expect(() => closeToOthers(join(folder, 'nowhere'))).not.toThrow();
  });
});

it('forgets what an older version kept beside its files', () => {
  mkdirSync(join(folder, 'Local Storage', 'leveldb'), { recursive: true });
  writeFileSync(join(folder, 'Local Storage', 'leveldb', '000003.log'), 'parley.collapsed-groups');
  forgetLocalStorage(folder);
  forgetLocalStorage(folder);
  expect(existsSync(join(folder, 'Local Storage'))).toBe(false);
});
