// The package of Debian and its kin, by their own dpkg-deb.
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { root, run } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';
import { home, makeTree, pack } from './linux-tree.mjs';

/** What the program is linked with; where a library was renamed, by both of its names. */
const depends = [
  ...['asound2', 'atk-bridge2.0-0', 'atk1.0-0', 'atspi2.0-0', 'cups2', 'glib2.0-0', 'gtk-3-0'].map(
    (name) => `lib${name}t64 | lib${name}`,
  ),
  ...['libc6', 'libcairo2', 'libdbus-1-3', 'libdrm2', 'libexpat1', 'libgbm1', 'libgcc-s1', 'libnotify4', 'libnspr4'],
  ...['libnss3', 'libpango-1.0-0', 'libsecret-1-0', 'libudev1', 'libx11-6', 'libxcb1', 'libxcomposite1', 'libxdamage1'],
  ...['libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2'],
];
/** Parley runs without: the command line wants Node.js, links open with xdg-open. */
const recommends = ['nodejs (>= 20.19)', 'xdg-utils', 'fonts-noto-color-emoji'];

/** What Debian's linter finds and Electron makes unavoidable, with the reason. */
const overrides = [
  ['Chromium brings its own libraries, built as it needs them', 'embedded-library'],
  [
    "the Electron project's binaries are passed on byte for byte, so that they can be compared",
    'unstripped-binary-or-object',
  ],
  ['the helper of the sandbox, for kernels where only root may make namespaces', 'elevated-privileges'],
  ['nobody uploads it to Debian', 'initial-upload-closes-no-bugs'],
];

export const debianVersion = (version) => `${version.replace('-', '~')}-1`;

/** Resolves to the name of the file that it made in `folder`. */
export async function makeDeb({ app, work, folder, about, arch, isForTesting }) {
  const tree = join(work, 'deb');
  mkdirSync(tree);
  const { put, finish } = makeTree(tree, { app, family: 'debian', about });
  const version = debianVersion(about.version);
  put('/usr/share/doc/parley/changelog.Debian.gz', pack(changelog(about, version)));
  put('/usr/share/doc/parley/copyright', copyright(about));
  put('/usr/share/lintian/overrides/parley', overrides.map(([why, tag]) => `# ${why}\nparley: ${tag}\n`).join(''));
  const files = listFiles(tree);
  put('/DEBIAN/md5sums', files.map((file) => `${md5(join(tree, file))}  ${file}\n`).join(''));
  put('/DEBIAN/control', control(about, version, arch, sizeInKib(tree, files)));
  finish();
  const name = `parley_${version}_${arch}.deb`;
  // What is only tried need not be small.
  const compression = isForTesting ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6'];
  const args = ['--root-owner-group', ...compression, '--build', tree, join(folder, name)];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(about.date.getTime() / 1000) };
  const { code, output } = await run('dpkg-deb', args, { env });
  if (code !== 0) throw new Stop(`dpkg-deb failed:\n${output.trim()}`);
  return name;
}

function control(about, version, arch, installedSize) {
  return `Package: parley
Version: ${version}
Architecture: ${arch}
Maintainer: ${about.author.name} <${about.author.email}>
Installed-Size: ${installedSize}
Depends: ${depends.join(', ')}
Recommends: ${recommends.join(', ')}
Section: net
Priority: optional
Homepage: ${about.homepage}
Description: ${about.synopsis}
${wrap(about.description)}
 .
 It lives in the tray, shows a notification when a colleague starts a
 conversation, and keeps every message safe until it is certain to have
 arrived. parley-cli is its server and client without a window.
`;
}

/** Lines of an extended description: short, and each with a blank before it. */
function wrap(text) {
  return `${text}.`
    .split(' ')
    .reduce((lines, word) => {
      const last = lines.at(-1);
      return last !== undefined && last.length + word.length < 74
        ? [...lines.slice(0, -1), `${last} ${word}`]
        : [...lines, word];
    }, [])
    .map((line) => ` ${line}`)
    .join('\n');
}

function changelog({ author, date }, version) {
  const when = date.toUTCString().replace('GMT', '+0000').replace(/, 0/u, ', 0');
  return `parley (${version}) unstable; urgency=medium

  * What is new stands in changelog.gz.

 -- ${author.name} <${author.email}>  ${when}
`;
}

function copyright({ author, homepage }) {
  const own = readFileSync(resolve(root, 'LICENSE'), 'utf8').trim();
  const [, holder] = /^Copyright (?:\(c\) )?(.+)$/mu.exec(own);
  const words = own.slice(own.indexOf('Permission')).split('\n');
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Parley
Upstream-Contact: ${author.name} <${author.email}>
Source: ${homepage}
Comment: The libraries that are bundled are named, with their licences, in
 ${home}/THIRD-PARTY-NOTICES.txt; those of Electron and of the
 Chromium in it in LICENSE.electron.txt and LICENSES.chromium.html there.

Files: *
Copyright: ${holder}
License: Expat
${words.map((line) => (line === '' ? ' .' : ` ${line}`)).join('\n')}
`;
}

function listFiles(tree) {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(tree.length + 1))
    .sort();
}

function sizeInKib(tree, files) {
  return files.reduce((sum, file) => sum + Math.ceil(statSync(join(tree, file)).size / 1024), 0);
}

function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}
