// npm run bench [name…]: runs the measurements in bench/ and prints their ratios. Those of the built app build it first, and get an
// Electron, a display and a session bus in a process of their own.
import { readdirSync } from 'node:fs';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { readCommandLine } from './support/command-line.mjs';
import { onVirtualDesktop } from './support/linux-desktop.mjs';
import { root, run } from './support/run.mjs';
import { withSources } from './support/sources.mjs';
import { runMain, Stop } from './support/stop.mjs';

await runMain(() => withSources(runBenches));

async function runBenches(load) {
  const { positionals: wanted } = readCommandLine('npm run bench [name…]', {}, { allowPositionals: true });
  const files = readdirSync(`${root}/bench`).filter((name) => name.endsWith('.ts') && name !== 'measure.ts');
  const benches = (await Promise.all(files.map((file) => load(`/bench/${file}`)))).flatMap((module) =>
    Object.values(module),
  );
  const names = benches.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no bench "${unknown}", but ${names.join(', ')}.`, 2);
  for (const bench of benches) {
    if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
    if (bench.needsApp && !process.env.ELECTRON_EXEC_PATH) {
      await runWithApp(bench.name);
      continue;
    }
    console.log(`${bench.name}`);
    await bench.run((line) => console.log(`  ${line}`));
  }
  return process.exitCode ?? 0;
}

async function runWithApp(name) {
  const env = electronEnv(await findElectron());
  await buildWhatChanged(env);
  const command = onVirtualDesktop([process.execPath, `${root}/scripts/bench.mjs`, name]);
  const { code } = await run(command[0], command.slice(1), { env, talks: true });
  if (code !== 0) process.exitCode = code;
}
