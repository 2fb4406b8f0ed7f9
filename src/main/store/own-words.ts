// Words that a person has added to the dictionary, in `words.json`: sealed where there is a key store, since they may be names. What a
// guest adds on a public computer is forgotten with their session, and they see nothing of the owner's.
import { join } from 'node:path';
import * as v from 'valibot';
import { carriedList } from './carried-fields';
import { setAsideBroken } from './readable-file';
import type { JsonFile, SettingsOptions } from './settings';
import { toldWrites } from './told-writes';

export interface OwnWordsFile {
  has(word: string): boolean;
  add(word: string): void;
  remove(word: string): void;
  /** The session of a guest has ended. */
  forgetGuest(): void;
}

/** What no longer fits makes room by leaving, the oldest first. */
const mostWords = 10_000;
const WordSchema = v.pipe(v.string(), v.maxLength(100));

/** Options and troubles are those of the settings. */
export function openOwnWords(
  { folder, openFile, onTrouble = () => {}, now = Date.now }: SettingsOptions,
  isGuest: () => boolean,
): OwnWordsFile {
  const setAside = setAsideBroken(join(folder, 'words.json'), now());
  if (setAside !== undefined) onTrouble({ kind: 'set-aside', path: setAside });

  const told = toldWrites(onTrouble);
  let file: JsonFile | undefined;
  let kept: ReadonlySet<string> = new Set();
  let guests: ReadonlySet<string> = new Set();
  try {
    const opened = (file = openFile({ name: 'words', cwd: folder }));
    kept = readWords(opened.store);
    opened.onWrittenLater?.(told.later);
    opened.onOpened?.((read) => write([...readWords(read), ...kept], read));
  } catch (error) {
    onTrouble({ kind: 'not-saved', error });
  }

  const current = (): ReadonlySet<string> => (isGuest() ? guests : kept);

  function replace(words: readonly string[]): void {
    if (isGuest()) guests = new Set(words.slice(-mostWords));
    else write(words);
  }

  function write(words: readonly string[], read: Readonly<Record<string, unknown>> = {}): void {
    kept = new Set(words.slice(-mostWords));
    told(() => {
      if (!file) return;
      const { words: stored, ...rest } = { ...file.store, ...read };
      file.store = { ...rest, words: [...carriedList(stored, isWord), ...kept] };
    });
  }

  return {
    has: (word) => current().has(plain(word)),
    add: (word) => replace([...current(), plain(word)]),
    remove: (word) => replace([...current()].filter((each) => each !== plain(word))),
    forgetGuest: () => void (guests = new Set()),
  };
}

/** One spelling of the apostrophe. */
const plain = (word: string): string => word.replaceAll('’', "'");

function readWords(store: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const { words } = store;
  return new Set(Array.isArray(words) ? words.filter(isWord) : []);
}

function isWord(entry: unknown): entry is string {
  return v.is(WordSchema, entry);
}
