// What has to be in a packaged Parley, and what must not be.
import { listPackage } from '@electron/asar';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const wanted = [
  'LICENSE.txt',
  'THIRD-PARTY-NOTICES.txt',
  'sbom.cdx.json',
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'cli/index.js',
  'app.asar',
  'app.asar/package.json',
  'app.asar/out/notices.json',
  'app.asar/out/main/index.js',
  'app.asar/out/preload/index.js',
  'app.asar/out/renderer/index.html',
  'app.asar/out/renderer/main.html',
];
const unwanted = [
  [/(?:^|\/)sources\.sha256$/u, 'is a note of the build'],
  [/(?:^|\/)out\/libraries\//u, 'is a note of the build'],
  [/(?:^|\/)out\/cli\//u, 'is the command line, which lies outside the archive'],
  [/(?:^|\/)default_app\.asar$/u, 'is what an Electron without an app shows'],
  [/(?:^|\/)download-tried$/u, 'is a note of the fallback Electron'],
  [/\.map$/u, 'is for developers'],
  [/(?:^|\/)app\.asar\/(?:src|e2e|test|scripts)\//u, 'is source code'],
];

/** Every file of a folder, with those of the archives in it as `app.asar/…`; `/` on every system. */
export function listContents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return files.flatMap((file) =>
    file.endsWith('.asar') ? [file, ...listArchive(join(folder, file)).map((inside) => file + inside)] : [file],
  );
}

function listArchive(file) {
  return listPackage(file, { isPack: false }).map((inside) => inside.replaceAll('\\', '/'));
}

/** What is wrong with a list of contents, in words; nothing if it is as it should be. `platform`, `arch`: as Node names them. */
export function findTroubles(contents, { platform, arch }) {
  const own = `${platform}-${arch}${{ linux: '-gnu', win32: '-msvc' }[platform] ?? ''}`;
  const isForeign = (file) => {
    const [, target] = /\/@libsql\/([^/]+)(?:\/|$)/u.exec(file) ?? [];
    return target !== undefined && target !== own;
  };
  return [
    ...wanted
      .filter((name) => !contents.some((file) => file === name || file.endsWith(`/${name}`)))
      .map((name) => `${name} is missing`),
    ...(contents.some((file) => file.endsWith(`app.asar.unpacked/node_modules/@libsql/${own}/index.node`))
      ? []
      : [`the history's database for ${own} is missing`]),
    ...contents.filter(isForeign).map((file) => `${file} is for another system than ${own}`),
    ...contents.flatMap((file) => {
      const [, why] = unwanted.find(([pattern]) => pattern.test(file)) ?? [];
      return why === undefined ? [] : [`${file} ${why}`];
    }),
  ];
}
