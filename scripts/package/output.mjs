// The folder that the packages lie in for others. Whatever happens while they are made: what lies there is whole, and SHA256SUMS
// tells of it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromWhereOneStands } from '../support/command-line.mjs';
import { endSignals, exitCodeOf, root } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';

const sumsName = 'SHA256SUMS';

/** `given`: what --output says, if anything. A whole path. */
export function outputFolder(given) {
  if (given === undefined) return resolve(root, 'dist');
  if (given.trim() === '') throw new Stop('--output wants the name of a folder.', 2);
  return fromWhereOneStands(given);
}

/**
 * `make` is handed `work`, for whatever it takes, and `made`; it resolves to the names of the files that it made there, what tells of
 * another after that. In `folder` they take the place of earlier ones when all of them are there. Throws a `Stop` where nothing can
 * be written.
 */
export async function fillFolder(folder, make) {
  const work = makeWork(folder);
  const remove = () => rmSync(work, { recursive: true, force: true });
  const end = (signal) => {
    // Where a program runs, `run` ends it, and `make` with it.
    if (process.listenerCount(signal) === 1) process.exit(exitCodeOf(null, signal));
  };
  process.on('exit', remove);
  for (const signal of endSignals) process.on(signal, end);
  try {
    const made = join(work, 'made');
    mkdirSync(made);
    const names = await make({ work, made });
    if (names.length > 0) {
      writeFileSync(join(made, sumsName), sumsOf(names, made, folder));
      putInPlace([...names, sumsName], made, folder);
    }
  } finally {
    for (const signal of endSignals) process.off(signal, end);
    process.off('exit', remove);
    remove();
  }
}

// Beside what is made of it: a temporary folder elsewhere may be small, be cleaned up meanwhile, or lie on another disk.
function makeWork(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, 'making-'));
  } catch (error) {
    if (error.code === undefined) throw error;
    if (['EEXIST', 'ENOTDIR'].includes(error.code)) {
      throw new Stop(`The packages cannot be put into ${folder}: that is no folder.`, 2);
    }
    throw new Stop(`Nothing can be written into ${folder} (${error.code}).`);
  }
}

function putInPlace(names, from, to) {
  for (const name of names) renameSync(join(from, name), join(to, name));
}

/** Those of `names`, which lie in `made`, and as they were those of what else is in `folder` since an earlier time. */
function sumsOf(names, made, folder) {
  const lines = new Map(readSums(join(folder, sumsName)).filter(([name]) => existsSync(join(folder, name))));
  for (const name of names) lines.set(name, `${sha256(join(made, name))}  ${name}`);
  return [...lines.keys()]
    .sort()
    .map((name) => `${lines.get(name)}\n`)
    .join('');
}

/** Each line with the name in it. */
function readSums(file) {
  if (!existsSync(file)) return [];
  const found = readFileSync(file, 'utf8').matchAll(/^[\da-f]{64} [ *](.+)$/gmu);
  return Array.from(found, ([line, name]) => [name, line]);
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
