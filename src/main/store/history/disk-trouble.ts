// Tells what is wrong with the disk from what is wrong with the data. Pure.

/** SQLite's words for a disk that is full, read-only, busy or broken; the file itself may be as good as ever. */
const diskCodes = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|NOMEM|PERM|AUTH)/u;

/** True: the same may work later, and nothing must be done to the file. */
export function isDiskTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code !== '') return diskCodes.test(code) || /^E[A-Z]+$/u.test(code);
  // The connection itself has no code, only words.
  return error.message.startsWith('ConnectionFailed');
}

/** True: what is in the file cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^SQLITE_(?:CORRUPT|NOTADB)/u.test(code);
}
