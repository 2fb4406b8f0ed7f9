// The packages that there are: on which system each is made, what it takes, and how.
import { hasProgram } from '../support/run.mjs';
import { makeAppImage, whyNoAppImage } from './appimage.mjs';
import { makeArchive } from './archive.mjs';
import { makeDeb } from './deb.mjs';
import { makeRpm } from './rpm.mjs';

/**
 * `whyNot` says in words what is missing here, and nothing when it can be made; `make` resolves to the name of the file. Those
 * without `make` are made by electron-builder, which has the name in `builder`.
 */
export const targets = [
  { name: 'deb', platform: 'linux', whyNot: () => lacks('dpkg-deb', 'dpkg'), make: makeDeb },
  { name: 'rpm', platform: 'linux', whyNot: () => lacks('rpmbuild', 'rpm'), make: makeRpm },
  { name: 'AppImage', platform: 'linux', whyNot: whyNoAppImage, make: makeAppImage },
  { name: 'tar.gz', platform: 'linux', whyNot: () => lacks('tar', 'tar'), make: makeArchive },
  { name: 'nsis', platform: 'win32', whyNot: () => undefined, builder: 'nsis' },
  { name: 'msi', platform: 'win32', whyNot: () => undefined, builder: 'msi' },
  { name: 'dmg', platform: 'darwin', whyNot: () => undefined, builder: 'dmg' },
  { name: 'zip', platform: 'darwin', whyNot: () => undefined, builder: 'zip' },
];

const systems = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

/** Why a target cannot be made here; nothing when it can. */
export function whyNot({ platform, whyNot: missing }, here = process.platform) {
  if (platform === here) return missing();
  return `it is made on ${systems[platform]} only (its native library and its Electron are those of that system)`;
}

function lacks(program, packageName) {
  return hasProgram(program) ? undefined : `it takes the program ${program}: install the package ${packageName}`;
}
