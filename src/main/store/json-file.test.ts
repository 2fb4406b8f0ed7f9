import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJsonFile } from './json-file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-json-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'windows.json');
const open = () => openJsonFile({ name: 'windows', cwd: folder });

describe('openJsonFile', () => {
  it('is empty and writes nothing where there is no file', () => {
    expect(open().store).toEqual({});
    expect(readdirSync(folder)).toEqual([]);
  });

  it('reads what it has written, and what others have written since', () => {
    const file = open();
    file.store = { main: { x: 1 } };
    expect(file.store).toEqual({ main: { x: 1 } });
    writeFileSync(path(), '\uFEFF{"main":{"x":2}}');
    expect(file.store).toEqual({ main: { x: 2 } });
  });

  it('leaves nothing else in the folder, and the mode of the file as it is', () => {
    writeFileSync(path(), '{}');
    chmodSync(path(), 0o600);
    open().store = { a: 1 };
    expect(readdirSync(folder)).toEqual(['windows.json']);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('makes a folder that has gone', () => {
    const file = openJsonFile({ name: 'windows', cwd: join(folder, 'profile') });
    file.store = { a: 1 };
    expect(file.store).toEqual({ a: 1 });
  });

  it.each(['{"theme":"da', '[1,2]', 'null', '7', ''])('counts %j as empty, and leaves it there', (text) => {
    writeFileSync(path(), text);
    expect(open().store).toEqual({});
    expect(readFileSync(path(), 'utf8')).toBe(text);
  });

  it('throws where something stands there that cannot be read', () => {
    mkdirSync(path());
    expect(() => open().store).toThrow('EISDIR');
  });

  it('keeps a name that objects have of their own', () => {
    writeFileSync(path(), '{"__proto__":{"x":1},"constructor":2}');
    const { store } = open();
    expect(Object.keys(store)).toEqual(['__proto__', 'constructor']);
    expect('x' in store).toBe(false);
  });
});
