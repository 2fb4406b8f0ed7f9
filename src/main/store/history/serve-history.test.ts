import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryText } from '../../../shared/log';
import type { Change } from '../../../shared/domain/model';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import { History, historyFile, type HistoryOptions } from './history';
import { LocalWorker } from '../testing/history-worker';

const account = 'sip:dana@example.com';
const key = 'ab'.repeat(32);

const conversation = sampleConversation({ participants: [] });
const message = (id: string, text = id): Change => ({
  kind: 'message',
  message: { id, conversationId: 'c1', direction: 'incoming', from: account, body: { text }, at: 1 },
});

let folder: string;
let histories: History[];
let log: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  histories = [];
  log = [];
});
afterEach(async () => {
  await Promise.allSettled(histories.map((history) => history.close()));
  rmSync(folder, { recursive: true, force: true });
});

function open(more: Partial<HistoryOptions> = {}): History {
  const history = new History({
    folder,
    account,
    key,
    workerFile: '',
    startWorker: (data) => new LocalWorker(data),
    onSetAside: (_, cause) => void log.push(`set aside: ${cause}`),
    onWriteFailed: (reason) => void log.push(`not written: ${reason}`),
    onWriteRecovered: () => void log.push('written again'),
    log: (what: string, facts?: object) => void log.push(entryText(what, facts)),
    ...more,
  });
  histories.push(history);
  return history;
}

async function ids(history: History): Promise<string[]> {
  return (await history.messages({ conversationId: 'c1', limit: 200 })).map(({ id }) => id);
}

it('takes as many changes at once as there are', async () => {
  const history = open();
  const same: Change = { kind: 'messageRemoved', conversationId: 'c1', id: 'nobody' };
  history.write([
    { kind: 'conversation', conversation },
    message('m1'),
    ...Array.from({ length: 130_000 }, () => same),
  ]);
  expect(await ids(history)).toEqual(['m1']);
});

it('does not let one change that makes no sense hold up those that follow', async () => {
  const history = open();
  const nonsense: Change = {
    kind: 'conversation',
    conversation: { ...conversation, id: 'c2', subject: null as never },
  };
  history.write([{ kind: 'conversation', conversation }, message('m1'), nonsense, message('m2')]);
  history.write([message('m3')]);
  await history.flushed();
  expect(await ids(history)).toEqual(['m1', 'm2', 'm3']);
  expect(log).toEqual([
    expect.stringMatching(/^the history dropped a change change=conversation SqliteError SQLITE_CONSTRAINT_NOTNULL /u),
  ]);
});

it('sets a history of a newer version aside, whole, and begins another', async () => {
  const first = open();
  first.write([{ kind: 'conversation', conversation }, message('m1')]);
  await first.close();
  const { default: Database } = await import('libsql');
  const file = historyFile(folder, account);
  const db = new Database(file, { encryptionCipher: 'aes256cbc', encryptionKey: key } as object);
  db.exec('PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  const before = readFileSync(file);
  const second = open();
  expect((await second.load()).conversations).toEqual([]);
  expect(log).toEqual(['set aside: newer']);
  const kept = readdirSync(folder).filter((name) => name.includes('.db.newer-') && name.endsWith('Z'));
  expect(kept).toHaveLength(1);
  expect(readFileSync(join(folder, kept[0]!)).equals(before)).toBe(true);
});

it('leaves a file alone that the disk does not give out now', async () => {
  // A folder in its place: SQLite cannot open it, and nothing says that a history is damaged.
  mkdirSync(historyFile(folder, account));
  const history = open();
  await expect(history.load()).rejects.toThrow();
  expect(log.filter((line) => line.startsWith('set aside'))).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);
});

/** A disk of three megabytes, where this computer lets us have one. */
const disk = mkdtempSync(join(tmpdir(), 'parley-disk-'));
function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    rmSync(disk, { recursive: true });
    return false;
  }
}
const isMounted = process.platform === 'linux' && process.getuid?.() === 0 && mount();

describe.skipIf(!isMounted)('on a full disk', () => {
  afterEach(() => {
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it(
    'says once that nothing can be saved, and saves all of it in order when there is room',
    { timeout: 30_000 },
    async () => {
      const history = open({ folder: disk });
      history.write([{ kind: 'conversation', conversation }, message('m1')]);
      await history.flushed();
      const filler = join(disk, 'filler');
      let size = 0;
      try {
        for (;;) writeFileSync(filler, Buffer.alloc((size += 4_096)));
      } catch {
        // Full.
      }
      // Too much for what SQLite has set aside in its journal.
      const long = 'x'.repeat(60_000);
      history.write(Array.from({ length: 3 }, (_, index) => message(`m${index + 2}`, long)));
      await expect(history.flushed()).rejects.toThrow('full');
      history.write([message('m5')]);
      await expect(history.flushed()).rejects.toThrow('full');
      expect(log).toEqual([
        expect.stringMatching(/^the history could not be written SqliteError SQLITE_FULL at /u),
        expect.stringMatching(/^not written: .*full/u),
      ]);
      expect(await ids(history).catch(() => ['m1'])).toEqual(['m1']);

      rmSync(filler);
      // Nobody says anything more: it is tried again by itself.
      await expect.poll(() => log.at(-1), { timeout: 15_000 }).toBe('written again');
      expect(await ids(history)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
      expect(log.filter((line) => line.includes('dropped'))).toEqual([]);
    },
  );
});
