// What is half-written: in memory for as long as a session lasts, and in its history where one is kept.
import {
  draftSeparator,
  joinedDraft,
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
  keys(): readonly string[];
  /** The history has these as well. */
  addKeys(keys: readonly string[]): void;
  /** Nobody is signed in any more; the last words of the windows are still to come. */
  hide(): void;
  forget(): void;
  /** The one conversation has become part of the other. */
  join(from: string, into: string): Promise<void>;
  giveBack(returned: ReturnedDraft): Promise<void>;
}

export function createDrafts({ history, isSignedIn, onKeys, onReturned }: DraftsOptions): Drafts {
  const inMemory = new Map<string, string>();
  let known: ReadonlySet<string> = new Set();
  /** Of conversations that have become part of another, the key of that one. */
  const joined = new Map<string, string>();
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

  /** Whoever writes there now has it in the field as well: what is written next does not take its place. */
  async function putBefore(key: string, words: string): Promise<void> {
    const kept = await read(key);
    if (words === '' || kept === words || kept.startsWith(words + draftSeparator(key))) return;
    await write(key, joinedDraft(key, words, kept));
    tell({ key, words, at: 'start' });
  }

  function tell(returned: ReturnedDraft): void {
    returns += 1;
    onReturned?.({ ...returned, number: returns });
  }

  async function move(old: string, next: string): Promise<void> {
    const words = await read(old);
    if (words === '') return;
    await putBefore(next, words);
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
      const into = joined.get(key);
      if (into === undefined) return write(key, value);
      // The last word of a window on its way to the other conversation.
      await inTurn(() => putBefore(into, value));
    },
    keys: () => [...known],
    addKeys: (keys) => setKeys([...known, ...keys]),
    hide: () => setKeys([]),
    forget() {
      inMemory.clear();
      joined.clear();
      setKeys([]);
    },
    async join(from, into) {
      for (const [old, next] of movedDrafts(from, into)) {
        for (const [earlier, led] of joined) if (led === old) joined.set(earlier, next);
        joined.set(old, next);
        // Not saved is not lost: it is still where it was.
        inTurn(() => move(old, next)).catch(() => undefined);
      }
      await adding;
    },
    async giveBack(given) {
      await inTurn(async () => {
        const returned = { ...given, key: joined.get(given.key) ?? given.key };
        await write(returned.key, withReturned(await read(returned.key), returned));
        tell(returned);
      });
    },
  };
}
