// A copy of the Electron at hand that nobody else runs: what is shared with others would be counted in part only, and stay in memory when
// it is to be read anew.
import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withFolder } from './folder';

export interface OwnElectron {
  readonly folder: string;
  readonly executable: string;
}

export async function withOwnElectron<T>(use: (electron: OwnElectron) => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') throw new Error('this reads the figures of Linux, and measures there alone');
  const given = process.env['ELECTRON_EXEC_PATH'];
  if (!given) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this through npm run bench');
  return withFolder((folder) => {
    cpSync(dirname(given), folder, { recursive: true });
    return use({ folder, executable: join(folder, basename(given)) });
  });
}
