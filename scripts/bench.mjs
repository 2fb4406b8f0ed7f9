// npm run bench [name…] [--short]: runs the measurements in bench/, prints a table of what they found and writes bench/results.json.
// Those of the built app build it first, and get an Electron, a display and a session bus in a process of their own.
// Exit code 0 when all of them measured something, also where a goal is missed; 1 when one failed, 2 for wrong usage.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseBenches, failureOf, runEach } from './bench/run-each.mjs';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { readCommandLine } from './support/command-line.mjs';
import { onVirtualDesktop } from './support/linux-desktop.mjs';
import { endSignals, exitCodeOf, root, run } from './support/run.mjs';
import { withSources } from './support/sources.mjs';
import { runMain } from './support/stop.mjs';

/** Names the file for what a bench found that runs in a process of its own. */
const handOver = 'PARLEY_BENCH_FOUND';

await runMain(() => withSources(runBenches));

async function runBenches(load) {
  const { positionals: wanted, values } = readCommandLine(
    'npm run bench [name…] [-- --short]',
    { short: { type: 'boolean', default: false } },
    { allowPositionals: true },
  );
  const files = readdirSync(`${root}/bench`).filter((name) => name.endsWith('.ts') && name !== 'measure.ts');
  const modules = await Promise.all(files.map((file) => load(`/bench/${file}`)));
  const chosen = chooseBenches(modules.flatMap(Object.values), wanted);
  // All of them together are to end in a bearable time.
  const isShort = values.short || wanted.length === 0;
  const here = (bench) => bench.run((line) => console.log(`  ${line}`), { isShort });
  const foundFile = process.env[handOver];
  if (foundFile !== undefined) {
    // What it has started and made goes with it.
    for (const signal of endSignals) process.once(signal, () => process.exit(exitCodeOf(null, signal)));
    // The process that asked for it tells.
    const found = await runEach(chosen, here, () => undefined);
    writeFileSync(foundFile, JSON.stringify(found));
    return 0;
  }

  const electron = chosen.some(({ needsApp }) => needsApp) ? await findElectron() : undefined;
  const env = electron && electronEnv(electron);
  if (env) await buildWhatChanged(env);
  const found = await runEach(chosen, (bench) => {
    console.log(bench.name);
    return bench.needsApp ? runApart(bench.name, env, isShort) : here(bench);
  });
  const { tableOf } = await load('/bench/support/table.ts');
  const { resultsOf } = await load('/bench/support/results.ts');
  console.log(['', ...tableOf(found)].join('\n'));
  writeFileSync(`${root}/bench/results.json`, resultsOf(found, electron?.version, new Date()));
  return found.failed.length === 0 ? 0 : 1;
}

/** On a display and a session bus of its own, with nothing of the benches before it. */
async function runApart(name, env, isShort) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const file = join(folder, 'found.json');
  try {
    const [command, ...args] = onVirtualDesktop([
      process.execPath,
      `${root}/scripts/bench.mjs`,
      name,
      ...(isShort ? ['--short'] : []),
    ]);
    const { code } = await run(command, args, { env: { ...env, [handOver]: file }, talks: true });
    if (!existsSync(file)) throw new Error(`its process ended with ${code}`);
    const { rows, failed } = JSON.parse(readFileSync(file, 'utf8'));
    if (failed.length > 0) throw failureOf(failed[0]);
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
