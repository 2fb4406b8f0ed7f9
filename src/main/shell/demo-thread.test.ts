// Real threads that fail in each way that a server can, under who starts them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoServer, type DemoServer } from './demo-server';
import { startDemoThread } from './demo-thread';

let folder: string;
let started: number;
let ended: number;
let logged: string[];
let server: DemoServer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-demo-thread-'));
  started = 0;
  ended = 0;
  logged = [];
});

afterEach(async () => {
  server.stop();
  await expect.poll(() => ended, { timeout: 10_000 }).toBe(started);
  rmSync(folder, { recursive: true });
});

/** A server that says that it listens, and then does what `then` says. */
function begin(then: string, listens = `port.postMessage(listening)`): void {
  const file = join(folder, 'server.cjs');
  writeFileSync(
    file,
    `const port = require('node:worker_threads').parentPort;
const listening = { kind: 'listening', url: 'http://127.0.0.1:40123', demo: { user: 'you', password: 'demo' } };
port.on('message', ({ kind }) => {
  if (kind === 'stop') process.exit(0);
  ${listens};
  ${then}
});`,
  );
  server = createDemoServer({
    startThread() {
      started += 1;
      const thread = startDemoThread(file, { maxOldGenerationSizeMb: 16 });
      thread.once('exit', () => void (ended += 1));
      return thread;
    },
    log: (what) => void logged.push(what),
  });
}

describe('the thread of the demo server', () => {
  it.each([
    ['an error that nobody catches', 'setTimeout(() => { throw new Error("a fault"); }, 20);', true],
    ['a promise that nobody hears', 'setTimeout(() => Promise.reject(new Error("a fault")), 20);', true],
    [
      'more memory than there is for it',
      'const all = []; for (;;) all.push(Array.from({ length: 10_000 }, () => ({})));',
      true,
    ],
    ['an end by itself', 'setTimeout(() => process.exit(7), 20);', false],
  ])(
    '%s ends it alone, and another one comes',
    async (_what, then, isTold) => {
      begin(then);
      await server.start();
      await expect.poll(() => started, { timeout: 30_000 }).toBeGreaterThan(1);
      expect(logged).toContain('the demo server died and is started again');
      expect(logged.includes('the demo server failed')).toBe(isTold);
    },
    60_000,
  );

  it('ends when it is told to', async () => {
    begin('');
    await server.start();
    server.stop();
    await expect.poll(() => ended).toBe(1);
    expect(logged).toEqual([]);
  });

  it('is ended in the midst of a loop without end', async () => {
    begin('for (;;);');
    await server.start();
    server.stop();
    await expect.poll(() => ended, { timeout: 10_000 }).toBe(1);
    expect(started).toBe(1);
  });

  it('that fails before it listens is an answer to who asked for it', async () => {
    begin('throw new Error("a fault");', '');
    await expect(server.start()).rejects.toMatchObject({ code: 'unreachable' });
    expect(started).toBe(1);
  });
});
