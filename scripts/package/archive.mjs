// The program in a tar.gz, for those who put it somewhere themselves.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';
import { level, manualPages } from './linux-tree.mjs';

export async function makeArchive({ app, work, folder, about, isForTesting }) {
  const name = `parley-${about.version}`;
  const tree = join(work, 'archive');
  mkdirSync(tree);
  cpSync(app, join(tree, name), { recursive: true, verbatimSymlinks: true });
  for (const [page, text] of Object.entries(manualPages(about))) writeFileSync(join(tree, name, page), text);
  // Who unpacks it is seldom root: nothing in it may ask for more than they have.
  level(tree, about.date, 0o755);
  const file = `parley-${about.version}-linux-${process.arch}.tar.gz`;
  const { code, output } = await run('tar', [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--format=gnu',
    `--use-compress-program=gzip -n ${isForTesting ? '-1' : '-9'}`,
    ...['-C', tree, '-cf', join(folder, file), name],
  ]);
  if (code !== 0) throw new Stop(`tar failed:\n${output.trim()}`);
  return file;
}
