// The policy of Linux, a JSON file. Only what nobody but the administrator can write is believed: otherwise somebody else could send a
// person's password to a server of theirs, and it would look like the word of the organisation.
import { constants, type Stats } from 'node:fs';
import { lstat, open, readlink, type FileHandle } from 'node:fs/promises';
import { dirname, join, parse as parsePath, resolve, sep } from 'node:path';
import type { PolicySource, PolicySourceProblem } from '../../shared/managed';
import type { SourceReading } from './merge-policy';
import { repeatedNames } from './repeated-names';

/** The longest list of hosts that anybody writes takes a fraction of it. */
const maxBytes = 256 * 1024;
/** As Linux itself has it. */
const maxLinks = 40;

export interface PolicyFileOptions {
  readonly source: PolicySource;
  readonly path: string;
  /** Whose files are believed. Default: root's. */
  readonly owners?: readonly number[];
  /** Rejects what it does not understand. Default: JSON. */
  readonly parse?: (bytes: Uint8Array, path: string) => Promise<Parsed>;
}

export interface Parsed {
  readonly value: unknown;
  /** Names that stand there more than once. */
  readonly repeated: readonly string[];
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
    if (!bytes) return { source, kind: 'absent' };
    const { value, repeated } = await parse(bytes, path).catch(() => {
      throw new Refused('not-understood');
    });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('not-understood');
    return { source, kind: 'read', values: Object.entries(value), ...(repeated.length > 0 && { repeated }) };
  } catch (error) {
    return { source, kind: 'refused', problem: error instanceof Refused ? error.problem : 'not-readable', place: path };
  }
}

/** UTF-8, with or without a mark of it. */
async function parseJson(bytes: Uint8Array): Promise<Parsed> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return { value: JSON.parse(text) as unknown, repeated: repeatedNames(text) };
}

/** Undefined: there is none. */
async function readTrusted(path: string, owners: readonly number[]): Promise<Uint8Array | undefined> {
  const real = await trustedEnd(resolve(path), owners);
  if (real === undefined) return undefined;
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

/**
 * Where a path leads, name by name and link by link: whoever may write in one of the folders on the way puts something else there.
 * Undefined: nothing stands there. A link that leads nowhere is something that does.
 */
async function trustedEnd(path: string, owners: readonly number[]): Promise<string | undefined> {
  let links = 0;
  let isTrusted = true;

  async function look(at: string): Promise<Stats | undefined> {
    const found = await lstat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
    if (found && !isKeptOnTheWay(found, owners)) isTrusted = false;
    return found;
  }

  async function follow(from: string, leads: string): Promise<string | undefined> {
    const { root } = parsePath(leads);
    let at = root || from;
    if (root) await look(root);
    for (const name of leads.slice(root.length).split(sep)) {
      // What stands there has been followed: `..` is the folder that it lies in.
      at = join(at, name);
      const found = await look(at);
      if (!found) return undefined;
      if (!found.isSymbolicLink()) continue;
      links += 1;
      if (links > maxLinks) throw new Refused('not-readable');
      const end = await follow(dirname(at), await readlink(at));
      if (end === undefined) throw new Refused('not-readable');
      at = end;
    }
    return at;
  }

  const end = await follow('', path);
  // Where there is none, nobody has to hear whose the folders are.
  if (end !== undefined && !isTrusted) throw new Refused('writable-by-others');
  return end;
}

/** A file is looked at when it is open. In a folder with the sticky bit each name is its owner's, and the owner of the folder's. */
function isKeptOnTheWay(found: Stats, owners: readonly number[]): boolean {
  if (process.platform === 'win32') return true;
  if (found.isSymbolicLink()) return owners.includes(found.uid);
  if (!found.isDirectory()) return true;
  const isSticky = (found.mode & 0o1000) !== 0;
  return isKeptFromOthers(found, owners) || (isSticky && owners.includes(found.uid));
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
