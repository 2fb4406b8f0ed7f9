// `compare`: recordings of our own server differ from it in nothing, and what is planted in its answers is named, each in one line.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { peopleOf } from '../recording/compare/people-of';
import { readRecording } from '../recording/read-recording';
import type { ServerOptions } from '../server/options';
import { startServer, type RunningServer } from '../server/server';
import { compareWithOurs, type Compared } from './compare';
import { startCli, type CliProcess } from './testing/process';

const recording = 'test/recordings/two-people.jsonl';

interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
type Change = (said: Said, path: string) => Said;

const inBody =
  (change: (body: string) => string): Change =>
  (said) => ({ ...said, body: change(said.body) });

/** Our server, with something else in what it says. */
async function planted(options: ServerOptions, change: Change): Promise<Pick<RunningServer, 'url' | 'stop'>> {
  const server = await startServer(options);
  const front = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { 'cwa-ticket': ticket } = request.headers;
      const answer = await fetch(server.url + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers: { 'Content-Type': 'text/xml', ...(typeof ticket === 'string' && { 'CWA-Ticket': ticket }) },
        ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
      });
      const kept = ['content-type', 'cache-control', 'x-content-type-options', 'cwa-ticket'];
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name)));
      const said = change({ status: answer.status, headers, body: await answer.text() }, request.url ?? '');
      response.writeHead(said.status, said.headers);
      response.end(said.body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    async stop() {
      front.closeAllConnections();
      front.close();
      await server.stop();
    },
  };
}

const names = readdirSync('test/recordings').flatMap((file) => (file.endsWith('.jsonl') ? [file.slice(0, -6)] : []));

describe('compare', () => {
  it.each(names)('has nothing to tell of our own server, whatever went wrong then: %s', async (name) => {
    const cli = startCli(['compare', `test/recordings/${name}.jsonl`]);
    expect(await cli.ended).toBe(0);
    expect(cli.events.filter(({ event }) => event === 'difference')).toEqual([]);
    expect(cli.events.at(-1)).toMatchObject({ event: 'compared', differences: 0 });
  });

  it('tells what came in the place of answers, and compares nothing with it', async () => {
    const cli = startCli(['compare', 'test/recordings/http-500.jsonl']);
    expect(await cli.ended).toBe(0);
    expect(cli.events).toEqual([
      { event: 'disturbed', what: 'command terminateSession: status 500 without a document of the service' },
      { event: 'compared', differences: 0, disturbed: 1 },
    ]);
  });

  it('names in one line an event that is gone, one element written otherwise, and a way to elsewhere', async () => {
    const whole = readFileSync(recording, 'utf8');
    const compared = async (text: string): Promise<Compared> => {
      const { entries } = readRecording(text);
      const { self, others } = peopleOf(entries);
      if (!self) throw new Error('nobody in the recording');
      return compareWithOurs(entries, self, others);
    };
    const gone = whole.replace(/<requestSucceeded eid=\\"\d+\\" rid=\\"4\\"\/>(?:\\n *)?/u, '');
    expect((await compared(gone)).differences).toEqual([
      'cwaEvents/requestSucceeded for request 4: here, and not in the recording',
    ]);
    const closed = whole.replaceAll('<userNotice></userNotice>', '<userNotice/>');
    expect((await compared(closed)).differences).toEqual([
      'data: an empty element userNotice: <userNotice/> in the recording, <userNotice></userNotice> here',
    ]);
    const answer = /"answer":\{"status":200,"headers":\[[^}]*\],"body":"(?=[^\n]*<requestAccepted rid=\\"4\\")[^\n]*/u;
    const moved = whole.replace(
      answer,
      '"answer":{"status":302,"headers":[["Location","https://host.invalid/"]],"body":""}}',
    );
    expect(moved).not.toBe(whole);
    expect(await compared(moved)).toEqual({
      differences: [],
      disturbances: ['command addGroup: status 302 without a document of the service'],
    });
  });

  it.each<[string, Change, string[]]>([
    [
      'another number',
      inBody((body) => body.replace('defaultFields="12"', 'defaultFields="4"')),
      ['cwaEvents/configuration/search/@defaultFields: "12" in the recording, "4" here'],
    ],
    [
      'another spelling of an attribute',
      inBody((body) => body.replaceAll(' sessionTimeout=', ' sesionTimeout=')),
      [
        'cwaEvents: attributes sid ackId pollWaitTime sessionTimeout in the recording, sid ackId pollWaitTime sesionTimeout here',
      ],
    ],
    [
      'another letter case of a word',
      inBody((body) => body.replaceAll('>connecting<', '>Connecting<')),
      ['cwaEvents/conference/imSessionState: "connecting" in the recording, "Connecting" here'],
    ],
    [
      'something that is missing',
      inBody((body) => body.replace(/<containers [^]*<\/containers>/u, '')),
      ['cwaEvents/containers: in the recording, and not here'],
    ],
    [
      'what differs in the second of a kind alone',
      inBody((body) => body.replace('<body type="personal">', '<body type="OOF">')),
      ['cwaEvents/selfPresence/cwaCategory/note/body/@type: "personal" in the recording, "OOF" here'],
    ],
    [
      'what differs in the second of a list alone',
      inBody((body) => body.replace(/(name="Api Lubi" subscribed=)"true"/u, '$1"false"')),
      ['cwaEvents/contactGroup/contact/@subscribed: "true" in the recording, "false" here'],
    ],
    [
      'another order',
      inBody((body) =>
        body.replace(/(<configuration [^]*<\/configuration>)([^]*)(<containers [^]*<\/containers>)/u, '$3$2$1'),
      ),
      ['order: first cwaEvents/configuration in the recording, first cwaEvents/containers here'],
    ],
    [
      'another outcome',
      inBody((body) => body.replace(/<requestSucceeded( eid="\d+" rid="4")\/>/u, '<requestFailed$1/>')),
      ['cwaEvents/requestSucceeded in the recording, cwaEvents/requestFailed here'],
    ],
    [
      'a word that nobody knows',
      inBody((body) => body.replaceAll('>connecting<', '>joining<')),
      ['cwaEvents/conference/imSessionState: "connecting" in the recording, "joining" here'],
    ],
    [
      'another namespace',
      inBody((body) => body.replaceAll('"http://schemas.microsoft.com/2006/09/sip/contactcard"', '"urn:x"')),
      [
        'cwaEvents/selfPresence/cwaCategory/contactCard/@xmlns: "http://schemas.microsoft.com/2006/09/sip/contactcard" in the recording, "urn:x" here',
        'cwaEvents/userPresence/user/cwaCategory/contactCard/@xmlns: "http://schemas.microsoft.com/2006/09/sip/contactcard" in the recording, "urn:x" here',
      ],
    ],
    [
      'another status',
      (said) => (said.body.includes('<requestAccepted rid="4"') ? { ...said, status: 202 } : said),
      ['command addGroup: status 200 in the recording, 202 here'],
    ],
    [
      'another header',
      (said, path) =>
        path.startsWith('/cwa/Async') ? { ...said, headers: { ...said.headers, 'cache-control': 'private' } } : said,
      ['data: header cache-control: no-store in the recording, private here'],
    ],
    [
      'other white space',
      inBody((body) => (body.startsWith('<cwaResponses') ? body.replace(/>\s+</gu, '><') : body)),
      [
        'sign-in: white space between elements: a line break and 2 blanks a level, before the end in the recording, none here',
        'command: white space between elements: a line break and 2 blanks a level, before the end in the recording, none here',
      ],
    ],
    [
      'another declaration',
      (said, path) => (path.startsWith('/cwa/Main') ? { ...said, body: `<?xml version="1.0"?>${said.body}` } : said),
      ['command: the beginning: no declaration in the recording, <?xml version="1.0"?> here'],
    ],
    [
      'another way to write what is empty',
      inBody((body) => body.replace(/\/>/gu, ' />')),
      [
        'command: an empty element: <a/> in the recording, <a /> here',
        'data: an empty element: <a/>, <a></a> in the recording, <a />, <a></a> here',
      ],
    ],
  ])('names %s in one line', async (_, change, lines) => {
    const { entries } = readRecording(readFileSync(recording, 'utf8'));
    const { self, others } = peopleOf(entries);
    if (!self) throw new Error('nobody in the recording');
    const { differences } = await compareWithOurs(entries, self, others, (options) => planted(options, change));
    expect(differences).toEqual(lines);
  });

  it('has nothing to tell of who was invited in vain, declined, or came and went', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-compare-'));
    const started: CliProcess[] = [];
    const start = (args: readonly string[]): CliProcess => {
      const cli = startCli(args, { PARLEY_PASSWORD: 'pw' });
      started.push(cli);
      return cli;
    };
    try {
      const [people, file] = ['people.json', 'a.jsonl'].map((name) => join(folder, name)) as [string, string];
      const [dana, lee, kim] = ['dana', 'lee', 'kim'].map((name) => ({
        uri: `sip:${name}@example.com`,
        user: `EXAMPLE\\${name}`,
        password: 'pw',
        name,
      }));
      const contacts = [lee?.uri, kim?.uri];
      writeFileSync(people, JSON.stringify({ people: [{ ...dana, contacts }, lee, kim] }));
      const server = start(['serve', '--people', people, '--poll-wait', '20']);
      const url = (await server.until({ event: 'listening' }))['url'] as string;
      const signIn = async (user: string, ...args: string[]): Promise<CliProcess> => {
        const cli = start(['connect', '--server', url, '--user', user, ...args]);
        await cli.until({ event: 'connection', state: 'online' });
        return cli;
      };
      const one = await signIn('EXAMPLE\\dana', '--record', file);
      one.say({ do: 'start', id: 1, to: [kim?.uri], subject: '', text: 'Are you there?' });
      await one.until({ event: 'conversation', conversation: 'c1', state: 'ended' });
      const other = await signIn('EXAMPLE\\lee');
      await one.until({ event: 'presence', uri: lee?.uri, availability: 'available' });
      one.say({ do: 'start', id: 2, to: [lee?.uri], subject: '', text: 'And you?' });
      const { conversation } = await other.until({ event: 'invitation' });
      other.say({ do: 'decline', conversation });
      await one.until({ event: 'conversation', reason: 'peer-declined' });
      other.say({ do: 'quit' });
      await one.until({ event: 'presence', uri: lee?.uri, availability: 'offline' });
      one.say({ do: 'quit' });
      await one.ended;
      const cli = startCli(['compare', file]);
      expect(await cli.ended).toBe(0);
      expect(cli.events).toEqual([{ event: 'compared', differences: 0, disturbed: 0 }]);
    } finally {
      for (const each of started) each.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });

  it('has nothing to tell of telephones, notes, formatted messages and who types', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-compare-'));
    const started: CliProcess[] = [];
    const start = (args: readonly string[]): CliProcess => {
      const cli = startCli(args, { PARLEY_PASSWORD: 'pw' });
      started.push(cli);
      return cli;
    };
    try {
      const [people, file] = ['people.json', 'a.jsonl'].map((name) => join(folder, name)) as [string, string];
      const [dana, lee] = ['dana', 'lee'].map((name) => ({
        uri: `sip:${name}@example.com`,
        user: `EXAMPLE\\${name}`,
        password: 'pw',
        name,
        phones: [{ type: 'work', number: '+1 (555) 0100' }],
      }));
      writeFileSync(people, JSON.stringify({ people: [{ ...dana, contacts: [lee?.uri] }, lee] }));
      const server = start(['serve', '--people', people, '--poll-wait', '20']);
      const url = (await server.until({ event: 'listening' }))['url'] as string;
      const signIn = async (user: string, ...args: string[]): Promise<CliProcess> => {
        const cli = start(['connect', '--server', url, '--user', user, ...args]);
        await cli.until({ event: 'connection', state: 'online' });
        return cli;
      };
      const other = await signIn('EXAMPLE\\lee');
      const one = await signIn('EXAMPLE\\dana', '--record', file);
      await one.until({ event: 'presence', uri: lee?.uri, availability: 'available' });
      other.say({ do: 'note', text: 'Out at lunch' });
      await one.until({ event: 'presence', uri: lee?.uri, note: 'Out at lunch' });
      const style = { italic: true, font: 'Verdana' };
      other.say({ do: 'start', to: [dana?.uri], subject: 'Plans', text: 'Hello', style });
      const { conversation } = await one.until({ event: 'invitation' });
      one.say({ do: 'accept', conversation });
      await one.until({ event: 'conversation', state: 'connected' });
      const { conversation: theirs } = await other.until({ event: 'conversation', state: 'connected' });
      other.say({ do: 'typing', conversation: theirs, typing: true });
      await one.until({ event: 'typing' });
      other.say({ do: 'send', conversation: theirs, text: 'And more', style });
      await one.until({ event: 'message', text: 'And more' });
      one.say({ do: 'quit' });
      await one.ended;
      const cli = startCli(['compare', file]);
      await cli.ended;
      expect(cli.events).toEqual([{ event: 'compared', differences: 0, disturbed: 0 }]);
    } finally {
      for (const each of started) each.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });

  it('asks at the root what was asked below another path', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-compare-'));
    try {
      const file = join(folder, 'a.jsonl');
      writeFileSync(file, readFileSync(recording, 'utf8').replaceAll('"path":"/', '"path":"/im/Abc/'));
      const cli = startCli(['compare', file]);
      expect(await cli.ended).toBe(0);
      expect(cli.events).toEqual([{ event: 'compared', differences: 0, disturbed: 0 }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs nothing of what is no whole recording, or of nobody', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-compare-'));
    try {
      const file = join(folder, 'a.jsonl');
      const whole = readFileSync(recording, 'utf8');
      const nobody = '{"format":"parley-recording","version":1,"client":"0.1.0"}\n{"at":0,"end":true,"unknown":0}\n';
      for (const text of [whole.slice(0, -9), whole.replace('"version":1', '"version":3'), 'a', nobody]) {
        writeFileSync(file, text);
        const cli = startCli(['compare', file]);
        expect(await cli.ended).toBe(2);
        expect(cli.events).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
