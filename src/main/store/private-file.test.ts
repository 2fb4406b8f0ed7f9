import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from './private-file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'export.txt');
const write = (text: string) => replaceFile(file(), (stream) => pipeline([text], stream));

describe.skipIf(process.platform === 'win32')('a file that is written for the person', () => {
  it('is read by nobody else', async () => {
    await write('what was said');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).toBe('what was said');
  });

  it('is read by nobody else where one stood that everybody could read', async () => {
    for (const name of ['export.txt', 'export.txt.part']) {
      writeFileSync(join(folder, name), 'an earlier one');
      chmodSync(join(folder, name), 0o666);
    }
    await write('what was said');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['export.txt']);
  });

  it('is not written where a link leads that somebody laid out', async () => {
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'export.txt.part'));
    await write('what was said');
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});

it('leaves what stood there when it cannot be written to its end', async () => {
  writeFileSync(file(), 'an earlier one');
  const broken = replaceFile(file(), async (stream) => {
    await pipeline(['half'], stream);
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  expect(readFileSync(file(), 'utf8')).toBe('an earlier one');
  expect(readdirSync(folder)).toEqual(['export.txt']);
});
