import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openOwnWords } from './own-words';
import type { JsonFile } from './settings';
import { lateKeyStore } from './testing/late-key-store';

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
  // The next one is a guest as well.
  words.forgetGuest();
  expect(words.has('Reyes')).toBe(false);
  isGuest = false;
  expect([words.has('Reyes'), words.has('Okafor')]).toEqual([false, true]);
  expect(file.store).toEqual({ words: ['Okafor'] });
});

it('joins what the key store gives late with what was added since', async () => {
  const { open, openKeyStore } = await lateKeyStore({ words: ['Okafor', 'Reyes'] });
  const sealed = open();
  const words = openOwnWords({ folder, openFile: () => sealed }, () => false);
  words.add('Reyes');
  words.add('Aker');
  openKeyStore();
  await sealed.flushed();
  expect(words.has('Okafor')).toBe(true);
  expect(sealed.store).toEqual({ words: ['Okafor', 'Reyes', 'Aker'] });
});

it('sets a broken file aside, and takes what makes no sense for nothing', () => {
  writeFileSync(join(folder, 'words.json'), 'no JSON');
  const words = openOwnWords({ folder, openFile: () => ({ store: { words: [1, 2] } }), now: () => 5 }, () => false);
  expect(words.has('1')).toBe(false);
  expect(readdirSync(folder)).toEqual(['words.broken-5.json']);
});

it('keeps what a newer Parley has written beside them, and each word that can be read', () => {
  const strange = { word: 'Okafor', language: 'de' };
  const file: JsonFile = { store: { words: ['Reyes', strange], learned: { de: 3 } } };
  const words = openOwnWords({ folder, openFile: () => file }, () => false);
  expect(words.has('Reyes')).toBe(true);
  words.add('Park');
  words.remove('Reyes');
  expect(file.store).toEqual({ words: [strange, 'Park'], learned: { de: 3 } });
});
