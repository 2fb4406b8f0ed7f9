// The spelling thread: reads dictionaries when they are first asked for, and answers which words are in none of them. It knows nothing
// of whose words they are and keeps none.
import { readFile } from 'node:fs/promises';
import { dictionaryText, type DictionaryText } from './dictionary-text';
import type { FoundDictionary } from './find-dictionaries';
import { loadHunspell, type Dictionary } from './hunspell';

export interface SpellingRequest {
  readonly id: number;
  readonly kind: 'check' | 'suggest';
  readonly dictionaries: readonly FoundDictionary[];
  readonly words: readonly string[];
}

/** `check`: the words that are wrong. `suggest`: what may have been meant. */
export interface SpellingReply {
  readonly id: number;
  readonly words: readonly string[];
  /** Languages whose dictionary could not be read: nothing is called wrong by it. */
  readonly unread: readonly string[];
}

/** The part of a worker thread's port that is used. */
export interface SpellingPort {
  on(event: 'message', listener: (request: SpellingRequest) => void): unknown;
  postMessage(reply: SpellingReply): void;
}

/** As many as one looks through. */
const mostSuggestions = 6;
/** Of a dictionary that can be used some are right; others stand in it to be called wrong, or to be put together. */
const sampleSize = 200;

export function serveSpelling(port: SpellingPort, wasmFile: string): void {
  const hunspell = readFile(wasmFile).then(loadHunspell);
  const read = new Map<string, Promise<Dictionary | undefined>>();

  function dictionaryOf({ aff, dic }: FoundDictionary): Promise<Dictionary | undefined> {
    let dictionary = read.get(aff);
    if (!dictionary) {
      // One that cannot be read is as good as none: no word is called wrong because of it.
      dictionary = open(aff, dic).catch(() => undefined);
      read.set(aff, dictionary);
    }
    return dictionary;
  }

  async function open(aff: string, dic: string): Promise<Dictionary> {
    const [create, affix, words] = await Promise.all([hunspell, readFile(aff), readFile(dic)]);
    const text = dictionaryText({ aff: affix, dic: words });
    const dictionary = create(text);
    if (!sampleOf(text).some(dictionary.isRight)) throw new Error('it knows none of its words');
    return dictionary;
  }

  async function answer({ kind, dictionaries, words }: SpellingRequest): Promise<Omit<SpellingReply, 'id'>> {
    const opened = await Promise.all(dictionaries.map(dictionaryOf));
    const all = opened.filter((each) => each !== undefined);
    const unread = dictionaries.filter((_, at) => opened[at] === undefined).map(({ language }) => language);
    return { words: all.length === 0 ? [] : lookUp(kind, all, words), unread };
  }

  function lookUp(
    kind: SpellingRequest['kind'],
    all: readonly Dictionary[],
    words: readonly string[],
  ): readonly string[] {
    if (kind === 'check') return words.filter((word) => !all.some((dictionary) => dictionary.isRight(straight(word))));
    const found = words.flatMap((word) => all.map((dictionary) => dictionary.suggest(straight(word))));
    return [...new Set(inTurns(found))].slice(0, mostSuggestions);
  }

  port.on('message', (request) => {
    void answer(request)
      .catch(() => ({ words: [], unread: [] }))
      .then((found) => port.postMessage({ id: request.id, ...found }));
  });
}

/** Words from all over it; the first line is their number. */
function sampleOf({ dic }: DictionaryText): readonly string[] {
  const lines = dic.split('\n').slice(1);
  const step = Math.max(1, Math.floor(lines.length / sampleSize));
  const words = lines.filter((_, index) => index % step === 0).map((line) => line.split(/[/\s]/u)[0] ?? '');
  return words.filter((word) => word !== '');
}

/** Not every dictionary knows the apostrophe of typographers. */
const straight = (word: string): string => word.replaceAll('’', "'");

/** The best of each language first. */
function inTurns(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}
