import { mkdtempSync, readdirSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalWorker } from '../store/history/worker-for-tests';
import {
  createHistoryService,
  type HistoryNotice,
  type HistoryService,
  type HistoryServiceOptions,
} from './history-service';
import type { SessionOwner } from './session-watch';

const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';
let folder: string;
let owner: SessionOwner;
let services: HistoryService[];
let notices: HistoryNotice[];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'parley-history-')), 'history');
  owner = 'own';
  services = [];
  notices = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(services.map((service) => service.close()));
  rmSync(folder, { recursive: true, force: true });
});

function service(more: Partial<HistoryServiceOptions> = {}): HistoryService {
  const created = createHistoryService({
    folder,
    workerFile: '',
    key: async () => ({ key: 'ab'.repeat(32), hasLostOne: false }),
    keepDays: () => 0,
    session: () => owner,
    onNotice: (notice) => void notices.push(notice),
    log: () => undefined,
    startWorker: (data) => new LocalWorker(data),
    ...more,
  });
  services.push(created);
  return created;
}

describe('the history service', () => {
  it('keeps the history of who is signed in, and says so', async () => {
    const history = service();
    await history.journal.load(dana);
    expect(history.status()).toEqual({ isKept: true });
    owner = 'none';
    expect(history.status()).toEqual({ isKept: false, reason: 'signed-out' });
  });

  it('keeps nothing and says why where there is no key store', async () => {
    const history = service({ key: async () => undefined });
    expect((await history.journal.load(dana)).conversations).toEqual([]);
    await history.journal.flushed();
    expect(history.status()).toEqual({ isKept: false, reason: 'no-key-store' });
    expect(existsSync(folder)).toBe(false);
  });

  it('does not wait for a key store for ever', async () => {
    const history = service({ key: () => new Promise(() => undefined), keyTimeoutMs: 5 });
    expect((await history.journal.load(dana)).conversations).toEqual([]);
    expect(history.status()).toEqual({ isKept: false, reason: 'failed' });
    expect(notices).toMatchObject([{ kind: 'not-opened', reason: expect.stringContaining('did not answer') }]);
  });

  it('shows and writes nothing in a public session, though an earlier history is still open', async () => {
    const history = service();
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half a thought');
    owner = 'public';
    expect(history.status()).toEqual({ isKept: false, reason: 'public-computer' });
    expect(await history.conversations({ limit: 10 })).toEqual([]);
    await history.saveDraft('conversation:c2', 'a secret');
    owner = 'own';
    await history.close();
    await history.journal.load(dana);
    expect(await history.draft('conversation:c2')).toBe('');
    expect(await history.draft('conversation:c1')).toBe('half a thought');
  });

  it('takes the last words of windows that close after a sign-out, and shows them to nobody else', async () => {
    const history = service();
    await history.journal.load(dana);
    owner = 'none';
    history.signedOut();
    await history.saveDraft('conversation:c1', 'half a thought');
    owner = 'own';
    await history.journal.load(lee);
    expect(await history.draft('conversation:c1')).toBe('');
    await history.journal.load(dana);
    expect(await history.draft('conversation:c1')).toBe('half a thought');
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(2);
  });

  it('is not disturbed by a notice that cannot be shown', async () => {
    const logged: string[] = [];
    let worker: LocalWorker | undefined;
    const history = service({
      onNotice() {
        throw new Error('no bus');
      },
      log: (message) => void logged.push(message),
      startWorker: (data) => (worker = new LocalWorker(data)),
    });
    await history.journal.load(dana);
    worker?.emit('message', { kind: 'writeFailed', reason: 'disk full' });
    expect(logged).toEqual(['a notice of the history could not be shown']);
  });
});
