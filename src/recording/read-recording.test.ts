import { describe, expect, it } from 'vitest';
import { readRecording } from './read-recording';
import type { Transport } from '../main/uc/http/transport';
import { MaskedLines } from './masked-lines';
import { Tap } from './tap';

const start = '{"format":"parley-recording","version":1,"client":"0.1.0"}';
const ask =
  '{"at":1,"n":1,"ask":{"channel":"data","method":"GET","path":"/cwa/AsyncDataChannel.ashx","headers":[["Accept","*/*"]]}}';
const answer = '{"at":2,"n":1,"answer":{"status":200,"headers":[["CWA-Ticket","ticket-1"]],"body":"<cwaEvents/>"}}';
const end = '{"at":3,"end":true,"unknown":0}';
const file = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

describe('a recording', () => {
  it('is read whole, in its order', () => {
    const { client, entries } = readRecording(file(start, ask, answer, end));
    expect(client).toBe('0.1.0');
    expect(entries.map(({ at }) => at)).toEqual([1, 2, 3]);
  });

  it.each<[string, string, string | RegExp]>([
    ...(['utf16le', 'mark'] as const).flatMap((kind): [string, string, string][] => {
      const bytes = Buffer.from(`${kind === 'mark' ? '\uFEFF' : ''}${file(start, ask, answer, end)}`, 'utf16le');
      const words = 'is written in UTF-16: save it as UTF-8';
      return [
        [`one in UTF-16, little end first: ${kind}`, bytes.toString('utf8'), words],
        [`one in UTF-16, big end first: ${kind}`, bytes.swap16().toString('utf8'), words],
      ];
    }),
    ['an empty line within', file(start, ask, '', answer, end), 'is broken in line 3'],
    ['nothing', '', 'is no recording'],
    ['a picture', '\u0089PNG\r\n', 'is no recording'],
    ['another list of lines', '{"event":"listening"}\n', 'is no recording'],
    ['one of a newer version', file(start.replace('1,', '2,'), ask, answer, end), /^is of version 2, newer than/u],
    [
      'one of a newer version with more in it',
      '{"format":"parley-recording","version":9,"more":[]}\n',
      /^is of version 9/u,
    ],
    [
      'a first line with more in it',
      file(start.replace('}', ',"run":"x"}'), end),
      'is no recording: its first line is broken',
    ],
    ['one without its end', file(start, ask, answer), 'is cut off: it has no end'],
    ['one cut in a line', `${file(start, ask)}${answer.slice(0, 40)}`, 'is cut off: its last line has no end'],
    ['one cut before a line end', file(start, ask, answer, end).slice(0, -1), 'is cut off: its last line has no end'],
    ['a broken line', file(start, ask.slice(1), answer, end), 'is broken in line 2'],
    [
      'a field that nobody knows',
      file(start, ask.replace('{"at"', '{"run":1,"at"'), answer, end),
      'is broken in line 2',
    ],
    [
      'a header that ends a line',
      file(start, ask, answer.replace('ticket-1', 'a\\r\\nb: c'), end),
      'is broken in line 3',
    ],
    ['an answer to nothing', file(start, answer, end), /^is broken in line 2: /u],
    ['an answer twice', file(start, ask, answer, answer, end), /^is broken in line 4: /u],
    ['time that goes back', file(start, ask.replace('"at":1', '"at":9'), answer, end), /^is broken in line 3: /u],
    ['more behind its end', file(start, ask, answer, end, end), /^is broken in line 4: /u],
    [
      'the address of another computer',
      file(start, ask.replace('"/cwa', '"http://im.example.com/cwa'), answer, end),
      /^leads to another computer in line 2/u,
    ],
    [
      'a path of another computer',
      file(start, ask.replace('"/cwa', '"//im.example.com/cwa'), answer, end),
      /^leads to another computer in line 2/u,
    ],
    [
      'a way to another computer',
      file(start, ask, answer.replace('CWA-Ticket', 'Location').replace('ticket-1', 'https://im.example.com/'), end),
      /^leads to another computer in line 3/u,
    ],
    [
      'one that goes on for ever',
      file(start, ask.replace('"at":1', '"at":9007199254740990'), answer, end),
      'is broken in line 2',
    ],
    ...[
      '<customAuthLogoffUrl>https://im.example.com/</customAuthLogoffUrl>',
      '<x:CustomAuthLogoffUrl a=\\">\\">&#104;ttps://im.example.com/</x:CustomAuthLogoffUrl>',
      '<customAuthLogoffUrl><![CDATA[https://host.invalid.example.com/]]></customAuthLogoffUrl>',
      '<customAuthLogoffUrl>https://host.invalid@im.example.com/</customAuthLogoffUrl>',
      '<customAuthLogoffUrl>file:///etc</customAuthLogoffUrl>',
      '<customAuthLogoffUrl>https://im.example.com/</customAuthLogoffUrl><cut',
    ].map((inside): [string, string, RegExp] => [
      `a page of another computer to visit at the end: ${inside}`,
      file(start, ask, answer.replace('<cwaEvents/>', `<cwaEvents>${inside}</cwaEvents>`), end),
      /^leads to another computer in line 3/u,
    ]),
    ...[
      ['\\u0163ustomAuthLogoffUrl', 'iso-8859-1'],
      ['cust\\u001b(BomAuthLogoffUrl', 'utf-8'],
      ['c\\u0000u\\u0000s\\u0000t\\u0000o\\u0000m\\u0000AuthLogoffUrl', 'utf-8'],
      ['\\u6375\\u7374\\u6f6d\\u4175\\u7468\\u4c6f\\u676f\\u6666\\u5572\\u6c3e', 'utf-16be'],
    ].map(([name = '', encoding = '']): [string, string, RegExp] => [
      `one whose bytes say something else than its text: ${name}`,
      file(
        start,
        ask,
        answer.replace(
          '"<cwaEvents/>"',
          () => `"<cwaEvents><${name}>https://im.example.com/</${name}></cwaEvents>","encoding":"${encoding}"`,
        ),
        end,
      ),
      /^leads to another computer in line 3/u,
    ]),
  ])('is not %s', (_, text, words) => {
    expect(() => readRecording(text)).toThrow(words);
  });

  it('may have a mark before it, and says which version it is of where there never was one', () => {
    expect(readRecording(`\uFEFF${file(start, ask, answer, end)}`).entries).toHaveLength(3);
    for (const version of [0, -1, 1.5 - 1]) {
      const text = file(JSON.stringify({ format: 'parley-recording', version, client: '1' }), end);
      expect(() => readRecording(text)).toThrow(`is of version ${version}, which no Parley has ever written`);
    }
  });

  it.each(['\n', '\n\n', '\r\n', '  \n'])('may have empty lines behind its end: %j', (more) => {
    expect(readRecording(file(start, ask, answer, end) + more).entries).toHaveLength(3);
  });

  it.each([
    '<customAuthLogoffUrl>https://host.invalid/</customAuthLogoffUrl>',
    '<customAuthLogoffUrl>http://127.0.0.1:4000/out</customAuthLogoffUrl></cwaEvents>',
    '<customAuthLogoffUrl/>',
    '<customAuthLogoffUrl>https://host.invalid/a</customAuthLogoffUrl><cut',
    '<customAuthLogoffUrl',
  ])('may lead nowhere: %s', (inside) => {
    expect(() =>
      readRecording(file(start, ask, answer.replace('<cwaEvents/>', `<cwaEvents>${inside}`), end)),
    ).not.toThrow();
  });

  it.each([
    ['Location', 'https://im.example.com/cwa/forms/logon.html?a=b'],
    ['Location', '//im.example.com'],
    ['Location', 'https://IM.example.com:8443'],
    ['Location', '/cwa/'],
    ['Location', 'forms/logon.html'],
    ['Location', 'https://דנה.example.com/דנה'],
    ['Content-Location', 'mailto:dana@example.com'],
    ['X-Name', 'ÀÉÖÜØÞŸ'.slice(0, 6)],
  ])('can be read when it was recorded with %s: %s', async (name, value) => {
    const masked = new MaskedLines({ client: '1' });
    const lines = [masked.start()];
    const tap = new Tap(
      () => 0,
      (heard) => lines.push(masked.line(heard)),
    );
    const body = '<customAuthLogoffUrl>https://im.example.com/out?x=1&amp;y=2</customAuthLogoffUrl>';
    const inner: Transport = {
      request: async ({ onWire }) => {
        const rawHeaders = [name, Buffer.from(value).toString('latin1')];
        onWire?.({ status: 200, rawHeaders, text: body, bytes: Buffer.from(body), httpVersion: '1.1' });
        return Promise.resolve({ status: 200, headers: {}, body });
      },
    };
    const request = { method: 'GET', url: 'https://im.example.com//cwa/x', headers: {}, timeoutMs: 1 } as const;
    await tap.exchange(inner, request);
    lines.push(masked.end(0));
    expect(() => readRecording(file(...lines))).not.toThrow();
    expect(lines.join('')).not.toMatch(/im\.example|out\?/iu);
  });
});
