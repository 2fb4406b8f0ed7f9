// On the driver that ships: which of its errors are the disk's.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDamage, isDiskTrouble } from './disk-trouble';
import { HistoryDatabase, openFile } from './history-database';

const key = 'ab'.repeat(32);

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'parley-disk-trouble-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function errorOf(work: () => unknown): Error & { code?: string } {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it works');
}

describe('a file that cannot be opened', () => {
  const file = (): string => join(folder, 'history.db');

  for (const [what, prepare, path] of [
    ['a folder in its place', () => mkdirSync(file()), file],
    ['a folder that is gone', () => undefined, () => join(folder, 'gone', 'history.db')],
    ['a file in the place of the folder', () => writeFileSync(file(), ''), () => join(file(), 'history.db')],
  ] as const) {
    it.each([undefined, key])(`is trouble of the disk, and no damage: ${what}`, (itsKey) => {
      prepare();
      const error = errorOf(() => openFile(path(), itsKey));
      expect([error.code, isDiskTrouble(error), isDamage(error)]).toEqual(['SQLITE_CANTOPEN', true, false]);
      error.message = 'in other words';
      expect(isDiskTrouble(error)).toBe(true);
    });
  }
});

it('is no trouble of the disk when the driver is asked in a wrong way', () => {
  const error = errorOf(() => openFile(5 as never));
  expect(error).toBeInstanceOf(TypeError);
  expect([error.code, isDiskTrouble(error), isDamage(error)]).toEqual([undefined, false, false]);
});

describe('a file that is opened', () => {
  it.each([undefined, key])('is damaged, and no trouble of the disk, where it holds something else', (itsKey) => {
    const file = join(folder, 'history.db');
    writeFileSync(file, 'no database'.repeat(1_000));
    const error = errorOf(() => new HistoryDatabase(file, itsKey));
    expect([isDiskTrouble(error), isDamage(error)]).toEqual([false, true]);
  });

  it('says the same of another key', () => {
    const file = join(folder, 'history.db');
    new HistoryDatabase(file, key).close();
    const error = errorOf(() => new HistoryDatabase(file, 'cd'.repeat(32)));
    expect([isDiskTrouble(error), isDamage(error)]).toEqual([false, true]);
  });

  it('is held up by another that writes', () => {
    const file = join(folder, 'history.db');
    new HistoryDatabase(file, key).close();
    const [one, other] = [openFile(file, key), openFile(file, key)];
    one.exec('BEGIN IMMEDIATE');
    const error = errorOf(() => other.exec('BEGIN IMMEDIATE'));
    expect([isDiskTrouble(error), isDamage(error)]).toEqual([true, false]);
    one.close();
    other.close();
  });

  it('is neither when what is asked makes no sense', () => {
    const db = openFile(join(folder, 'history.db'), key);
    const error = errorOf(() => db.exec('SELECT 1 FROM nowhere'));
    expect([isDiskTrouble(error), isDamage(error)]).toEqual([false, false]);
    db.close();
  });
});

it('knows the codes of a file system, and nothing that is thrown without one', () => {
  expect(isDiskTrouble(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe(true);
  expect([new Error('ConnectionFailed'), 'SQLITE_FULL', undefined].map(isDiskTrouble)).toEqual([false, false, false]);
});
