// What the packages say about Parley: of package.json, of the command line itself, and of the commit that they are made of.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, run } from '../support/run.mjs';
import { withSources } from '../support/sources.mjs';

export async function describeApp({ isForTesting }) {
  const about = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  return {
    ...about,
    version: isForTesting ? `${about.version}-testing` : about.version,
    synopsis: 'Messenger for Communicator Web Access',
    ...(await readSources()),
    date: await dateOfSources(),
  };
}

/** What `--help` says, and the names of the files that an update is looked for in. */
function readSources() {
  return withSources(async (load) => {
    const { generalHelp, serveHelp, connectHelp } = await load('/src/cli/help.ts');
    const { updateFiles } = await load('/src/main/updates/update-way.ts');
    return { help: { general: generalHelp, serve: serveHelp, connect: connectHelp }, updateFiles };
  });
}

/** The time that all files of a package get: that of the commit, so that it comes out the same whenever it is made. */
async function dateOfSources(env = process.env) {
  if (/^\d+$/u.test(env.SOURCE_DATE_EPOCH ?? '')) return new Date(Number(env.SOURCE_DATE_EPOCH) * 1000);
  const { code, output } = existsSync(resolve(root, '.git'))
    ? await run('git', ['log', '-1', '--format=%ct'])
    : { code: 1, output: '' };
  // Sources without a history: any time will do, as long as it is always the same.
  return new Date(code === 0 && /^\d+$/u.test(output.trim()) ? Number(output) * 1000 : Date.UTC(2026, 0, 1));
}
