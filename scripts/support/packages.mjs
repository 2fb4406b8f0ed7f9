// The packages in node_modules: are they those of the lockfile, and if not, make them so.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { npm, root } from './run.mjs';
import { step } from './step.mjs';
import { Stop } from './stop.mjs';

/** Installs what is missing or stale; says nothing when all is there. */
export async function installPackages() {
  if (arePackagesCurrent(root)) return;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('Installing packages', async () => {
    const { code, output } = await npm(args, { timeoutMs: 15 * 60_000 });
    if (code !== 0) throw new Stop(installFailure(output));
  });
}

/** npm keeps in node_modules what it put there; compared with what the lockfile wants. */
export function arePackagesCurrent(folder) {
  const wanted = readLock(resolve(folder, 'package-lock.json'));
  const have = readLock(resolve(folder, 'node_modules/.package-lock.json'));
  if (!wanted || !have) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    // An optional package may be one for another platform.
    if (!have[path]) return optional === true;
    return have[path].version === version && existsSync(resolve(folder, path, 'package.json'));
  });
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** What npm said, in plain words, with its own last lines. */
export function installFailure(output) {
  const reasons = [
    [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/iu, networkWords],
    [
      /CERT|self.signed/u,
      'The package registry could not be trusted: its certificate was refused. Behind an inspecting proxy, set "cafile" for npm.',
    ],
    [
      /E401|E403/u,
      'The package registry refused access. Check the "registry" and credentials that npm uses (npm config list).',
    ],
    [/ENOSPC/u, 'There is no space left on the disk.'],
    [/EACCES|EPERM|EROFS/u, 'This folder cannot be written to by you.'],
    [
      /EUSAGE|in sync/u,
      'package.json and package-lock.json do not fit together. After a merge, run npm install and commit the lockfile.',
    ],
  ];
  const reason = reasons.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm could not do it.';
  const lines = output
    .trim()
    .split('\n')
    .slice(-8)
    .map((line) => `  ${line}`);
  return [`The packages that Parley is built from could not be installed. ${reason}`, 'npm said:', ...lines].join('\n');
}

const networkWords =
  'The package registry could not be reached. Check the network, and the proxy if there is one (npm config set proxy).';
