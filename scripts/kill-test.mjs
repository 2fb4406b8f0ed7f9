// npm run kill-test -- [--rounds 100] [--seed N]: kills the built app at random moments of a conversation and starts it again
// (e2e/kill.spec.ts). Prints figures; exit code 1 when something was lost, doubled or reordered.
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { newSeed, readCommandLine, wholeNumber } from './support/command-line.mjs';
import { onVirtualDesktop } from './support/linux-desktop.mjs';
import { root, run } from './support/run.mjs';
import { runMain } from './support/stop.mjs';

await runMain(async () => {
  const { values } = readCommandLine('npm run kill-test -- [--rounds N] [--seed N]', {
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: newSeed() },
  });
  const rounds = wholeNumber('rounds', values.rounds, 1);
  const seed = wholeNumber('seed', values.seed);
  const env = electronEnv(await findElectron());
  await buildWhatChanged(env);
  const script = `${root}/node_modules/@playwright/test/cli.js`;
  const command = onVirtualDesktop([process.execPath, script, 'test', 'e2e/kill.spec.ts', '--reporter=line']);
  const settings = { PARLEY_KILL_ROUNDS: String(rounds), PARLEY_KILL_SEED: String(seed) };
  console.log(`kill test: ${rounds} rounds, seed ${seed}`);
  return (await run(command[0], command.slice(1), { env: { ...env, ...settings }, talks: true })).code;
});
