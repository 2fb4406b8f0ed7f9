// The file that lines go into: what is on the disk when it is full, and that there is always room for an end.
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LineFile, type Disk } from './line-file';

let folder: string;
let file: string;
let descriptor: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lines-'));
  file = join(folder, 'a.jsonl');
  descriptor = openSync(file, 'wx');
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (): string[] => readFileSync(file, 'utf8').split('\n');

/** A disk with room for so many bytes of the file, which takes what it can and then says no. */
function small(room: number, code = 'ENOSPC'): Disk {
  return {
    write(to, bytes, offset, length, position) {
      const fits = Math.min(length, room - position);
      if (fits <= 0) throw Object.assign(new Error(code), { code });
      return writeSync(to, bytes, offset, fits, position);
    },
    truncate: ftruncateSync,
    flush: () => undefined,
    close: closeSync,
  };
}

describe('LineFile', () => {
  it('has each line whole, and the last one', () => {
    const written = new LineFile(descriptor, 10_000);
    written.write('one');
    written.write('two');
    expect(written.close('end')).toBe(true);
    expect(lines()).toEqual(['one', 'two', 'end', '']);
  });

  it('leaves no half line on a full disk, and makes room for the end', () => {
    const written = new LineFile(descriptor, 10_000, small(13));
    for (const line of ['aaaa', 'bbbb', 'cccc', 'dd']) written.write(line);
    expect(written.trouble).toBe('disk-full');
    expect(written.close('end')).toBe(true);
    expect(lines()).toEqual(['aaaa', 'end', '']);
    expect(written.lines).toBe(2);
  });

  it('takes no more than is read again', () => {
    const written = new LineFile(descriptor, 1_100);
    written.write('a'.repeat(40));
    written.write('b'.repeat(40));
    expect(written.trouble).toBe('too-long');
    expect(written.close('end')).toBe(true);
    expect(lines()).toEqual(['a'.repeat(40), 'end', '']);
  });

  it('says so where the end cannot be written, and writes nothing once it is closed', () => {
    const written = new LineFile(descriptor, 10_000, small(7, 'EIO'));
    written.write('aaaa');
    written.write('bbbb');
    expect(written.trouble).toBe('not-written');
    expect(written.close('end')).toBe(false);
    written.write('late');
    expect(lines()[0]).toBe('aaaa');
  });
});
