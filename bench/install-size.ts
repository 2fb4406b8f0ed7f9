// How large the packaged program is, beside the Electron that it is made of.
import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageParley } from '../e2e/support/packaged';
import { rowOf, type Bench } from './measure';
import { withOwnElectron } from './support/own-electron';
import { withFolder } from './support/folder';

export const installSize: Bench = {
  name: 'install-size',
  needsApp: true,
  // Once: it comes out the same each time.
  run: () =>
    withOwnElectron((electron) =>
      withFolder(async (folder) => {
        const { executable } = await packageParley(folder);
        const reference = { what: 'its Electron', values: [mebibytes(electron.folder)] };
        return [rowOf({ name: 'install size', unit: 'MiB', parley: [mebibytes(dirname(executable))], reference })];
      }),
    ),
};

function mebibytes(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) => lstatSync(join(entry.parentPath ?? entry.path, entry.name)).size);
  return sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
}
