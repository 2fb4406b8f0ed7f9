// The profile folder, made and tried before anything is kept in it: one that cannot be used ends the start with a word, and Chromium
// would give none. Nothing that is there is changed.
import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type StartTroubleKind =
  | 'profile-not-a-folder'
  | 'profile-leads-nowhere'
  | 'profile-not-made'
  | 'profile-not-writable'
  | 'lock-in-the-way'
  | 'lock-not-taken'
  | 'switch-refused'
  | 'variable-refused'
  | 'no-sandbox';

/** Why Parley cannot start, with the path, the switch or the variable that it is about. */
export class StartTrouble extends Error {
  constructor(
    readonly kind: StartTroubleKind,
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(`${kind}: ${path}`, options);
    this.name = 'StartTrouble';
  }
}

/** What Chromium keeps in the profile folder so that nobody else uses it; elsewhere than on Windows they are links. */
const lockNames = ['SingletonLock', 'SingletonSocket', 'SingletonCookie'];

/** A full disk is no reason not to start: the history says so and goes on. */
const fullDisk = new Set(['ENOSPC', 'EDQUOT']);

/** @returns the absolute path. @throws StartTrouble */
export function prepareProfileFolder(wanted: string, workingFolder = process.cwd(), id = process.pid): string {
  const folder = resolve(workingFolder, wanted);
  make(folder);
  const probe = join(folder, `.parley-start-${id}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    if (!fullDisk.has(codeOf(error))) throw new StartTrouble('profile-not-writable', folder, { cause: error });
    rmSync(probe, { force: true });
  }
  for (const lock of process.platform === 'win32' ? [] : lockNames.map((name) => join(folder, name))) {
    const inTheWay = lstatSync(lock, { throwIfNoEntry: false });
    if (inTheWay && !inTheWay.isSymbolicLink()) throw new StartTrouble('lock-in-the-way', lock);
  }
  return folder;
}

function make(folder: string): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) {
      if (lstatSync(folder, { throwIfNoEntry: false })) throw new StartTrouble('profile-leads-nowhere', folder);
      mkdirSync(folder, { recursive: true });
    }
    if (!statSync(folder).isDirectory()) throw new StartTrouble('profile-not-a-folder', folder);
  } catch (error) {
    if (error instanceof StartTrouble) throw error;
    throw new StartTrouble(codeOf(error) === 'ELOOP' ? 'profile-leads-nowhere' : 'profile-not-made', folder, {
      cause: error,
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
