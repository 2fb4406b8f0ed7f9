import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openOwnWords } from './own-words';
import type { JsonFile } from './settings';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-words-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps the words of whoever owns the computer', () => {
  const file: JsonFile = { store: {} };
  const words = openOwnWords({ folder, openFile: () => file }, () => false);
  words.add('Okafor');
  words.add('Reyes’s');
  words.remove('Okafor');
  expect(words.has("Reyes's")).toBe(true);
  expect(openOwnWords({ folder, openFile: () => file }, () => false).has('Reyes’s')).toBe(true);
  expect(file.store).toEqual({ words: ["Reyes's"] });
});

it('writes down no word of a guest, shows them none, and forgets theirs', () => {
  const file: JsonFile = { store: { words: ['Okafor'] } };
  let isGuest = true;
  const words = openOwnWords({ folder, openFile: () => file }, () => isGuest);
  words.add('Reyes');
  expect([words.has('Reyes'), words.has('Okafor')]).toEqual([true, false]);
  isGuest = false;
  expect([words.has('Reyes'), words.has('Okafor')]).toEqual([false, true]);
  isGuest = true;
  expect(words.has('Reyes')).toBe(false);
  expect(file.store).toEqual({ words: ['Okafor'] });
});

it('adds what comes late to what was added before', () => {
  let opened = (): void => undefined;
  const file = { store: {} as Record<string, unknown>, onOpened: (listener: () => void) => (opened = listener) };
  const words = openOwnWords({ folder, openFile: () => file }, () => false);
  words.add('Reyes');
  file.store = { words: ['Okafor'] };
  opened();
  expect([words.has('Reyes'), words.has('Okafor')]).toEqual([true, true]);
});

it('sets a broken file aside, and takes what makes no sense for nothing', () => {
  writeFileSync(join(folder, 'words.json'), 'no JSON');
  const words = openOwnWords({ folder, openFile: () => ({ store: { words: [1, 2] } }), now: () => 5 }, () => false);
  expect(words.has('1')).toBe(false);
  expect(readdirSync(folder)).toEqual(['words.broken-5.json']);
});
