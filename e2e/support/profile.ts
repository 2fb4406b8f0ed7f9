// What a profile folder gives away to somebody who reads its files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files, by their path in the profile, that hold one of the words in clear: as UTF-8 or UTF-16, in any letter case. */
export function filesThatTell(folder: string, words: readonly string[]): string[] {
  return profileFiles(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
    return words.some((word) => texts.some((text) => text.toLowerCase().includes(word.toLowerCase())));
  });
}

/** Every file in it, sockets and broken links aside. */
export function profileFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}
