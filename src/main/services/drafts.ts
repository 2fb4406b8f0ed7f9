// What is half-written: in memory for as long as a session lasts, and in its history where one is kept.
import {
  draftSeparator,
  movedDrafts,
  withReturned,
  type OpenedDraft,
  type ReturnedDraft,
  type ToldReturn,
} from '../../shared/domain/undelivered';
import type { History } from '../store/history/history';

export interface DraftsOptions {
  /** Absent: nothing is kept, or nobody is signed in. */
  readonly history: () => Pick<History, 'draft' | 'saveDraft'> | undefined;
  readonly isSignedIn: () => boolean;
  /** Something is half-written now, or not any more. */
  readonly onKeys?: ((keys: readonly string[]) => void) | undefined;
  /** Words have become a part of a draft that whoever writes there has not typed. */
  readonly onReturned?: ((returned: ToldReturn) => void) | undefined;
}

export interface Drafts {
  load(key: string): Promise<string>;
  open(key: string): Promise<OpenedDraft>;
  save(key: string, value: string): Promise<void>;
  /** What was written is on its way, whatever becomes of its window. What has been written since stays. */
  sent(key: string, value: string): Promise<void>;
  keys(): readonly string[];
  /** The history has these as well. */
  addKeys(keys: readonly string[]): void;
  /** Nobody is signed in any more; the last words of the windows are still to come. */
  hide(): void;
  forget(): void;
  /** What was given until now is with the history. */
  settled(): Promise<void>;
  /** The one conversation has become part of the other. */
  join(from: string, into: string): Promise<void>;
  giveBack(returned: ReturnedDraft): Promise<void>;
}

/** Where what is written for a conversation goes that has become part of another, and what of it is there. */
interface Brought {
  into: string;
  words: string;
}

export function createDrafts({ history, isSignedIn, onKeys, onReturned }: DraftsOptions): Drafts {
  const inMemory = new Map<string, string>();
  let known: ReadonlySet<string> = new Set();
  /** Of conversations that have become part of another. */
  const joined = new Map<string, Brought>();
  let adding: Promise<unknown> = Promise.resolve();
  let returns = 0;

  /** Whatever is added to a draft waits for what was added before; nobody gets the draft before that. */
  function inTurn<Result>(add: () => Promise<Result>): Promise<Result> {
    const done = adding.then(add);
    adding = done.catch(() => undefined);
    return done;
  }

  async function read(key: string): Promise<string> {
    return inMemory.get(key) ?? (await history()?.draft(key)) ?? '';
  }

  async function write(key: string, value: string): Promise<void> {
    // After a sign-out it is the last word of a window that closes, and nobody's in memory any more.
    if (isSignedIn()) {
      inMemory.set(key, value);
      setKeys([...[...known].filter((each) => each !== key), ...(value === '' ? [] : [key])]);
    }
    await history()?.saveDraft({ key, value });
  }

  async function add(returned: ReturnedDraft): Promise<void> {
    await write(returned.key, withReturned(await read(returned.key), returned));
    returns += 1;
    onReturned?.({ ...returned, number: returns });
  }

  /**
   * Whoever writes there now has it in the field as well: what is written next does not take its place.
   * @param words all that is written there: a window says the whole of it, and goes on to for as long as it is open
   */
  async function bring(from: Brought, words: string): Promise<void> {
    const { into: key, words: instead } = from;
    if (words === instead) return;
    if (instead === '') {
      const kept = await read(key);
      if (kept === words || kept.startsWith(words + draftSeparator(key))) return;
    }
    from.words = words;
    await add({ key, words, at: 'start', ...(instead !== '' && { instead }) });
  }

  async function move(old: string, from: Brought): Promise<void> {
    const words = await read(old);
    if (words === '') return;
    await bring(from, words);
    await write(old, '');
  }

  function setKeys(keys: readonly string[]): void {
    const next = new Set(keys);
    if (next.size === known.size && keys.every((key) => known.has(key))) return;
    known = next;
    onKeys?.([...next]);
  }

  return {
    async load(key) {
      await adding;
      return read(key);
    },
    // In turn: nothing is in it that is told only afterwards.
    open: (key) => inTurn(async () => ({ value: await read(key), number: returns })),
    async save(key, value) {
      // A window that showed the other one says its last word on its way to this one.
      const from = joined.get(key);
      if (from) return inTurn(() => bring(from, value));
      let written: Promise<void> | undefined;
      // Nobody waits here for the disk: whoever asks next is answered from memory.
      await inTurn(async () => void (written = write(key, value)));
      await written;
    },
    sent: (key, value) =>
      inTurn(async () => {
        const from = joined.get(key);
        const kept = from ? from.words : await read(key);
        if (kept.trim() !== value.trim()) return;
        await (from ? bring(from, '') : write(key, ''));
      }),
    keys: () => [...known],
    addKeys: (keys) => setKeys([...known, ...keys]),
    hide: () => setKeys([]),
    forget() {
      inMemory.clear();
      joined.clear();
      setKeys([]);
    },
    async settled() {
      await adding;
    },
    async join(old, next) {
      for (const [from, into] of movedDrafts(old, next)) {
        for (const led of joined.values()) if (led.into === from) led.into = into;
        const brought = { into, words: '' };
        joined.set(from, brought);
        // Not saved is not lost: it is still where it was.
        inTurn(() => move(from, brought)).catch(() => undefined);
      }
      await adding;
    },
    giveBack: (given) => inTurn(() => add({ ...given, key: joined.get(given.key)?.into ?? given.key })),
  };
}
