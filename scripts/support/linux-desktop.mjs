// What Electron and its tests need of a Linux system: shared libraries, a display, a session bus. Finds what is missing and says
// how to get it; on Debian and its kin it can install it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hasProgram, root, run } from './run.mjs';
import { step } from './step.mjs';
import { Stop } from './stop.mjs';

/** Where a package was renamed, the newer name comes first. */
const libraries = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libnotify4'],
  ['libsecret-1-0'],
];
const testPrograms = [
  ['xvfb'],
  ['xauth'],
  ['openbox'],
  ['xdotool'],
  ['dbus'],
  ['dbus-x11'],
  ['python3-dbus'],
  ['python3-gi'],
  ['python3-dbusmock'],
  ['gnome-keyring'],
  ['fonts-dejavu-core'],
  ['fonts-noto-color-emoji'],
];

export const isDebian = process.platform === 'linux' && existsSync('/usr/bin/dpkg-query');

export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Throws `Stop` when there is nothing to draw on. */
export function checkDisplay() {
  if (hasDisplay()) return;
  const install = hasProgram('xvfb-run')
    ? ''
    : `\nxvfb-run is not installed${isDebian ? ': sudo apt-get install xvfb xauth' : ' (a package named xvfb or xorg-x11-server-Xvfb)'}.`;
  throw new Stop(
    `There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). Under a virtual one:\n\n  xvfb-run -a npm start\n${install}`,
  );
}

/** Throws `Stop` when the program could not be loaded. */
export function checkSharedLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries(spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '');
  if (missing.length === 0) return;
  const packages = isDebian ? chooseNames(missingPackages(libraries)) : [];
  const remedy =
    packages.length > 0
      ? `They are in these packages:\n\n  sudo apt-get install ${packages.join(' ')}`
      : 'They are those of GTK 3, NSS, ALSA and GBM: install the packages of your system that hold them.';
  throw new Stop(`Electron needs shared libraries that are missing here: ${missing.join(', ')}.\n${remedy}`);
}

/** From the output of `ldd`. */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gmu)].map(([, name]) => name);
}

/** Throws `Stop` when the end-to-end tests would have nothing to draw on. */
export function checkVirtualDesktop() {
  if (hasDisplay() || hasProgram('xvfb-run')) return;
  throw new Stop('The end-to-end tests need a display, or xvfb-run to make a virtual one; neither is here.');
}

/** Names of the missing packages that the end-to-end tests need; none where that cannot be told. */
export function missingTestPackages() {
  return isDebian ? missingPackages([...libraries, ...testPrograms]) : [];
}

export async function installDebianPackages(missing) {
  await step('Installing system packages', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = async (...args) => {
      const { code, output } = await run('apt-get', ['-q', '-y', ...args], { env, timeoutMs: 8 * 60_000 });
      if (code !== 0) throw new Stop(`apt-get ${args[0]} failed:\n${output.trim().split('\n').slice(-6).join('\n')}`);
    };
    await apt('update');
    await apt('install', '--no-install-recommends', ...chooseNames(missing));
  });
}

function missingPackages(wanted) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...wanted.flat()], {
    encoding: 'utf8',
  });
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

/** Of each package the name that this release of the system knows. */
export function chooseNames(packages) {
  return packages.map((names) => {
    if (names.length === 1) return names[0];
    const known = (name) =>
      /Candidate: [^(\s]/u.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '');
    return names.find(known) ?? names.at(-1);
  });
}

const busConfig = `${root}/e2e/support/session-bus.conf`;

/** A command line with a display and a session bus of its own around it, as far as the system has the programs for it. */
export function onVirtualDesktop(command) {
  if (process.platform !== 'linux') return command;
  const display = hasProgram('xvfb-run') ? ['xvfb-run', '-a', '-s', '-screen 0 1280x800x24'] : [];
  const bus = hasProgram('dbus-run-session') ? ['dbus-run-session', `--config-file=${busConfig}`, '--'] : [];
  return [...bus, ...display, ...command];
}
