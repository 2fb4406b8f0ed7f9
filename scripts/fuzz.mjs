// npm run fuzz -- [--count N] [--seed N]: gives the decoders of the protocol N broken documents, and sessions of the gateway a tenth as
// many stanzas of others. Fails when a decoder throws anything but its own error, takes too long, or reads what it cannot write again, and
// when a stanza ends a session or changes what is its account's own; the seed makes a run come out the same once more.
import { newSeed, readCommandLine, wholeNumber } from './support/command-line.mjs';
import { withSources } from './support/sources.mjs';
import { runMain } from './support/stop.mjs';

await runMain(async () => {
  const { values } = readCommandLine('npm run fuzz -- [--count N] [--seed N]', {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: newSeed() },
  });
  const count = wholeNumber('count', values.count, 1);
  const seed = wholeNumber('seed', values.seed);
  const { fuzz, attackSeats } = await withSources(async (load) => ({
    ...(await load('/src/protocol/testing/fuzz.ts')),
    ...(await load('/src/server/xmpp/testing/hostile-stanzas.ts')),
  }));
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
    return 1;
  }
  const stanzas = Math.ceil(count / 10);
  const hostile = await attackSeats(stanzas, seed);
  console.log(`  ${stanzas} stanzas of others`);
  if (!hostile) return 0;
  console.error(`found with seed ${seed}, from ${hostile.from}: ${hostile.what}\n${JSON.stringify(hostile.document)}`);
  return 1;
});
