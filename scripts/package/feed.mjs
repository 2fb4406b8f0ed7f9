// The file by which an installed Parley finds what is newer (src/main/updates): it lies beside the packages, and whoever puts both into
// a folder of a web server has a feed.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes one for each of the packages that can take an installed one's place; returns their names. */
export function writeFeeds(packages, { folder, about, arch = process.arch }) {
  return Object.values(about.updateFiles).flatMap(({ extension, feed }) => {
    const file = packages.find((name) => name.endsWith(extension));
    if (file === undefined) return [];
    const name = feed(arch);
    writeFileSync(join(folder, name), describeRelease(file, readFileSync(join(folder, file)), about));
    return [name];
  });
}

/** In the words of electron-updater; the first three are what Parley reads, the rest is for older readers of such files. */
function describeRelease(file, bytes, { version, date }) {
  const sum = createHash('sha512').update(bytes).digest('base64');
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${sum}`,
    `    size: ${bytes.length}`,
    `path: ${file}`,
    `sha512: ${sum}`,
    `releaseDate: '${date.toISOString()}'`,
    '',
  ].join('\n');
}
