// What a running Parley takes of the computer's memory.
import { readdirSync, readFileSync } from 'node:fs';
import type { Parley } from '../../e2e/support/launch';

/**
 * Of all its processes together, in MiB: their own data, and their share of what they share. Not the pages of the program's files: of
 * those the share depends on who else runs the same Electron. On Linux.
 */
export function memoryOf({ child }: Parley): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
    const parent = /^\d+ \(.*\) \S (\d+)/su.exec(read(`/proc/${name}/stat`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = parents.get(at)) if (at === child.pid) return true;
    return false;
  };
  let kib = 0;
  for (const pid of [...parents.keys()].filter(isOurs)) {
    const rollup = read(`/proc/${pid}/smaps_rollup`);
    for (const [, size] of rollup.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gmu)) kib += Number(size);
  }
  return kib / 1024;
}

/** Of a process that has just ended there is nothing to read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
