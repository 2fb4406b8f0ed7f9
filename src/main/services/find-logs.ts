// The files of logs in a folder that somebody chose.
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { LogFault } from '../../shared/domain/log-import';
import { isLostLog, logPlace } from '../logs/log-place';
import type { LogFile } from '../store/history/open-log';

export interface FoundLogs {
  readonly files: readonly LogFile[];
  /** Folders that cannot be listed, files whose names do not say enough. */
  readonly leftOut: readonly { readonly path: string; readonly why: LogFault }[];
  /** Of rooms. */
  readonly rooms: number;
  readonly isCut: boolean;
}

/** Whoever chose a whole disk gets no answer sooner. */
const mostFolders = 50_000;
export const mostLogs = 100_000;
/** From the folder of a person's files to the deepest log. */
const maxDepth = 10;

/** By name. Links are not followed: they may lead anywhere, and in circles. */
export async function findLogs(root: string, signal: AbortSignal): Promise<FoundLogs> {
  const files: LogFile[] = [];
  const leftOut: { path: string; why: LogFault }[] = [];
  let rooms = 0;
  let isCut = false;
  let folders = 0;
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: root, depth: 0 }];
  for (let next = waiting.pop(); next && !signal.aborted; next = waiting.pop()) {
    const { folder, depth } = next;
    folders += 1;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
      leftOut.push({ path: folder, why: 'unreadable' });
      return [];
    });
    const below: string[] = [];
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) below.push(path);
      if (!entry.isFile()) continue;
      const parts = path.split(sep);
      const place = logPlace(parts);
      if (place?.isRoom) rooms += 1;
      else if (place && files.length < mostLogs) files.push({ path, place });
      else if (place) isCut = true;
      else if (isLostLog(parts)) leftOut.push({ path, why: 'unplaced' });
    }
    if (depth >= maxDepth || folders + waiting.length + below.length > mostFolders) {
      isCut ||= below.length > 0;
      continue;
    }
    for (const each of below.reverse()) waiting.push({ folder: each, depth: depth + 1 });
  }
  return { files, leftOut, rooms, isCut };
}

/** As somebody finds it again; of the folder itself, its name. */
export function shownName(root: string, path: string): string {
  return relative(path === root ? dirname(root) : root, path)
    .split(sep)
    .join('/');
}
