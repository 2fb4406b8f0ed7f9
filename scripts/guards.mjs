// npm run guards -- [--short] [--only NAME] [--list]: takes each guard of scripts/guards/list.mjs out of a copy of the sources, runs
// the tests that have to notice, and says whether they did. Nothing is touched but the copy. --short: those that unit tests notice.
// Exit code 1 when a guard could be taken out unnoticed, or is no longer where the list says.
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { guards } from './guards/list.mjs';
import { createMutants } from './guards/mutants.mjs';
import { createTestRuns, isUnit } from './guards/test-runs.mjs';
import { readCommandLine } from './support/command-line.mjs';
import { runMain, Stop } from './support/stop.mjs';
import { step } from './support/step.mjs';

await runMain(async () => {
  const { values } = readCommandLine('npm run guards -- [--short] [--only NAME] [--list]', {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
  });
  const chosen = choose(values);
  if (values.list) {
    for (const { name, file, tests } of chosen) console.log(`${name}: ${file}, noticed by ${tests.join(', ')}`);
    return 0;
  }
  const needsElectron = chosen.some(({ tests }) => !tests.every(isUnit));
  const env = needsElectron ? electronEnv(await findElectron()) : process.env;
  const mutants = createMutants();
  try {
    return await tryAll(chosen, mutants, createTestRuns(mutants.folder, env));
  } finally {
    mutants.remove();
  }
});

function choose({ short, only }) {
  const known = short ? guards.filter(({ tests }) => tests.every(isUnit)) : guards;
  if (only === undefined) return known;
  const chosen = known.filter(({ name }) => name === only);
  if (chosen.length === 0) throw new Stop(`There is no guard "${only}". Their names: npm run guards -- --list`, 2);
  return chosen;
}

async function tryAll(chosen, mutants, runs) {
  // Tests that fail anyway would notice everything.
  const tests = [...new Set(chosen.flatMap((guard) => guard.tests))];
  const whole = await step(
    'All guards in place',
    () => runs.run(tests),
    ({ failed, passed, trouble }) => trouble ?? (failed.length > 0 ? 'tests failed' : `${passed} tests passed`),
  );
  if (whole.trouble !== undefined || whole.failed.length > 0) {
    throw new Stop(`The tests have to pass before they can be tried:\n${whole.failed.join('\n')}\n${whole.output}`);
  }
  const unnoticed = [];
  for (const guard of chosen) {
    const verdict = await step(
      guard.name,
      () => mutants.without(guard, () => runs.run(guard.tests, guard.file)),
      (result) => (holds(result) ? `held (${result.failed[0]})` : `NOT HELD: ${result.trouble ?? 'no test failed'}`),
    );
    if (!holds(verdict)) unnoticed.push(guard.name);
  }
  console.log(`\n${chosen.length - unnoticed.length} guards held, ${unnoticed.length} not held`);
  for (const name of unnoticed) console.log(`  NOT HELD: ${name}`);
  return unnoticed.length === 0 ? 0 : 1;
}

function holds({ failed, trouble }) {
  return trouble === undefined && failed.length > 0;
}
