// npm run gateway-chaos -- [--messages N] [--seed N] [--rate N] [--only NAME,NAME] [--log FILE]: people on the engine talk through HAProxy,
// two gateways and two nodes of ejabberd, which are killed, frozen and cut off from each other while they write (test/gateway/chaos).
// Prints what became of the messages; fails when one was lost or doubled, or when what its sender is shown is not true.
import { createWriteStream } from 'node:fs';
import buildCommandLine from './support/build-command-line.mjs';
import { readCommandLine, newSeed, wholeNumber } from './support/command-line.mjs';
import { withSources } from './support/sources.mjs';
import { runMain, Stop } from './support/stop.mjs';

const violations = ['lost', 'duplicated', 'silent', 'rejections', 'diverged', 'complaints'];

await runMain(() => withSources(runAll));

async function runAll(load) {
  const { missingForCluster } = await load('/test/gateway/cluster.ts');
  const { runGatewayChaos, hasGatewayViolation } = await load('/test/gateway/chaos/run-gateway-chaos.ts');
  const { strikeNames } = await load('/test/gateway/chaos/strikes.ts');
  const { log, ...options } = readWishes(strikeNames);
  const missing = missingForCluster();
  if (missing.length > 0) throw new Stop(`This computer does not have ${missing.join(', ')}.`, 1);
  await buildCommandLine();
  const file = log === undefined ? undefined : createWriteStream(log);
  const began = performance.now();
  const note = (line) => file?.write(`${((performance.now() - began) / 1000).toFixed(3)} ${line}\n`);
  console.log(`${options.messages} messages, seed ${options.seed}`);
  const report = await runGatewayChaos({ ...options, log: note, onProgress: (line) => console.log(`  … ${line}`) });
  file?.end();
  print(report);
  if (!hasGatewayViolation(report)) return 0;
  console.error(`gateway-chaos: violated with seed ${options.seed}`);
  return 1;
}

function readWishes(strikeNames) {
  const { values } = readCommandLine(
    'npm run gateway-chaos -- [--messages N] [--seed N] [--rate N] [--only NAME,NAME] [--log FILE]',
    {
      messages: { type: 'string', default: '10000' },
      seed: { type: 'string', default: newSeed() },
      rate: { type: 'string', default: '40' },
      only: { type: 'string', default: strikeNames.join(',') },
      log: { type: 'string' },
    },
  );
  const befalls = values.only.split(',').filter((name) => name !== '');
  const unknown = befalls.find((name) => !strikeNames.includes(name));
  if (unknown !== undefined) throw new Stop(`--only knows ${strikeNames.join(', ')}.`, 2);
  return {
    messages: wholeNumber('messages', values.messages, 1),
    seed: wholeNumber('seed', values.seed),
    perSecond: wholeNumber('rate', values.rate, 1),
    befalls,
    log: values.log,
  };
}

function print(report) {
  for (const [title, value] of Object.entries(report)) {
    if (!Array.isArray(value)) console.log(`  ${title}: ${Math.round(value * 10) / 10}`);
  }
  for (const title of [...violations, 'reordered', 'strikes']) {
    console.log(`  ${title}: ${report[title].length}`);
    for (const line of report[title].slice(0, 10)) console.log(`    ${line}`);
  }
}
