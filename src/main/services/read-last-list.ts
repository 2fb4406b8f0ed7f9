// The contact list of the last run, read as soon as there is a window to show it: no session is there yet.
import type { LastList } from '../../shared/domain/last-list';
import { within } from '../../shared/within';
import type { LastListFile } from '../store/last-list-file';
import type { Account } from './sign-in';

/** A key store may put up a prompt that nobody answers. */
const patienceMs = 5_000;

export interface LastListQuestion {
  readonly file: Pick<LastListFile, 'read' | 'remove'>;
  /** The person wants to be signed in when Parley starts, whether that can be or not: known before any key store has answered. */
  readonly isWished: boolean;
  /** What is kept of accounts is there, or will not be. */
  readonly ready: Promise<void>;
  /** That which this start signs in to; undefined: a person has to. */
  readonly account: () => Account | undefined;
}

/** Undefined: there is none to be shown. One that nobody will be shown is kept no longer. Never rejects. */
export async function readLastList({
  file,
  isWished,
  ready,
  account,
}: LastListQuestion): Promise<LastList | undefined> {
  if (isWished) {
    await ready;
    const wanted = account();
    if (wanted) return within(patienceMs, file.read(wanted));
  }
  // By an earlier run, whose settings were changed by hand since.
  void file.remove();
  return undefined;
}
