// A history that cannot be used is kept under another name, never deleted.
import { existsSync, renameSync } from 'node:fs';
import type { SetAsideCause } from './history-protocol';

/** Returns the new name. What SQLite keeps beside the file goes with it. */
export function setAside(file: string, cause: SetAsideCause, now = new Date()): string {
  const kept = `${file}.${cause}-${now.toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  }
  return kept;
}
