// Runs tests in the copy, and tells which failed. End-to-end tests of the app run what is built there: all of it once, and
// afterwards the part that a guard is taken out of.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onVirtualDesktop } from '../support/linux-desktop.mjs';
import { npm, root, run } from '../support/run.mjs';

const minuteMs = 60_000;

export const isUnit = (test) => !test.startsWith('e2e/');

/** A program of their own, made of the sources: nothing has to be built. */
const unbuilt = new Set(['e2e/page-guards.spec.ts', 'e2e/sso-window.spec.ts']);

export function createTestRuns(folder, env) {
  let isBuilt = false;

  /** What stands in the way of the tests, if anything. */
  async function build(file) {
    const part = /^src\/(main|preload|renderer)\//u.exec(file ?? '')?.[1];
    const script = ['run', '--silent', 'build'];
    const { code, output } = isBuilt
      ? part === undefined
        ? { code: 0 }
        : await run(process.execPath, ['scripts/guards/build-part.mjs', part], { ...here, timeoutMs: 10 * minuteMs })
      : await npm(script, { ...here, timeoutMs: 10 * minuteMs });
    if (code !== 0) return `it could not be built: ${output.trim().split('\n').slice(-5).join(' ')}`;
    isBuilt = true;
    return undefined;
  }
  const here = { cwd: folder, env };

  return {
    /** `tests`: files. `file`: the one that was changed since the last run. */
    async run(tests, file) {
      const units = tests.filter(isUnit);
      const ends = tests.filter((test) => !isUnit(test));
      const trouble = ends.some((test) => !unbuilt.has(test)) ? await build(file) : undefined;
      if (trouble !== undefined) return { failed: [], passed: 0, trouble };
      const results = [];
      if (units.length > 0) results.push(await runUnits(units));
      if (ends.length > 0) results.push(await runEnds(ends));
      return {
        failed: results.flatMap(({ failed }) => failed),
        passed: results.reduce((sum, { passed }) => sum + passed, 0),
        trouble: results.find((each) => each.trouble !== undefined)?.trouble,
        output: results.map(({ output }) => output).join('\n'),
      };
    },
  };

  async function runUnits(tests) {
    const report = freshReport('guards-unit.json');
    const args = ['run', '--project', 'unit', '--reporter=json', `--outputFile.json=${report}`, ...tests];
    const { output } = await run(process.execPath, [resolve(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      ...here,
      timeoutMs: 5 * minuteMs,
    });
    const results = readReport(report)?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
    return verdict(
      results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
      results.filter(({ status }) => status === 'passed').length,
      output,
    );
  }

  async function runEnds(tests) {
    const report = freshReport('guards-e2e.json');
    const script = resolve(root, 'node_modules/@playwright/test/cli.js');
    // One failure says enough.
    const command = onVirtualDesktop([
      process.execPath,
      script,
      'test',
      '--reporter=json',
      '--max-failures=1',
      ...tests,
    ]);
    const { output } = await run(command[0], command.slice(1), {
      cwd: folder,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      timeoutMs: 15 * minuteMs,
    });
    const results = (readReport(report)?.suites ?? []).flatMap(specsOf);
    return verdict(
      results.filter(({ ok, tests: [only] }) => !ok && only.status === 'unexpected').map(({ title }) => title),
      results.filter(({ ok }) => ok).length,
      output,
    );
  }

  function freshReport(name) {
    const report = join(folder, 'test-results', name);
    rmSync(report, { force: true });
    return report;
  }
}

/** A run in which no test came to an end says nothing about a guard. */
function verdict(failed, passed, output) {
  const trouble = failed.length + passed === 0 ? `no test ran: ${output.trim().slice(-600)}` : undefined;
  return { failed, passed, output, trouble };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
