// npm run chaos -- [--messages N] [--seed N] [--scenario NAME] [--seconds N] [--log FILE]: engines talk through a server that breaks
// in every way (test/chaos), in every scenario or the one that is named. Prints what became of the messages; fails when one was
// lost, doubled, reordered, or went wrong unseen, or where what an engine heard does not give the same once more.
import { createWriteStream } from 'node:fs';
import { newSeed, readCommandLine, wholeNumber } from './support/command-line.mjs';
import { withSources } from './support/sources.mjs';
import { runMain, Stop } from './support/stop.mjs';

const violations = ['lost', 'duplicated', 'reordered', 'silent', 'rejections', 'diverged'];

await runMain(() => withSources(runScenarios));

async function runScenarios(load) {
  const { runChaos, hasViolation } = await load('/test/chaos/run-chaos.ts');
  const { scenarios, scenarioNames } = await load('/test/chaos/scenarios.ts');
  const { names, log, ...options } = readWishes(scenarioNames);
  const file = log === undefined ? undefined : createWriteStream(log);
  const began = performance.now();
  const note = (line) => file?.write(`${((performance.now() - began) / 1000).toFixed(3)} ${line}\n`);
  let exitCode = 0;
  for (const name of names) {
    const scenario = scenarios[name];
    const messages = Math.ceil(options.messages * scenario.share);
    console.log(`${name}: ${scenario.title}; ${messages} messages, seed ${options.seed}`);
    const onProgress = (line) => console.log(`  … ${line}`);
    const report = await runChaos({ ...options, messages, scenario, log: note, onProgress });
    print(report);
    if (!hasViolation(report)) continue;
    console.error(`chaos: violated in ${name} with seed ${options.seed}`);
    exitCode = 1;
  }
  file?.end();
  return exitCode;
}

function readWishes(scenarioNames) {
  const { values } = readCommandLine(
    'npm run chaos -- [--messages N] [--seed N] [--scenario NAME] [--seconds N] [--log FILE]',
    {
      messages: { type: 'string', default: '10000' },
      seed: { type: 'string', default: newSeed() },
      seconds: { type: 'string' },
      scenario: { type: 'string' },
      log: { type: 'string' },
    },
  );
  const { scenario, seconds, log } = values;
  if (scenario !== undefined && !scenarioNames.includes(scenario)) {
    throw new Stop(`--scenario is one of ${scenarioNames.join(', ')}.`, 2);
  }
  return {
    names: scenario === undefined ? scenarioNames : [scenario],
    messages: wholeNumber('messages', values.messages, 1),
    seed: wholeNumber('seed', values.seed),
    seconds: seconds === undefined ? Infinity : wholeNumber('seconds', seconds, 1),
    log,
  };
}

function print(report) {
  for (const [title, value] of Object.entries(report)) {
    if (!Array.isArray(value))
      console.log(`  ${title}: ${typeof value === 'object' ? JSON.stringify(value) : Math.round(value * 10) / 10}`);
  }
  for (const title of violations) {
    console.log(`  ${title}: ${report[title].length}`);
    for (const line of report[title].slice(0, 10)) console.log(`    ${line}`);
  }
}
