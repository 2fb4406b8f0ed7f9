// node scripts/with-electron.mjs [--virtual] COMMAND…: runs a program of node_modules/.bin with an Electron at hand; with
// --virtual on a display and a session bus of its own.
import { delimiter, resolve } from 'node:path';
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { onVirtualDesktop } from './support/linux-desktop.mjs';
import { root, run } from './support/run.mjs';
import { runMain } from './support/stop.mjs';

await runMain(async () => {
  const args = process.argv.slice(2);
  const isVirtual = args[0] === '--virtual';
  const command = isVirtual ? onVirtualDesktop(args.slice(1)) : args;
  const env = electronEnv(await findElectron());
  env.PATH = `${resolve(root, 'node_modules/.bin')}${delimiter}${env.PATH}`;
  const shell = process.platform === 'win32';
  return (await run(command[0], command.slice(1), { env, talks: true, shell })).code;
});
