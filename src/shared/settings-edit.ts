// A change of settings as a window made it: out of what it showed then, which may be older than what holds now. Of a list only what was
// put in, taken out or made otherwise counts, so that two changes in a row, or in two windows at once, both come to pass. Pure.
import * as v from 'valibot';
import { SettingsSchema, type Settings } from './settings';

export interface SettingsEdit {
  readonly changes: Partial<Settings>;
  /** What was there when it was made, of what it changes; what is left out is written over, whatever it is. */
  readonly seen?: Partial<Settings> | undefined;
}

/** As a window has them: `revision` grows with every change, so that an answer that is late does not take the place of newer news. */
export type SettingsNow = Settings & { readonly revision: number };

type Entry = unknown;
type Lists = {
  readonly [Key in keyof Settings as Settings[Key] extends readonly object[] ? Key : never]: (
    entry: Settings[Key] extends readonly (infer Each)[] ? Each : never,
  ) => string;
};

/** What makes an entry of a list the same one, however it looks. Numbers and words are themselves. */
const entryKeys: Lists = {
  shortcuts: ({ command }) => command,
  profiles: ({ server, user }) => JSON.stringify([server.trim().toLowerCase(), user.trim().toLowerCase()]),
  removedRecents: ({ id }) => id,
  ofAccounts: ({ who }) => who,
  messageStyles: ({ uri }) => uri,
};

/** Its parts are set one by one; those of other records belong together. */
const inParts: readonly (keyof Settings)[] = ['messageStyle'];

/** What is to be set. */
export function editedSettings(current: Settings, { changes, seen = {} }: SettingsEdit): Partial<Settings> {
  const edited: Record<string, unknown> = {};
  for (const [name, to] of Object.entries(changes) as [keyof Settings, unknown][]) {
    if (to !== undefined) edited[name] = editedValue(name, seen[name], to, current[name]);
  }
  return edited;
}

function editedValue(name: keyof Settings, from: unknown, to: unknown, current: unknown): unknown {
  if (from === undefined || isSame(from, current)) return to;
  if (Array.isArray(from) && Array.isArray(to) && Array.isArray(current)) {
    const merged = mergedList(from, to, current, keyOf(name));
    const schema = SettingsSchema.entries[name];
    // Too long with both: what stands last goes.
    while (merged.length > to.length && !v.is(schema, merged)) merged.pop();
    return merged;
  }
  return inParts.includes(name) ? mergedParts(from, to, current) : to;
}

function keyOf(name: keyof Settings): (entry: Entry) => string {
  return Object.hasOwn(entryKeys, name) ? (entryKeys[name as keyof Lists] as (entry: Entry) => string) : JSON.stringify;
}

/** In the order of `to`; what came meanwhile stands behind what it stands behind now. */
function mergedList(
  from: readonly Entry[],
  to: readonly Entry[],
  current: readonly Entry[],
  keyOf: (entry: Entry) => string,
): Entry[] {
  const byKey = (list: readonly Entry[]): Map<string, Entry> => new Map(list.map((entry) => [keyOf(entry), entry]));
  const [before, now, wanted] = [byKey(from), byKey(current), byKey(to)];
  const merged = new Map<string, Entry>();
  for (const [key, entry] of wanted) {
    const isUntouched = before.has(key) && isSame(before.get(key), entry);
    if (!isUntouched) merged.set(key, entry);
    else if (now.has(key)) merged.set(key, now.get(key));
  }
  const isNew = (key: string): boolean => !before.has(key) && !wanted.has(key);
  if (![...now.keys()].some(isNew)) return [...merged.values()];
  const after = new Map<string | undefined, Entry[]>();
  let last: string | undefined;
  for (const [key, entry] of now) {
    if (isNew(key)) after.set(last, [...(after.get(last) ?? []), entry]);
    else if (merged.has(key)) last = key;
  }
  return [
    ...(after.get(undefined) ?? []),
    ...[...merged].flatMap(([key, entry]) => [entry, ...(after.get(key) ?? [])]),
  ];
}

function mergedParts(from: unknown, to: unknown, current: unknown): unknown {
  if (!isRecord(from) || !isRecord(to) || !isRecord(current)) return to;
  const own = Object.entries(to).filter(([part, value]) => !isSame(from[part], value));
  const gone = Object.keys(from).filter((part) => !(part in to));
  const merged = { ...current, ...Object.fromEntries(own) };
  return Object.fromEntries(Object.entries(merged).filter(([part]) => !gone.includes(part)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What went through a schema has its fields in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
