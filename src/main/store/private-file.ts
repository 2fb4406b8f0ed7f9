// A file for the person alone, wherever it was asked for: others who use the computer do not read it, whatever stood there before. What
// stood there stays until the new one is whole.
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

/** `write` ends the stream. Rejects with what went wrong; nothing is left behind then. */
export async function replaceFile(file: string, write: (stream: WriteStream) => Promise<void>): Promise<void> {
  const part = `${file}.part`;
  try {
    // One that somebody put there would keep its mode, or lead elsewhere.
    await rm(part, { force: true });
    await write(createWriteStream(part, { mode: 0o600, flags: 'wx' }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
