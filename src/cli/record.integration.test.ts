// `connect --record` as a real process: what it writes while people talk, and that nothing private is in it, however a server says it.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planted, planteds, plantedText } from '../protocol/testing/vocabulary';
import type { Answer, Ask } from '../recording/format';
import { startCli, type CliProcess } from './testing/process';

interface RecordedLine {
  readonly at?: number;
  readonly n?: number;
  readonly ask?: Ask;
  readonly answer?: Answer;
  readonly do?: Readonly<Record<string, unknown>>;
  readonly end?: true;
  readonly format?: string;
}

let folder: string;
let file: string;
let started: CliProcess[];
let servers: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-record-'));
  file = join(folder, 'a.jsonl');
  started = [];
  servers = [];
});
afterEach(() => {
  for (const each of started) each.kill('SIGKILL');
  for (const each of servers) {
    each.closeAllConnections();
    each.close();
  }
  rmSync(folder, { recursive: true });
});

function start(args: readonly string[], password: string = planted.password): CliProcess {
  const cli = startCli(args, { PARLEY_PASSWORD: password });
  started.push(cli);
  return cli;
}

const recorded = (): string => readFileSync(file, 'utf8');
const linesOf = (text: string): RecordedLine[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedLine);

const people = [
  { uri: planted.uri, user: planted.account, password: planted.password, name: planted.name, title: planted.location },
  { uri: 'sip:lee@example.com', user: 'EXAMPLE\\lee', password: 'pw-l', name: 'Lee Park' },
];

async function startServer(): Promise<string> {
  const peopleFile = join(folder, 'people.json');
  writeFileSync(peopleFile, JSON.stringify({ people }));
  const server = start(['serve', '--people', peopleFile, '--poll-wait', '20']);
  return (await server.until({ event: 'listening' }))['url'] as string;
}

describe('connect --record', () => {
  it('writes each half of each exchange when it happens, with all facts but no word of anybody', async () => {
    const url = await startServer();
    const lee = start(['connect', '--server', url, '--user', 'EXAMPLE\\lee'], 'pw-l');
    await lee.until({ event: 'connection', state: 'online' });
    const one = start(['connect', '--server', url, '--user', planted.account, '--record', file]);
    await one.until({ event: 'connection', state: 'online' });
    one.say({ do: 'add-group', id: 1, name: planted.group });
    one.say({ do: 'note', id: 2, text: planted.note });
    one.say({
      do: 'start',
      id: planted.name,
      to: ['sip:lee@example.com'],
      subject: planted.subject,
      text: plantedText,
    });
    const { conversation } = await lee.until({ event: 'invitation' });
    lee.say({ do: 'accept', conversation });
    await one.until({ event: 'conversation', state: 'connected' });
    lee.say({ do: 'send', conversation, text: plantedText });
    await one.until({ event: 'message', text: plantedText });
    one.say({ do: 'quit' });
    expect(await one.ended).toBe(0);

    expect(one.words()).not.toContain('does not know');
    expect(planteds(recorded())).toEqual([]);
    expect(recorded()).not.toMatch(/example\.com|\bLee\b|EXAMPLE/u);
    expect(statSync(file).mode & 0o077).toBe(0);
    const lines = linesOf(recorded());
    expect(lines[0]).toEqual({ format: 'parley-recording', version: 1, client: expect.any(String) as string });
    expect(lines.at(-1)).toEqual({ at: expect.any(Number) as number, end: true, unknown: 0 });
    const times = lines.slice(1).map(({ at }) => at ?? -1);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const asks = lines.filter(({ ask }) => ask);
    expect(asks.map(({ n }) => n)).toEqual(asks.map((_, at) => at + 1));
    expect(asks[0]?.ask).toMatchObject({ channel: 'sign-in', method: 'POST', path: '/forms/logon.html' });
    expect(asks[0]?.ask?.body).toContain('<password>***</password>');
    expect(lines.find(({ n, answer }) => n === 1 && answer)?.answer).toMatchObject({
      status: 200,
      encoding: 'utf-8',
      http: '1.1',
      headers: expect.arrayContaining([['CWA-Ticket', 'ticket-1']]) as unknown,
    });
    // The poll is under way while a command is answered.
    const channels = lines.flatMap(({ ask }) => ask?.channel ?? []);
    expect(new Set(channels)).toEqual(new Set(['sign-in', 'command', 'data']));
    const { do: invitation } = lines.find((line) => line.do?.['do'] === 'start') ?? {};
    expect(Object.keys(invitation ?? {})).toEqual(['do', 'to', 'subject', 'text']);
    // What a person asked for is masked as what was sent for it.
    const sent = lines.find(({ ask }) => ask?.body?.includes('<initiateImSession'))?.ask?.body ?? '';
    expect(sent).toContain(`<subject>${String(invitation?.['subject'])}</subject>`);
    expect(sent).toContain(`<uri>${String((invitation?.['to'] as string[])[0])}</uri>`);
    expect(one.words()).toContain(`Recorded ${asks.length} exchanges into ${file}`);
  });

  it('has nothing of what comes in UTF-16, in pieces, with headers of all sorts; and tells who records which names were unknown', async () => {
    const body =
      `<cwaResponses><requestFailed rid="1"><error code="18201" detail="${planted.subject}"/>` +
      `<quillfeather vexillum="${planted.uri}">${Buffer.from(plantedText).toString('base64')} ${planted.message.replace(/\w/gu, (each) => `&#${each.charCodeAt(0)};`)}</quillfeather>` +
      '<quillfeather/></requestFailed></cwaResponses>';
    const server = createServer((_, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/xml; charset=utf-16',
        Server: planted.host,
        'Set-Cookie': [planted.cookie, `b="${planted.name}"; path=/${planted.account}`],
        'X-Frabjous': `"${planted.group}"`,
      });
      const bytes = Buffer.from(`\uFEFF${body}`, 'utf16le');
      for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
      response.end();
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${planted.group.replace(' ', '-')}`;
    const one = start(['connect', '--server', url, '--user', planted.account, '--record', file]);
    expect(await one.ended).toBe(1);
    expect(planteds(recorded())).toEqual([]);
    const { answer } = linesOf(recorded()).find((line) => line.answer) ?? {};
    expect(answer).toMatchObject({ status: 200, encoding: 'utf-16le with mark' });
    expect(answer?.body).toContain('<requestFailed rid="1"><error code="18201" detail="');
    expect(one.words()).toMatch(/\n {2}element quillfeather \(2 times\)\n {2}attribute vexillum\n/u);
  });

  it('never writes over a file, and starts nothing when it cannot write', async () => {
    writeFileSync(file, 'before');
    const arguments_ = ['connect', '--server', 'http://127.0.0.1:9', '--user', 'a'];
    for (const [args, words] of [
      [['--record', file], '--record: '],
      [['--record', join(folder, 'none', 'a.jsonl')], 'does not exist'],
      [['--allow', 'x'], '--allow goes with --record'],
    ] as const) {
      const cli = start([...arguments_, ...args]);
      expect(await cli.ended).toBe(2);
      expect(cli.words()).toContain(words);
      expect(cli.events).toEqual([]);
    }
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
