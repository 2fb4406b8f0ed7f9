// Files that are to be read from the disk again, as after the computer was started.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** What may stay in memory, as of a file that the system itself keeps there. */
const mayStay = 0.02;

/**
 * All files in these folders leave the memory (`posix_fadvise`, by dd). What runs keeps its files there, so nothing of it may run any more.
 * Libraries of the system stay: other programs have them in memory also after a start of the computer.
 */
export async function forget(folders: readonly string[]): Promise<void> {
  const drop = ['oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none'];
  await promisify(execFile)('find', [...folders, '-type', 'f', '-exec', 'dd', 'of={}', ...drop, ';']);
  const { all, stayed } = inMemory(folders);
  if (stayed > all * mayStay) throw new Error(`${percent(stayed / all)} of the files could not be taken out of memory`);
}

function inMemory(folders: readonly string[]): { readonly all: number; readonly stayed: number } {
  const command = ['-type', 'f', '-size', '+0', '-exec', 'fincore', '--bytes', '--noheadings', '--output', 'RES,SIZE'];
  const { stdout } = spawnSync('find', [...folders, ...command, '{}', '+'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const sizes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u).map(Number));
  const sum = (at: number): number => sizes.reduce((total, line) => total + (line[at] ?? 0), 0);
  return { stayed: sum(0), all: sum(1) };
}

const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;
