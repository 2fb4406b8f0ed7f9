// What a profile folder gives away to somebody who reads its files.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Files, by their path in the profile, that hold one of the words in clear: as UTF-8 or UTF-16, in any letter case. What Chromium makes of
 * the program's scripts has the words that stand in them, whoever uses it: those tell nothing there.
 */
export function filesThatTell(folder: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => word.toLowerCase());
  const program = wordsOfProgram();
  const wantedOfScripts = wanted.filter((word) => !program.includes(word));
  return profileFiles(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
    const asked = name.startsWith(compiledScripts) ? wantedOfScripts : wanted;
    return asked.some((word) => texts.some((text) => text.toLowerCase().includes(word)));
  });
}

const compiledScripts = join('Code Cache', 'js') + sep;

/** All that stands in the scripts of its pages. */
function wordsOfProgram(): string {
  const folder = 'out/renderer/assets';
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return scripts.map((name) => readFileSync(join(folder, name), 'utf8').toLowerCase()).join('\n');
}

/** Every file in it, sockets and broken links aside. */
export function profileFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}
