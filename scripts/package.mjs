// npm run package -- [--linux|--win|--mac] [--only TARGET]… [--for-testing]: builds, and makes the packages of this system in dist/.
// Each system makes its own: the history's database is a native library, and each is signed by tools of its system.
// Exit code 0 when all that can be made here was made, 1 when something failed, 2 for wrong usage.
import { copyFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { describeApp } from './package/about.mjs';
import { checkElectron, packApp } from './package/app.mjs';
import { writeFeeds } from './package/feed.mjs';
import { fillFolder, outputFolder } from './package/output.mjs';
import { targets, whyNot } from './package/targets.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { readCommandLine } from './support/command-line.mjs';
import { checkNodeVersion } from './support/node-version.mjs';
import { installPackages } from './support/packages.mjs';
import { step } from './support/step.mjs';
import { runMain, Stop } from './support/stop.mjs';

const usage = `npm run package -- [--linux | --win | --mac] [--only TARGET]… [--for-testing] [--output FOLDER]
  TARGET: ${targets.map(({ name }) => name).join(', ')}`;

await runMain(async () => {
  const { values } = readCommandLine(usage, {
    linux: { type: 'boolean', default: false },
    win: { type: 'boolean', default: false },
    mac: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    'for-testing': { type: 'boolean', default: false },
    output: { type: 'string' },
  });
  const isForTesting = values['for-testing'];
  const folder = outputFolder(values.output);
  const chosen = choose(values);
  const reasons = new Map(chosen.map((target) => [target, whyNot(target)]));
  const wanted = chosen.filter((target) => reasons.get(target) === undefined);
  for (const [{ name }, reason] of reasons) if (reason !== undefined) console.log(`${name}: not made here, ${reason}`);
  const made = wanted.length === 0 ? { files: [], failed: 0 } : await makeAll(wanted, { folder, isForTesting });
  if (made.files.length > 0) console.log(`\nIn ${folder}: ${made.files.join(', ')}`);
  console.log(
    `\n${made.files.length} packages made, ${made.failed} failed, ${chosen.length - wanted.length} not made here`,
  );
  return made.failed === 0 ? 0 : 1;
});

/** Those of the systems and names that were asked for; without any, all of this system. */
function choose({ linux, win, mac, only }) {
  const unknown = only?.find((name) => targets.every((target) => target.name !== name));
  if (unknown !== undefined) throw new Stop(`There is no target "${unknown}".\nUsage: ${usage}`, 2);
  const platforms = [linux && 'linux', win && 'win32', mac && 'darwin'].filter(Boolean);
  if (platforms.length === 0 && only === undefined) platforms.push(process.platform);
  const found = targets.filter(
    ({ name, platform }) =>
      (platforms.length === 0 || platforms.includes(platform)) && (only === undefined || only.includes(name)),
  );
  if (found.length === 0) throw new Stop(`That chooses no target.\nUsage: ${usage}`, 2);
  return found;
}

async function makeAll(wanted, { folder, isForTesting }) {
  const files = [];
  let failed = 0;
  await fillFolder(folder, async ({ work, made }) => {
    checkNodeVersion();
    await installPackages();
    const electron = await findElectron();
    checkElectron(electron, { isForTesting });
    await buildWhatChanged(electronEnv(electron));
    const about = await describeApp({ isForTesting });
    const packed = join(work, 'packed');
    const byBuilder = wanted.filter(({ builder }) => builder !== undefined).map(({ builder }) => builder);
    const pack = () =>
      packApp({
        electron,
        version: about.version,
        output: packed,
        targets: byBuilder.length > 0 ? byBuilder : ['dir'],
      });
    await step(`Packaging Parley ${about.version} with Electron ${electron.version}`, pack);
    if (byBuilder.length > 0) files.push(...takeFiles(packed, made));
    const app = join(packed, readdirSync(packed).find((name) => name.endsWith('-unpacked')) ?? '');
    for (const target of wanted.filter(({ make }) => make !== undefined)) {
      try {
        const given = { app, work, folder: made, about, arch: architecture(target.name), isForTesting };
        files.push(
          await step(
            target.name,
            () => target.make(given),
            (name) => name,
          ),
        );
      } catch (error) {
        // From 128 on a signal said to end: that ends all of it.
        if (!(error instanceof Stop) || error.exitCode >= 128) throw error;
        failed++;
        console.error(error.message);
      }
    }
    return files.length > 0 ? [...files, ...describe(files, { packed, made, about })] : [];
  });
  return { files, failed };
}

/** Those that electron-builder made, without its notes. */
function takeFiles(from, to) {
  const names = readdirSync(from).filter((name) => /\.(?:exe|msi|dmg|zip)$/u.test(name));
  for (const name of names) renameSync(join(from, name), join(to, name));
  return names;
}

/** Makes what tells of the packages: a bill of materials and the feeds. */
function describe(files, { packed, made, about }) {
  const bill = `parley-${about.version}-${process.platform}-${process.arch}.cdx.json`;
  copyFileSync(findFile(packed, 'sbom.cdx.json'), join(made, bill));
  return [bill, ...writeFeeds(files, { folder: made, about })];
}

function findFile(folder, name) {
  const found = readdirSync(folder, { recursive: true }).find((path) => path.endsWith(name));
  if (found === undefined) throw new Error(`${name} is not in what was packaged`);
  return join(folder, found);
}

/** As each kind of package names it. */
function architecture(target) {
  const names = { deb: { x64: 'amd64' }, rpm: { x64: 'x86_64', arm64: 'aarch64' } };
  return names[target]?.[process.arch] ?? process.arch;
}
