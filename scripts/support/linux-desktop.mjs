// What Electron needs of a Linux system besides packages: libraries that can be loaded, a display, a session bus.
import { spawnSync } from 'node:child_process';
import { hasProgram, root } from './run.mjs';
import { Stop } from './stop.mjs';
import { packagesOfLibraries } from './system-packages.mjs';

export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Throws `Stop` when the program could not be loaded. */
export function checkSharedLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries(spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '');
  if (missing.length === 0) return;
  const packages = packagesOfLibraries();
  const remedy =
    packages.length > 0
      ? `They are in these packages: ${packages.join(', ')}.`
      : 'They are those of GTK 3, NSS, ALSA and GBM: install the packages of your system that hold them.';
  throw new Stop(`Electron needs shared libraries that are missing here: ${missing.join(', ')}.\n${remedy}`);
}

/** From the output of `ldd`. */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gmu)].map(([, name]) => name);
}

/** Throws `Stop` when there would be nothing to draw on. */
export function checkVirtualDisplay() {
  if (hasDisplay() || hasProgram('xvfb-run')) return;
  throw new Stop(
    'This needs a display, or xvfb-run to make one that nobody looks at (package xvfb or xorg-x11-server-Xvfb).',
  );
}

/** Whether each program can have a display and a session bus of its own. */
export function hasVirtualDesktop() {
  return process.platform === 'linux' && hasProgram('xvfb-run') && hasProgram('dbus-run-session');
}

const busConfig = `${root}/e2e/support/session-bus.conf`;

/**
 * A command line with a display and a session bus of its own around it, as far as the system has the programs for it.
 * `isForOne`: with its one program the display ends. It must not make itself new for another one then: the X server forgets that it
 * was told to end while it does.
 */
export function onVirtualDesktop(command, { isForOne = false } = {}) {
  if (process.platform !== 'linux') return command;
  const server = `-screen 0 1280x800x24${isForOne ? ' -noreset' : ''}`;
  const display = hasProgram('xvfb-run') ? ['xvfb-run', '-a', '-s', server] : [];
  const bus = hasProgram('dbus-run-session') ? ['dbus-run-session', `--config-file=${busConfig}`, '--'] : [];
  return [...bus, ...display, ...command];
}

/** What a program finds a desktop by. */
const names = ['DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS'];

/** As many desktops: the last is its own, the others stand beside it by their names with `DESKTOP_1_` before each (playwright.config.ts). */
export function onVirtualDesktops(command, count) {
  if (count === 1) return onVirtualDesktop(command);
  const keep = names.map((name) => `export DESKTOP_${count - 1}_${name}="$${name}"`).join('; ');
  return onVirtualDesktop(['sh', '-c', `${keep}; exec "$@"`, 'sh', ...onVirtualDesktops(command, count - 1)]);
}
