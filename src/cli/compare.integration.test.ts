// `compare`: recordings of our own server differ from it in nothing, and what is planted in its answers is named, each in one line.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { peopleOf } from '../recording/compare/people-of';
import { readRecording } from '../recording/read-recording';
import type { ServerOptions } from '../server/options';
import { startServer, type RunningServer } from '../server/server';
import { differencesFromOurs } from './compare';
import { startCli } from './testing/process';

const recording = 'test/recordings/two-people.jsonl';

/** Our server, with something else in what it says. */
async function planted(
  options: ServerOptions,
  change: (body: string) => string,
): Promise<Pick<RunningServer, 'url' | 'stop'>> {
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
      const given = answer.headers.get('cwa-ticket');
      response.writeHead(answer.status, { 'Content-Type': 'text/xml', ...(given && { 'CWA-Ticket': given }) });
      response.end(change(await answer.text()));
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

describe('compare', () => {
  it.each(['two-people', 'reorder', 'expire-ticket'])('has nothing to tell of our own server: %s', async (name) => {
    const cli = startCli(['compare', `test/recordings/${name}.jsonl`]);
    expect(await cli.ended).toBe(0);
    expect(cli.events).toEqual([{ event: 'compared', differences: 0 }]);
  });

  it.each<[string, (body: string) => string, string]>([
    [
      'another number',
      (body) => body.replace('defaultFields="12"', 'defaultFields="4"'),
      'cwaEvents/configuration/search/@defaultFields: "12" in the recording, "4" here',
    ],
    [
      'another spelling of an attribute',
      (body) => body.replaceAll(' sessionTimeout=', ' sesionTimeout='),
      'cwaEvents: attributes sid ackId pollWaitTime sessionTimeout in the recording, sid ackId pollWaitTime sesionTimeout here',
    ],
    [
      'another letter case of a word',
      (body) => body.replaceAll('>connecting<', '>Connecting<'),
      'cwaEvents/conference/imSessionState: "connecting" in the recording, "Connecting" here',
    ],
    [
      'something that is missing',
      (body) => body.replace(/<containers [^]*<\/containers>/u, ''),
      'cwaEvents/containers: in the recording, and not here',
    ],
  ])('names %s in one line', async (_, change, line) => {
    const { entries } = readRecording(readFileSync(recording, 'utf8'));
    const { self, others } = peopleOf(entries);
    if (!self) throw new Error('nobody in the recording');
    expect(await differencesFromOurs(entries, self, others, (options) => planted(options, change))).toEqual([line]);
  });

  it('asks at the root what was asked below another path', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-compare-'));
    try {
      const file = join(folder, 'a.jsonl');
      writeFileSync(file, readFileSync(recording, 'utf8').replaceAll('"path":"/', '"path":"/im/Abc/'));
      const cli = startCli(['compare', file]);
      expect(await cli.ended).toBe(0);
      expect(cli.events).toEqual([{ event: 'compared', differences: 0 }]);
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
