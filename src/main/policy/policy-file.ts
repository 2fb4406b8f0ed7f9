// The policy of Linux, a JSON file. Only what nobody but the administrator can write is believed: otherwise somebody else could send a
// person's password to a server of theirs, and it would look like the word of the organisation.
import { constants } from 'node:fs';
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PolicySource, PolicySourceProblem } from '../../shared/managed';
import type { SourceReading } from './merge-policy';

/** The longest list of hosts that anybody writes takes a fraction of it. */
const maxBytes = 256 * 1024;

export interface PolicyFileOptions {
  readonly source: PolicySource;
  readonly path: string;
  /** Whose files are believed. Default: root's. */
  readonly owners?: readonly number[];
  /** Rejects what it does not understand. Default: JSON. */
  readonly parse?: (bytes: Uint8Array, path: string) => Promise<unknown>;
}

class Refused extends Error {
  constructor(readonly problem: PolicySourceProblem) {
    super(problem);
  }
}

export async function readPolicyFile({
  source,
  path,
  owners = [0],
  parse = parseJson,
}: PolicyFileOptions): Promise<SourceReading> {
  try {
    const bytes = await readTrusted(path, owners);
    const value = await parse(bytes, path).catch(() => {
      throw new Refused('not-understood');
    });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('not-understood');
    return { source, kind: 'read', values: Object.entries(value) };
  } catch (error) {
    if (isAbsent(error)) return { source, kind: 'absent' };
    return { source, kind: 'refused', problem: error instanceof Refused ? error.problem : 'not-readable', place: path };
  }
}

/** UTF-8, with or without a mark of it. */
async function parseJson(bytes: Uint8Array): Promise<unknown> {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
}

async function readTrusted(path: string, owners: readonly number[]): Promise<Uint8Array> {
  // A link may lead to it; then neither end of it may be another's.
  const real = await realpath(path);
  for (const folder of new Set([dirname(path), dirname(real)])) await trustFolder(folder, owners);
  // A pipe would wait for whoever writes into it.
  const file = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Refused('not-readable');
    if (!isKeptFromOthers(found, owners)) throw new Refused('writable-by-others');
    return await bytesOf(file);
  } finally {
    await file.close();
  }
}

/** Whoever may write there puts another file in its place; where the sticky bit is set, nobody may but the owner. */
async function trustFolder(folder: string, owners: readonly number[]): Promise<void> {
  const found = await lstat(await realpath(folder));
  const isSticky = (found.mode & 0o1000) !== 0;
  if (!isSticky && !isKeptFromOthers(found, owners)) throw new Refused('writable-by-others');
  const parent = dirname(folder);
  if (parent !== folder) await trustFolder(parent, owners);
}

interface Owned {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

function isKeptFromOthers({ uid, gid, mode }: Owned, owners: readonly number[]): boolean {
  // Windows keeps no such bits; a file is read there by those who develop Parley alone.
  if (process.platform === 'win32') return true;
  if (!owners.includes(uid) || (mode & 0o002) !== 0) return false;
  return (mode & 0o020) === 0 || gid === 0;
}

/** One byte more than is allowed, and no more, whatever the file says of its size. */
async function bytesOf(file: FileHandle): Promise<Uint8Array> {
  const buffer = Buffer.alloc(maxBytes + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) break;
  }
  if (length > maxBytes) throw new Refused('too-large');
  return buffer.subarray(0, length);
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
