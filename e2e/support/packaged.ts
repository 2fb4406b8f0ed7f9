// Parley as it is installed: packaged from the built app with this system's Electron, as electron-builder.yml says.
import { getCurrentFuseWire, type FuseV1Options } from '@electron/fuses';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

export interface Packaged {
  readonly executable: string;
  fuse(fuse: FuseV1Options): Promise<'on' | 'off' | undefined>;
}

/** `main`: a program that runs in place of the main process, and may start it by `require('./index.js')`. */
export async function packageParley(folder: string, main?: string): Promise<Packaged> {
  const electron = process.env['ELECTRON_EXEC_PATH'];
  if (!electron) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this through npm test');
  const electronDist = dirname(electron);
  const output = join(folder, main === undefined ? 'packaged' : 'packaged-with-another-main');
  mkdirSync(output);
  // Somebody else than root is to start it too.
  for (const each of [folder, output]) chmodSync(each, 0o755);
  if (main !== undefined) writeFileSync(join(folder, 'probe.js'), main);
  const config = join(folder, 'electron-builder.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: resolve('electron-builder.yml'),
      electronDist,
      electronVersion: readFileSync(join(electronDist, 'version'), 'utf8').trim(),
      directories: { output },
      ...(main !== undefined && {
        files: [{ from: folder, to: 'out/main', filter: ['probe.js'] }],
        extraMetadata: { main: 'out/main/probe.js' },
      }),
    }),
  );
  // In a process of its own: what loads the tests here would load its hooks too, and cannot.
  const builder = resolve('node_modules/electron-builder/cli.js');
  await promisify(execFile)(process.execPath, [builder, '--linux', 'dir', '--publish=never', '--config', config]);
  const executable = join(output, 'linux-unpacked/parley');
  return {
    executable,
    async fuse(fuse) {
      const states: Readonly<Partial<Record<FuseV1Options, number>>> = await getCurrentFuseWire(executable);
      const state = states[fuse];
      // On the wire it is a digit.
      return state === undefined ? undefined : String.fromCharCode(state) === '1' ? 'on' : 'off';
    },
  };
}

export interface Started {
  readonly child: ChildProcess;
  said(): string;
  /** Resolves once it has said so, or has ended. */
  says(words: string): Promise<void>;
  stop(): Promise<void>;
}

export function startPackaged(
  { executable }: Pick<Packaged, 'executable'>,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly uid?: number } = {},
): Started {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(executable, ['--disable-gpu', ...args], {
    env: { ...env, ...options.env },
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  return {
    child,
    said: () => said,
    async says(words) {
      let isOver = false;
      void ended.then(() => (isOver = true));
      while (!said.includes(words) && !isOver) await new Promise((next) => setTimeout(next, 20));
    },
    async stop() {
      try {
        // With all that it started.
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
      await ended;
    },
  };
}
