// npm run conformance: writes docs/conformance.md from the titles of the tests. With --check it only compares, and fails when
// the table and the tests differ or a row has no test. With --report FILE it reads the titles from a report of Vitest, which
// is quicker than asking for them.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { rows } from './conformance-rows.mjs';

const root = resolve(import.meta.dirname, '..');
const file = resolve(root, 'docs/conformance.md');
const isCheck = process.argv.includes('--check');

/** Who a test speaks for is told by the folder it lies in. */
const sides = { codec: /^src\/protocol\//u, client: /^src\/main\/uc\//u, server: /^src\/server\//u };

/** Of the tests that passed in a run. */
function readReport(path) {
  return JSON.parse(readFileSync(path, 'utf8')).testResults.flatMap((ran) =>
    ran.assertionResults
      .filter(({ status }) => status === 'passed')
      .map(({ ancestorTitles, title }) => ({
        name: [...ancestorTitles, title].join(' > '),
        file: relative(root, ran.name).replaceAll('\\', '/'),
      })),
  );
}

function listTests() {
  const listed = spawnSync('npx', ['vitest', 'list', 'src/protocol', 'src/main/uc', 'src/server', '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  });
  const start = listed.stdout.indexOf('[');
  if (listed.status !== 0 || start < 0) throw new Error(`the tests could not be listed\n${listed.stderr}`);
  return JSON.parse(listed.stdout.slice(start)).map(({ name, file: path }) => ({
    name,
    file: relative(root, path).replaceAll('\\', '/'),
  }));
}

const report = process.argv.indexOf('--report');
const tests = report < 0 ? listTests() : readReport(process.argv[report + 1]);
const missing = [];

function cell(row, side) {
  const found = tests.filter((test) => sides[side].test(test.file) && row.pattern.test(test.name));
  // The shortest title says it most plainly; the file breaks ties, so that the table is the same everywhere.
  found.sort((a, b) => a.name.length - b.name.length || (a.file + a.name).localeCompare(b.file + b.name));
  const [best] = found;
  if (!best) return undefined;
  const title = best.name.split(' > ').slice(-1)[0].replaceAll('|', '\\|').replaceAll(/\s+/gu, ' ');
  return `${title} ([${best.file.split('/').slice(-1)[0]}](../${best.file}))`;
}

const lines = [
  '# Conformance',
  '',
  'What Parley speaks of the Unified Communications AJAX API, and the test that shows it. Made by `npm run conformance` from the',
  'titles of the tests; the test run fails when this table and the tests differ. Part numbers are those used in the comments of',
  'the code. "Codec" reads and writes the form on the wire and serves both sides.',
];
let kind = '';
for (const row of rows) {
  if (row.kind !== kind) {
    kind = row.kind;
    lines.push(
      '',
      `## ${kind === 'Reply' ? 'Replies' : `${kind}s`}`,
      '',
      '| Part | What | Codec | Client | Server |',
      '| --- | --- | --- | --- | --- |',
    );
  }
  const cells = { codec: cell(row, 'codec'), client: cell(row, 'client'), server: cell(row, 'server') };
  if (Object.values(cells).every((one) => one === undefined)) missing.push(`${row.part} ${row.name}: no test`);
  for (const side of row.needs) if (!cells[side]) missing.push(`${row.part} ${row.name}: no test of the ${side}`);
  lines.push(`| ${row.part} | ${row.name} | ${cells.codec ?? ''} | ${cells.client ?? ''} | ${cells.server ?? ''} |`);
}
const table = `${lines.join('\n')}\n`;

if (missing.length > 0) {
  console.error(`rows without a test:\n${missing.map((row) => `  ${row}`).join('\n')}`);
  process.exitCode = 1;
}
if (isCheck) {
  let written = '';
  try {
    written = readFileSync(file, 'utf8');
  } catch {
    // Not there is as good as different.
  }
  if (written !== table) {
    console.error('docs/conformance.md is not what the tests say: run npm run conformance');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, table);
  console.log(`docs/conformance.md: ${rows.length} rows, ${missing.length} without a test`);
}
