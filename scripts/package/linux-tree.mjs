// Parley as it lies on an installed Linux system: the tree that the deb and the rpm are made of, with the same time on every file.
import {
  chmodSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../support/run.mjs';
import { bashCompletion, commandLineManual, windowManual, zshCompletion } from './manual.mjs';
import { schemes } from './link-schemes.mjs';

/** Where the program lies. Its sandbox's helper lies in it as `chrome-sandbox`. */
export const home = '/usr/lib/parley';
/**
 * The helper gets the right to become root: where the kernel lets nobody but root make namespaces, it sets up the sandbox.
 * Chromium does not use it where namespaces do.
 */
const rootSandbox = 0o4755;

/**
 * Fills `tree`, an empty folder, from `app`, the packaged folder. `family`: debian or redhat, which keep some things elsewhere.
 * `about`: see about.mjs. What is there when `finish` is called gets the same time and rights as all.
 */
export function makeTree(tree, { app, family, about, sandboxMode = rootSandbox }) {
  const at = (path) => join(tree, path);
  const put = (path, content) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  };
  const link = (path, target) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    symlinkSync(target, at(path));
  };
  mkdirSync(dirname(at(home)), { recursive: true });
  cpSync(app, at(home), { recursive: true, verbatimSymlinks: true });
  link('/usr/bin/parley', '../lib/parley/parley');
  link('/usr/bin/parley-cli', '../lib/parley/parley-cli');
  put('/usr/share/applications/parley.desktop', desktopEntry(about));
  for (const [path, icon] of icons()) put(path, readFileSync(icon));
  for (const [name, page] of Object.entries(manualPages(about))) put(`/usr/share/man/man1/${name}.gz`, pack(page));
  put('/usr/share/bash-completion/completions/parley-cli', bashCompletion(about.help));
  const zsh = family === 'debian' ? 'vendor-completions' : 'site-functions';
  put(`/usr/share/zsh/${zsh}/_parley-cli`, zshCompletion(about.help));
  for (const name of ['THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json']) {
    link(`/usr/share/doc/parley/${name}`, `../../../lib/parley/${name}`);
  }
  put('/usr/share/doc/parley/examples/policy.json', readFileSync(resolve(root, 'resources/policy/policy.json')));
  put('/usr/share/doc/parley/changelog.gz', pack(readFileSync(resolve(root, 'CHANGELOG.md'))));
  return { put, finish: () => level(tree, about.date, sandboxMode) };
}

/** Where each icon lies, and the file that it is. */
export function icons() {
  const folder = resolve(root, 'resources/icons');
  return readdirSync(folder)
    .sort()
    .map((name) => [`/usr/share/icons/hicolor/${name.replace('.png', '')}/apps/parley.png`, join(folder, name)]);
}

/** By their names: parley.1 and parley-cli.1. */
export function manualPages({ version, description, help, date }) {
  const manual = { version, description, help, date: date.toISOString().slice(0, 10) };
  return { 'parley.1': windowManual(manual), 'parley-cli.1': commandLineManual(manual) };
}

/** As `gzip -9n` does: without a name and a time. */
export function pack(content) {
  const packed = gzipSync(content, { level: 9 });
  // The byte that names the system differs between versions of zlib.
  packed[9] = 3;
  return packed;
}

export function desktopEntry({ productName, synopsis }) {
  const mimeTypes = `MimeType=${schemes.map((scheme) => `x-scheme-handler/${scheme};`).join('')}`;
  return `[Desktop Entry]
Type=Application
Name=${productName}
Comment=${synopsis}
Exec=parley %U
Icon=parley
Terminal=false
Categories=Network;InstantMessaging;
${mimeTypes}
StartupWMClass=${productName}
`;
}

/** One time and one set of rights on everything: whoever packs, and whatever the umask was. */
export function level(folder, date, sandboxMode) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) level(path, date, sandboxMode);
    if (!entry.isSymbolicLink()) chmodSync(path, modeOf(path, entry, sandboxMode));
    lutimesSync(path, date, date);
  }
  chmodSync(folder, 0o755);
  lutimesSync(folder, date, date);
}

function modeOf(path, entry, sandboxMode) {
  if (entry.name === 'chrome-sandbox') return sandboxMode;
  return entry.isDirectory() || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644;
}
