// The settings of one user on this computer, in `settings.json`. A file that cannot be read is set aside and told about, never fatal; a
// value that makes no sense here is told about, stays in the file until it is changed, and counts as its default.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { StrangeSetting } from '../../shared/domain/notice';
import { SettingsSchema, defaultSettings, type Settings } from '../../shared/settings';
import { guestSettings } from './guest-settings';
import { joinedSettings } from './late-settings';
import { copyAside, setAsideBroken } from './readable-file';
import { toldWrites, type SaveTrouble } from './told-writes';
import { carriedSettings, understoodSettings } from './understood-settings';

/** Read whole and written whole, or not at all (`json-file.ts`). */
export interface JsonFile {
  store: Record<string, unknown>;
  /** Where some of it comes later: it has come, and `read` is what it was; what was set since is in `store` in its place. */
  readonly onOpened?: (listener: (read: Readonly<Record<string, unknown>>) => void) => void;
  /** Where some of it is written later: whether it could be. Undefined: it was. */
  readonly onWrittenLater?: (listener: (error: unknown) => void) => void;
}

export interface SettingsOptions<Trouble = FileTrouble> {
  readonly folder: string;
  readonly openFile: (options: { readonly name: string; readonly cwd: string }) => JsonFile;
  /** Something the person should hear of once. */
  readonly onTrouble?: (trouble: Trouble) => void;
  readonly now?: () => number;
}

export type FileTrouble = { readonly kind: 'set-aside'; readonly path: string } | SaveTrouble;

/** `path`: a copy of the file as it was. */
export type SettingsTrouble =
  | FileTrouble
  | { readonly kind: 'not-understood'; readonly path: string; readonly settings: readonly StrangeSetting[] };

export type Held = false | 'guest' | 'left';

export interface SettingsStore {
  get(): Settings;
  /** Also while a guest sees nothing of it: for what has to be masked. */
  owners(): Settings;
  /** Fields left out keep their value. */
  set(changes: Partial<Settings>): Settings;
  onChanged(listener: (settings: Settings) => void): () => void;
  /**
   * On a public computer changes live in memory only, and a `guest` sees nothing of the owner's. Who has `left` has forgotten what they
   * changed; what their windows still have to say as they close is not written either.
   */
  holdWrites(held: Held): void;
}

export function openSettings({
  folder,
  openFile,
  onTrouble = () => {},
  now = Date.now,
}: SettingsOptions<SettingsTrouble>): SettingsStore {
  const path = join(folder, 'settings.json');
  const setAside = setAsideBroken(path, now());
  if (setAside !== undefined) onTrouble({ kind: 'set-aside', path: setAside });

  let file: JsonFile | undefined;
  let current = defaultSettings;
  /** Before anything is written over it. */
  const readAtFirst = (stored: Readonly<Record<string, unknown>>): Settings => {
    const { settings, strange, told } = understoodSettings(stored);
    const copy = Object.keys(strange).length > 0 ? copyAside(path, strange) : undefined;
    if (copy !== undefined) onTrouble({ kind: 'not-understood', path: copy, settings: told });
    return settings;
  };
  try {
    file = openFile({ name: 'settings', cwd: folder });
    current = readAtFirst(file.store);
  } catch (error) {
    onTrouble({ kind: 'not-saved', error });
  }
  let held: Held = false;
  /** The owner's, while somebody else has them. */
  let owners = current;
  const listeners = new Set<(settings: Settings) => void>();
  const ownersAgain = (): Settings => (file ? readSettings(file.store) : owners);
  const readAgain = (): void => {
    current = ownersAgain();
    for (const listener of listeners) listener(current);
  };
  const told = toldWrites(onTrouble);
  /** What cannot be written holds until the end of this run. */
  const write = (next: Settings, read?: Readonly<Record<string, unknown>>): void =>
    told(() => {
      if (file) file.store = carriedSettings({ ...file.store, ...read }, next);
    });
  file?.onWrittenLater?.(told.later);
  file?.onOpened?.((read) => {
    if (!file) return;
    const opened = readSettings(file.store);
    const joined = { ...opened, ...joinedSettings(opened, readAtFirst(read)) };
    if (!isDeepStrictEqual(joined, opened)) write(joined, read);
    if (held !== 'guest') readAgain();
  });

  return {
    get: () => current,
    owners: () => (held === false ? current : ownersAgain()),
    set(changes) {
      current = v.parse(SettingsSchema, { ...current, ...withoutUndefined(changes) });
      if (held === false) write(current);
      for (const listener of listeners) listener(current);
      return current;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    holdWrites(next) {
      if (held === next) return;
      if (held === false) owners = current;
      held = next;
      // What was changed meanwhile belongs to the guest, and goes with the guest.
      if (next !== 'guest') return readAgain();
      current = guestSettings(current);
      for (const listener of listeners) listener(current);
    },
  };
}

const readSettings = (stored: Readonly<Record<string, unknown>>): Settings => understoodSettings(stored).settings;

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>;
}
