// Runs tests in the copy, and tells which failed. Unit tests run in one Vitest that stays; end-to-end tests of the app run what is built
// there: all of it once, and afterwards the part that a guard is taken out of.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { onVirtualDesktop } from '../support/linux-desktop.mjs';
import { npm, run } from '../support/run.mjs';

const minuteMs = 60_000;

export const isUnit = (test) => !test.startsWith('e2e/');

/** A program of their own, made of the sources: nothing has to be built. */
const unbuilt = new Set(['e2e/page-guards.spec.ts', 'e2e/sso-window.spec.ts', 'e2e/updater.spec.ts']);

/** `folder`: the copy, and the working folder of this process. */
export function createTestRuns(folder, env) {
  let isBuilt = false;
  /** Parts of the app that were built without a guard. */
  const stale = new Set();
  let vitest;

  /** What stands in the way of the tests, if anything. */
  async function build(file) {
    const changed = /^src\/(main|preload|renderer)\//u.exec(file ?? '')?.[1];
    const parts = new Set([...stale, ...(changed === undefined ? [] : [changed])]);
    const options = { cwd: folder, env, timeoutMs: 10 * minuteMs };
    if (!isBuilt) parts.clear();
    const builds = isBuilt
      ? [...parts].map((part) => () => run(process.execPath, ['scripts/guards/build-part.mjs', part], options))
      : [() => npm(['run', '--silent', 'build'], options)];
    stale.clear();
    if (changed !== undefined) stale.add(changed);
    for (const each of builds) {
      const { code, output } = await each();
      if (code !== 0) return `it could not be built: ${output.trim().split('\n').slice(-5).join(' ')}`;
    }
    isBuilt = true;
    return undefined;
  }

  async function runUnits(tests, file) {
    vitest ??= await createVitest('test', {
      root: folder,
      config: join(folder, 'vitest.config.mts'),
      project: ['unit'],
      watch: false,
      // It would lie among the packages, which are those of the working tree.
      cache: false,
      reporters: [{}],
    });
    if (file !== undefined) vitest.invalidateFile(join(folder, file));
    const wanted = await vitest.globTestSpecifications(tests.map((test) => join(folder, test)));
    const { testModules: known, unhandledErrors } = await vitest.runTestSpecifications(wanted);
    // It tells of those of earlier runs too, what failed then among them.
    const testModules = known.filter(({ moduleId }) => wanted.some((each) => each.moduleId === moduleId));
    const results = testModules.flatMap((module) => [...module.children.allTests()]);
    const named = (state) => results.filter((test) => test.result().state === state).map(({ fullName }) => fullName);
    const errors = [...testModules.flatMap((module) => module.errors()), ...unhandledErrors];
    return verdict(named('failed'), named('passed').length, errors.map(({ message }) => message).join('\n'));
  }

  async function runEnds(tests, title) {
    const report = join(folder, 'test-results/guards-e2e.json');
    rmSync(report, { force: true });
    const script = join(folder, 'node_modules/@playwright/test/cli.js');
    const only = title === undefined ? [] : ['--grep', title];
    // One failure says enough.
    const args = ['test', '--reporter=json', '--max-failures=1', ...only, ...tests];
    const command = onVirtualDesktop([process.execPath, script, ...args]);
    const { output } = await run(command[0], command.slice(1), {
      cwd: folder,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      timeoutMs: 20 * minuteMs,
    });
    const specs = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).suites.flatMap(specsOf) : [];
    const ended = (status) => specs.filter(({ tests: [test] }) => test.status === status).map((spec) => spec.title);
    return verdict(ended('unexpected'), ended('expected').length, output);
  }

  return {
    /** `tests`: files. `file`: what differs from the sources. `title`: of the end-to-end test that has to notice, to save time. */
    async run({ tests, file, title }) {
      const ends = tests.filter((test) => !isUnit(test));
      const units = tests.filter(isUnit);
      const trouble = ends.some((test) => !unbuilt.has(test)) ? await build(file) : undefined;
      if (trouble !== undefined) return { failed: [], passed: 0, trouble };
      const results = [];
      if (units.length > 0) results.push(await runUnits(units, file));
      if (ends.length > 0) results.push(await runEnds(ends, title));
      if (file !== undefined) vitest?.invalidateFile(join(folder, file));
      return {
        failed: results.flatMap(({ failed }) => failed),
        passed: results.reduce((sum, { passed }) => sum + passed, 0),
        trouble: results.find((each) => each.trouble !== undefined)?.trouble,
      };
    },
    end: () => vitest?.close(),
  };
}

/** A run in which no test came to an end says nothing about a guard. */
function verdict(failed, passed, output) {
  const trouble = failed.length + passed === 0 ? `no test ran: ${output.trim().slice(-600)}` : undefined;
  return { failed, passed, trouble };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}
