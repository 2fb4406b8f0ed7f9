import Conf from 'conf';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/settings';
import { openSettings, type JsonFile, type FileTrouble } from './settings';

let folder: string;
let troubles: FileTrouble[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-settings-'));
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'settings.json');

/** What electron-store is made of, without Electron. */
function openFile({ name, cwd }: { readonly name: string; readonly cwd: string }): JsonFile {
  return new Conf<Record<string, unknown>>({ configName: name, cwd, clearInvalidConfig: true });
}

function open() {
  return openSettings({ folder, openFile, onTrouble: (trouble) => void troubles.push(trouble), now: () => 1_700_000 });
}

describe('openSettings', () => {
  it('starts with the defaults, and writes nothing until something changes', () => {
    expect(open().get()).toEqual(defaultSettings);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what was set for the next start, and tells who listens', () => {
    const settings = open();
    const heard: Settings[] = [];
    const stop = settings.onChanged((changed) => void heard.push(changed));
    expect(settings.set({ theme: 'dark', server: 'ocs.example.com' })).toMatchObject({ theme: 'dark' });
    stop();
    settings.set({ user: 'EXAMPLE\\dana' });
    expect(heard.map(({ theme, user }) => [theme, user])).toEqual([['dark', '']]);
    expect(open().get()).toEqual({
      ...defaultSettings,
      theme: 'dark',
      server: 'ocs.example.com',
      user: 'EXAMPLE\\dana',
    });
    expect(troubles).toEqual([]);
  });

  it('keeps a value that a change leaves out or has as undefined', () => {
    const settings = open();
    settings.set({ theme: 'dark' });
    expect(settings.set({ theme: undefined, playSounds: false } as unknown as Partial<Settings>)).toMatchObject({
      theme: 'dark',
      playSounds: false,
    });
  });

  it.each([['{"theme":"da'], ['[1,2]'], ['null'], ['']])('sets the broken file %j aside and goes on', (text) => {
    writeFileSync(path(), text);
    const settings = open();
    expect(settings.get()).toEqual(defaultSettings);
    const asidePath = join(folder, 'settings.broken-1700000.json');
    expect(troubles).toEqual([{ kind: 'set-aside', path: asidePath }]);
    expect(readFileSync(asidePath, 'utf8')).toBe(text);
    settings.set({ theme: 'light' });
    expect(open().get().theme).toBe('light');
  });

  it('takes the default for a single value that makes no sense, and keeps the others', () => {
    writeFileSync(path(), JSON.stringify({ theme: 'mauve', language: 'de', playSounds: 'yes', ofTomorrow: 1 }));
    expect(open().get()).toEqual({ ...defaultSettings, language: 'de' });
    expect(troubles).toEqual([]);
  });

  it('writes nothing while a guest is signed in, and forgets what the guest changed', () => {
    const settings = open();
    settings.set({ theme: 'dark' });
    const before = readFileSync(path(), 'utf8');
    settings.holdWrites(true);
    expect(settings.set({ theme: 'light', user: 'guest' }).user).toBe('guest');
    expect(readFileSync(path(), 'utf8')).toBe(before);
    settings.holdWrites(false);
    expect(settings.get()).toMatchObject({ theme: 'dark', user: '' });
  });

  it('holds changes until the end of the run when the file cannot be written, and says so', () => {
    const settings = openSettings({
      folder,
      openFile: () => ({
        get store() {
          return {};
        },
        set store(_) {
          throw new Error('disk full');
        },
      }),
      onTrouble: (trouble) => void troubles.push(trouble),
    });
    expect(settings.set({ theme: 'dark' }).theme).toBe('dark');
    expect(settings.get().theme).toBe('dark');
    expect(troubles).toMatchObject([{ kind: 'not-saved' }]);
  });

  it('works without a file where the folder cannot be used at all', () => {
    const settings = openSettings({
      folder,
      openFile: () => {
        throw new Error('EACCES');
      },
      onTrouble: (trouble) => void troubles.push(trouble),
    });
    expect(settings.set({ language: 'fr' }).language).toBe('fr');
    expect(troubles).toMatchObject([{ kind: 'not-saved' }]);
  });
});
