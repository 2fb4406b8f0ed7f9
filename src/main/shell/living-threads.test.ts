// Real threads and real calls, some of which nothing ends.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { watchThreads } from './living-threads';

const patientMs = 20_000;

/** Resolves when the thread is at work. */
async function begin(code: string, value?: string): Promise<Worker> {
  const says = `const { parentPort, workerData } = require('node:worker_threads'); const say = () => parentPort.postMessage('here');`;
  const worker = new Worker(`${says} ${code}`, { eval: true, workerData: value });
  await new Promise((here) => worker.once('message', here));
  return worker;
}

it('threads that work, wait or have nothing to do are ended', async () => {
  const threads = watchThreads();
  const all = [
    await begin('say(); for (;;);'),
    await begin('say(); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'),
    await begin(`parentPort.on('message', () => {}); say();`),
  ];
  const ended = all.map((thread) => new Promise((resolve) => thread.once('exit', resolve)));
  expect(await threads.end(patientMs)).toBe(0);
  await Promise.all(ended);
});

it('nothing is waited for where all have ended', async () => {
  const threads = watchThreads();
  await (await begin('say();')).terminate();
  expect(await threads.end(0)).toBe(0);
});

describe.skipIf(process.platform === 'win32')('where a call does not come back', () => {
  /** Opening a pipe that nobody writes to waits where no word reaches it. */
  async function withPipe(run: (pipe: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-threads-'));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    try {
      await run(pipe);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('its thread is left, and is waited for no longer than is said', () =>
    withPipe(async (pipe) => {
      const threads = watchThreads();
      await begin(`say(); require('node:fs').openSync(workerData);`, pipe);
      await begin('say(); for (;;);');
      expect(await threads.end(1_000)).toBe(1);
      const writer = openSync(pipe, constants.O_WRONLY);
      expect(await threads.end(patientMs)).toBe(0);
      closeSync(writer);
    }));

  it('so is one of the threads that Node has for all', () =>
    withPipe(async (pipe) => {
      const threads = watchThreads();
      const opened = open(pipe);
      expect(await threads.end(100)).toBe(1);
      const writer = openSync(pipe, constants.O_WRONLY);
      await (await opened).close();
      expect(await threads.end(patientMs)).toBe(0);
      closeSync(writer);
    }));
});
