// The libraries of others that Parley ships: those whose code is in a bundle (record-libraries.mjs wrote them down while building)
// and those that come along as they are, with the name and the words of their licences.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

/** `{ folder, name, version, licence, homepage?, text, integrity? }` in the order of their names. Throws when one has no licence. */
export function gatherLibraries(root) {
  const lock = readJson(resolve(root, 'package-lock.json')).packages;
  const folders = new Set([...bundledFolders(root), ...shippedFolders(root)]);
  const libraries = [...folders].map((folder) => describeLibrary(root, folder, lock[folder]));
  // One that was taken from two places is the same library.
  const byName = new Map(libraries.map((library) => [`${library.name}@${library.version}`, library]));
  return [...byName.keys()].sort().map((key) => byName.get(key));
}

function bundledFolders(root) {
  const lists = resolve(root, 'out/libraries');
  return readdirSync(lists).flatMap((file) => readJson(join(lists, file)));
}

/** The production dependencies with all that they want, as far as it is there: what is for another system is not. */
function shippedFolders(root) {
  const found = new Set();
  const visit = (from) => {
    const { dependencies = {}, optionalDependencies = {} } = readJson(resolve(root, from, 'package.json'));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const folder = findLibrary(root, from, name);
      if (folder === undefined || found.has(folder) || isForAnotherLibc(name)) continue;
      found.add(folder);
      visit(folder);
    }
  };
  visit('');
  return found;
}

/** electron-builder.yml leaves them out: Electron runs on glibc only. */
function isForAnotherLibc(name) {
  return /-musl(?:eabihf)?$/u.test(name);
}

/** As Node looks for it: nearest first. */
function findLibrary(root, from, name) {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const here = posix.join(folder === '.' ? '' : folder, 'node_modules', name);
    if (existsSync(resolve(root, here, 'package.json'))) return here;
    if (folder === '' || folder === '.') return undefined;
  }
}

function describeLibrary(root, folder, locked) {
  const { name, version, license, author, homepage } = readJson(resolve(root, folder, 'package.json'));
  if (typeof license !== 'string' || license === '') throw new Error(`${folder} names no licence`);
  const text = licenceText(resolve(root, folder)) ?? keptText(name) ?? standardText(license, author);
  if (text === undefined) throw new Error(`${folder} (${license}) has no licence text`);
  return { folder, name, version, licence: license, homepage, text, integrity: locked?.integrity };
}

/** All that it says about licences, one file after another. */
function licenceText(folder) {
  const names = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)(?:[-.][\w.-]*)?$/iu.test(name));
  if (names.length === 0) return undefined;
  const texts = names.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  return texts.join('\n\n');
}

/** Where the package has forgotten what stands beside its source. */
function keptText(name) {
  const file = resolve(import.meta.dirname, 'licences', `${name}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** For those that name the licence and forget its text. */
function standardText(licence, author) {
  const holder = typeof author === 'string' ? author : author?.name;
  if (licence !== 'MIT' || !holder) return undefined;
  const own = readFileSync(resolve(import.meta.dirname, '../../LICENSE'), 'utf8');
  return own.trim().replace(/^Copyright .*$/mu, `Copyright (c) ${holder}`);
}

/** For people, in one file. */
export function noticesText(libraries) {
  const parts = libraries.map(({ name, version, licence, homepage, text }) =>
    [`${name} ${version}`, `Licence: ${licence}`, ...(homepage ? [homepage] : []), '', text].join('\n'),
  );
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  return `${['Parley contains the following libraries of others.', ...parts].join(rule)}\n`;
}

/** What the app reads to tell it (`out/notices.json`). */
export function noticesJson(libraries) {
  const rows = libraries.map(({ name, version, licence, homepage, text }) => ({
    name,
    version,
    licence,
    homepage,
    text,
  }));
  return `${JSON.stringify({ libraries: rows }, null, 1)}\n`;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${dirname(file)} cannot be read: ${error.message}`, { cause: error });
  }
}
