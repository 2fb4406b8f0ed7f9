import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation';
import type { HistoryExportProgress } from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';
import type { ToldReturn } from '../../shared/domain/undelivered';
import { LocalWorker } from '../store/testing/history-worker';
import {
  createHistoryService,
  type HistoryTrouble,
  type HistoryService,
  type HistoryServiceOptions,
} from './history-service';
import type { SessionOwner } from './session-watch';

const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';
/** That of the history is made in it, by the history. */
let outer: string;
let folder: string;
let owner: SessionOwner;
let services: HistoryService[];
let troubles: HistoryTrouble[];

beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'parley-history-'));
  folder = join(outer, 'history');
  owner = 'own';
  services = [];
  troubles = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(services.map((service) => service.close()));
  rmSync(outer, { recursive: true, force: true });
});

function service(more: Partial<HistoryServiceOptions> = {}): HistoryService {
  const created = createHistoryService({
    folder,
    workerFile: '',
    key: async () => ({ key: 'ab'.repeat(32), hasLostOne: false }),
    keepDays: () => 0,
    session: () => owner,
    onTrouble: (trouble) => void troubles.push(trouble),
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

  it('keeps nothing where an administrator wants none, asks for no key, and leaves what was kept before', async () => {
    const before = service();
    await before.journal.load(dana);
    await before.close();
    const files = readdirSync(folder);
    const key = vi.fn(async () => ({ key: 'ab'.repeat(32), hasLostOne: false }));
    const history = service({ isOff: true, key });
    expect((await history.journal.load(dana)).conversations).toEqual([]);
    await history.journal.flushed();
    expect(history.status()).toEqual({ isKept: false, reason: 'set-by-organisation' });
    expect(key).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual(files);
  });

  it('does not wait for a key store for ever', async () => {
    const history = service({ key: () => new Promise(() => undefined), keyTimeoutMs: 5 });
    expect((await history.journal.load(dana)).conversations).toEqual([]);
    expect(history.status()).toEqual({ isKept: false, reason: 'failed' });
    expect(troubles).toMatchObject([{ kind: 'not-opened', reason: expect.stringContaining('did not answer') }]);
  });

  it('tells where something is half-written, of this session and of those before', async () => {
    const told: (readonly string[])[] = [];
    const history = service({ onDrafts: (keys) => void told.push(keys) });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half');
    await history.saveDraft('conversation:c1', 'half a thought');
    await history.saveDraft('invitation', 'another');
    await history.saveDraft('invitation', '');
    expect(history.draftKeys()).toEqual(['conversation:c1']);
    expect(told).toEqual([['conversation:c1'], ['conversation:c1', 'invitation'], ['conversation:c1']]);
    owner = 'none';
    history.signedOut();
    expect(history.draftKeys()).toEqual([]);
    // The last word of a window that closes.
    await history.saveDraft('conversation:c2', 'too late to show');
    expect(history.draftKeys()).toEqual([]);
    owner = 'own';
    await history.close();
    await history.journal.load(dana);
    expect(history.draftKeys()).toEqual(expect.arrayContaining(['conversation:c1', 'conversation:c2']));
  });

  it('has what was half-written in a conversation in the one that it has become part of', async () => {
    const history = service();
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'older half');
    await history.saveDraft('conversation:c2', 'newer half');
    void history.joinDrafts('c1', 'c2');
    // Asked for at once, as a window does.
    expect(await history.draft('conversation:c2')).toBe('older half\nnewer half');
    expect(history.draftKeys()).toEqual(['conversation:c2']);
  });

  it('has the last word of a window once, where what it had written before came along already', async () => {
    const returned: ToldReturn[] = [];
    const history = service({ onReturned: (each) => void returned.push(each) });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half a th');
    await history.saveDraft('conversation:c2', 'newer half');
    await history.joinDrafts('c1', 'c2');
    await history.saveDraft('conversation:c1', 'half a thou');
    await history.saveDraft('conversation:c1', 'half a thought');
    expect(await history.draft('conversation:c2')).toBe('half a thought\nnewer half');
    expect(returned.map(({ words, instead }) => [words, instead])).toEqual([
      ['half a th', undefined],
      ['half a thou', 'half a th'],
      ['half a thought', 'half a thou'],
    ]);
    // It was sent from there.
    await history.saveDraft('conversation:c1', '');
    expect(await history.draft('conversation:c2')).toBe('newer half');
    await history.saveDraft('conversation:c1', 'and');
    expect(await history.draft('conversation:c2')).toBe('and\nnewer half');
  });

  it('lets nothing that is written there overtake what is on its way', async () => {
    const history = service();
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half a thought');
    await history.saveDraft('subject:c1', 'Pump 3');
    void history.joinDrafts('c1', 'c2');
    const opened = history.openDraft('conversation:c2');
    void history.saveDraft('conversation:c2', 'x');
    expect((await opened).value).toBe('half a thought');
  });

  it('keeps a last word that is on its way when the history closes', async () => {
    const history = service();
    await history.journal.load(dana);
    void history.saveDraft('conversation:c1', 'half');
    void history.joinDrafts('c1', 'c2');
    void history.saveDraft('conversation:c1', 'half a thought');
    await history.close();
    await history.journal.load(dana);
    expect(await history.draft('conversation:c2')).toBe('half a thought');
  });

  it('tells whoever writes there what has come, and where it ends up after that', async () => {
    const returned: ToldReturn[] = [];
    const history = service({ onReturned: (each) => void returned.push(each) });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half a thought');
    await history.saveDraft('subject:c1', 'Pump 3');
    await history.saveDraft('subject:c2', 'Dock gate');
    await history.joinDrafts('c1', 'c2');
    expect(await history.draft('subject:c2')).toBe('Pump 3, Dock gate');
    expect(returned).toEqual([
      { key: 'conversation:c2', words: 'half a thought', at: 'start', number: 1 },
      { key: 'subject:c2', words: 'Pump 3', at: 'start', number: 2 },
    ]);
    await history.joinDrafts('c2', 'c3');
    await history.saveDraft('subject:c1', 'Valve');
    expect(await history.draft('subject:c3')).toBe('Valve, Dock gate');
    await history.returnToDraft({ key: 'conversation:c1', words: 'a reply', at: 'end' });
    expect(await history.draft('conversation:c3')).toBe('half a thought\na reply');
    expect(returned.at(-1)).toMatchObject({ key: 'conversation:c3', words: 'a reply', at: 'end' });
    expect([...history.draftKeys()].sort()).toEqual(['conversation:c3', 'subject:c3']);
  });

  it('tells whoever writes there the last word of a window that showed the other one', async () => {
    const returned: ToldReturn[] = [];
    const history = service({ onReturned: (each) => void returned.push(each) });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c2', 'newer half');
    await history.joinDrafts('c1', 'c2');
    await history.saveDraft('conversation:c1', 'typed at the last moment');
    expect(returned).toEqual([{ key: 'conversation:c2', words: 'typed at the last moment', at: 'start', number: 1 }]);
  });

  it('tells nothing that stands there already', async () => {
    const returned: ToldReturn[] = [];
    const history = service({ onReturned: (each) => void returned.push(each) });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'on my way');
    await history.saveDraft('conversation:c2', 'on my way');
    await history.joinDrafts('c1', 'c2');
    expect(await history.draft('conversation:c2')).toBe('on my way');
    expect(returned).toEqual([]);
  });

  it('says which of what came back an opened draft has in it, whatever comes first', async () => {
    const returned: ToldReturn[] = [];
    const history = service({ onReturned: (each) => void returned.push(each) });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half');
    expect(await history.openDraft('conversation:c2')).toEqual({ value: '', number: 0 });
    const joining = history.joinDrafts('c1', 'c2');
    const opened = history.openDraft('conversation:c2');
    await joining;
    expect(await opened).toEqual({ value: 'half', number: 1 });
    expect(returned.map(({ number }) => number)).toEqual([1]);
    const back = history.returnToDraft({ key: 'conversation:c2', words: 'a reply', at: 'end' });
    const again = history.openDraft('conversation:c2');
    await back;
    expect(await again).toEqual({ value: 'half\na reply', number: 2 });
  });

  it('has all of what comes back at once', async () => {
    const history = service();
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half');
    const words = ['first', 'second', 'third'];
    await Promise.all(words.map((each) => history.returnToDraft({ key: 'conversation:c1', words: each, at: 'end' })));
    expect(await history.draft('conversation:c1')).toBe('half\nfirst\nsecond\nthird');
  });

  it('knows of what is half-written where nothing is kept, as long as the session lasts', async () => {
    const history = service({ key: async () => undefined });
    await history.journal.load(dana);
    await history.saveDraft('conversation:c1', 'half');
    expect(history.draftKeys()).toEqual(['conversation:c1']);
    owner = 'public';
    await history.saveDraft('conversation:c2', 'half');
    expect(history.draftKeys()).toEqual(['conversation:c1', 'conversation:c2']);
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
      onTrouble() {
        throw new Error('no bus');
      },
      log: (message) => void logged.push(message),
      startWorker: (data) => (worker = new LocalWorker(data)),
    });
    await history.journal.load(dana);
    worker?.emit('message', { kind: 'writeFailed', reason: 'disk full', fault: { kind: 'Error', places: [] } });
    expect(logged).toEqual(['the history could not be written', 'a trouble of the history could not be shown']);
  });

  it('writes nothing to a history that it could not read', async () => {
    const history = service({
      startWorker: (data) => new LocalWorker(data, true),
    });
    expect((await history.journal.load(dana)).nextNumber).toBe(1);
    expect(history.status()).toEqual({ isKept: false, reason: 'failed' });
    expect(troubles.map(({ kind }) => kind)).toEqual(['not-opened']);
    history.journal.write([{ kind: 'conversation', conversation: conversation('c1') }]);
    await history.journal.flushed();
    expect(await history.conversations({ limit: 10 })).toEqual([]);
  });

  it('takes the words back once the history can be opened', async () => {
    let isBroken = true;
    const history = service({ startWorker: (data) => new LocalWorker(data, isBroken) });
    await history.journal.load(dana);
    isBroken = false;
    await history.journal.load(dana);
    expect(history.status()).toEqual({ isKept: true });
    expect(troubles.map(({ kind }) => kind)).toEqual(['not-opened', 'written-again']);
  });

  it('claims to keep nothing while nothing can be written, and says when it can again', async () => {
    let worker: LocalWorker | undefined;
    const history = service({ startWorker: (data) => (worker = new LocalWorker(data)) });
    await history.journal.load(dana);
    worker?.emit('message', { kind: 'writeFailed', reason: 'database or disk is full' });
    expect(history.status()).toEqual({ isKept: false, reason: 'not-written' });
    worker?.emit('message', { kind: 'written', upTo: 1 });
    expect(history.status()).toEqual({ isKept: true });
    expect(troubles.map(({ kind }) => kind)).toEqual(['not-written', 'written-again']);
  });

  it('tells a history without its key from a damaged one', async () => {
    const first = service();
    await first.journal.load(dana);
    await first.close();
    const file = readdirSync(folder).find((name) => name.endsWith('.db'))!;
    const before = readFileSync(join(folder, file));
    const again = service({ key: async () => ({ key: 'cd'.repeat(32), hasLostOne: true }) });
    await again.journal.load(dana);
    expect(troubles).toMatchObject([{ kind: 'set-aside', cause: 'key-lost' }]);
    const [trouble] = troubles;
    if (trouble?.kind !== 'set-aside') throw new Error('no trouble');
    expect(readFileSync(trouble.path).equals(before)).toBe(true);
    expect(again.status()).toEqual({ isKept: true });
  });
});

describe('retention', () => {
  const day = 86_400_000;
  const texts = async (history: HistoryService): Promise<string[]> =>
    (await history.search({ text: '', limit: 10 })).hits.map(({ message }) => message.body.text);

  /** One message of today, one of forty days ago. */
  async function filled(more: Partial<HistoryServiceOptions>): Promise<HistoryService> {
    const history = service(more);
    await history.journal.load(dana);
    history.journal.write([
      { kind: 'conversation', conversation: conversation('c1') },
      { kind: 'message', message: message('m1', 'old', Date.now() - 40 * day) },
      { kind: 'message', message: message('m2', 'new', Date.now()) },
    ]);
    await history.journal.flushed();
    return history;
  }

  it('applies at sign-in and when it changes, and can say before how much would go', async () => {
    let keepDays = 0;
    const history = await filled({ keepDays: () => keepDays });
    expect(await history.countOlder(30)).toBe(1);
    expect(await history.countOlder(60)).toBe(0);
    expect(await history.countOlder(0)).toBe(0);
    keepDays = 60;
    await history.forgetOld();
    expect(await texts(history)).toEqual(['new', 'old']);
    keepDays = 30;
    await history.forgetOld();
    expect(await texts(history)).toEqual(['new']);
  });

  it('applies once a day while the program runs', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
    const history = await filled({ keepDays: () => 41 });
    await vi.advanceTimersByTimeAsync(23 * 3_600_000);
    await history.journal.flushed();
    expect(await texts(history)).toEqual(['new', 'old']);
    await vi.advanceTimersByTimeAsync(26 * 3_600_000);
    await expect.poll(() => texts(history)).toEqual(['new']);
  });

  it('does not delete by a clock that was only just set', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
    const history = await filled({ keepDays: () => 100 });
    const real = Date.now();
    vi.setSystemTime(real + 10 * 365 * day);
    await vi.advanceTimersByTimeAsync(3_600_000);
    // Somebody has seen it.
    vi.setSystemTime(real + 3_600_000);
    await vi.advanceTimersByTimeAsync(3 * 3_600_000);
    await history.journal.flushed();
    expect(await texts(history)).toEqual(['new', 'old']);
  });

  it('leaves the history of a public session alone', async () => {
    const history = await filled({ keepDays: () => 1 });
    owner = 'public';
    await history.forgetOld();
    expect(await history.countOlder(1)).toBe(0);
    owner = 'own';
    expect(await texts(history)).toEqual(['new', 'old']);
  });
});

describe('an export', () => {
  const many = 1_700;
  async function filled(more: Partial<HistoryServiceOptions> = {}): Promise<HistoryService> {
    const history = service(more);
    await history.journal.load(dana);
    history.journal.write([{ kind: 'conversation', conversation: conversation('c1') }]);
    history.journal.write(
      Array.from({ length: many }, (_, index) => ({ kind: 'message', message: message(`m${index}`, `text ${index}`) })),
    );
    await history.journal.flushed();
    return history;
  }
  const target = (): string => join(folder, 'export.txt');

  it('is written in order, piece by piece, and tells how far it is', async () => {
    const told: (HistoryExportProgress | undefined)[] = [];
    const history = await filled({ onExporting: (progress) => void told.push(progress) });
    expect(await history.exportTo(target(), 'text')).toBe(true);
    const written = readFileSync(target(), 'utf8')
      .split('\n')
      .flatMap((line) => /: text (\d+)$/u.exec(line)?.[1] ?? []);
    if (process.platform !== 'win32') expect(statSync(target()).mode & 0o777).toBe(0o600);
    expect(written.map(Number)).toEqual(Array.from({ length: many }, (_, index) => index));
    expect(told[0]).toEqual({ written: 0, total: 0 });
    expect(told.at(-1)).toBeUndefined();
    expect(history.status()).toEqual({ isKept: true });
  });

  it('can be cancelled, and leaves what stood there before', async () => {
    const history = await filled({ onExporting: (progress) => progress && setImmediate(() => history.cancelExport()) });
    writeFileSync(target(), 'an earlier export');
    expect(await history.exportTo(target(), 'json')).toBe(false);
    expect(readFileSync(target(), 'utf8')).toBe('an earlier export');
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('says when the file cannot be written, and when there is one under way', async () => {
    const history = await filled();
    await expect(history.exportTo(join(folder, 'no-folder', 'x.txt'), 'text')).rejects.toMatchObject({
      code: 'file-not-written',
    });
    const first = history.exportTo(target(), 'text');
    await expect(history.exportTo(target(), 'text')).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await first).toBe(true);
  });
});

function conversation(id: string): Conversation {
  return {
    id,
    direction: 'outgoing',
    state: 'connected',
    subject: '',
    participants: [{ uri: lee, name: 'Lee Park', role: 'attendee' }],
    inviter: dana,
    isConference: false,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: 0,
    startedAt: 1000,
    lastActivityAt: 1000,
  };
}

function message(id: string, text: string, at = 2000): Message {
  return { id, conversationId: 'c1', direction: 'incoming', from: lee, body: { text }, at };
}
