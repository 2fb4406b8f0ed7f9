// The settings of one user on this computer, in `settings.json`. A file that cannot be read is set aside and told about, never
// fatal; a single value that makes no sense falls back to its default.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { SettingsSchema, defaultSettings, type Settings } from '../../shared/settings';

/** What is used of electron-store: it writes atomically. */
export interface JsonFile {
  store: Record<string, unknown>;
  /** Where some of it comes later: it has come. */
  readonly onOpened?: (listener: () => void) => void;
}

export interface SettingsOptions {
  readonly folder: string;
  readonly openFile: (options: { readonly name: string; readonly cwd: string }) => JsonFile;
  /** Something the person should hear of once. */
  readonly onTrouble?: (trouble: FileTrouble) => void;
  readonly now?: () => number;
}

export type FileTrouble =
  { readonly kind: 'set-aside'; readonly path: string } | { readonly kind: 'not-saved'; readonly error: unknown };

export interface SettingsStore {
  get(): Settings;
  /** Fields left out keep their value. */
  set(changes: Partial<Settings>): Settings;
  onChanged(listener: (settings: Settings) => void): () => void;
  /** While held, changes live in memory only: on a public computer nothing is written. */
  holdWrites(held: boolean): void;
}

export function openSettings({
  folder,
  openFile,
  onTrouble = () => {},
  now = Date.now,
}: SettingsOptions): SettingsStore {
  const setAside = setAsideBroken(join(folder, 'settings.json'), now());
  if (setAside !== undefined) onTrouble({ kind: 'set-aside', path: setAside });

  let file: JsonFile | undefined;
  let current = defaultSettings;
  try {
    file = openFile({ name: 'settings', cwd: folder });
    current = readSettings(file.store);
  } catch (error) {
    onTrouble({ kind: 'not-saved', error });
  }
  let writesHeld = false;
  const listeners = new Set<(settings: Settings) => void>();
  const readAgain = (): void => {
    if (!file) return;
    current = readSettings(file.store);
    for (const listener of listeners) listener(current);
  };
  file?.onOpened?.(() => {
    if (!writesHeld) readAgain();
  });

  return {
    get: () => current,
    set(changes) {
      current = v.parse(SettingsSchema, { ...current, ...withoutUndefined(changes) });
      if (file && !writesHeld) {
        try {
          file.store = current;
        } catch (error) {
          // A full disk or a read-only profile: the settings hold until the end of this run.
          onTrouble({ kind: 'not-saved', error });
        }
      }
      for (const listener of listeners) listener(current);
      return current;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    holdWrites(held) {
      if (writesHeld === held) return;
      writesHeld = held;
      // What was changed meanwhile belongs to the guest, and goes with the guest.
      if (!held) readAgain();
    },
  };
}

/** Every field that makes sense; defaults for the rest. */
function readSettings(value: Readonly<Record<string, unknown>>): Settings {
  const kept: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(SettingsSchema.entries)) {
    const parsed = v.safeParse(schema, value[key]);
    if (parsed.success) kept[key] = parsed.output;
  }
  return v.parse(SettingsSchema, kept);
}

/** Renames a file that is no JSON object; returns its new path if it did. */
export function setAsideBroken(path: string, at: number): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined;
  } catch {
    // Not JSON, or not readable: set aside below.
  }
  const target = path.replace(/\.json$/u, `.broken-${at}.json`);
  try {
    renameSync(path, target);
    return target;
  } catch {
    // The folder cannot be written to; opening the file will say so.
    return undefined;
  }
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>;
}
