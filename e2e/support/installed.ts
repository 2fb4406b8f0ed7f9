// Parley as an administrator installs it: the package of Debian is made, installed, and taken away again.
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const resources = '/usr/lib/parley/resources';

/** Why that cannot be tried here; nothing when it can. */
export function whyNotInstalled(): string | undefined {
  if (!existsSync('/usr/bin/dpkg') || !existsSync('/usr/bin/apt-get')) return 'this is no Debian';
  if (process.getuid?.() !== 0) return 'only root can install a package';
  return isInstalled() ? 'a Parley is installed, which belongs to somebody' : undefined;
}

export function isInstalled(): boolean {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', 'parley'], { encoding: 'utf8' });
  return stdout.startsWith('installed');
}

/** The file that `npm run package` makes. */
export function makeDeb(folder: string): string {
  const args = ['scripts/package.mjs', '--only', 'deb', '--for-testing', '--output', folder];
  const output = run(process.execPath, args);
  const name = readdirSync(folder).find((each) => each.endsWith('.deb'));
  if (name === undefined) throw new Error(output);
  return join(folder, name);
}

export function install(file: string): void {
  run('apt-get', ['install', '-q', '-y', '--no-install-recommends', file]);
}

export function remove(): void {
  run('apt-get', ['purge', '-q', '-y', 'parley']);
}

/** Every file and folder of a package, as it lies on the system. */
export function filesOf(file: string): readonly string[] {
  return run('sh', ['-c', `dpkg-deb --fsys-tarfile '${file}' | tar -t`])
    .split('\n')
    .map((path) => path.replace(/^\./u, '').replace(/\/$/u, ''))
    .filter((path) => path !== '');
}

/** Of these those that are there. */
export function present(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}

/** Lets `main` run in place of the main process of the installed program; it may start it by `require('./index.js')`. */
export async function replaceMain(folder: string, main: string): Promise<void> {
  const unpacked = join(folder, 'unpacked');
  extractAll(join(resources, 'app.asar'), unpacked);
  const file = join(unpacked, 'package.json');
  const about = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...about, main: 'out/main/probe.js' }));
  writeFileSync(join(unpacked, 'out/main/probe.js'), main);
  await createPackageWithOptions(unpacked, join(resources, 'app.asar'), { unpack: '*.node' });
  rmSync(unpacked, { recursive: true });
}

/** Somebody who is not root, with a home and the display of this test. */
export function createPerson(folder: string, id: number): Readonly<Record<string, string>> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  chmodSync(folder, 0o755);
  chownSync(home, id, id);
  const cookies = process.env['XAUTHORITY'];
  if (cookies !== undefined && existsSync(cookies)) {
    copyFileSync(cookies, join(home, 'Xauthority'));
    chownSync(join(home, 'Xauthority'), id, id);
  }
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: home,
    XAUTHORITY: join(home, 'Xauthority'),
    // That of this test belongs to root, who is nobody they share one with.
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  };
}

export interface ProcessFacts {
  readonly command: string;
  /** 2: it filters what it may ask of the kernel. */
  readonly seccomp: string | undefined;
  readonly pidNamespace: string;
}

/** The processes of the installed program. */
export function processes(): readonly ProcessFacts[] {
  return readdirSync('/proc').flatMap((id) => {
    try {
      if (!/^\d+$/u.test(id) || readlinkSync(`/proc/${id}/exe`) !== '/usr/lib/parley/parley') return [];
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const seccomp = /^Seccomp:\s*(\d)$/mu.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      return [{ command, seccomp, pidNamespace: readlinkSync(`/proc/${id}/ns/pid`) }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

/** What it said; throws when it failed. */
export function run(command: string, args: readonly string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stdout + stderr}`);
  return stdout;
}
