// Files of JSON as people and their programs leave them: what is no JSON object, or nested without end, is set aside, and what is one in
// another encoding, or with a mark in front, is written as Parley reads it. Nothing is ever deleted.
import { constants, copyFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileText } from '../../shared/transfer/file-text';

/** Renames a file that is no JSON object, or one that nobody could write again; returns its new path if it did. */
export function setAsideBroken(path: string, at: number): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const bytes = readFileSync(path);
    const text = fileText(bytes);
    const value: unknown = JSON.parse(text);
    if (isObject(value) && isWritable(value)) {
      if (!bytes.equals(Buffer.from(text))) writeAgain(path, text);
      return undefined;
    }
  } catch {
    // Not JSON, or not readable: set aside below.
  }
  const target = path.replace(/\.json$/u, `.broken-${at}.json`);
  try {
    renameSync(path, target);
    return target;
  } catch {
    // The folder cannot be written to; opening the file will say so.
    return undefined;
  }
}

/** Copies a file of which `strange` is not understood, once for the same; returns the path of the copy if it did. */
export function copyAside(path: string, strange: Readonly<Record<string, unknown>>): string | undefined {
  const inOrder = Object.entries(strange).sort(([one], [other]) => (one < other ? -1 : 1));
  const mark = createHash('sha256').update(JSON.stringify(inOrder)).digest('hex').slice(0, 8);
  const target = path.replace(/\.json$/u, `.not-understood-${mark}.json`);
  try {
    copyFileSync(path, target, constants.COPYFILE_EXCL);
    return target;
  } catch {
    // It is there already, or the folder cannot be written to, and then nothing of the file is written over either.
    return undefined;
  }
}

function writeAgain(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: statSync(path).mode & 0o777 });
  renameSync(`${path}.new`, path);
}

/** Far more than any file of ours has; what reads JSON goes deeper than what compares and writes it, and both would fail halfway. */
const mostNested = 200;

function isWritable(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostNested) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
