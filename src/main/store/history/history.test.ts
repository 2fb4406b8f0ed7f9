import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import type { Message } from '../../../shared/domain/message';
import { History, historyFile, type HistoryOptions } from './history';
import { LocalWorker } from '../testing/history-worker';

const account = 'sip:dana@example.com';

let folder: string;
let workers: LocalWorker[];
let isBroken: boolean;
/** How many more workers the system does not give. */
let refusals: number;
let histories: History[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  workers = [];
  isBroken = false;
  refusals = 0;
  histories = [];
});
afterEach(async () => {
  await Promise.allSettled(histories.map((history) => history.close()));
  rmSync(folder, { recursive: true, force: true });
});

function open(more: Partial<HistoryOptions> = {}): History {
  const history = new History({
    folder,
    account,
    key: 'ab'.repeat(32),
    workerFile: '',
    startWorker(data) {
      if (refusals-- > 0) throw new Error('no thread');
      const worker = new LocalWorker(data, isBroken);
      workers.push(worker);
      return worker;
    },
    ...more,
  });
  histories.push(history);
  return history;
}

const conversation = sampleConversation({ subject: 'Delivery slot' });

function message(id: string): Message {
  return { id, conversationId: 'c1', direction: 'outgoing', from: account, body: { text: `text of ${id}` }, at: 2000 };
}

async function ids(history: History): Promise<string[]> {
  return (await history.messages({ conversationId: 'c1', limit: 100 })).map(({ id }) => id);
}

describe('the history', () => {
  it('gives what a worker had not written to the next one, once and in order', async () => {
    const history = open();
    history.write([{ kind: 'conversation', conversation }]);
    history.write([{ kind: 'message', message: message('m1') }]);
    await history.flushed();
    workers[0]!.deafAfter(1);
    history.write([{ kind: 'message', message: message('m2') }]);
    history.write([{ kind: 'message', message: message('m3') }]);
    history.write([{ kind: 'message', message: message('m4') }]);
    const flushed = history.flushed();
    workers[0]!.die();
    await flushed;
    expect(await ids(history)).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(workers).toHaveLength(2);
  });

  it('asks no worker whether all is on disk where nothing was written since', async () => {
    const history = open();
    history.write([{ kind: 'conversation', conversation }]);
    await history.flushed();
    const asked = vi.spyOn(workers[0]!, 'postMessage');
    await history.flushed();
    expect(asked).not.toHaveBeenCalled();
    history.write([{ kind: 'message', message: message('m1') }]);
    await history.flushed();
    expect(asked.mock.calls.map(([{ kind }]) => kind)).toEqual(['write', 'flush']);
  });

  it('answers a question that a worker took to its grave', async () => {
    const history = open();
    history.write([
      { kind: 'conversation', conversation },
      { kind: 'message', message: message('m1') },
    ]);
    await history.flushed();
    workers[0]!.deafAfter(0);
    const found = history.search({ text: 'm1', limit: 10 });
    workers[0]!.die();
    expect((await found).hits.map((hit) => hit.message.id)).toEqual(['m1']);
  });

  it('asks again for a worker that the system does not give', async () => {
    refusals = 2;
    const atFirst = open();
    atFirst.write([{ kind: 'conversation', conversation }]);
    atFirst.write([{ kind: 'message', message: message('m1') }]);
    await atFirst.flushed();
    await atFirst.close();
    const history = open();
    refusals = 1;
    workers[1]!.die();
    expect(await ids(history)).toEqual(['m1']);
    expect(workers).toHaveLength(3);
  });

  it('keeps nobody waiting for a worker that cannot live, says so once, and loses nothing written meanwhile', async () => {
    isBroken = true;
    const complaints: string[] = [];
    const history = open({ onWriteFailed: (reason) => void complaints.push(reason) });
    history.write([{ kind: 'conversation', conversation }]);
    await expect(history.flushed()).rejects.toThrow('out of memory');
    history.write([{ kind: 'message', message: message('m1') }]);
    expect(complaints).toEqual(['out of memory']);
    isBroken = false;
    await expect.poll(() => ids(history).catch(() => []), { timeout: 5_000 }).toEqual(['m1']);
    expect(complaints).toHaveLength(1);
  });

  it('keeps a damaged file under another name and goes on with an empty one', async () => {
    const file = historyFile(folder, account);
    writeFileSync(file, 'this is no database '.repeat(500));
    const told: string[] = [];
    const history = open({ onSetAside: (keptAs) => void told.push(keptAs) });
    expect((await history.load()).conversations).toEqual([]);
    expect(told).toHaveLength(1);
    expect(readdirSync(folder).map((name) => join(folder, name))).toContain(told[0]);
  });

  it('has written everything once it is closed', async () => {
    const history = open();
    history.write([
      { kind: 'conversation', conversation },
      { kind: 'message', message: message('m1') },
    ]);
    await history.close();
    expect(await ids(open())).toEqual(['m1']);
    await expect(history.flushed()).rejects.toThrow();
  });
});
