// npm run conformance: writes docs/conformance.md from scripts/conformance/, and fails when a cell is empty without a reason or
// names a test that is not there. With --check it only compares, and fails when the table differs. With --report FILE it takes
// the tests from a report of Vitest, which is quicker than asking for them, and fails for those that did not pass.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { partsOf } from './conformance/parts.mjs';
import { rows } from './conformance/rows.mjs';
import { filesOf, findTroubles, renderTable } from './conformance/table.mjs';
import { listTests, readReport } from './conformance/tests.mjs';

const docs = resolve(import.meta.dirname, '../docs');
const file = resolve(docs, 'conformance.md');
const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, report: { type: 'string' } },
});

const troubles = findTroubles(rows, values.report === undefined ? listTests(filesOf(rows)) : readReport(values.report));
if (troubles.length > 0) {
  console.error(`scripts/conformance/ and the tests differ:\n${troubles.map((trouble) => `  ${trouble}`).join('\n')}`);
  process.exitCode = 1;
}
const table = renderTable(rows, partsOf(readFileSync(resolve(docs, 'protocol.md'), 'utf8')));
if (!values.check) {
  writeFileSync(file, table);
  console.log(`docs/conformance.md: ${rows.length} rows, ${troubles.length} troubles`);
} else if (written() !== table) {
  console.error('docs/conformance.md is not what scripts/conformance/ says: run npm run conformance');
  process.exitCode = 1;
}

/** Not there is as good as different. */
function written() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
