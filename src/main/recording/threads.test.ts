// The two threads of recordings, in this one: what is heard goes into a file for the person alone, and comes back page by page.
import { createServer } from 'node:net';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Heard } from '../../recording/tap';
import { serveReading } from './serve-reading';
import { serveRecording } from './serve-recording';

let folder: string;
let file: string;
let ports: MessagePort[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-threads-'));
  file = join(folder, 'a.jsonl');
  ports = [];
});
afterEach(() => {
  for (const port of ports) port.close();
  rmSync(folder, { recursive: true });
});

/** The other end of a thread, and what it says in order. */
function start(serve: (port: MessagePort) => void): { readonly port: MessagePort; next(): Promise<unknown> } {
  const { port1, port2 } = new MessageChannel();
  const said: unknown[] = [];
  let wake = (): void => undefined;
  port1.on('message', (message) => {
    said.push(message);
    wake();
  });
  ports.push(port1, port2);
  serve(port2);
  return {
    port: port1,
    async next() {
      while (said.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return said.shift();
    },
  };
}

const asked: Heard = {
  at: 1,
  n: 1,
  asked: {
    method: 'POST',
    url: 'https://im.example.com/cwa/MainCommandHandler.ashx',
    headers: {},
    body: '<cwaRequests><addGroup rid="1"><name>Suppliers</name></addGroup></cwaRequests>',
  },
};
const answered: Heard = {
  at: 9,
  n: 1,
  answered: { status: 200, rawHeaders: [], text: '<cwaResponses><quillfeather>Lee</quillfeather></cwaResponses>' },
};

async function record(): Promise<unknown> {
  const { port, next } = start((own) => serveRecording(own, { task: 'record', file, client: '1', allowed: [] }));
  expect(await next()).toEqual({ opened: true });
  for (const heard of [asked, answered]) port.postMessage({ heard });
  port.postMessage({ end: 20 });
  return next();
}

describe('the thread that writes', () => {
  it('masks and writes a file for the person alone, in the place of one that may go', async () => {
    const other = join(folder, 'other');
    writeFileSync(other, 'stays', { mode: 0o644 });
    symlinkSync(other, file);
    expect(await record()).toMatchObject({
      written: { exchanges: 1, isWhole: true, unknown: [{ kind: 'element', name: 'quillfeather', count: 1 }] },
    });
    expect(readFileSync(other, 'utf8')).toBe('stays');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toMatch(/Suppliers|Lee|quillfeather|im\.example/u);
  });

  it('says so where there can be no file', async () => {
    const listener = createServer();
    await new Promise<void>((done) => listener.listen(join(folder, 'socket'), done));
    mkdirSync(file);
    for (const place of [file, join(folder, 'socket'), join(folder, 'none', 'a.jsonl')]) {
      const { next } = start((own) => serveRecording(own, { task: 'record', file: place, client: '1', allowed: [] }));
      expect(await next()).toEqual({ refused: expect.any(String) as string });
    }
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'socket']);
    listener.close();
  });
});

describe('the thread that reads', () => {
  it('tells the whole, and each step as it stands in the file', async () => {
    await record();
    const { port, next } = start((own) => serveReading(own, { task: 'read', file }));
    expect(await next()).toMatchObject({
      opened: { fileName: 'a.jsonl', client: '1', steps: 1, durationMs: 20, unknown: [{ kind: 'element', count: 1 }] },
    });
    port.postMessage({ id: 1, steps: { search: 'addgroup', from: 0 } });
    expect(await next()).toEqual({
      id: 1,
      value: {
        total: 1,
        steps: [{ index: 0, at: 1, channel: 'command', what: 'addGroup', outcome: '200', tookMs: 8 }],
      },
    });
    port.postMessage({ id: 2, text: { step: 0, part: 'request', from: 5 } });
    const { value } = (await next()) as { value: { text: string; length: number } };
    expect(value.text).toMatch(/^\/cwa\/MainCommandHandler\.ashx\n\n<cwaRequests>/u);
    expect(value.length).toBe(value.text.length + 5);
    port.postMessage({ id: 3, text: { step: 7, part: 'answer', from: 0 } });
    expect(await next()).toEqual({ id: 3, value: { text: '', length: 0 } });
  });

  it.each([
    ['{}\n', { problem: 'not-a-recording' }],
    ['{"format":"parley-recording","version":9}\n', { problem: 'newer' }],
    ['{"format":"parley-recording","version":1,"client":"1"}\nx\n', { problem: 'broken', line: 2 }],
    ['{"format":"parley-recording","version":1,"client":"1"}\n', { problem: 'cut-off' }],
  ])('shows nothing of %j', async (text, opened) => {
    writeFileSync(file, text);
    const { next } = start((own) => serveReading(own, { task: 'read', file }));
    expect(await next()).toEqual({ opened });
  });

  it('says so where there is no file', async () => {
    const { next } = start((own) => serveReading(own, { task: 'read', file: join(folder, 'none') }));
    expect(await next()).toEqual({ opened: { problem: 'not-readable' } });
  });
});
