// Calls electron-builder (electron-builder.yml): the packaged folder, and on Windows and macOS the installers.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, runPackage } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';

/**
 * The Electron to package. For a release it is the very one of package.json: what is out of support must not ship, whatever the
 * environment names. Throws a `Stop` otherwise.
 */
export function checkElectron({ kind, version, folder }, { isForTesting }) {
  const { devDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  if (isForTesting || (kind !== 'fallback' && version === devDependencies.electron)) return;
  throw new Stop(
    `A release is made of Electron ${devDependencies.electron}, and the one at hand (${folder}) is ${version || 'of an unknown version'}.\n` +
      'Nothing was packaged. See docs/packaging.md for how to get the right one; --for-testing makes a package of this one that\n' +
      'says in its version that it is for trying only.',
  );
}

/** `targets`: as electron-builder names them. What it makes lies in `output`. */
export async function packApp({ electron, version, output, targets }) {
  const platform = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform];
  const { code, output: said } = await runPackage('electron-builder/cli.js', [
    platform,
    ...targets,
    `--${process.arch}`,
    '--publish=never',
    `-c.electronDist=${electron.folder}`,
    `-c.electronVersion=${electron.version}`,
    `-c.directories.output=${output}`,
    `-c.extraMetadata.version=${version}`,
  ]);
  if (code !== 0) throw new Stop(`electron-builder failed:\n${lastLines(said)}`);
}

function lastLines(text) {
  return text.trim().split('\n').slice(-25).join('\n');
}
