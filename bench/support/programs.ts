// The programs that are held beside each other: Parley as it is built, and the least that an Electron program can be. Both are started
// alike, each with a profile of its own, and without a test driver, which slows them and takes memory in every page.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { drivenMain, startDriven, type Driven } from '../../e2e/support/driven';
import type { Started } from '../../e2e/support/packaged';
import { withFolder } from './folder';
import type { OwnElectron } from './own-electron';

export type Running = Started;

export interface Program {
  /** Its folder, as Electron takes it. */
  readonly folder: string;
  readonly profile: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that does not end when it is told to is ended. */
const endTimeoutMs = 10_000;

/** `main`: runs in place of Parley's main process (`drivenMain`), from a folder in `work`. */
export function parley(
  profile: string,
  options: { readonly args?: readonly string[]; readonly main?: string; readonly work?: string } = {},
): Program {
  const { args = [], main, work = profile } = options;
  const env = { PARLEY_USER_DATA: profile };
  if (main === undefined) return { folder: resolve('.'), profile, args, env };
  const folder = join(work, 'program');
  mkdirSync(folder, { recursive: true });
  const about = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, type: 'commonjs', main: 'main.js' }));
  writeFileSync(join(folder, 'main.js'), main);
  return { folder, profile, args, env };
}

export const parleyMain = resolve('out/main/index.js');

/** `asks`: an address that it asks every second. */
export function bare(profile: string, windows = 1, asks = ''): Program {
  const args = [`--user-data-dir=${profile}`];
  return { folder: resolve('bench/bare'), profile, args, env: { BARE_WINDOWS: String(windows), BARE_ASKS: asks } };
}

export function start(electron: OwnElectron, program: Program): Running {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const flags = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const child = spawn(electron.executable, [program.folder, ...flags, ...(program.args ?? [])], {
    env: { ...env, ...program.env },
    detached: true,
  });
  // Who could not be started is told by the lack of a number.
  child.once('error', () => undefined);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${electron.executable} could not be started`);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const kill = (): void => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  };
  // Also where the bench is told to end, before its folders go.
  process.prependOnceListener('exit', kill);
  const ended = once(child, 'exit').finally(() => process.off('exit', kill));
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  return {
    child,
    said: () => said,
    async says(words) {
      while (!said.includes(words) && !hasEnded) await Promise.race([once(child.stdout, 'data'), ended]);
    },
    async stop() {
      if (hasEnded) return;
      const timer = setTimeout(kill, endTimeoutMs);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
    },
  };
}

/** A Parley that does what it is told from within, in a new profile that is removed with it. `tools`: of its main process (`drivenMain`). */
export async function withDriven<T>(
  electron: OwnElectron,
  use: (driven: Driven) => Promise<T>,
  tools?: string,
): Promise<T> {
  return withFolder(async (folder) => {
    const profile = join(folder, 'profile');
    const program = parley(profile, { main: drivenMain(parleyMain, tools), work: folder });
    const driven = await startDriven(folder, (env) => start(electron, { ...program, env: { ...program.env, ...env } }));
    try {
      return await use(driven);
    } finally {
      await driven.stop();
    }
  });
}
