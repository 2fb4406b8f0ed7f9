// A service of the rig as a process of its own, in a folder of its own: what it says goes to a file there, and so does its id, so that any
// process that knows the folder can strike it, and whoever clears away finds it.
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chownSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Owner } from './programs';

export interface ServiceCommand {
  readonly folder: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly owner: Owner | undefined;
}

export function makeFolder(path: string, owner: Owner | undefined): string {
  mkdirSync(path, { recursive: true });
  if (owner) chownSync(path, owner.uid, owner.gid);
  return path;
}

export function writeOwned(path: string, text: string, owner: Owner | undefined): string {
  writeFileSync(path, text);
  if (owner) chownSync(path, owner.uid, owner.gid);
  return path;
}

const pidFile = (folder: string): string => join(folder, 'service.pid');

/** It outlives whoever starts it; the clearing away at the end of the run does not pass it by. */
export function startService({ folder, command, args, env, owner }: ServiceCommand): void {
  const log = openSync(join(folder, 'service.log'), 'a');
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, ...env },
    stdio: ['ignore', log, log],
    detached: true,
    ...owner,
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  if (child.pid !== undefined) writeFileSync(pidFile(folder), String(child.pid));
}

export function signalService(folder: string, signal: NodeJS.Signals): void {
  process.kill(servicePid(folder), signal);
}

export function servicePid(folder: string): number {
  return Number(readFileSync(pidFile(folder), 'utf8'));
}

export async function untilGone(folder: string): Promise<void> {
  await until(`the process of ${folder} to be gone`, () => !isRunning(folder));
}

function isRunning(folder: string): boolean {
  try {
    process.kill(servicePid(folder), 0);
    return true;
  } catch {
    return false;
  }
}

/** Throws with what the service has said where it does not come up. */
export async function untilUp(folder: string, isUp: () => Promise<boolean>): Promise<void> {
  await until(folder, async () => {
    if (await isUp()) return true;
    if (isRunning(folder)) return false;
    throw new Error('it has ended');
  }).catch((error: unknown) => {
    const said = readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(folder, name), 'utf8').slice(-4_000));
    throw new Error(`${folder} did not come up: ${String(error)}\n${said.join('\n')}`);
  });
}

export async function until(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await delay(50);
  }
}

/** Runs to its end. Throws with what it has said where that is bad. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { owner?: Owner | undefined; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): void {
  const { owner, ...rest } = options;
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...rest, ...owner });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? ''}${stdout}${stderr}`);
}

export async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Ports of loopback that nobody listens at; no two are the same. They are below those that the system gives to connections that go out, one
 * of which could be there before the service is.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count; tries += 1) {
    if (tries > 1_000) throw new Error('there are no free ports');
    const port = randomInt(10_240, 32_000);
    if (!ports.has(port) && (await canListen(port))) ports.add(port);
  }
  return [...ports];
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
