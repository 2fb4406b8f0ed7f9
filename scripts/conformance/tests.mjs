// The tests of this project as table.mjs takes them: from a report of a run, or by asking Vitest for their titles.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const fromRoot = (path) => relative(root, path).replaceAll('\\', '/');

/** Of a run, with what became of them. */
export function readReport(path) {
  return JSON.parse(readFileSync(path, 'utf8')).testResults.flatMap((ran) =>
    ran.assertionResults.map(({ ancestorTitles, title, status }) => ({
      name: [...ancestorTitles, title].join(' > '),
      file: fromRoot(ran.name),
      status,
    })),
  );
}

/** Of these files, without running them. */
export function listTests(files) {
  const vitest = resolve(root, 'node_modules/vitest/vitest.mjs');
  const listed = spawnSync(process.execPath, [vitest, 'list', ...files, '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const start = listed.stdout.indexOf('[');
  if (listed.status !== 0 || start < 0) throw new Error(`the tests could not be listed\n${listed.stderr}`);
  return JSON.parse(listed.stdout.slice(start)).map(({ name, file }) => ({ name, file: fromRoot(file) }));
}
