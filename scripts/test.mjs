// npm test: everything from a fresh clone to the last line `N passed, N failed`.
//   npm test                       all of it            npm test -- --unit | --checks | --e2e     one part
//   npm test -- src/protocol       tests by their path   npm test -- --no-install                 touch no packages
//   npm test -- --yes              install missing system packages without a question
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import {
  checkSharedLibraries,
  checkVirtualDisplay,
  hasVirtualDesktop,
  onVirtualDesktops,
} from './support/linux-desktop.mjs';
import { checkNodeVersion } from './support/node-version.mjs';
import { otherMajors, tryNode } from './support/other-nodes.mjs';
import { installPackages } from './support/packages.mjs';
import { npm, root, run } from './support/run.mjs';
import { step } from './support/step.mjs';
import { runMain, Stop } from './support/stop.mjs';
import { provideServicePackages, provideSystemPackages } from './support/system-packages.mjs';
import { countPlaywright, countVitest, secondTriesOfPlaywright, secondTriesOfVitest } from './support/test-counts.mjs';

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'boolean', default: false },
    checks: { type: 'boolean', default: false },
    e2e: { type: 'boolean', default: false },
    'no-install': { type: 'boolean', default: false },
    yes: { type: 'boolean', short: 'y', default: false },
  },
});
const e2eFilters = filters.filter((filter) => filter.startsWith('e2e'));
const unitFilters = filters.filter((filter) => !filter.startsWith('e2e'));
const isChosen = flags.unit || flags.checks || flags.e2e;
const wanted = {
  unit: flags.unit || (!isChosen && (filters.length === 0 || unitFilters.length > 0)),
  checks: flags.checks || (!isChosen && filters.length === 0),
  e2e: flags.e2e || (!isChosen && (filters.length === 0 || e2eFilters.length > 0)),
};
const usesServices = (chosen) => chosen.length === 0 || chosen.some((filter) => /xmpp|gateway/u.test(filter));
const wantsServices = (wanted.unit && usesServices(unitFilters)) || (wanted.e2e && usesServices(e2eFilters));
const total = { passed: 0, failed: 0 };

await runMain(async () => {
  // Whoever has to be asked is asked at once, not after the first ten minutes.
  const canBeSeen = wanted.e2e && (await attempt(provideForEndToEnd));
  if (wantsServices && !flags['no-install']) await attempt(() => provideServicePackages(flags));
  if (await attempt(setUp)) {
    if (wanted.checks) await attempt(runChecks);
    if (wanted.unit) await attempt(runUnitTests);
    if (wanted.unit && filters.length === 0 && !flags['no-install']) await attempt(tryOtherNodes);
    if (canBeSeen) await attempt(runEndToEndTests);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** What stops a part is one failure; the other parts still run, and the last line stays the last line. */
async function attempt(part) {
  try {
    await part();
    return true;
  } catch (error) {
    total.failed++;
    console.error(`\n${error instanceof Stop ? error.message : error.stack}`);
    return false;
  }
}

async function provideForEndToEnd() {
  if (!flags['no-install']) await provideSystemPackages(['electron', 'display', 'tests'], flags);
}

async function setUp() {
  checkNodeVersion();
  if (!flags['no-install']) await installPackages();
}

async function runChecks() {
  await check([
    { title: 'Type check', script: ['typecheck'] },
    { title: 'Lint', script: ['lint'] },
    // A run of all unit tests brings the tests that it looks for, and what became of them.
    ...(wanted.unit ? [] : [{ title: 'Conformance table', script: ['conformance', '--', '--check'] }]),
  ]);
}

/** Side by side; what one has to say comes out in one piece. */
async function check(checks) {
  const runAll = () =>
    Promise.all(checks.map(({ script }) => npm(['run', '--silent', ...script], { timeoutMs: 15 * 60_000 })));
  const names = checks.map(({ title }) => title).join(', ');
  const results = await step(names, runAll, (all) => (all.every(({ code }) => code === 0) ? 'passed' : 'failed'));
  results.forEach(({ code, output }, index) => {
    if (code === 0) total.passed++;
    else total.failed++;
    if (code !== 0) console.log(`\n${checks[index].title} failed:\n${output.trim()}\n`);
  });
}

async function runUnitTests() {
  const report = freshReport('unit.json');
  console.log('Unit tests');
  // CI makes it colourful even where nobody can see it.
  const colours = process.stdout.isTTY ? [] : ['--no-color'];
  const args = ['run', ...colours, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...unitFilters];
  const { code, isLate } = await talk(['vitest/vitest.mjs', ...args], process.env, 30);
  const results = readReport(report);
  tellSecondTries(secondTriesOfVitest(results));
  count('unit tests', code, isLate, countVitest(results));
  if (results && filters.length === 0) {
    await check([{ title: 'Conformance table', script: ['conformance', '--', '--check', '--report', report] }]);
    // Takes minutes, and what it looks after seldom changes.
    if (process.env.CI) {
      const share = (part) => ({ title: `Guards ${part}`, script: ['guards', '--', '--short', '--share', part] });
      await check([share('1/2'), share('2/2')]);
    }
  }
}

/** One after the other: each is short, and the tests are not meant for a machine that does something else. */
async function tryOtherNodes() {
  for (const major of otherMajors()) {
    const wordsFor = ({ kind, reason }) =>
      kind === 'missing' ? `not tried, the package registry has no node@${major} for us (${reason})` : kind;
    const { kind, output } = await step(`What depends on Node, on Node ${major}`, () => tryNode(major), wordsFor);
    if (kind === 'passed') total.passed++;
    if (kind !== 'failed') continue;
    total.failed++;
    console.log(`\nOn Node ${major}:\n${output.trim()}\n`);
  }
}

async function runEndToEndTests() {
  checkVirtualDisplay();
  const electron = await findElectron();
  checkSharedLibraries(electron.executable);
  const env = electronEnv(electron);
  await buildWhatChanged(env);
  console.log(`End-to-end tests in Electron ${electron.version}`);
  const report = freshReport('e2e.json');
  // They wait more than they work: several at a time, each with a display and a session bus of its own.
  const desktops = hasVirtualDesktop() ? Math.max(2, Math.ceil(availableParallelism() * 1.5)) : 1;
  const playwright = resolve(root, 'node_modules/@playwright/test/cli.js');
  const tests = [process.execPath, playwright, 'test', '--reporter=dot,json', ...e2eFilters];
  const [program, ...args] = onVirtualDesktops(tests, desktops);
  const { code, isLate } = await run(program, args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    talks: true,
    timeoutMs: 60 * 60_000,
  });
  const results = readReport(report);
  tellSecondTries(secondTriesOfPlaywright(results));
  count('end-to-end tests', code, isLate, countPlaywright(results));
}

function tellSecondTries(tests) {
  for (const test of tests) console.log(`Passed at the second try only: ${test}`);
}

/** Its output goes to the terminal as it comes. */
function talk([script, ...args], env, minutes) {
  return run(process.execPath, [resolve(root, 'node_modules', script), ...args], {
    env,
    talks: true,
    timeoutMs: minutes * 60_000,
  });
}

/** A part that ran no test, or that ended badly though no test failed, counts as one failure. */
function count(what, code, isLate, { passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  console.log(`${passed} ${what} passed, ${failed} failed`);
  const trouble = isLate
    ? 'took too long and were ended'
    : passed + failed === 0
      ? 'ran no test'
      : code !== 0 && failed === 0
        ? `ended with code ${code} though no test failed`
        : undefined;
  if (trouble === undefined) return;
  total.failed++;
  console.log(`The ${what} ${trouble}`);
}

function freshReport(name) {
  const file = resolve(root, 'test-results', name);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
