// Part of each build: writes down which libraries it took code of, for the notices and the bill of materials
// (notices.mjs puts the lists together).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the tools add to a bundle themselves has no file: the first word of its name says whose it is. */
const helpers = [
  [/^rolldown\//u, 'node_modules/rolldown'],
  [/^vite\//u, 'node_modules/vite'],
  [/^plugin-vue:/u, 'node_modules/@vitejs/plugin-vue'],
];

/** `part`: the name of the build; `root`: the folder of the repository. */
export function recordLibraries(part, root) {
  return {
    name: 'record-libraries',
    generateBundle(_, bundle) {
      const used = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const { devDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
      // Styles and images are no longer modules by now, and of `vue` itself nothing is left: it hands on what others made. What
      // we ask for by name is listed in any case; what a library reads beside that and does not use is not.
      const read = [...this.getModuleIds()].flatMap((id) => libraryOf(id) ?? []);
      const asked = read.filter((library) => Object.hasOwn(devDependencies, library.slice('node_modules/'.length)));
      const folders = new Set([...used.flatMap((id) => libraryOf(id) ?? []), ...asked]);
      const folder = resolve(root, 'out/libraries');
      mkdirSync(folder, { recursive: true });
      writeFileSync(resolve(folder, `${part}.json`), `${JSON.stringify([...folders].sort(), null, 2)}\n`);
    },
  };
}

/** The folder of the library that a module belongs to, as from the root of the repository; none for our own. */
export function libraryOf(id) {
  const path = id.replaceAll('\0', '').replaceAll('\\', '/');
  const inPackage = /.*\/node_modules\/(?:@[^/]+\/)?[^/?]+/u.exec(path);
  if (inPackage === null) return helpers.find(([pattern]) => pattern.test(path))?.[1];
  // A library inside another one keeps the way to it.
  return path.slice(path.indexOf('/node_modules/') + 1, inPackage[0].length);
}
