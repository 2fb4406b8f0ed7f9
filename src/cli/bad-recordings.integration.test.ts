// What is no recording, or not a whole one, or leads away from this computer: `replay` and `compare` say which, and run nothing of it.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startCli } from './testing/process';

const good = 'test/recordings/two-people.jsonl';
const whole = readFileSync(good, 'utf8');
const lines = whole.split('\n');
const folder = mkdtempSync(join(tmpdir(), 'parley-bad-recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inLine = (number: number, change: (line: string) => string): string =>
  lines.map((line, at) => (at === number - 1 ? change(line) : line)).join('\n');
const firstAnswer = lines.findIndex((line) => line.includes('"answer"')) + 1;
const withHeader = (name: string, value: string): string =>
  inLine(firstAnswer, (line) => line.replace('"headers":[', `"headers":[["${name}","${value}"],`));

const bad: Readonly<Record<string, readonly [text: string | Buffer, words: RegExp]>> = {
  empty: ['', /is no recording/u],
  picture: [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff]), /is no recording/u],
  page: ['<!DOCTYPE html><html></html>\n', /is no recording/u],
  foreign: ['{"event":"listening","url":"http://127.0.0.1:1"}\n', /is no recording/u],
  model: [readFileSync('test/recordings/two-people.model.json', 'utf8'), /is no recording/u],
  wide: [Buffer.from(whole, 'utf16le'), /is written in UTF-16/u],
  'in the middle of a line': [whole.slice(0, whole.length / 2), /is cut off/u],
  'before its end': [`${lines.slice(0, -2).join('\n')}\n`, /is cut off/u],
  'at a line end': [whole.slice(0, -1), /is cut off/u],
  'first line alone': [`${lines[0]}\n`, /is cut off/u],
  'broken line': [inLine(3, (line) => line.slice(5)), /is broken in line 3/u],
  'line twice': [inLine(3, (line) => `${line}\n${line}`), /is broken in line 4/u],
  'unknown field': [inLine(3, (line) => line.replace('{', '{"run":"x",')), /is broken in line 3/u],
  newer: [whole.replace('"version":1', '"version":2'), /is of version 2, newer/u],
  older: [whole.replace('"version":1', '"version":0'), /is of version 0, which no Parley/u],
  'path elsewhere': [whole.replace('"path":"/', '"path":"//im.example.com/'), /leads to another computer in line 2/u],
  'address elsewhere': [
    whole.replace('"path":"/', '"path":"http://im.example.com/'),
    /leads to another computer in line 2/u,
  ],
  'redirect elsewhere': [withHeader('Location', 'https://im.example.com/'), /leads to another computer in line 3/u],
  'page at the end': [
    inLine(firstAnswer, (line) =>
      line.replace('<cwaResponses', '<customAuthLogoffUrl>https://im.example.com/</customAuthLogoffUrl><cwaResponses'),
    ),
    /leads to another computer in line 3/u,
  ],
};

describe.each(['replay', 'compare'])('%s', (command) => {
  const run = async (
    args: readonly string[],
  ): Promise<readonly [code: number | null, words: string, events: number]> => {
    const cli = startCli([command, ...args]);
    const code = await cli.ended;
    return [code, cli.words(), cli.events.length];
  };

  it.each(Object.entries(bad))('refuses one that is bad, and runs nothing: %s', async (name, [text, words]) => {
    const file = join(folder, `${command} ${name}`);
    writeFileSync(file, text);
    expect(await run([file])).toEqual([2, expect.stringMatching(words), 0]);
  });

  it('refuses what cannot be read, and a wrong command line', async () => {
    const closed = join(folder, `${command} closed`);
    writeFileSync(closed, whole);
    chmodSync(closed, 0o000);
    mkdirSync(join(folder, `${command} folder`));
    const cases: readonly (readonly [args: readonly string[], words: RegExp])[] = [
      [[], /exactly one FILE/u],
      [[good, good], /exactly one FILE/u],
      [[join(folder, 'none')], /does not exist/u],
      [[join(folder, `${command} folder`)], /is a folder/u],
      // Nothing is closed to the superuser.
      ...(process.getuid?.() === 0 ? [] : ([[[closed], /may not be opened/u]] as const)),
      [[good, '--host', '0.0.0.0'], /'--host'/u],
      ...(command === 'replay'
        ? ([
            [[good, '--port', 'x'], /--port wants/u],
            [[good, '--port', '65536'], /--port wants/u],
            [[good, '--patience', '0'], /--patience wants/u],
            [[good, '--patience'], /patience/u],
          ] as const)
        : []),
    ];
    for (const [args, words] of cases)
      expect([args, await run(args)]).toEqual([args, [2, expect.stringMatching(words), 0]]);
  });
});
