// The packages of a Debian system, or one of its kin, that Parley needs before it can start, be seen or be tested: which of them are
// missing, all in one pass, and who may install them. Elsewhere nothing is known of packages, and what is missing shows later.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { run } from './run.mjs';
import { step } from './step.mjs';
import { Stop } from './stop.mjs';

/** By what they are for. Where a package was renamed, the newer name comes first. */
const packages = {
  electron: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libnss3'],
    ['libasound2t64', 'libasound2'],
    ['libgbm1'],
    ['libnotify4'],
    ['libsecret-1-0'],
  ],
  /** A display that nobody looks at. */
  display: [['xvfb'], ['xauth'], ['dbus'], ['fonts-dejavu-core'], ['fonts-noto-color-emoji'], ['fonts-wqy-microhei']],
  /** A desktop that is looked at in a browser. */
  desktop: [
    ['tigervnc-standalone-server'],
    ['tigervnc-tools', 'tigervnc-common'],
    ['novnc'],
    ['websockify'],
    ['openbox'],
    ['tint2'],
    ['dunst'],
    ['dbus'],
    ['fonts-dejavu-core'],
    ['fonts-noto-color-emoji'],
    ['fonts-wqy-microhei'],
  ],
  /** What the end-to-end tests talk to. */
  tests: [
    ['openbox'],
    ['xdotool'],
    ['dbus-x11'],
    ['python3-dbus'],
    ['python3-gi'],
    ['python3-dbusmock'],
    ['gnome-keyring'],
  ],
  /** What the tests start in folders of their own. */
  services: [
    ['ejabberd'],
    ['erlang-p1-pgsql'],
    ['postgresql'],
    ['prosody'],
    ['openssl'],
    ['haproxy'],
    ['tinyproxy'],
    ['microsocks'],
    ['dante-server'],
    ['profanity'],
    ['tmux'],
  ],
};

const isDebian = process.platform === 'linux' && existsSync('/usr/bin/dpkg-query');

/**
 * Sees to it that the packages are there; throws `Stop` with the one command that brings them where they may not be installed.
 * @param purposes names of the table above
 * @param yes what is missing may be installed without a question
 */
export async function provideSystemPackages(purposes, { yes }) {
  const missing = missingPackages(purposes.flatMap((purpose) => packages[purpose]));
  if (missing.length === 0) return;
  const isRoot = process.getuid() === 0;
  const hasTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI;
  const command = installCommand(chooseNames(missing), isRoot);
  const decision = decideOnInstalling({ isRoot, hasTerminal, yes });
  if (decision === 'refuse') throw new Stop(`System packages are missing here. This brings them:\n\n  ${command}\n`);
  if (decision === 'ask') await askForLeave(command);
  if (isRoot) return step('Installing system packages', () => installQuietly(chooseNames(missing)));
  // sudo asks for the password itself.
  if (spawnSync('sh', ['-c', command], { stdio: 'inherit' }).status !== 0)
    throw new Stop('The system packages could not be installed.');
}

/**
 * The same for services that the tests start themselves. They are installed only where nobody has to be asked, and none of them is
 * started by that; the tests do without them, and say so.
 */
export async function provideServicePackages({ yes }) {
  const missing = missingPackages(packages.services);
  if (missing.length === 0) return;
  const isRoot = process.getuid() === 0;
  const hasTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI;
  if (!isRoot || decideOnInstalling({ isRoot, hasTerminal, yes }) !== 'install') return;
  const startNothing = keepServicesFromStarting();
  await step('Installing services for the tests', () => installQuietly(chooseNames(missing))).finally(startNothing.end);
}

/** What Debian's packages ask before they start anything. It says no as long as this process is there, whatever becomes of it. */
function keepServicesFromStarting(file = '/usr/sbin/policy-rc.d') {
  if (existsSync(file)) return { end: () => undefined };
  writeFileSync(file, `#!/bin/sh\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`, { mode: 0o755 });
  return { end: () => rmSync(file, { force: true }) };
}

/** Nothing is changed without leave where a person may sit; where none can be asked, root is one who prepares a machine. Pure. */
export function decideOnInstalling({ isRoot, hasTerminal, yes }) {
  if (yes) return 'install';
  if (hasTerminal) return 'ask';
  return isRoot ? 'install' : 'refuse';
}

/** Pure. */
export function installCommand(names, isRoot) {
  const sudo = isRoot ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends ${names.join(' ')}`;
}

/** Names of the packages that hold Electron's libraries and are not installed; none where that cannot be told. */
export function packagesOfLibraries() {
  return chooseNames(missingPackages(packages.electron));
}

async function askForLeave(command) {
  console.log(`System packages are missing here. This brings them:\n\n  ${command}\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Run it now? [y/N] ').finally(() => terminal.close());
  if (!/^y(?:es)?$/iu.test(answer.trim())) throw new Stop('Nothing was installed.');
}

async function installQuietly(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (...args) => {
    const { code, output } = await run('apt-get', ['-q', '-y', ...args], { env, timeoutMs: 8 * 60_000 });
    if (code !== 0) throw new Stop(`apt-get ${args[0]} failed:\n${output.trim().split('\n').slice(-6).join('\n')}`);
  };
  await apt('update');
  await apt('install', '--no-install-recommends', ...names);
}

function missingPackages(wanted) {
  if (!isDebian) return [];
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

/** Of each package, once, the name that this release of the system knows. */
function chooseNames(wanted) {
  const chosen = wanted.map((names) => {
    if (names.length === 1) return names[0];
    const known = (name) =>
      /Candidate: [^(\s]/u.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '');
    return names.find(known) ?? names.at(-1);
  });
  return [...new Set(chosen)];
}
