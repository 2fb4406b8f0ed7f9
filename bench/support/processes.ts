// What a program takes of the computer: all of its processes together. On Linux.
import { readdirSync, readFileSync } from 'node:fs';

export interface Memory {
  /** As the system counts it (PSS): a page that several share counts in part for each of them. */
  readonly whole: number;
  /** Without the pages of the program's files: of those the share depends on who else runs the same program. */
  readonly own: number;
}

/** MiB. `pid`: of the process that started all others. */
export function memoryOf(pid: number): Memory {
  const sum = { whole: 0, own: 0 };
  for (const each of familyOf(pid)) {
    const rollup = read(`/proc/${each}/smaps_rollup`);
    for (const [, part, kib] of rollup.matchAll(/^Pss(_Anon|_Shmem|):\s+(\d+)/gmu))
      sum[part === '' ? 'whole' : 'own'] += Number(kib) / 1024;
  }
  return sum;
}

/** Seconds that they have had of a processor until now. */
export function processorOf(pid: number): number {
  let ticks = 0;
  for (const each of familyOf(pid)) {
    // The name of a program may hold anything: what counts comes after it. utime and stime are the 14th and 15th field.
    const fields = read(`/proc/${each}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks / ticksInSecond;
}

/** USER_HZ, which is the same for every Linux. */
const ticksInSecond = 100;

/** The process and all that it started, and they. */
function familyOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
    const parent = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (each: number): boolean => {
    for (let at: number | undefined = each; at; at = parents.get(at)) if (at === pid) return true;
    return false;
  };
  return [...parents.keys()].filter(isOurs);
}

/** Of a process that has just ended there is nothing to read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
