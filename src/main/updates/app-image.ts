// Puts a newer AppImage in the place of the one that runs. At every moment one of the two stands there, whole.
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, fsyncSync, openSync, closeSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { UpdateTrouble } from './trouble';

/** @throws UpdateTrouble `wrong-sum` when it is not any more what was downloaded, `not-installed` */
export function replaceImage(image: string, newer: string, sha512: string): void {
  // Beside it, for only within a folder a file takes another's place at once.
  const part = `${image}.part`;
  try {
    // One that somebody put there would lead elsewhere.
    rmSync(part, { force: true });
    copyFileSync(newer, part);
    if (sumOf(part) !== sha512) throw new UpdateTrouble('wrong-sum');
    chmodSync(part, 0o755);
    const file = openSync(part, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(part, image);
  } catch (error) {
    removeIfPossible(part);
    throw error instanceof UpdateTrouble ? error : new UpdateTrouble('not-installed', error);
  }
  removeIfPossible(newer);
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is in nobody's way.
  }
}

function sumOf(file: string): string {
  return createHash('sha512').update(readFileSync(file)).digest('base64');
}
