// npm start: from a fresh clone to the running app. Uses nothing but Node itself, since node_modules may not be there yet.
// What stands after `--` goes to the app.
import { spawn } from 'node:child_process';
import { electronEnv, findElectron, needsNoSandbox } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { checkDisplay, checkSharedLibraries } from './support/linux-desktop.mjs';
import { checkNodeVersion } from './support/node-version.mjs';
import { installPackages } from './support/packages.mjs';
import { endSignals, exitCodeOf, root } from './support/run.mjs';
import { runMain } from './support/stop.mjs';

await runMain(async () => {
  checkNodeVersion();
  checkDisplay();
  await installPackages();
  const electron = await findElectron();
  checkSharedLibraries(electron.executable);
  const env = electronEnv(electron);
  await buildWhatChanged(env);
  console.log(`Starting Parley on Electron ${electron.version}`);
  return start(electron.executable, [
    root,
    ...(needsNoSandbox() ? ['--no-sandbox'] : []),
    ...process.argv.slice(2).filter((argument, index) => index > 0 || argument !== '--'),
  ]);

  function start(executable, args) {
    const isWindows = process.platform === 'win32';
    return new Promise((done) => {
      // In a group of its own: a second Ctrl-C at the same moment would end Electron before it could say goodbye, and the
      // terminal sends one to everybody in the group.
      const child = spawn(executable, args, {
        cwd: root,
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
        detached: !isWindows,
      });
      for (const signal of endSignals) {
        process.on(signal, () => {
          if (!isWindows) child.kill(signal);
        });
      }
      child.on('error', (error) => {
        console.error(`Electron could not be started: ${error.message}`);
        done(1);
      });
      child.on('exit', (code, signal) => {
        if (signal !== null && process.platform === 'linux') console.error(sandboxHint(signal));
        done(exitCodeOf(code, signal));
      });
    });
  }

  function sandboxHint(signal) {
    const words = `Parley was ended by ${signal}.`;
    return signal === 'SIGTRAP' || signal === 'SIGABRT'
      ? `${words} If it spoke of a SUID sandbox helper: the system lets nobody but root set up a sandbox; see README.md, "When it does not start".`
      : words;
  }
});
