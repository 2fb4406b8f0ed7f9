// The thread of a recording as the main process holds it: a real one, of a file that stands for the built one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingThreads } from './recording-thread';
import { createRecordings, type Recordings } from './recordings';

let folder: string;
let recordings: Recordings;
let uncaught: unknown[];
let exits: number;
const onUncaught = (error: unknown): void => void uncaught.push(error);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-recording-thread-'));
  uncaught = [];
  exits = 0;
  process.on('uncaughtException', onUncaught);
});
afterEach(() => {
  process.off('uncaughtException', onUncaught);
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A thread that does this. */
function threadThat(does: string): void {
  const file = join(folder, 'thread.cjs');
  writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${does}`);
  const on = Worker.prototype.on;
  // After all that listen to its end by then.
  vi.spyOn(Worker.prototype, 'on').mockImplementation(function (
    this: Worker,
    event: string | symbol,
    listener: () => void,
  ) {
    on.call(this, event, listener);
    if (event === 'exit') on.call(this, event, () => void (exits += 1));
    return this;
  });
  recordings = createRecordings({
    openThread: recordingThreads(file),
    client: '1',
    isAllowed: true,
    isGuest: () => false,
    onChanged: () => undefined,
    log: () => undefined,
  });
}

describe('a recording whose thread', () => {
  it('can make no file, is refused and nothing else', async () => {
    threadThat(`parentPort.postMessage({ refused: 'EACCES' }); parentPort.close();`);
    await expect(recordings.start('/none/a.jsonl', 5)).rejects.toMatchObject({ code: 'file-not-written' });
    await expect.poll(() => exits).toBe(1);
    expect([uncaught, recordings.state().running]).toEqual([[], undefined]);
  });

  it('dies before it is open, is none and nothing else', async () => {
    threadThat(`throw new Error('a fault');`);
    await expect(recordings.start('/none/a.jsonl', 5)).rejects.toMatchObject({ code: 'internal' });
    await expect.poll(() => exits).toBe(1);
    expect([uncaught, recordings.state().running]).toEqual([[], undefined]);
  });

  it('dies while it writes, ends and says so', async () => {
    threadThat(`parentPort.postMessage({ opened: true }); parentPort.on('message', () => process.exit(1));`);
    await recordings.start('/none/a.jsonl', 5);
    recordings.noteCommand({ do: 'note', text: 'now' });
    await expect.poll(() => recordings.state().last?.end).toBe('not-written');
    expect(uncaught).toEqual([]);
  });
});
