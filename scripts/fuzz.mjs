// node scripts/fuzz.mjs [--count N] [--seed N]: gives the decoders of the protocol N broken documents. Fails when one throws anything
// but its own error, takes too long, or reads what it cannot write again; the seed makes a run come out the same once more.
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  console.error('--count and --seed take whole numbers');
  process.exit(2);
}

const vite = await createServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { fuzz } = await vite.ssrLoadModule('/src/protocol/testing/fuzz.ts');
  console.log(`fuzz: ${count} documents, seed ${seed}`);
  const start = performance.now();
  let told = start;
  const onProgress = (done) => {
    if (performance.now() - told < 10_000) return;
    told = performance.now();
    console.log(`  ${done} done`);
  };
  const { done, readable, finding } = fuzz({ count, seed, onProgress });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${done} documents in ${seconds} s, ${readable} of them readable`);
  if (finding) {
    console.error(
      `found after ${done} documents of seed ${seed}: ${finding.what}\n${JSON.stringify(finding.document)}`,
    );
    process.exitCode = 1;
  }
} finally {
  await vite.close();
}
