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
import { startCli } from './testing/process';

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
