// The thread that reads big documents: a real one, of a file that says which thread it was.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeEvents } from '../../../protocol/events';
import { createWorkerDecoder, restAfterMs, type WorkerDecoder } from './worker-decoder';

/** Answers each question with how many there were. */
const thread = `const { parentPort } = require('node:worker_threads');
let asked = 0;
parentPort.on('message', ({ id }) => {
  asked += 1;
  parentPort.postMessage({ id, kind: 'end', rest: { sid: asked } });
});`;

let folder: string;
let decoder: WorkerDecoder;
let states: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = mkdtempSync(join(tmpdir(), 'parley-decoder-'));
  const file = join(folder, 'thread.cjs');
  writeFileSync(file, thread);
  states = [];
  decoder = createWorkerDecoder(file, (asked) => {
    const worker = new Worker(asked);
    const at = states.push('runs') - 1;
    worker.once('exit', () => void (states[at] = 'has ended'));
    return worker;
  });
});

afterEach(async () => {
  decoder.stop();
  vi.useRealTimers();
  await expect.poll(() => states).not.toContain('runs');
  rmSync(folder, { recursive: true });
});

const big = 'x'.repeat(10_000);
const small = encodeEvents({ sid: 700, ackId: 9, pollWaitTimeMs: 1000, events: [] });
const sidOf = async (text: string): Promise<number | undefined> => (await decoder.decode(text)).sid;

describe('the thread that reads big documents', () => {
  it('reads one after another, and ends when there are no more', async () => {
    expect(await sidOf(big)).toBe(1);
    vi.advanceTimersByTime(restAfterMs - 1);
    expect(await sidOf(big)).toBe(2);
    vi.advanceTimersByTime(restAfterMs - 1);
    expect(await sidOf(big)).toBe(3);
    expect(states).toEqual(['runs']);
    vi.advanceTimersByTime(restAfterMs);
    await expect.poll(() => states).toEqual(['has ended']);
  });

  it('is there again for the next one', async () => {
    await sidOf(big);
    vi.advanceTimersByTime(restAfterMs);
    expect(await Promise.all([sidOf(big), sidOf(big)])).toEqual([1, 2]);
    await expect.poll(() => states).toEqual(['has ended', 'runs']);
  });

  it('does not end while it reads', async () => {
    const first = sidOf(big);
    vi.advanceTimersByTime(restAfterMs * 2);
    expect(await first).toBe(1);
    expect(states).toEqual(['runs']);
  });

  it('begins with the first document, is not kept by small ones, and does not come back for them', async () => {
    expect(await sidOf(small)).toBe(700);
    expect(states).toEqual(['runs']);
    vi.advanceTimersByTime(restAfterMs / 2);
    expect(await sidOf(small)).toBe(700);
    vi.advanceTimersByTime(restAfterMs / 2);
    await expect.poll(() => states).toEqual(['has ended']);
    expect(await sidOf(small)).toBe(700);
    expect(states).toEqual(['has ended']);
  });

  const document = encodeEvents({
    sid: 700,
    ackId: 9,
    pollWaitTimeMs: 1000,
    events: [{ kind: 'configuration', eid: 7, userNotice: big }],
  });

  it('is missed by nobody when it dies', async () => {
    writeFileSync(join(folder, 'thread.cjs'), 'throw new Error("a fault");');
    expect(await sidOf(document)).toBe(700);
    expect(await sidOf(document)).toBe(700);
  });

  it('is missed by nobody where the system gives none, and asked for again with the next one', async () => {
    let asked = 0;
    const { decode } = createWorkerDecoder('thread.cjs', () => {
      asked += 1;
      throw new Error('no thread');
    });
    expect((await decode(document)).sid).toBe(700);
    expect((await decode(document)).sid).toBe(700);
    expect(asked).toBe(2);
  });
});
