// One Parley a profile: the lock, or the word passed to the one that has it. Chromium only says "no", also when nobody has the lock
// and nobody was told; that is found out here, by whether somebody listens.
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartTrouble } from './profile-folder';

export interface OnlyOneOptions {
  /** The absolute path of the profile folder. */
  readonly folder: string;
  /** Takes the lock or tells who has it. False: it was not taken, for whatever reason. */
  readonly request: () => boolean;
  readonly isListening?: (folder: string) => Promise<boolean>;
  readonly pause?: () => Promise<unknown>;
  readonly now?: () => number;
}

/** One that is ending may have stopped listening and hold the lock a little longer. Chromium itself takes its time for a try. */
const patienceMs = 5_000;
const pauseMs = 250;

/** @returns whether this is the one; false: another was told and shows itself. @throws StartTrouble */
export async function becomeOnlyOne({
  folder,
  request,
  isListening = hearsOtherStarts,
  pause = () => sleep(pauseMs),
  // At a start nothing else reads Node's own module for `performance`.
  now = () => process.uptime() * 1_000,
}: OnlyOneOptions): Promise<boolean> {
  const lateAt = now() + patienceMs;
  for (;;) {
    if (request()) return true;
    if (await isListening(folder)) return false;
    if (now() >= lateAt) throw new StartTrouble('lock-not-taken', folder);
    await pause();
  }
}

/** Whether the one that has the lock listens to others that start. */
function hearsOtherStarts(folder: string): Promise<boolean> {
  // Windows passes the word by a window message, and the lock is a handle that cannot be left behind.
  if (process.platform === 'win32') return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect(join(folder, 'SingletonSocket'));
    const answer = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
