// A copy of the Electron at hand that nobody else runs: what is shared with others would be counted in part only, and stay in memory when
// it is to be read anew.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface OwnElectron {
  readonly folder: string;
  readonly executable: string;
}

export async function withOwnElectron<T>(use: (electron: OwnElectron) => Promise<T>): Promise<T> {
  const given = process.env['ELECTRON_EXEC_PATH'];
  if (!given) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this through npm run bench');
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-electron-'));
  try {
    cpSync(dirname(given), folder, { recursive: true });
    return await use({ folder, executable: join(folder, basename(given)) });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
