// npm run guards -- [--short] [--share K/N] [--only NAME]… [--list]: takes each guard of scripts/guards/list.mjs out of a copy of the sources, runs
// the tests that have to notice, and says whether they did. Nothing is touched but the copy. --short: those that unit tests notice.
// --share: the Kth of N shares, for several that run side by side.
// Exit code 1 when a guard could be taken out unnoticed, or is no longer where the list says.
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { guards } from './guards/list.mjs';
import { createMutants } from './guards/mutants.mjs';
import { createTestRuns, isUnit } from './guards/test-runs.mjs';
import { readCommandLine } from './support/command-line.mjs';
import { root } from './support/run.mjs';
import { runMain, Stop } from './support/stop.mjs';
import { step } from './support/step.mjs';

await runMain(async () => {
  const { values } = readCommandLine('npm run guards -- [--short] [--share K/N] [--only NAME]… [--list]', {
    short: { type: 'boolean', default: false },
    share: { type: 'string', default: '1/1' },
    only: { type: 'string', multiple: true },
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
  // Tests name files from where they run.
  process.chdir(mutants.folder);
  const runs = createTestRuns(mutants.folder, env);
  try {
    return await tryAll(chosen, mutants, runs);
  } finally {
    await runs.end();
    process.chdir(root);
    await mutants.remove();
  }
});

function choose({ short, share, only }) {
  const [, part, parts] = /^([1-9]\d?)\/([1-9]\d?)$/u.exec(share) ?? [];
  if (part === undefined || Number(part) > Number(parts)) {
    throw new Stop(`"${share}" is no share of the guards. One of three, for example: --share 2/3`, 2);
  }
  const known = short ? guards.filter(({ tests }) => tests.every(isUnit)) : guards;
  if (only === undefined) return known.filter((_, index) => index % parts === part - 1);
  const unknown = only.find((name) => !known.some((guard) => guard.name === name));
  if (unknown !== undefined) throw new Stop(`There is no guard "${unknown}". Their names: npm run guards -- --list`, 2);
  return known.filter(({ name }) => only.includes(name));
}

async function tryAll(chosen, mutants, runs) {
  // Tests that fail anyway would notice everything.
  const tests = [...new Set(chosen.flatMap((guard) => guard.tests))];
  const whole = await step(
    'All guards in place',
    () => runs.run({ tests }),
    ({ failed, passed, trouble }) => trouble ?? (failed.length > 0 ? 'tests failed' : `${passed} tests passed`),
  );
  if (whole.trouble !== undefined || whole.failed.length > 0) {
    throw new Stop(`The tests have to pass before they can be tried:\n${whole.trouble ?? whole.failed.join('\n')}`);
  }
  const unnoticed = [];
  for (const guard of chosen) {
    const verdict = await step(
      guard.name,
      () => mutants.without(guard, () => runs.run(guard)),
      (result) => (holds(result) ? `held (${result.failed[0]})` : `NOT HELD: ${result.trouble ?? 'no test failed'}`),
    );
    if (!holds(verdict)) unnoticed.push(guard.name);
  }
  // One guard that stayed out would be noticed in place of the next.
  const units = tests.filter(isUnit);
  if (units.length > 0 && (await runs.run({ tests: units })).failed.length > 0) {
    throw new Stop('The tests fail although all guards are back: what was said above is not certain.');
  }
  console.log(`\n${chosen.length - unnoticed.length} guards held, ${unnoticed.length} not held`);
  for (const name of unnoticed) console.log(`  NOT HELD: ${name}`);
  return unnoticed.length === 0 ? 0 : 1;
}

function holds({ failed, trouble }) {
  return trouble === undefined && failed.length > 0;
}
