// A small file of settings in which what names somebody is sealed by the operating system's key store: one field, `sealed`, in place of
// all of those. What names nobody stays as it is, and is there at once; the rest is there when the key store has answered. Where there
// is no key store nothing can be sealed, and the file is as it always was.
import { isDeepStrictEqual } from 'node:util';
import type { Log } from '../../shared/log';
import { within } from '../../shared/within';
import type { Cipher } from './secrets';
import type { JsonFile } from './settings';

type Fields = Readonly<Record<string, unknown>>;

export interface SealedFile extends JsonFile {
  /** Resolves when all that will be there for now is there; never rejects. */
  readonly ready: Promise<void>;
  /** More has come to be there than at first: `read` was sealed. What was decided before it came is in `store` in its place. */
  onOpened(listener: (read: Fields) => void): void;
  /** What names somebody is written when the key store has sealed it: whether it could be. Undefined: it was. */
  onWrittenLater(listener: (error: unknown) => void): void;
  /** Everything that was to be written has been, or cannot be. */
  flushed(): Promise<void>;
}

export interface SealedFileOptions {
  readonly file: JsonFile;
  readonly cipher: Cipher;
  /** Whether this names somebody. */
  readonly isPrivate: (name: string, value: unknown) => boolean;
  readonly log: Log;
  /** A key store may put up a prompt that nobody answers: nobody waits longer for what is sealed. It still counts when it comes. */
  readonly patienceMs?: number;
}

export function sealedFile({ file, cipher, isPrivate, log, patienceMs = 3_000 }: SealedFileOptions): SealedFile {
  const listeners = new Set<(read: Fields) => void>();
  const followers = new Set<(error: unknown) => void>();
  const { sealed, ...inClear } = file.store;
  let current: Fields = inClear;
  /** As it stands in the file. */
  let kept: unknown = sealed;
  /** What `kept` says, once it was read. */
  let known: Fields = {};
  let isOpened = false;

  const pick = (fields: Fields, isWanted: (isPrivate: boolean) => boolean): Fields =>
    Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => isWanted(isPrivate(name, value) || wasSealed(name, value))),
    );
  /** By a newer version, that may know more of what names somebody. */
  const wasSealed = (name: string, value: unknown): boolean =>
    Object.hasOwn(known, name) && isDeepStrictEqual(known[name], value);
  const privateOf = (fields: Fields): Fields => pick(fields, (is) => is);
  const publicOf = (fields: Fields): Fields => pick(fields, (is) => !is);

  async function open(): Promise<void> {
    if (typeof kept !== 'string') return;
    try {
      if (!(await cipher.isAvailable())) return log('a sealed file stays closed: there is no key store');
      known = fieldsOf(await cipher.decrypt(Buffer.from(kept, 'base64')));
      isOpened = true;
      // What was decided before the key store has answered is newer.
      current = { ...current, ...known, ...privateOf(current) };
      for (const listener of listeners) listener(known);
    } catch (error) {
      // Another login, or a key ring made anew: what it says is lost, and what takes its place is sealed anew.
      log('a sealed file cannot be read', { error });
    }
  }

  async function seal(): Promise<void> {
    let failure: unknown;
    try {
      await sealCurrent();
    } catch (error) {
      log('a file could not be sealed', { error });
      failure = error ?? new Error('not sealed');
    }
    for (const follower of followers) follower(failure);
  }

  async function sealCurrent(): Promise<void> {
    const wanted = privateOf(current);
    const isEmpty = Object.keys(wanted).length === 0;
    if (JSON.stringify(wanted) === JSON.stringify(known) && (isEmpty || kept !== undefined)) return tidy();
    if (isEmpty) kept = undefined;
    else if (await cipher.isAvailable()) kept = (await cipher.encrypt(JSON.stringify(wanted))).toString('base64');
    else return writeInClear(wanted);
    known = wanted;
    isOpened = true;
    write(publicOf(current));
  }

  /** Of an older version, or of a time without a key store. */
  function tidy(): void {
    if (Object.keys(privateOf(file.store)).some((name) => name !== 'sealed')) write(publicOf(current));
  }

  function writeInClear(wanted: Fields): void {
    // What was read is in `wanted`, but for what was taken back since, which must not come again with the key store.
    if (isOpened) kept = undefined;
    write({ ...publicOf(current), ...wanted });
  }

  function write(fields: Fields): void {
    const next = { ...fields, ...(kept !== undefined && { sealed: kept }) };
    if (!isDeepStrictEqual(next, file.store)) file.store = next;
  }

  const opening = open();
  // One after the other; each takes what is current when its turn comes.
  let turn = opening.then(() => (Object.keys(privateOf(inClear)).length > 0 ? seal() : undefined));

  return {
    ready: within(patienceMs, opening),
    get store() {
      return { ...current };
    },
    set store(value) {
      current = value;
      // At once, so that a disk that is full is told to whoever decided something; what stands there sealed or in clear stays.
      write({ ...privateOf(withoutSealed(file.store)), ...publicOf(current) });
      turn = turn.then(seal);
    },
    onOpened: (listener) => void listeners.add(listener),
    onWrittenLater: (listener) => void followers.add(listener),
    flushed: () => turn,
  };
}

function withoutSealed({ sealed: _, ...rest }: Fields): Fields {
  return rest;
}

function fieldsOf(text: string): Fields {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
