// npm run soak: the packaged program, signed in to an embedded server with traffic, for half an hour; ends with 1 if memory, handles,
// listeners, timers or windows grow. On Linux, whose own figures it reads; with an Electron, a display and a session bus of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { readCommandLine, wholeNumber } from './support/command-line.mjs';
import { checkVirtualDisplay, onVirtualDesktop } from './support/linux-desktop.mjs';
import { root, run } from './support/run.mjs';
import { withSources } from './support/sources.mjs';
import { runMain, Stop } from './support/stop.mjs';

const usage = 'npm run soak [-- --minutes N] [--verbose]';

await runMain(async () => {
  const { values } = readCommandLine(usage, {
    minutes: { type: 'string', default: '30' },
    verbose: { type: 'boolean', default: false },
  });
  const minutes = wholeNumber('minutes', values.minutes, 1);
  if (process.platform !== 'linux') throw new Stop('The soak reads the figures of Linux, and runs there alone.');
  if (!process.env.ELECTRON_EXEC_PATH) return soakWithApp();
  return withSources(async (load) => {
    const { Soak, tableOf } = await load('/e2e/soak/run.ts');
    const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'));
    try {
      const soak = await Soak.start(folder);
      try {
        await soak.warmUp();
        const result = await soak.run(minutes, { print: (line) => values.verbose && console.log(line) });
        for (const line of tableOf(result)) console.log(line);
        return result.growing.length === 0 ? 0 : 1;
      } finally {
        await soak.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

async function soakWithApp() {
  checkVirtualDisplay();
  const env = electronEnv(await findElectron());
  await buildWhatChanged(env);
  const [command, ...args] = onVirtualDesktop([process.execPath, `${root}/scripts/soak.mjs`, ...process.argv.slice(2)]);
  const { code } = await run(command, args, { env, talks: true });
  return code;
}
