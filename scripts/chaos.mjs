// npm run chaos -- [--messages N] [--seed N] [--seconds N] [--rate 0.1] [--log FILE]: two engines talk through a server that breaks in
// every way (test/chaos). Prints what became of the messages; fails when one was lost, doubled, reordered, or went wrong unseen.
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    seconds: { type: 'string', default: 'Infinity' },
    rate: { type: 'string', default: '0.1' },
    speed: { type: 'string', default: '100' },
    scenario: { type: 'string', default: 'pair' },
    log: { type: 'string' },
  },
});
const messages = Number(values.messages);
const seed = Number(values.seed);
const rate = Number(values.rate);
const speed = Number(values.speed);
const seconds = Number(values.seconds);
if (
  !Number.isSafeInteger(messages) ||
  messages < 1 ||
  !Number.isSafeInteger(seed) ||
  !(rate >= 0 && rate <= 1) ||
  !(seconds > 0) ||
  !(speed > 0)
) {
  console.error(
    '--messages and --seed take whole numbers, --seconds and --speed a positive one, --rate one from 0 to 1',
  );
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
  console.log(`chaos: ${messages} messages, seed ${seed}, ${rate * 100} % of each kind of fault`);
  const began = performance.now();
  const report = await runChaos({
    messages,
    seed,
    rate,
    speed,
    seconds,
    scenario: values.scenario,
    log: (line) => file?.write(`${((performance.now() - began) / 1000).toFixed(3)} ${line}\n`),
    onProgress: (line) => console.log(`  ${line}`),
  });
  for (const [name, value] of Object.entries(report)) {
    if (!Array.isArray(value))
      console.log(`  ${name}: ${typeof value === 'object' ? JSON.stringify(value) : Math.round(value * 10) / 10}`);
  }
  for (const name of ['lost', 'duplicated', 'reordered', 'silent', 'rejections']) {
    console.log(`  ${name}: ${report[name].length}`);
    for (const line of report[name].slice(0, 10)) console.log(`    ${line}`);
  }
  if (hasViolation(report)) {
    console.error(`chaos: violated with seed ${seed}`);
    process.exitCode = 1;
  }
} finally {
  await vite.close();
  file?.end();
}
