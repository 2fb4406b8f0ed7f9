// Spelling by a thread of Parley's own. It is started with the first word, so that who writes nothing has no dictionary in memory; no
// question holds up a window.
import { Worker } from 'node:worker_threads';
import { chosenLanguages, missingLanguages, type WantedLanguages } from '../../shared/spelling/chosen-languages';
import { findDictionaries, type FoundDictionary } from './find-dictionaries';
import type { SpellingReply, SpellingRequest } from './serve-spelling';
import type { OwnWords, Spelling } from './spelling';

/** The part of a worker thread that is used. */
export interface SpellingWorker {
  postMessage(request: SpellingRequest): void;
  on(event: 'message', listener: (reply: SpellingReply) => void): unknown;
  on(event: 'error' | 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

export interface OwnSpellingOptions {
  /** Where dictionaries may be, the first before the others. */
  readonly folders: readonly string[];
  readonly startWorker: () => SpellingWorker;
  readonly wanted: () => WantedLanguages;
  readonly languages: () => { readonly program: string; readonly preferred: readonly string[] };
  readonly own: OwnWords;
  /** How long a question is waited for. */
  readonly patienceMs?: number;
}

/** A thread that dies this often reads something that it cannot bear: no more words are looked up. */
const mostDeaths = 3;
/** Reading a dictionary takes a moment, a dictionary that leads round in a circle takes for ever. */
const usualPatienceMs = 20_000;

export function createOwnSpelling(options: OwnSpellingOptions): Spelling {
  const { folders, startWorker, wanted, languages, own, patienceMs = usualPatienceMs } = options;
  let worker: SpellingWorker | undefined;
  let deaths = 0;
  let lastId = 0;
  /** Languages whose dictionary makes no sense. */
  const unreadable = new Set<string>();
  const open = new Map<number, (words: readonly string[]) => void>();
  let found: Promise<readonly FoundDictionary[]> | undefined;
  const dictionaries = (): Promise<readonly FoundDictionary[]> => (found ??= findDictionaries(folders));

  async function chosen(): Promise<readonly FoundDictionary[]> {
    const all = await dictionaries();
    const names = chosenLanguages(
      wanted(),
      all.map(({ language }) => language),
      languages(),
    );
    return all.filter(({ language }) => names.includes(language));
  }

  function thread(): SpellingWorker | undefined {
    if (worker || deaths >= mostDeaths) return worker;
    let started: SpellingWorker;
    try {
      started = worker = startWorker();
    } catch {
      // The system gives no thread now.
      return undefined;
    }
    started.on('message', ({ id, words, unread }) => {
      for (const language of unread) unreadable.add(language);
      open.get(id)?.(words);
      open.delete(id);
    });
    const dead = (): void => {
      if (worker !== started) return;
      worker = undefined;
      deaths += 1;
      for (const settle of open.values()) settle([]);
      open.clear();
    };
    started.on('error', dead);
    started.on('exit', dead);
    return worker;
  }

  async function ask(kind: SpellingRequest['kind'], words: readonly string[]): Promise<readonly string[]> {
    const into = await chosen();
    if (words.length === 0 || into.length === 0) return [];
    return new Promise((resolve) => {
      const asked = thread();
      if (!asked) return resolve([]);
      const id = (lastId += 1);
      // Its end settles whatever it was asked.
      const timer = setTimeout(() => void asked.terminate(), patienceMs);
      timer.unref?.();
      open.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      asked.postMessage({ id, kind, dictionaries: into, words });
    });
  }

  return {
    async choice() {
      // One may have been installed since.
      found = undefined;
      const offered = (await dictionaries()).map(({ language }) => language);
      const into = (await chosen()).map(({ language }) => language);
      const missing = missingLanguages(wanted(), offered, languages());
      return {
        by: 'parley',
        offered,
        chosen: into,
        missing: [...missing, ...into.filter((language) => unreadable.has(language))],
      };
    },
    check: (words) =>
      ask(
        'check',
        words.filter((word) => !own.has(word)),
      ),
    async lookUp(word) {
      if (own.has(word)) return { isWrong: false, suggestions: [], isOwn: true };
      const isWrong = (await ask('check', [word])).length > 0;
      return { isWrong, suggestions: isWrong ? await ask('suggest', [word]) : [], isOwn: false };
    },
    add: (word) => own.add(word),
    remove: (word) => own.remove(word),
    stop() {
      const stopped = worker;
      worker = undefined;
      deaths = mostDeaths;
      void stopped?.terminate();
    },
  };
}

/** `programFolder`: where the built files lie. */
export function startSpellingWorker(programFolder: string): SpellingWorker {
  const worker = new Worker(`${programFolder}/spelling-worker.js`, {
    workerData: { wasmFile: `${programFolder}/hunspell.wasm` },
  });
  worker.unref();
  return worker;
}
