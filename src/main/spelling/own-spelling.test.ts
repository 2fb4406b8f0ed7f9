// With the real dictionaries and the real Hunspell; the thread's port is a pair of functions here.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WantedLanguages } from '../../shared/spelling/chosen-languages';
import { findDictionaries } from './find-dictionaries';
import { createOwnSpelling, type SpellingWorker } from './own-spelling';
import { serveSpelling, type SpellingReply, type SpellingRequest } from './serve-spelling';

const libraries = resolve(import.meta.dirname, '../../../node_modules');
const wasmFile = join(libraries, 'hunspell-wasm/wasm/hunspell.wasm');

let folder: string;
let system: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-spelling-'));
  system = join(folder, 'system');
  mkdirSync(system);
  for (const [language, name] of [
    ['en-US', 'dictionary-en'],
    ['en-GB', 'dictionary-en-gb'],
  ]) {
    for (const kind of ['aff', 'dic']) {
      copyFileSync(join(libraries, name!, `index.${kind}`), join(folder, `${language}.${kind}`));
    }
  }
  // As distributions have them: another encoding, flags of one byte, and what is no dictionary.
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
  writeFileSync(
    join(system, 'de_DE.aff'),
    latin('SET ISO8859-1\nTRY esianrtolcdugmphbyfvkwäöüß\nSFX é Y 1\nSFX é 0 en .\n'),
  );
  writeFileSync(join(system, 'de_DE.dic'), latin('2\nStraße\nKran/é\n'));
  writeFileSync(join(system, 'hyph_de_DE.dic'), latin('x\n'));
  writeFileSync(join(system, 'fi_FI.dic'), latin('without its other half\n'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function serving(): SpellingWorker {
  let ask: (request: SpellingRequest) => void = () => undefined;
  let hear: (reply: SpellingReply) => void = () => undefined;
  serveSpelling({ on: (_event, listener) => (ask = listener), postMessage: (reply) => hear(reply) }, wasmFile);
  return {
    postMessage: (request) => ask(request),
    on: (event: string, listener: unknown) => {
      if (event === 'message') hear = listener as typeof hear;
    },
    terminate: () => Promise.resolve(),
  };
}

function spelling(wanted: WantedLanguages, startWorker: () => SpellingWorker = serving, patienceMs?: number) {
  const words = new Set<string>();
  return createOwnSpelling({
    folders: [system, folder],
    startWorker,
    ...(patienceMs !== undefined && { patienceMs }),
    wanted: () => wanted,
    languages: () => ({ program: 'en', preferred: ['en-GB'] }),
    own: { has: (word) => words.has(word), add: (word) => words.add(word), remove: (word) => words.delete(word) },
  });
}

it('finds the dictionaries of the system and those that came along', async () => {
  const found = await findDictionaries([system, folder, join(folder, 'nowhere')]);
  expect(found.map(({ language }) => language)).toEqual(['de-DE', 'en-GB', 'en-US']);
});

describe('own spelling', () => {
  it('speaks the language of the program by itself', async () => {
    const { choice, check } = spelling('system');
    expect(await choice()).toEqual({
      by: 'parley',
      offered: ['de-DE', 'en-GB', 'en-US'],
      chosen: ['en-GB'],
      missing: [],
    });
    expect(await check(['colour', 'color', 'recieve', 'don’t', ''])).toEqual(['color', 'recieve']);
  });

  it('takes a word of any of the languages that were chosen', async () => {
    const { check, lookUp } = spelling(['de-DE', 'en-US']);
    expect(await check(['Straße', 'Kranen', 'crane', 'Strasse', 'Kranés'])).toEqual(['Strasse', 'Kranés']);
    expect((await lookUp('Strase')).suggestions).toContain('Straße');
    expect(await lookUp('crane')).toEqual({ isWrong: false, suggestions: [], isOwn: false });
  });

  it('takes the words that a person has added', async () => {
    const { check, lookUp, add, remove } = spelling('system');
    add('Zorvath');
    expect(await check(['Zorvath'])).toEqual([]);
    expect(await lookUp('Zorvath')).toEqual({ isWrong: false, suggestions: [], isOwn: true });
    remove('Zorvath');
    expect(await check(['Zorvath'])).toEqual(['Zorvath']);
  });

  it('starts no thread for who has chosen no language, or writes nothing', async () => {
    const never = (): SpellingWorker => {
      throw new Error('not to be started');
    };
    expect(await spelling([], never).check(['recieve'])).toEqual([]);
    expect(await spelling('system', never).check([])).toEqual([]);
  });

  it('calls no word wrong by a dictionary that is none', async () => {
    writeFileSync(join(system, 'de_DE.aff'), 'SET KLINGON-1\n');
    const { check, choice } = spelling(['de-DE']);
    expect(await check(['recieve'])).toEqual([]);
    // And whoever asks is told why nothing is marked.
    expect(await choice()).toMatchObject({ chosen: ['de-DE'], missing: ['de-DE'] });
  });

  it('tells which language has no dictionary, and finds one that was installed since', async () => {
    const { choice } = spelling(['fi-FI', 'en-US']);
    expect(await choice()).toMatchObject({ chosen: ['en-US'], missing: ['fi-FI'] });
    writeFileSync(join(system, 'fi_FI.aff'), 'SET UTF-8\n');
    expect(await choice()).toMatchObject({ chosen: ['fi-FI', 'en-US'], missing: [] });
  });

  it.each([
    ['empty', 'SET UTF-8\n', ''],
    ['cut off after its number of words', 'SET UTF-8\n', '3\n'],
    ['of a number of words that is none', 'SET UTF-8\n', '4000000000\nKran\nStraße\n'],
  ])('nor by one that is %s', async (_, aff, dic) => {
    writeFileSync(join(system, 'de_DE.aff'), aff);
    writeFileSync(join(system, 'de_DE.dic'), dic);
    expect(await spelling(['de-DE']).check(['recieve'])).toEqual([]);
  });

  it('answers when its thread dies, and leaves it after some deaths', async () => {
    let started = 0;
    const dying = (): SpellingWorker => {
      started += 1;
      let die: () => void = () => undefined;
      return {
        postMessage: () => die(),
        on: (event: string, listener: unknown) => {
          if (event === 'exit') die = listener as () => void;
        },
        terminate: () => Promise.resolve(),
      };
    };
    const { check } = spelling('system', dying);
    for (let time = 0; time < 6; time += 1) expect(await check(['recieve'])).toEqual([]);
    expect(started).toBe(3);
  });

  it('finds nothing wrong where the system gives no thread, and asks for one the next time', async () => {
    let givesThreads = false;
    const { check } = spelling('system', () => {
      if (!givesThreads) throw new Error('no thread');
      return serving();
    });
    for (let time = 0; time < 6; time += 1) expect(await check(['recieve'])).toEqual([]);
    givesThreads = true;
    expect(await check(['recieve'])).toEqual(['recieve']);
  });

  it('ends a thread that does not answer, and answers in its place', async () => {
    let ended = 0;
    const hung = (): SpellingWorker => {
      let die: () => void = () => undefined;
      return {
        postMessage: () => undefined,
        on: (event: string, listener: unknown) => {
          if (event === 'exit') die = listener as () => void;
        },
        terminate() {
          ended += 1;
          die();
          return Promise.resolve();
        },
      };
    };
    const { check } = spelling('system', hung, 5);
    expect(await Promise.all([check(['recieve']), check(['color'])])).toEqual([[], []]);
    expect(ended).toBe(1);
  });
});
