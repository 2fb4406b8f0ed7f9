// A folder for what a bench makes, which goes with it: also where the bench is told to end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../../e2e/support/remove-folder';

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeNow);
  try {
    return await use(folder);
  } finally {
    await removeFolder(folder);
    process.off('exit', removeNow);
  }
}
