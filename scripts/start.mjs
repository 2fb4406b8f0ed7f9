// npm start: from a fresh clone to the running app, in one command. Uses nothing but Node itself until the packages are there.
import { spawn } from 'node:child_process';
import { electronEnv, findElectron, needsNoSandbox } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { openDesktop } from './support/desktop-to-look-at.mjs';
import { checkSharedLibraries, checkVirtualDisplay, hasDisplay, onVirtualDesktop } from './support/linux-desktop.mjs';
import { checkNodeVersion } from './support/node-version.mjs';
import { installPackages } from './support/packages.mjs';
import { picturesAt, tryPictures } from './support/pictures.mjs';
import { createQuietOutput } from './support/quiet-output.mjs';
import { endSignals, exitCodeOf, root, run } from './support/run.mjs';
import { readStartOptions } from './support/start-options.mjs';
import { step } from './support/step.mjs';
import { runMain, Stop } from './support/stop.mjs';
import { provideSystemPackages } from './support/system-packages.mjs';

await runMain(async () => {
  const options = readStartOptions(process.argv.slice(2));
  checkNodeVersion();
  if (options.picture) tryPictures(options.picture);
  const isSeen = hasDisplay();
  const surroundings = isSeen ? [] : options.picture ? ['display'] : ['desktop'];
  await provideSystemPackages(['electron', ...surroundings], options);
  if (options.picture) checkVirtualDisplay();
  await installPackages();
  const electron = await findElectron();
  checkSharedLibraries(electron.executable);
  const env = electronEnv(electron);
  await buildWhatChanged(env);
  if (options.picture) return takePictures(options, env);

  const desktop = isSeen ? undefined : await step('Making a desktop to look at', openDesktop);
  try {
    console.log(`Starting Parley on Electron ${electron.version}`);
    const sandbox = needsNoSandbox() ? ['--no-sandbox'] : [];
    const running = start(electron.executable, [root, ...sandbox, ...options.forApp], {
      env: { ...env, ...desktop?.env },
      verbose: options.verbose,
    });
    if (desktop) console.log(`Look at it in a browser on this computer; Ctrl-C ends it:\n${desktop.address}`);
    return await running;
  } finally {
    desktop?.close();
  }
});

async function takePictures({ picture, verbose }, env) {
  const script = [process.execPath, `${root}/scripts/support/take-pictures.mjs`, picture];
  const [command, ...args] = hasDisplay() ? script : onVirtualDesktop(script, { isForOne: true });
  const { code, output } = await step(
    'Taking pictures',
    () => run(command, args, { env, talks: verbose, endsWithInput: true }),
    (result) => (result.code === 0 ? 'done' : 'failed'),
  );
  if (code === 0) picturesAt(picture).forEach((file) => console.log(file));
  else console.error(output.trim());
  return code;
}

/** Resolves with the exit code. */
function start(command, args, { env, verbose }) {
  const isWindows = process.platform === 'win32';
  return new Promise((done, fail) => {
    // In a group of its own: a second Ctrl-C at the same moment would end Electron before it could say goodbye, and the
    // terminal sends one to everybody in the group.
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', ...(verbose ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
      detached: !isWindows,
    });
    // What Parley prints is for who develops it, what it complains of for everybody.
    const told = createQuietOutput(() => false);
    const complaints = createQuietOutput((line) => console.error(line));
    child.stdout?.setEncoding('utf8').on('data', told.add);
    child.stderr?.setEncoding('utf8').on('data', complaints.add);
    const passOn = (signal) => {
      if (!isWindows) child.kill(signal);
    };
    for (const signal of endSignals) process.on(signal, passOn);
    child.on('error', (error) => fail(new Stop(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      for (const each of endSignals) process.off(each, passOn);
      complaints.flush();
      if (code !== 0) complaints.keptBack.forEach((line) => console.error(line));
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
