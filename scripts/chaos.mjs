// npm run chaos -- [--messages N] [--seed N] [--scenario NAME] [--seconds N] [--log FILE]: engines talk through a server that breaks
// in every way (test/chaos), in every scenario or the one that is named. Prints what became of the messages; fails when one was
// lost, doubled, reordered, or went wrong unseen.
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const violations = ['lost', 'duplicated', 'reordered', 'silent', 'rejections'];

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    seconds: { type: 'string', default: 'Infinity' },
    scenario: { type: 'string' },
    log: { type: 'string' },
  },
});
const messages = Number(values.messages);
const seed = Number(values.seed);
const seconds = Number(values.seconds);
if (!Number.isSafeInteger(messages) || messages < 1 || !Number.isSafeInteger(seed) || !(seconds > 0)) {
  console.error('--messages and --seed take whole numbers, --seconds a positive one');
  process.exit(2);
}

const vite = await createServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
  ssr: { external: ['libsql'] },
});
const file = values.log === undefined ? undefined : createWriteStream(values.log);
try {
  const { runChaos, hasViolation } = await vite.ssrLoadModule('/test/chaos/run-chaos.ts');
  const { scenarios, scenarioNames } = await vite.ssrLoadModule('/test/chaos/scenarios.ts');
  const names = values.scenario === undefined ? scenarioNames : [values.scenario];
  if (!names.every((name) => scenarioNames.includes(name))) {
    console.error(`--scenario is one of ${scenarioNames.join(', ')}`);
    process.exitCode = 2;
  } else for (const name of names) await run(name, scenarios[name], runChaos, hasViolation);
} finally {
  await vite.close();
  file?.end();
}

async function run(name, scenario, runChaos, hasViolation) {
  const count = Math.ceil(messages * scenario.share);
  console.log(`${name}: ${scenario.title}; ${count} messages, seed ${seed}`);
  const began = performance.now();
  const report = await runChaos({
    messages: count,
    seed,
    seconds,
    scenario,
    log: (line) => file?.write(`${((performance.now() - began) / 1000).toFixed(3)} ${line}\n`),
    onProgress: (line) => console.log(`  … ${line}`),
  });
  for (const [title, value] of Object.entries(report)) {
    if (!Array.isArray(value))
      console.log(`  ${title}: ${typeof value === 'object' ? JSON.stringify(value) : Math.round(value * 10) / 10}`);
  }
  for (const title of violations) {
    console.log(`  ${title}: ${report[title].length}`);
    for (const line of report[title].slice(0, 10)) console.log(`    ${line}`);
  }
  if (!hasViolation(report)) return;
  console.error(`chaos: violated in ${name} with seed ${seed}`);
  process.exitCode = 1;
}
