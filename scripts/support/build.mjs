// Builds what is to be run, unless it was built from the very same sources.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npm, root } from './run.mjs';
import { step } from './step.mjs';
import { Stop } from './stop.mjs';

const sources = [
  'src',
  'resources',
  'package-lock.json',
  'package.json',
  'electron.vite.config.ts',
  'vite.cli.config.mts',
  'scripts/notices.mjs',
  'scripts/support/notices.mjs',
  'scripts/support/dictionaries.mjs',
  'scripts/support/first-frame.mjs',
  'scripts/support/plain-letters.mjs',
  'scripts/support/record-libraries.mjs',
];
const results = [
  'main/index.js',
  'preload/index.js',
  'renderer/index.html',
  'renderer/main.html',
  'cli/index.js',
  'notices.json',
];
const out = resolve(root, 'out');
const stamp = join(out, 'sources.sha256');

export async function buildWhatChanged(env) {
  const now = fingerprint();
  if (results.every((file) => existsSync(join(out, file))) && readStamp() === now) return;
  await step('Building', async () => {
    rmSync(stamp, { force: true });
    const { code, output } = await npm(['run', '--silent', 'build'], { env, timeoutMs: 5 * 60_000 });
    if (code !== 0) throw new Stop(`The build failed:\n${output.trim()}`);
    mkdirSync(out, { recursive: true });
    writeFileSync(stamp, now);
  });
}

function readStamp() {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

/** Changes when a file comes, goes or is written. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory())
      readdirSync(path)
        .sort()
        .forEach((name) => visit(join(path, name)));
    else hash.update(`${path}:${stats?.size}:${stats?.mtimeMs}\n`);
  };
  sources.forEach((path) => visit(resolve(root, path)));
  return hash.digest('hex');
}
