// What electron-builder calls for each packaged folder, on every system, before its fuses are set and it is signed: adds what the
// law and people want, takes out what belongs to the Electron at hand, and looks whether all is as it should be.
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gatherLibraries, noticesText } from '../support/notices.mjs';
import { root } from '../support/run.mjs';
import { findTroubles, listContents } from './contents.mjs';
import { billOfMaterials } from './sbom.mjs';

/** electron-builder's numbers of architectures. */
const architectures = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

export default async function complete({ appOutDir, electronPlatformName: platform, arch, packager }) {
  const isMac = platform === 'darwin';
  const resources = packager.getResourcesDir(appOutDir);
  // Of a Mac's folder only the app itself gets into a package.
  const folder = isMac ? resources : appOutDir;
  for (const name of ['version', 'download-tried']) rmSync(join(appOutDir, name), { force: true });
  rmSync(join(resources, 'default_app.asar'), { force: true });

  const app = { ...JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')), version: packager.appInfo.version };
  const libraries = gatherLibraries(root);
  copyFileSync(resolve(root, 'LICENSE'), join(folder, 'LICENSE.txt'));
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesText(libraries));
  const { electronVersion } = packager.config;
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials({ app, electronVersion, libraries }));
  copyLauncher(platform, folder);
  chmodSync(join(resources, 'cli/index.js'), 0o755);

  const troubles = findTroubles(listContents(folder), { platform, arch: architectures[arch] });
  if (troubles.length > 0) throw new Error(`The package is not as it should be:\n  ${troubles.join('\n  ')}`);
}

/** The command line's starter lies beside the program; its bundle in the resources. */
function copyLauncher(platform, folder) {
  const name = platform === 'win32' ? 'parley-cli.cmd' : 'parley-cli';
  const file = join(folder, name);
  copyFileSync(join(import.meta.dirname, 'files', name), file);
  if (platform !== 'win32') chmodSync(file, 0o755);
}
