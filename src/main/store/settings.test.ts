import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withProfile } from '../../shared/profiles';
import { defaultSettings, namesSomebody, type Profile, type Settings } from '../../shared/settings';
import { openJsonFile } from './json-file';
import { sealedFile } from './sealed-file';
import { openSettings, type JsonFile, type SettingsTrouble } from './settings';
import { lateKeyStore, scrambling } from './testing/late-key-store';

let folder: string;
let troubles: SettingsTrouble[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-settings-'));
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'settings.json');

function open() {
  return openSettings({
    folder,
    openFile: openJsonFile,
    onTrouble: (trouble) => void troubles.push(trouble),
    now: () => 1_700_000,
  });
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

  it.each(['later', 'profiles', 'proxy'])('sets a file aside whose %s nobody could write again', (name) => {
    for (const [begin, end] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const text = `{"theme":"dark","${name}":${begin.repeat(50_000)}1${end.repeat(50_000)}}`;
      writeFileSync(path(), text);
      open().set({ keepHistoryDays: 30 });
      expect(readFileSync(join(folder, 'settings.broken-1700000.json'), 'utf8')).toBe(text);
      expect(open().get().keepHistoryDays).toBe(30);
    }
    expect(troubles.map(({ kind }) => kind)).toEqual(['set-aside', 'set-aside']);
  });

  it.each([
    ['utf8', '\uFEFF'],
    ['utf16le', '\uFEFF'],
  ] as const)('reads a file as editors and scripts write it (%s with a mark)', (encoding, mark) => {
    writeFileSync(path(), Buffer.from(`${mark}{"theme":"dark","user":"Zoë"}`, encoding));
    expect(open().get()).toMatchObject({ theme: 'dark', user: 'Zoë' });
    expect(troubles).toEqual([]);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  describe('with values that are not understood', () => {
    const good: Profile = { name: 'Work', server: 'im.example.com', user: 'dana', signInMethod: 'forms' };
    const club: Profile = { ...good, name: '', server: 'club.example.com' };
    const future = { ...good, server: 'new.example.com', signInMethod: 'future' };
    const stored = (): Record<string, unknown> => JSON.parse(readFileSync(path(), 'utf8')) as Record<string, unknown>;
    const copies = (): string[] => readdirSync(folder).filter((name) => name !== 'settings.json');

    it('takes the default for each, keeps the others, and keeps a copy of the file, which it tells once', () => {
      const text = JSON.stringify({ theme: 'mauve', language: 'de', playSounds: 'yes', idleAfterMinutes: -4 });
      writeFileSync(path(), text);
      const settings = open();
      expect(settings.get()).toEqual({ ...defaultSettings, language: 'de' });
      expect(copies()).toHaveLength(1);
      const copy = join(folder, copies()[0]!);
      const told = ['theme', 'playSounds', 'idleAfterMinutes'].map((name) => ({ name, what: 'value' }));
      expect(troubles).toEqual([{ kind: 'not-understood', path: copy, settings: told }]);
      expect(readFileSync(copy, 'utf8')).toBe(text);
      settings.set({ hideOffline: true });
      open().set({ playSounds: false });
      expect(troubles).toHaveLength(1);
      expect(stored()).toMatchObject({ theme: 'mauve', idleAfterMinutes: -4, playSounds: false, hideOffline: true });
    });

    it('keeps the entries of a list that it understands, and the others in the file', () => {
      writeFileSync(path(), JSON.stringify({ profiles: [future, good, {}, { ...club, colour: 'red' }] }));
      const settings = open();
      expect(settings.get().profiles).toEqual([good, club]);
      settings.set({ theme: 'dark' });
      expect(stored()['profiles']).toEqual([future, good, {}, { ...club, colour: 'red' }]);
      // Signed in with the other one.
      settings.set({ profiles: [club, good] });
      expect(stored()['profiles']).toEqual([{ ...club, colour: 'red' }, good, future, {}]);
      expect(open().get().profiles).toEqual([club, good]);
      settings.set({ profiles: [] });
      expect(stored()['profiles']).toEqual([future, {}]);
      expect(troubles).toMatchObject([{ settings: [{ name: 'profiles', what: 'entries' }] }]);
      expect(copies()).toHaveLength(1);
    });

    it('keeps as much of a list that is too long as it can use', () => {
      const emoji = Array.from({ length: 5_000 }, (_, index) => `e${index}`);
      writeFileSync(path(), JSON.stringify({ recentEmoji: emoji }));
      expect(open().get().recentEmoji).toEqual(emoji.slice(0, 24));
    });

    it('keeps the settings of a newer Parley that it does not know, and tells nobody', () => {
      const newer = { ofTomorrow: { a: [1, 2] }, another: 'x' };
      writeFileSync(path(), JSON.stringify({ language: 'de', ...newer }));
      open().set({ theme: 'dark' });
      expect(stored()).toMatchObject({ language: 'de', theme: 'dark', ...newer });
      expect(troubles).toEqual([]);
    });

    it('does not carry along without end what it does not know', () => {
      const huge = 'x'.repeat(2_000_000);
      writeFileSync(path(), JSON.stringify({ huge, small: 1 }));
      open().set({ theme: 'dark' });
      expect(stored()).toMatchObject({ small: 1, theme: 'dark' });
      expect(stored()).not.toHaveProperty('huge');
      expect(troubles).toMatchObject([{ settings: [{ name: 'huge', what: 'unknown' }] }]);
      expect(readFileSync(join(folder, copies()[0]!), 'utf8')).toContain(huge);
    });

    it('keeps sealed what was sealed', async () => {
      const {
        open: openSealed,
        openKeyStore,
        file,
      } = await lateKeyStore(
        { ...defaultSettings, profiles: [good, future], telephone: '+1 555 0100' } as unknown as Settings,
        (name, value) => name === 'telephone' || namesSomebody(name, value),
      );
      // Of this Parley, which does not know what a telephone is.
      const sealed = openSealed(namesSomebody);
      const settings = openSettings({ folder, openFile: () => sealed });
      settings.set({ theme: 'dark' });
      openKeyStore();
      await sealed.flushed();
      settings.set({ profiles: [club, good] });
      await sealed.flushed();
      expect(sealed.store).toMatchObject({ profiles: [club, good, future], telephone: '+1 555 0100' });
      expect(JSON.stringify(file.store)).not.toContain('555');
    });
  });

  it('writes nothing while a guest is signed in, and forgets what the guest changed', () => {
    const settings = open();
    settings.set({ theme: 'dark' });
    const before = readFileSync(path(), 'utf8');
    settings.holdWrites('guest');
    expect(settings.set({ theme: 'light', user: 'guest' }).user).toBe('guest');
    expect(readFileSync(path(), 'utf8')).toBe(before);
    settings.holdWrites(false);
    expect(settings.get()).toMatchObject({ theme: 'dark', user: '' });
  });

  it('shows a guest nothing that its owner is, did or wrote, and the owner all of it again', () => {
    const settings = open();
    const mine = {
      server: 'im.example.com',
      user: 'dana',
      profiles: [{ name: 'Work', server: 'im.example.com', user: 'dana', signInMethod: 'forms' as const }],
      messageStyles: [{ uri: 'sip:lee@example.com', style: { ...defaultSettings.messageStyle, bold: true } }],
      recentEmoji: ['🚀'],
      removedRecents: [{ id: 'c1', at: 7 }],
      quietHours: true,
      shortcuts: [{ command: 'find', keys: 'Ctrl+J' }],
    };
    const ofComputer = { language: 'de', theme: 'dark', proxy: { mode: 'none', address: '' } } as const;
    settings.set({ ...mine, ...ofComputer });
    const heard: Settings[] = [];
    settings.onChanged((changed) => void heard.push(changed));
    settings.holdWrites('guest');
    expect(settings.get()).toEqual({ ...defaultSettings, ...ofComputer });
    expect(heard).toEqual([settings.get()]);
    expect(settings.owners()).toMatchObject(mine);
    settings.set({ recentEmoji: ['👍'] });
    expect(settings.owners()).toMatchObject(mine);
    expect(settings.get().recentEmoji).toEqual(['👍']);
    // Whose form this is may be seen again; what windows say as they close is still not kept.
    settings.holdWrites('left');
    expect(settings.get()).toMatchObject({ ...mine, ...ofComputer });
    settings.set({ recentEmoji: ['👍'] });
    settings.holdWrites(false);
    expect(settings.get()).toMatchObject({ ...mine, ...ofComputer });
    expect(open().get()).toMatchObject(mine);
  });

  describe('where the key store comes late', () => {
    const work: Profile = { name: 'Work', server: 'im.example.com', user: 'dana', signInMethod: 'forms' };
    const club: Profile = { name: '', server: 'club.example.com', user: 'dee', signInMethod: 'forms' };
    const bold = { bold: true, italic: false, underline: false, strike: false };
    const lee = { uri: 'sip:lee@example.com', style: bold };
    const kim = { uri: 'sip:kim@example.com', style: bold };
    const stored = { ...defaultSettings, server: work.server, user: work.user, profiles: [work, club] };
    const late = (sealed: Partial<Settings> = {}) => lateKeyStore({ ...stored, ...sealed }, namesSomebody);
    const openLate = (file: JsonFile) => openSettings({ folder, openFile: () => file });
    /** What signing in decides. */
    const used = (settings: Settings, { name: _, ...account }: Profile): Partial<Settings> => ({
      ...account,
      profiles: [...withProfile(settings, account)],
    });

    it('joins the accounts and looks that it gives with those of the time before, in this run or a later one', async () => {
      const { open: openSealed, openKeyStore, file } = await late({ messageStyles: [lee] });
      const home: Profile = { ...club, server: 'home.example.com' };
      const none = { ...scrambling, isAvailable: async () => false };
      const inClear = sealedFile({ file, cipher: none, isPrivate: namesSomebody, log: () => undefined });
      const first = openLate(inClear);
      expect(first.get().profiles).toEqual([]);
      first.set({ ...used(first.get(), home), messageStyles: [kim] });
      await inClear.flushed();

      const second = openSealed();
      const settings = openLate(second);
      // One of those that nobody knows of yet, typed once more.
      settings.set(used(settings.get(), { ...work, name: '' }));
      expect(settings.get().profiles.map(({ server }) => server)).toEqual([work.server, home.server]);
      openKeyStore();
      await second.flushed();
      const joined = { server: work.server, profiles: [work, home, club], messageStyles: [kim, lee] };
      expect(settings.get()).toMatchObject(joined);
      expect(JSON.stringify(file.store)).not.toContain('example');
      const third = openSealed();
      await third.flushed();
      expect(openLate(third).get()).toMatchObject(joined);
    });

    it('keeps them also where a guest is signed in as it comes', async () => {
      const { open: openSealed, openKeyStore } = await late();
      const sealed = openSealed();
      const settings = openLate(sealed);
      const home: Profile = { ...club, server: 'home.example.com' };
      settings.set(used(settings.get(), home));
      settings.holdWrites('guest');
      openKeyStore();
      await sealed.flushed();
      expect(settings.get().profiles).toEqual([]);
      expect(settings.owners().profiles).toEqual([home, work, club]);
      settings.holdWrites(false);
      expect(settings.get().profiles).toEqual([home, work, club]);
    });

    it('gives no account the user name of another', async () => {
      const { open: openSealed, openKeyStore } = await late();
      const sealed = openSealed();
      const settings = openLate(sealed);
      const windows: Profile = { name: '', server: 'home.example.com', user: '', signInMethod: 'integrated' };
      settings.set(used(settings.get(), windows));
      openKeyStore();
      await sealed.flushed();
      expect(settings.get()).toMatchObject({ server: windows.server, user: '', profiles: [windows, work, club] });
    });

    it('writes nothing where nothing was decided before it came', async () => {
      const { open: openSealed, openKeyStore, file } = await late();
      const before = structuredClone(file.store);
      const sealed = openSealed();
      const settings = openLate(sealed);
      openKeyStore();
      await sealed.flushed();
      expect(settings.get()).toEqual(stored);
      expect(file.store).toEqual(before);
    });
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

  it('says once that all of it is saved again', () => {
    let isFull = true;
    const settings = openSettings({
      folder,
      openFile(options) {
        const file = openJsonFile(options);
        return {
          get store() {
            return file.store;
          },
          set store(fields) {
            if (isFull) throw new Error('disk full');
            file.store = fields;
          },
        };
      },
      onTrouble: (trouble) => void troubles.push(trouble),
    });
    settings.set({ theme: 'dark' });
    isFull = false;
    settings.set({ playSounds: false });
    settings.set({ playSounds: true });
    expect(troubles.map(({ kind }) => kind)).toEqual(['not-saved', 'saved-again']);
    expect(open().get().theme).toBe('dark');
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
