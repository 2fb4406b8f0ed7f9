// Tells what is wrong with the disk from what is wrong with the data, by the codes of the driver and of the system. Pure.

/** SQLite's words for a disk that is full, read-only, busy or broken; the file itself may be as good as ever. */
const diskCodes = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|NOMEM|PERM|AUTH)/u;
/** A file system's own. */
const systemCodes = /^E[A-Z]+$/u;

/** True: the same may work later, and nothing must be done to the file. */
export function isDiskTrouble(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof Error && (diskCodes.test(code) || systemCodes.test(code));
}

/** True: what is in the file cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB)/u.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
