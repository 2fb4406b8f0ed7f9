import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogImportEnd, LogPreview, LogProgress } from '../../shared/domain/log-import';
import type { Change } from '../../shared/domain/model';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { History } from '../store/history/history';
import { beforeFirst } from '../store/history/history-queries';
import { LocalWorker } from '../store/testing/history-worker';
import { createHistoryImport, type HistoryImport } from './history-import';

const dana = 'sip:dana@example.com';

let folder: string;
let logs: string;
let history: History;
let imports: HistoryImport;
let ends: LogImportEnd[];
let waits: (number | undefined)[];
let onProgress: (progress: LogProgress | undefined) => void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-imports-'));
  logs = join(folder, 'logs');
  mkdirSync(logs);
  history = new History({
    folder: join(folder, 'history'),
    account: dana,
    key: 'ab'.repeat(32),
    workerFile: '',
    startWorker: (data) => new LocalWorker(data),
  });
  ends = [];
  waits = [];
  onProgress = () => undefined;
  imports = createHistoryImport({
    history: () => history,
    account: () => dana,
    notBefore: () => 0,
    onProgress: (progress) => onProgress(progress),
    onWaits: (messages) => waits.push(messages),
    onEnd: (end) => ends.push(end),
  });
});
afterEach(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

const account = 'aim/danareyes';
/** A log of Pidgin as text, where no name is anybody's address. */
function write(peer: string, day: number, ...lines: readonly string[]): string {
  const name = `${account}/${peer}/2024-03-${String(day).padStart(2, '0')}.090000+0000UTC.txt`;
  const file = join(logs, ...name.split('/'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.map((line, index) => `(09:00:${String(index).padStart(2, '0')}) ${line}`).join('\n'));
  return name;
}

async function importAll(): Promise<LogPreview> {
  const preview = await imports.read(logs);
  if (!preview) throw new Error('nobody stopped it');
  await imports.add(preview.threads.map(({ key }) => ({ key, uri: null })));
  return preview;
}

/** Who said what, by thread. */
async function kept(): Promise<Record<string, readonly (readonly [string, string])[]>> {
  const all = await history.conversations({ limit: 100 });
  const threads = await Promise.all(
    all.map(async ({ id, participants }) => {
      const { messages } = await history.threadFrom(id, beforeFirst, 1_000);
      return [participants[0]!.name, messages.map(({ direction, body }) => [direction, body.text] as const)] as const;
    }),
  );
  return Object.fromEntries(threads);
}

const lee = 'sip:lee@example.com';
const day = Date.UTC(2024, 2, 1);
/** What Parley kept itself, before the logs were written and after. */
function keepThread(): void {
  const participants = [{ uri: lee, name: 'Lee Park', role: 'attendee' as const }];
  const times = [day + 8 * 3_600_000, day + 30 * 86_400_000];
  history.write([
    { kind: 'conversation', conversation: sampleConversation({ id: 'c1', peer: lee, participants }) },
    ...times.map((at, index): Change => {
      const body = { text: `Parley ${index}` };
      return {
        kind: 'message',
        message: { id: `m${index + 2}`, conversationId: 'c1', direction: 'incoming', from: lee, at, body },
      };
    }),
  ]);
}
const textsWithLee = async (): Promise<string[]> =>
  (await history.threadFrom('c1', beforeFirst, 1_000)).messages.map(({ body }) => body.text);

describe('an import that ended before its time', () => {
  let second: string;
  beforeEach(() => {
    keepThread();
    write('leep', 1, 'leep: One', 'Dana: Two');
    second = write('leep', 2, 'leep: Three', 'Dana: Four');
  });
  const choices = (preview: LogPreview | undefined) => preview!.threads.map(({ key }) => ({ key, uri: lee }));

  it('has put in order what it added', async () => {
    const preview = await imports.read(logs);
    const addLog = history.addLog.bind(history);
    let left = 1;
    const end = new Error('the worker died');
    history.addLog = (adding) => (left-- > 0 ? addLog(adding) : Promise.reject(end));
    await expect(imports.add(choices(preview))).rejects.toThrow(end);
    expect(await textsWithLee()).toEqual(['Parley 0', 'One', 'Two', 'Parley 1']);
  });

  it('is put in order the next time, also where all of it is there already', async () => {
    const preview = await imports.read(logs);
    const orderThread = history.orderThread.bind(history);
    history.orderThread = () => Promise.reject(new Error('the worker died'));
    await expect(imports.add(choices(preview))).rejects.toThrow();
    expect(await textsWithLee()).toEqual(['One', 'Two', 'Parley 0', 'Parley 1']);
    history.orderThread = orderThread;
    rmSync(join(logs, ...second.split('/')));
    const again = choices(await imports.read(logs));
    expect((await imports.add(again)).outcome).toMatchObject({ added: 0, known: 2 });
    expect(await textsWithLee()).toEqual(['Parley 0', 'One', 'Two', 'Parley 1']);
  });
});

describe('an import that nobody looks at', () => {
  beforeEach(() => {
    write('leep', 1, 'leep: One', 'Dana: Two');
    write('kimo', 1, 'kimo: Three');
  });
  const choices = (preview: LogPreview | undefined) =>
    preview!.threads.map(({ key, peer }) => ({ key, uri: peer === 'leep' ? lee : null }));

  it('says where it stands to whoever asks, and what came of it until it was seen', async () => {
    expect(imports.state()).toEqual({ kind: 'none' });
    const preview = await imports.read(logs);
    expect(imports.state()).toEqual({ kind: 'read', preview, chosen: [] });
    const chosen = [{ key: 'a', uri: lee }];
    imports.choose(chosen);
    expect(imports.state()).toEqual({ kind: 'read', preview, chosen });
    const steps: string[] = [];
    onProgress = (progress) => {
      steps.push(`${progress?.step} ${imports.state().kind}`);
      expect(imports.isAdding()).toBe(progress?.step === 'adding');
    };
    const { outcome } = await imports.add(choices(preview));
    expect(new Set(steps)).toEqual(new Set(['adding working', 'undefined added']));
    expect(outcome.threads).toEqual([
      { name: 'leep', uri: lee, added: 2 },
      { name: 'kimo', added: 1 },
    ]);
    expect(imports.state()).toEqual({ kind: 'added', outcome });
    expect(ends).toEqual([{ kind: 'added', outcome }]);
    imports.seen();
    expect(imports.state()).toEqual({ kind: 'none' });
  });

  it('says that it waits for who is who, until that is said, seen, or nobody’s any more', async () => {
    write('lee', 1, 'lee: One', 'danareyes: Two');
    const preview = (await imports.read(logs))!;
    expect(waits).toEqual([undefined, 5]);
    await imports.add(preview.threads.map(({ key }) => ({ key, uri: null })));
    expect(waits.at(-1)).toBeUndefined();
    for (const end of [() => imports.seen(), () => imports.forget()]) {
      await imports.read(logs);
      expect(waits.at(-1)).toBe(5);
      end();
      expect(waits.at(-1)).toBeUndefined();
    }
    rmSync(logs, { recursive: true });
    mkdirSync(logs);
    await imports.read(logs);
    expect(waits.at(-1)).toBeUndefined();
  });

  it('says what was kept where it fails', async () => {
    const preview = await imports.read(logs);
    const addLog = history.addLog.bind(history);
    let left = 1;
    history.addLog = (adding) => (left-- > 0 ? addLog(adding) : Promise.reject(new Error('the worker died')));
    await expect(imports.add(choices(preview))).rejects.toThrow();
    expect(imports.state()).toMatchObject({ kind: 'failed', failure: { code: 'internal' } });
    expect(ends).toMatchObject([{ kind: 'failed', added: await history.countMessages() }]);
  });

  it.each([false, true])(
    'tells nobody else where its person signs out, also if it was stopped: %s',
    async (isStopped) => {
      const preview = await imports.read(logs);
      const addLog = history.addLog.bind(history);
      history.addLog = async (adding) => {
        const slice = await addLog(adding);
        if (isStopped) imports.stop();
        imports.forget();
        return slice;
      };
      const { threads } = await imports.add(choices(preview));
      expect(threads).toEqual([]);
      expect(imports.state()).toEqual({ kind: 'none' });
      expect(ends).toEqual([{ kind: 'left', added: await history.countMessages() }]);
    },
  );
});

describe('a log of Adium', () => {
  it('with several is one of a room, and left out', async () => {
    const file = join(
      logs,
      'Jabber.dana@example.com',
      'harbour',
      'harbour (2008-10-03T09.11.35+0000).chatlog',
      'a.xml',
    );
    const line = (sender: string): string =>
      `<message sender="${sender}" time="2008-10-03T09:12:00+00:00"><div>Hello</div></message>`;
    mkdirSync(dirname(file), { recursive: true });
    const chat = '<chat account="dana@example.com" service="Jabber">';
    writeFileSync(
      file,
      `${chat}${line('dana@example.com')}${line('lee@example.com')}${line('kim@example.com')}</chat>`,
    );
    expect(await importAll()).toMatchObject({ threads: [], rooms: 1, leftOut: [] });
    expect(await history.countMessages()).toBe(0);
  });
});

describe('who said what, in logs that do not say so', () => {
  it('is told by the name that speaks with several people', async () => {
    write('leep', 1, 'Lee Park: Is it free?', 'Dana: It is.');
    write('leep', 2, 'Dana: Still free.');
    write('kimo', 3, 'Kim Okafor: Lunch?', 'Dana: Yes');
    expect(await importAll()).toMatchObject({ leftOut: [] });
    expect(await kept()).toEqual({
      leep: [
        ['incoming', 'Is it free?'],
        ['outgoing', 'It is.'],
        ['outgoing', 'Still free.'],
      ],
      kimo: [
        ['incoming', 'Lunch?'],
        ['outgoing', 'Yes'],
      ],
    });
  });

  it('is told also where one of them has two addresses', async () => {
    write('leep', 1, 'Lee Park: Is it free?', 'Dana: It is.');
    write('lee-at-home', 2, 'Lee Park: From home', 'Dana: I see');
    write('kimo', 3, 'Kim Okafor: Lunch?', 'Dana: Yes');
    await importAll();
    expect(await kept()).toMatchObject({
      leep: [
        ['incoming', 'Is it free?'],
        ['outgoing', 'It is.'],
      ],
      'lee-at-home': [
        ['incoming', 'From home'],
        ['outgoing', 'I see'],
      ],
    });
  });

  it.each([
    [
      'both names are in two threads',
      [
        ['Lee Park: One', 'Skipper: Two'],
        ['Lee Park: Three', 'Skipper: Four'],
      ],
    ],
    ['one of them alone is in another', [['Lee Park: One', 'Skipper: Two'], ['Lee Park: Three']]],
    [
      'each speaks with several, and with each other',
      [
        ['Lee Park: One', 'Skipper: Two'],
        ['Lee Park: Three', 'D: Four'],
        ['Kim Okafor: Five', 'Skipper: Six'],
      ],
    ],
  ])('is nobody’s where %s', async (_, all) => {
    const files = all.map((lines, index) => write(`peer-${index}`, 1, ...lines));
    const preview = await importAll();
    expect(preview.threads).toEqual([]);
    expect(preview.leftOut).toMatchObject([{ why: 'unclear', count: files.length }]);
    expect([...preview.leftOut[0]!.names].sort()).toEqual([...files].sort());
    expect(await history.countMessages()).toBe(0);
  });

  it.each<[string, string, string, readonly (readonly [string, string])[]]>([
    ['the other alone speaks', 'leep', 'Lee Park: One', [['incoming', 'One']]],
    ['the other alone speaks, as companies write names', 'lpark@example.com', 'Park, Lee: One', [['incoming', 'One']]],
    ['the other alone speaks, with a sign', 'andre@example.com', 'André Okafor: One', [['incoming', 'One']]],
    ['oneself alone speaks', 'leep', 'Dana Reyes: One', [['outgoing', 'One']]],
  ])('is told by the folder where %s', async (_, peer, line, said) => {
    write(peer, 1, line);
    expect(await importAll()).toMatchObject({ leftOut: [] });
    expect(await kept()).toEqual({ [peer]: said });
  });

  it.each([
    ['neither', 'leep', 'Skipper: One'],
    ['both', 'dana.okafor', 'Dana: One'],
    ['a part that is no beginning', 'kristalee', 'Lee Park: One'],
    ['too little', 'le', 'Le Park: One'],
  ])('is nobody’s where the folder says %s', async (_, peer, line) => {
    const file = write(peer, 1, line);
    expect((await importAll()).leftOut).toEqual([{ why: 'unclear', count: 1, names: [file] }]);
  });

  it('is not made of what the program says in several threads', async () => {
    const failed = 'Unable to send message: Try again';
    write('leep', 1, 'Lee Park: One', 'Dana: Two');
    const files = [
      write('leep', 2, 'Lee Park: One', 'Dana: Two', failed),
      write('kimo', 3, 'Kim Okafor: One', 'Dana: Two', failed),
    ];
    write('kimo', 4, 'Kim Okafor: One', 'Dana: Two');
    const { leftOut } = await importAll();
    expect(leftOut.map(({ why, names }) => [why, [...names].sort()])).toEqual([['unclear', [...files].sort()]]);
    expect(await kept()).toEqual({
      leep: [
        ['incoming', 'One'],
        ['outgoing', 'Two'],
      ],
      kimo: [
        ['incoming', 'One'],
        ['outgoing', 'Two'],
      ],
    });
  });
});

describe('what was written down elsewhere', () => {
  const folderOf = ['jabber', 'dana@example.com', 'lee@example.com'];
  const put = (name: string, bytes: string | Buffer): string => {
    const file = join(logs, ...folderOf, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return [...folderOf, name].join('/');
  };
  const name = '2024-03-03.140000+0000UTC.txt';
  const htmlName = '2024-03-03.140000+0000UTC.html';
  const line = (time: string, words: string): string => `(${time}) lee@example.com: ${words}\n`;
  const page = (time: string): string =>
    `<h3>Conversation</h3>\n<font color="#A82F2F"><font size="2">(${time})</font> <b>Lee:</b></font> Is it free?<br/>\n`;
  const times = async (): Promise<number[]> => {
    const [thread] = await history.conversations({ limit: 1 });
    if (!thread) return [];
    return (await history.threadFrom(thread.id, beforeFirst, 100)).messages.map(({ at }) => at);
  };
  const at = Date.UTC(2024, 2, 3, 14, 5, 33);

  it.each(['14.05.33', '下午 02:05:33', '2:05:33\u202fPM', '٠٢:٠٥:٣٣ م', '14時05分33秒', '03.03.2024 14.05.33'])(
    'with times such as %s comes as what is usual here',
    async (time) => {
      put(name, line(time, 'Is it free?'));
      put(htmlName, page(time));
      expect(await importAll()).toMatchObject({ threads: [{ messages: 2 }], leftOut: [] });
      expect(await times()).toEqual([at, at]);
    },
  );

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${line('14:05:33', 'Grüße')}`)],
    ['UTF-16', Buffer.from(`\ufeff${line('14:05:33', 'Grüße')}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${line('14:05:33', 'Grüße')}`, 'utf16le').swap16()],
    ['UTF-16 that breaks off', Buffer.from(`\ufeff${line('14:05:33', 'Grüße')} `, 'utf16le').subarray(0, -1)],
  ])('in %s has its words', async (_, bytes) => {
    put(name, bytes);
    expect(await importAll()).toMatchObject({ leftOut: [] });
    expect(await kept()).toEqual({ 'lee@example.com': [['incoming', 'Grüße']] });
  });

  it('is named with the reason where it is left out, or some of it', async () => {
    const times = put('2024-03-01.140000+0000UTC.txt', line('02:05:33 pasdite', 'One'));
    const partly = put(
      '2024-03-02.140000+0000UTC.txt',
      `${line('14:05:33', 'Two')}${line('1402/12/12 14:06:00', 'Three')}more\n${line('14:07:00', 'Four')}`,
    );
    const empty = [
      put('2024-03-03.140000+0000UTC.txt', 'Conversation with Lee\n(14:00:00) Lee Park has signed off.\n'),
      put('2024-03-04.140000+0000UTC.txt', ''),
    ];
    const unplaced = put('2024-02-30.140000+0000UTC.txt', line('14:05:33', 'Five'));
    const unclear = put('2024-03-05.140000+0000UTC.txt', '(14:00:00) Dee: One\n(14:00:01) Lily: Two');
    const unreadable = put('2024-03-06.140000+0000UTC.txt', Buffer.alloc(17 * 1024 * 1024));
    put('notes.txt', 'Not a log');
    const preview = await importAll();
    expect(preview.leftOut).toEqual([
      { why: 'unreadable', count: 1, names: [unreadable] },
      { why: 'unclear', count: 1, names: [unclear] },
      { why: 'times', count: 1, names: [times] },
      { why: 'partly', count: 1, names: [partly] },
      { why: 'unplaced', count: 1, names: [unplaced] },
      { why: 'empty', count: 2, names: empty },
    ]);
    expect(await kept()).toEqual({
      'lee@example.com': [
        ['incoming', 'Two'],
        ['incoming', 'Four'],
      ],
    });
  });

  it('is named where its folder cannot be listed', async () => {
    rmSync(logs, { recursive: true });
    expect((await imports.read(logs))?.leftOut).toEqual([{ why: 'unreadable', count: 1, names: ['logs'] }]);
  });

  it('has times in brackets that somebody wrote, in words of another form', async () => {
    put(name, `${line('14:05:33', 'Chapters:')}(14.05) lee@example.com: the fifth`);
    expect(await importAll()).toMatchObject({ leftOut: [] });
    expect(await kept()).toEqual({
      'lee@example.com': [['incoming', 'Chapters:\n(14.05) lee@example.com: the fifth']],
    });
  });
});
