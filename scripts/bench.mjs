// npm run bench [name…]: runs the measurements in bench/ and prints their ratios. Those of the built app build it first, and get an
// Electron, a display and a session bus in a process of their own.
import { readdirSync } from 'node:fs';
import { createServer } from 'vite';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { onVirtualDesktop } from './support/linux-desktop.mjs';
import { root, run } from './support/run.mjs';
import { runMain } from './support/stop.mjs';

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
    ssr: { external: ['libsql'] },
  });
  try {
    for (const file of readdirSync(`${root}/bench`).filter((name) => name.endsWith('.ts') && name !== 'measure.ts')) {
      const benches = Object.values(await vite.ssrLoadModule(`/bench/${file}`));
      for (const bench of benches) {
        if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
        if (bench.needsApp && !process.env.ELECTRON_EXEC_PATH) {
          await runWithApp(bench.name);
          continue;
        }
        console.log(`${bench.name}`);
        await bench.run((line) => console.log(`  ${line}`));
      }
    }
  } finally {
    await vite.close();
  }
  return process.exitCode ?? 0;
});

async function runWithApp(name) {
  const env = electronEnv(await findElectron());
  await buildWhatChanged(env);
  const command = onVirtualDesktop([process.execPath, `${root}/scripts/bench.mjs`, name]);
  const { code } = await run(command[0], command.slice(1), { env, talks: true });
  if (code !== 0) process.exitCode = code;
}
