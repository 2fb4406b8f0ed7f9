import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/domain/model';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import { logPlace } from '../../logs/log-place';
import { LocalWorker } from '../testing/history-worker';
import { History } from './history';
import { beforeFirst } from './history-queries';
import type { LogFile } from './open-log';

const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';
const day = Date.UTC(2024, 2, 3);
const at = (hour: number, minute = 0): number => day + (hour * 60 + minute) * 60_000;

let folder: string;
let history: History;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-import-'));
  history = new History({
    folder: join(folder, 'history'),
    account: dana,
    key: 'ab'.repeat(32),
    workerFile: '',
    startWorker: (data) => new LocalWorker(data),
  });
});
afterEach(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

function logFile(text: string, name = '2024-03-03.090000+0000UTC.txt', peer = 'lee@example.com'): LogFile {
  const path = join(folder, 'logs', 'sipe', 'dana@example.com', peer, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return { path, place: logPlace(path.split(/[/\\]/u))! };
}

const nobody = { own: [], others: [] };
async function add(file: LogFile, uri: string | null = lee, notBefore = 0) {
  const target = { name: 'Lee Park', account: dana, ...(uri !== null && { uri }) };
  const all = { added: 0, known: 0, tooOld: 0, notYet: 0 };
  for (let after: number | undefined = 0; after !== undefined;) {
    const slice = await history.addLog({ file, names: nobody, target, after, notBefore });
    if (!slice) return undefined;
    all.added += slice.added;
    all.known += slice.known;
    all.tooOld += slice.tooOld;
    all.notYet += slice.notYet;
    after = slice.next;
    if (after === undefined) await history.orderThread(slice.threadId);
  }
  return all;
}
const texts = async (conversationId: string): Promise<string[]> =>
  (await history.threadFrom(conversationId, beforeFirst, 2_000)).messages.map(({ body }) => body.text);

/** What Parley kept itself. */
const threadWithLee: Change = {
  kind: 'conversation',
  conversation: sampleConversation({
    id: 'c1',
    peer: lee,
    participants: [{ uri: lee, name: 'Lee Park', role: 'attendee' }],
    startedAt: at(10),
    lastActivityAt: at(20),
  }),
};
const said = (id: string, conversationId: string, when: number, text: string): Change => ({
  kind: 'message',
  message: { id, conversationId, direction: 'incoming', from: lee, at: when, body: { text } },
});

const twoLines = '(09:00:00) lee@example.com: Is the blue crane free?\n(09:01:00) Dana: It is.';

describe('a log of another program', () => {
  it('is a thread with that person, found by words, and no number of it is one of ours', async () => {
    expect(await history.readLog(logFile(twoLines))).toMatchObject({ messages: 2, from: at(9), to: at(9, 1) });
    expect(await add(logFile(twoLines))).toEqual({ added: 2, known: 0, tooOld: 0, notYet: 0 });
    const thread = await history.threadWith(lee);
    expect(thread).toMatchObject({ peer: lee, state: 'ended', unread: 0, startedAt: at(9), lastActivityAt: at(9, 1) });
    const { hits } = await history.search({ text: 'crane', limit: 10 });
    expect(hits.map(({ message }) => [message.direction, message.from, message.at])).toEqual([
      ['incoming', lee, at(9)],
    ]);
    expect((await history.messages({ conversationId: thread!.id, limit: 10 })).at(-1)).toMatchObject({
      direction: 'outgoing',
      from: dana,
      body: { text: 'It is.' },
    });
    expect(await history.events({ conversationId: thread!.id }, 10)).toMatchObject([
      { at: at(9), news: { kind: 'imported', program: 'pidgin' } },
    ]);
    expect((await history.load()).nextNumber).toBe(1);
    expect((await history.load()).conversations.map(({ id }) => id)).toEqual([thread!.id]);
  });

  it('adds nothing twice, also where more was said since, or is chosen to be with another', async () => {
    await add(logFile(twoLines));
    const more = logFile(`${twoLines}\n(09:02:00) Dana: It is.\n(09:02:00) Dana: It is.`);
    await history.closeLog();
    expect(await add(more)).toEqual({ added: 2, known: 2, tooOld: 0, notYet: 0 });
    expect(await add(more, 'sip:kim@example.com')).toEqual({ added: 0, known: 4, tooOld: 0, notYet: 0 });
    expect(await texts((await history.threadWith(lee))!.id)).toHaveLength(4);
    expect(await history.countMessages()).toBe(4);
  });

  it('stands by time among what was imported before and what Parley kept itself', async () => {
    history.write([
      threadWithLee,
      ...[at(10), at(20)].map((when, index) => said(`m${index + 2}`, 'c1', when, `Parley ${index}`)),
    ]);
    await add(logFile('(15:00:00) lee@example.com: Later\n(15:00:01) Dana: Yes', '2024-03-03.150000+0000UTC.txt'));
    await history.closeLog();
    await add(logFile(twoLines));
    expect(await texts('c1')).toEqual(['Is the blue crane free?', 'It is.', 'Parley 0', 'Later', 'Yes', 'Parley 1']);
    const { hits } = await history.search({ text: 'parley', limit: 10 });
    expect(hits.map(({ message }) => message.id).sort()).toEqual(['m2', 'm3']);
    expect((await history.load()).conversations).toMatchObject([
      { id: 'c1', startedAt: at(9), lastActivityAt: at(20) },
    ]);
    // What comes next is the last.
    history.write([said('m4', 'c1', at(21), 'New')]);
    expect((await texts('c1')).at(-1)).toBe('New');
    expect((await history.load()).nextNumber).toBe(5);
  });

  it('never stands after what is said later, also where it is all that there was', async () => {
    await add(logFile(twoLines));
    const { id } = (await history.threadWith(lee))!;
    history.write([said('m1', id, at(20), 'Now')]);
    await history.closeLog();
    await add(logFile('(15:00:00) lee@example.com: Later\n(15:00:01) Dana: Yes', '2024-03-03.150000+0000UTC.txt'));
    expect(await texts(id)).toEqual(['Is the blue crane free?', 'It is.', 'Later', 'Yes', 'Now']);
    const { messages } = await history.load();
    expect(messages.at(-1)?.id).toBe('m1');
  });

  it('leaves the next number to what is said next, also when all that Parley kept stands between logs', async () => {
    history.write([threadWithLee, said('m2', 'c1', at(10), 'Parley 0')]);
    await add(logFile('(15:00:00) lee@example.com: Later', '2024-03-03.150000+0000UTC.txt'));
    history.write([said('m3', 'c1', at(20), 'Parley 1')]);
    await history.closeLog();
    await add(logFile('(16:00:00) lee@example.com: Latest', '2024-03-03.160000+0000UTC.txt'));
    expect(await texts('c1')).toEqual(['Parley 0', 'Later', 'Latest', 'Parley 1']);
  });

  it('with nobody here keeps the name, and comes back in the history alone', async () => {
    await add(logFile(twoLines), null);
    const [only] = await history.conversations({ limit: 10 });
    expect(only?.participants).toEqual([{ uri: 'pidgin:sipe/lee@example.com', name: 'Lee Park' }]);
    expect(only?.isThread).toBeUndefined();
    const { conversations, dormant } = await history.load();
    expect([conversations, dormant]).toEqual([[], []]);
    expect(
      (await history.search({ text: 'crane', person: 'pidgin:sipe/lee@example.com', limit: 5 })).hits,
    ).toHaveLength(1);
  });

  it('leaves out what is too old to be kept, and is too long for no slice', async () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => `(09:00:00) lee@example.com: number ${index}`);
    const file = logFile(['(08:00:00) Dana: Old', ...lines].join('\n'));
    expect(await add(file, lee, at(9))).toEqual({ added: 1_200, known: 0, tooOld: 1, notYet: 0 });
    const all = await texts((await history.threadWith(lee))!.id);
    expect(all.length).toBe(1_200);
    expect([all[0], all[1_001], all.at(-1)]).toEqual(['number 0', 'number 1001', 'number 1199']);
  });

  it('leaves out what was said on no day yet: it would never be too old', async () => {
    const file = logFile(twoLines, `${new Date().getUTCFullYear() + 2}-03-03.090000+0000UTC.txt`);
    expect(await add(file)).toEqual({ added: 0, known: 0, tooOld: 0, notYet: 2 });
    expect(await history.threadWith(lee)).toBeUndefined();
    expect(await history.countMessages()).toBe(0);
  });

  it('is told where it cannot be read, and nothing of it is written', async () => {
    const gone = { ...logFile(twoLines), path: join(folder, 'nothing.txt') };
    expect(await history.readLog(gone)).toBe('unreadable');
    expect(await add({ ...gone, path: folder })).toBeUndefined();
    expect(await add(logFile('(09:00:00) Dee: One\n(09:00:01) Lily: Two'))).toBeUndefined();
    expect(await history.countMessages()).toBe(0);
    expect(await history.conversations({ limit: 10 })).toEqual([]);
  });

  it('goes with its thread when that is deleted, and can be imported again', async () => {
    await add(logFile(twoLines));
    await history.deleteConversation((await history.threadWith(lee))!.id);
    expect((await history.search({ text: 'crane', limit: 10 })).hits).toEqual([]);
    expect(await add(logFile(twoLines))).toEqual({ added: 2, known: 0, tooOld: 0, notYet: 0 });
  });
});
