// What of a settings file is understood, and what is carried along in it: a newer Parley, or another computer with the same profile, may
// know more. Lists keep the entries that are understood. Pure.
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { StrangeSetting } from '../../shared/domain/notice';
import { SettingsSchema, defaultSettings, type Settings } from '../../shared/settings';
import { isCarried } from './carried-fields';

type Fields = Readonly<Record<string, unknown>>;

export interface Understood {
  /** Defaults for the rest. */
  readonly settings: Settings;
  /** By setting, what makes no sense here, of a list the entries, or is too much to be carried along. */
  readonly strange: Fields;
  /** The same in the words of who says it. */
  readonly told: readonly StrangeSetting[];
}

/** Of the name of a setting that nobody knows: whoever wrote it finds it by this. */
const maxNameLength = 60;

export function understoodSettings(stored: Fields): Understood {
  const kept: Record<string, unknown> = {};
  const strange: Record<string, unknown> = {};
  const told: StrangeSetting[] = [];
  for (const [key, value] of Object.entries(stored)) {
    const schema = schemaOf(key);
    if (!schema) {
      if (isCarried(value)) continue;
      strange[key] = value;
      told.push({ name: key.slice(0, maxNameLength), what: 'unknown' });
      continue;
    }
    const reading = read(schema, value);
    if (reading.isKnown) kept[key] = reading.value;
    if (reading.strange === undefined) continue;
    strange[key] = reading.strange;
    told.push({ name: key, what: reading.isKnown ? 'entries' : 'value' });
  }
  return { settings: v.parse(SettingsSchema, kept), strange, told };
}

/** What to write in place of `stored` when the settings are `next`: with all that was not understood there and has not been changed here. */
export function carriedSettings(stored: Fields, next: Settings): Record<string, unknown> {
  const carried = Object.entries(stored).flatMap(([key, value]): [string, unknown][] => {
    const schema = schemaOf(key);
    if (!schema) return isCarried(value) ? [[key, value]] : [];
    return [[key, carriedValue(schema, value, next[key as keyof Settings], defaultSettings[key as keyof Settings])]];
  });
  return { ...next, ...Object.fromEntries(carried) };
}

function carriedValue(schema: Schema, stored: unknown, next: unknown, usual: unknown): unknown {
  const { isKnown, value, strange } = read(schema, stored);
  if (isDeepStrictEqual(next, isKnown ? value : usual)) return isCarried(stored) ? stored : next;
  if (!Array.isArray(stored) || !Array.isArray(next)) return next;
  // An entry may say more than is read of it.
  const fuller = stored.flatMap((entry) => {
    const [of] = readEntry(schema, entry) ?? [];
    return of === undefined || isDeepStrictEqual(of, entry) ? [] : [{ of, entry: entry as unknown }];
  });
  const entries = next.map((entry: unknown) => fuller.find(({ of }) => isDeepStrictEqual(of, entry))?.entry ?? entry);
  const rest = Array.isArray(strange) ? strange.filter((entry) => readEntry(schema, entry) === undefined) : [];
  return isCarried(rest) ? [...entries, ...rest] : entries;
}

type Schema = (typeof SettingsSchema.entries)[keyof Settings];

function schemaOf(key: string): Schema | undefined {
  return Object.hasOwn(SettingsSchema.entries, key) ? SettingsSchema.entries[key as keyof Settings] : undefined;
}

interface Reading {
  readonly isKnown: boolean;
  readonly value?: unknown;
  /** Absent: all of it is understood. */
  readonly strange?: unknown;
}

function read(schema: Schema, stored: unknown): Reading {
  const parsed = v.safeParse(schema, stored);
  if (parsed.success) return { isKnown: true, value: parsed.output };
  if (!Array.isArray(stored)) return { isKnown: false, strange: stored };
  const good = stored.filter((entry) => readEntry(schema, entry) !== undefined);
  const value = longestRead(schema, good);
  if (!value) return { isKnown: false, strange: stored };
  const used = new Set<unknown>(good.slice(0, value.length));
  return { isKnown: true, value, strange: stored.filter((entry) => !used.has(entry)) };
}

function readEntry(schema: Schema, entry: unknown): readonly unknown[] | undefined {
  const parsed = v.safeParse(schema, [entry]);
  return parsed.success && Array.isArray(parsed.output) ? parsed.output : undefined;
}

/** As many from the front as there may be; undefined: it is no list. */
function longestRead(schema: Schema, entries: readonly unknown[]): readonly unknown[] | undefined {
  let [fits, tooMany] = [0, entries.length + 1];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (v.safeParse(schema, entries.slice(0, middle)).success) fits = middle;
    else tooMany = middle;
  }
  const parsed = v.safeParse(schema, entries.slice(0, fits));
  return parsed.success && Array.isArray(parsed.output) ? parsed.output : undefined;
}
