import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceImage } from './app-image';

const sum = (text: string): string => createHash('sha512').update(text).digest('base64');

describe('an AppImage', () => {
  let folder = '';
  let image = '';
  let newer = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-image-'));
    image = join(folder, 'Parley.AppImage');
    newer = join(folder, 'downloaded');
    writeFileSync(image, 'old');
    writeFileSync(newer, 'newer');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is replaced by what was downloaded, under its own name', () => {
    replaceImage(image, newer, sum('newer'));
    expect(readFileSync(image, 'utf8')).toBe('newer');
    expect([existsSync(newer), existsSync(`${image}.part`)]).toEqual([false, false]);
    if (process.platform !== 'win32') expect(statSync(image).mode & 0o777).toBe(0o755);
  });

  it('stays as it was when the download is not what it was any more', () => {
    expect(() => replaceImage(image, newer, sum('another'))).toThrow('wrong-sum');
    expect(readFileSync(image, 'utf8')).toBe('old');
    expect(existsSync(`${image}.part`)).toBe(false);
  });

  it('stays as it was when the newer one cannot be put beside it', () => {
    mkdirSync(`${image}.part`);
    expect(() => replaceImage(image, newer, sum('newer'))).toThrow('not-installed');
    expect(readFileSync(image, 'utf8')).toBe('old');
  });

  it('stays as it was when the download is gone', () => {
    rmSync(newer);
    expect(() => replaceImage(image, newer, sum('newer'))).toThrow('not-installed');
    expect(readFileSync(image, 'utf8')).toBe('old');
  });
});
