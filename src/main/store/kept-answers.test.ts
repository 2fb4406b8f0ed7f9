import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openKeptAnswers } from './kept-answers';
import type { JsonFile } from './settings';
import { lateKeyStore } from './testing/late-key-store';

const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';
const add = { uri: lee, name: 'Lee', groupNames: ['Plant'] };
const block = { uri: lee, name: 'Lee', level: 'blocked' } as const;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-answers-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps the last answer to somebody, of each user for themselves, until it is taken away', () => {
  const file: JsonFile = { store: {} };
  const open = () => openKeptAnswers({ folder, openFile: () => file }, () => false);
  const answers = open();
  answers.put(dana, add);
  answers.put(dana, block);
  answers.put('sip:kim@example.com', add);
  expect(open().of(dana)).toEqual([block]);
  expect(open().of('sip:kim@example.com')).toEqual([add]);
  // One that has taken its place since stays.
  answers.remove(dana, add);
  expect(open().of(dana)).toEqual([block]);
  answers.remove(dana, block);
  answers.remove('sip:kim@example.com', add);
  expect(file.store).toEqual({});
});

it('writes down nothing of a guest, shows them nothing of the owner, and forgets theirs with their session', () => {
  const file: JsonFile = { store: { answers: [{ self: dana, answer: add }] } };
  let isGuest = true;
  const answers = openKeptAnswers({ folder, openFile: () => file }, () => isGuest);
  expect(answers.of(dana)).toEqual([]);
  answers.put(dana, block);
  expect(answers.of(dana)).toEqual([block]);
  // The next one is a guest as well.
  answers.forgetGuest();
  expect(answers.of(dana)).toEqual([]);
  isGuest = false;
  expect(answers.of(dana)).toEqual([add]);
  expect(file.store).toEqual({ answers: [{ self: dana, answer: add }] });
});

it('joins what the key store gives late with what was answered since, which counts, done or not', async () => {
  const kim = 'sip:kim@example.com';
  const sam = { ...add, uri: 'sip:sam@example.com' };
  const { file, open, openKeyStore } = await lateKeyStore({
    answers: [add, { ...add, uri: kim }, sam].map((answer) => ({ self: dana, answer })),
  });
  const sealed = open();
  const answers = openKeptAnswers({ folder, openFile: () => sealed }, () => false);
  let opened = 0;
  answers.onOpened(() => (opened += 1));
  answers.put(dana, block);
  const done = { ...sam, level: 'team' as const };
  answers.put(dana, done);
  answers.remove(dana, done);
  expect(answers.of(dana)).toEqual([block]);
  openKeyStore();
  await sealed.flushed();
  expect(answers.of(dana)).toEqual([{ ...add, uri: kim }, block]);
  // The same object as before: it is taken away when it has gone through.
  expect(answers.of(dana)[1]).toBe(block);
  expect(opened).toBe(1);
  expect(JSON.stringify(file.store)).not.toContain('kim');
  const again = open();
  await again.flushed();
  expect(openKeptAnswers({ folder, openFile: () => again }, () => false).of(dana)).toEqual([
    { ...add, uri: kim },
    block,
  ]);
});

it('sets a broken file aside, and takes what makes no sense for nothing', () => {
  writeFileSync(join(folder, 'answers.json'), 'no JSON');
  const store = { answers: [{ self: dana, answer: { ...add, uri: 'tel:1' } }, { self: dana, answer: add }, 5] };
  const answers = openKeptAnswers({ folder, openFile: () => ({ store }), now: () => 5 }, () => false);
  expect(answers.of(dana)).toEqual([add]);
  expect(readdirSync(folder)).toEqual(['answers.broken-5.json']);
});

it('keeps what a newer Parley has written, until the same people are answered here', () => {
  const kim = 'sip:kim@example.com';
  const newer = [lee, kim].map((uri) => ({ self: dana, answer: { uri, name: '', until: 5 } }));
  const file: JsonFile = { store: { answers: newer, version: 2 } };
  const answers = openKeptAnswers({ folder, openFile: () => file }, () => false);
  expect(answers.of(dana)).toEqual([]);
  answers.put(dana, add);
  expect(file.store).toEqual({ answers: [newer[1], { self: dana, answer: add }], version: 2 });
  answers.remove(dana, answers.of(dana)[0]!);
  expect(file.store).toEqual({ answers: [newer[1]], version: 2 });
});
