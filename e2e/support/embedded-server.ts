// The embedded server in a process of its own, as the command line starts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';

export interface EmbeddedServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** At once and without a word to anybody. */
  kill(): Promise<void>;
  /** From now on it hangs; not on Windows. */
  hang(): void;
}

/** `args`: of the `serve` command, such as `['--demo', '--hold', '2000']`. */
export async function startServer(
  people: readonly PersonRecord[],
  args: readonly string[] = [],
): Promise<EmbeddedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-people-'));
  const file = join(folder, 'people.json');
  writeFileSync(file, JSON.stringify({ people }));
  const child = spawn(process.execPath, ['out/cli/index.js', 'serve', '--people', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close').finally(() => rmSync(folder, { recursive: true, force: true }));
  const url = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', (line) => done((JSON.parse(line) as { url: string }).url));
    child.once('close', () => fail(new Error(`the server did not start: ${complaints}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    hang: () => void child.kill('SIGSTOP'),
    async stop() {
      child.kill('SIGTERM');
      child.kill('SIGCONT');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
