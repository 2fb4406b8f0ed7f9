// Words that a person has added to the dictionary, in `words.json`: sealed where there is a key store, since they may be names. What a
// guest adds on a public computer is forgotten with their session, and they see nothing of the owner's.
import { join } from 'node:path';
import * as v from 'valibot';
import { setAsideBroken, type JsonFile, type SettingsOptions } from './settings';

export interface OwnWordsFile {
  has(word: string): boolean;
  add(word: string): void;
  remove(word: string): void;
}

/** What no longer fits makes room by leaving, the oldest first. */
const mostWords = 10_000;
const WordsSchema = v.fallback(v.array(v.pipe(v.string(), v.maxLength(100))), []);

/** Options and troubles are those of the settings. */
export function openOwnWords(
  { folder, openFile, onTrouble = () => {}, now = Date.now }: SettingsOptions,
  isGuest: () => boolean,
): OwnWordsFile {
  const setAside = setAsideBroken(join(folder, 'words.json'), now());
  if (setAside !== undefined) onTrouble({ kind: 'set-aside', path: setAside });

  let file: JsonFile | undefined;
  let kept: ReadonlySet<string> = new Set();
  let guests: ReadonlySet<string> = new Set();
  try {
    const opened = (file = openFile({ name: 'words', cwd: folder }));
    kept = readWords(opened);
    opened.onOpened?.(() => (kept = new Set([...readWords(opened), ...kept])));
  } catch (error) {
    onTrouble({ kind: 'not-saved', error });
  }

  function current(): ReadonlySet<string> {
    if (isGuest()) return guests;
    guests = new Set();
    return kept;
  }

  function replace(words: readonly string[]): void {
    const next = new Set(words.slice(-mostWords));
    if (isGuest()) {
      guests = next;
      return;
    }
    kept = next;
    try {
      if (file) file.store = { words: [...next] };
    } catch (error) {
      onTrouble({ kind: 'not-saved', error });
    }
  }

  return {
    has: (word) => current().has(plain(word)),
    add: (word) => replace([...current(), plain(word)]),
    remove: (word) => replace([...current()].filter((each) => each !== plain(word))),
  };
}

/** One spelling of the apostrophe. */
const plain = (word: string): string => word.replaceAll('’', "'");

function readWords(file: JsonFile): ReadonlySet<string> {
  return new Set(v.parse(WordsSchema, file.store['words']));
}
