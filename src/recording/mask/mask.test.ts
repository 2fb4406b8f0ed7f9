import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeEvents } from '../../protocol/events';
import { encodeReplies } from '../../protocol/replies';
import { encodeRequests } from '../../protocol/requests';
import { cwaEvents, cwaRequests, cwaResponses } from '../../protocol/testing/arbitraries';
import { mutate, seededRandom } from '../../protocol/testing/mutate';
import { plant, plantUnknown } from '../../protocol/testing/plant';
import { planted, plantedLines, planteds, plantedText } from '../../protocol/testing/vocabulary';
import { maskCommand } from './command-mask';
import { DocumentMask } from './document-mask';
import { HeadMask } from './head-mask';
import { WordMask } from './word-mask';

const key = Buffer.alloc(32, 7);
const newMask = (allowed: readonly string[] = []): DocumentMask => new DocumentMask(new WordMask(key), allowed);
const mask = (text: string): string => newMask().mask(text);

describe('the words', () => {
  const words = (): WordMask => new WordMask(key);

  it('become the same ones throughout, in whatever letter case, and different ones stay different', () => {
    const one = words();
    const [a = '', b = '', c = '', d = ''] = one.text('Dana DANA dana Lee').split(' ');
    expect(a.toLowerCase()).toBe(c);
    expect(b).toBe(a.toUpperCase());
    expect(a).toMatch(/^[A-Z][a-z]{3}$/u);
    expect(d.toLowerCase()).not.toBe(a.toLowerCase());
    const letters = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => one.text(letter));
    expect(new Set(letters).size).toBe(26);
  });

  it('have nothing in common with those of another recording', () => {
    const text = 'A long enough text, of which nothing stays as it was.';
    expect(new WordMask().text(text)).not.toBe(new WordMask().text(text));
  });

  it.each([
    ['Zoë Müller', /^\p{Lu}\p{Ll}[à-ÿ] \p{Lu}[à-ÿ]\p{Ll}{4}$/u],
    ['Жанна', /^\p{Lu}\p{Ll}{4}$/u],
    ['漢字かな', /^\p{Script=Han}{2}.{2}$/u],
    ['שלום', /^\p{Script=Hebrew}{4}$/u],
    ['سلام', /^\p{Script=Arabic}{4}$/u],
    ['0012', /^00[1-9]\d$/u],
    ['+1 (202) 555-0114', /^\+[1-9] \([1-9]\d\d\) [1-9]\d\d-0[1-9]\d\d$/u],
    ['\u202E🎉\u200F ]]> \t|', /^\u202E🎉\u200F \]\]> \t\|$/u],
  ])('keep script, length, blanks and odd characters: %s', (text, shape) => {
    const masked = words().text(text);
    expect(masked).toMatch(shape);
    expect(Buffer.byteLength(masked)).toBe(Buffer.byteLength(text));
  });

  it('leave no letter of any script, one by one, and tell two of a small alphabet apart', () => {
    const letters = Array.from({ length: 0x110000 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((character) => /\p{L}/u.test(character));
    expect(letters.length).toBeGreaterThan(100_000);
    const kept = letters.filter((letter, at) => new WordMask(Buffer.from([at % 251])).text(letter) === letter);
    expect(kept.join('')).toBe('');
    const armenian = [...'րցւփքօֆ'].map((letter) => words().text(letter));
    expect(new Set(armenian).size).toBeGreaterThan(2);
  });

  it.each([...'王金김박'])('does not tell by its neighbours which sign %s was', (sign) => {
    const masked = Array.from({ length: 50 }, (_, at) => new WordMask(Buffer.from([at])).text(sign).codePointAt(0)!);
    expect(Math.max(...masked) - Math.min(...masked)).toBeGreaterThan(1_000);
  });

  it('leave no letter and no digit where it was told, whatever script it is of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }), (text) => {
        const masked = words().text(text);
        expect([...masked].length).toBe([...text].length);
        const isWord = /^\p{L}{4,}$/u.test(text);
        if (isWord) expect(masked.toLowerCase()).not.toBe(text.toLowerCase());
      }),
      { seed: 19, numRuns: 500 },
    );
  });
});

describe('a document', () => {
  it('keeps markup, white space, numbers, codes and spellings to the byte', () => {
    const document =
      '<?xml version="1.0" encoding="utf-8"?>\r\n<cwaEvents  sid="77" ackId = \'16\' sesionTimeout="595">\n\t<conference eid="40" confId="3">' +
      '<imSessionState>connected</imSessionState><escalationMode>Peer</escalationMode></conference >' +
      '<cwaCategory name="state" instance="1" publishTime="2009-04-02T09:01:30Z"><state xmlns="http://schemas.microsoft.com/2006/09/sip/state" ' +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="aggregateState"><availability>3500</availability></state></cwaCategory>' +
      '<format>X-MMS-IM-Format: FN=Segoe%20UI; EF=B; CO=800000; CS=0; PF=22]</format><!-- --></cwaEvents>\n';
    expect(mask(document)).toBe(document);
  });

  it('keeps who is who, how it is written, and what is around it', () => {
    const masked = mask(
      '<a><user uri="sip:Dana@example.com" name="Dana &amp; &#68;ana"/><from>&quot;Dana&quot; &lt;sip:dana@EXAMPLE.com&gt;</from></a>',
    );
    const found =
      /uri="sip:(\w+)@(\w+)\.(\w+)" name="(\w+) &amp; (\S+)"\/><from>&quot;(\w+)&quot; &lt;sip:(\w+)@(\w+)\.(\w+)&gt;/u.exec(
        masked,
      );
    const [, user = '', host = '', top, name, reference = '', again, lower, upper, topAgain] = found ?? [];
    expect([name, again, lower]).toEqual([user, user, user.toLowerCase()]);
    expect([upper, topAgain]).toEqual([host.toUpperCase(), top]);
    expect(reference).toMatch(/^&#\d\d;\w{3}$/u);
    expect(reference.replace(/&#(\d+);/u, (_, code: string) => String.fromCharCode(Number(code)))).toBe(user);
  });

  it('has no password and no ticket, escaped or not', () => {
    expect(mask('<logon><user>a\\b</user><password>x<y&z</password></logon>')).toMatch(
      /^<logon><user>\w\\\w<\/user><password>\*\*\*<\/password><\/logon>$/u,
    );
    expect(mask('user=a&password=hush%21&x=1')).toMatch(/^\w{4}=\w&password=\*\*\*&\w=\d$/u);
  });

  it.each([
    ['{"secrets":["hunterhunter","zibbeth99"],"a":1}', /^\{"\w{7}":\*\*\*,"\w":\d\}$/u],
    ['{"credentials":{"x":"hunter]}","y":[2]},"a":1}', /^\{"\w{11}":\*\*\*,"\w":\d\}$/u],
    ['{"tokens":["hunter', /^\{"\w{6}":\*\*\*$/u],
    ['{"pin":1234,"a":1}', /^\{"\w{3}":\*\*\*,"\w":\d\}$/u],
    ['{\\"password\\":\\"correct horse\\",\\"a\\":1}', /^\{\\"\w{8}\\":\\"\*\*\*\\",\\"\w\\":\d\}$/u],
    ['{"password":"a\\"b","a":1}', /^\{"\w{8}":"\*\*\*","\w":\d\}$/u],
  ])('has no secret of a JSON, whole or broken off: %s', (json, shape) => {
    expect(mask(json)).toMatch(shape);
  });

  it('masks what is packed in signInData, and packs it again', () => {
    const data = '<signInData><workPhone>+12025550114</workPhone></signInData>';
    const [, packed = ''] =
      /^<signInData>(.*)<\/signInData>$/u.exec(
        mask(`<signInData>${Buffer.from(data).toString('base64')}</signInData>`),
      ) ?? [];
    expect(Buffer.from(packed, 'base64').toString()).toMatch(
      /^<signInData><workPhone>\+[1-9]\d{10}<\/workPhone><\/signInData>$/u,
    );
    expect(Buffer.from(packed, 'base64').toString()).not.toContain('2025550114');
  });

  it('masks a number where it may be that of a person', () => {
    const document =
      '<cwaEvents><contact name="5550137788"/><error detail="5550137788"/><group id="2" name="4711"/></cwaEvents>';
    expect(mask(document)).not.toMatch(/5550137788|4711/u);
    // Whoever put it there: the protocol has yes and no in it.
    expect(mask('<cwaEvents><contact tag="4711"/></cwaEvents>')).not.toContain('4711');
    expect(mask('<cwaEvents><contact tag="true"/></cwaEvents>')).toContain('tag="true"');
    expect(mask(document)).toContain('<group id="2" name="');
  });

  it('lists unknown names and masks them, with their values, until they are allowed', () => {
    const document = '<cwaEvents ackId="1"><frobnicate level="7" eid="2">12</frobnicate></cwaEvents>';
    const masks = newMask();
    const masked = masks.mask(document);
    expect(masks.unknown.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['element', 'frobnicate', 1],
      ['attribute', 'level', 1],
    ]);
    expect(masked).not.toContain('frobnicate');
    const [, open, close] = /<cwaEvents ackId="1"><(\w{10}) \w{5}="\d" eid="[^2]">\d\d<\/(\w{10})>/u.exec(masked) ?? [];
    expect(open).toMatch(/^\w{10}$/u);
    expect(open).toBe(close);
    const allowing = newMask(['Frobnicate', 'level']);
    expect(allowing.mask(document)).toBe(document);
    expect(allowing.unknown).toEqual([]);
  });
});

describe('the names that are known', () => {
  it('are all that our codecs write', () => {
    const masks = newMask();
    const documents = fc.oneof(
      cwaEvents.map(encodeEvents),
      cwaRequests.map(encodeRequests),
      cwaResponses.map(encodeReplies),
    );
    for (const document of fc.sample(documents, { seed: 19, numRuns: 200 })) masks.mask(document);
    // Foreign ones, which the samples invent, have one letter or none of ours.
    const names = masks.unknown.map(({ name }) => name).filter((name) => /^\w{2,}$/u.test(name));
    expect(names).toEqual([]);
  });
});

/** Every way of writing that somebody may meet. */
const disguises: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'as references in decimal': (text) => text.replace(/[a-z\d]/giu, (each) => `&#${each.charCodeAt(0)};`),
  'as references in hexadecimal': (text) =>
    text.replace(/[a-z\d]/giu, (each) => `&#x${each.charCodeAt(0).toString(16)};`),
  'in percent': (text) => text.replace(/[a-z\d]/giu, (each) => `%${each.charCodeAt(0).toString(16)}`),
  'in percent, every other letter': (text) =>
    text.replace(/([a-z])([a-z])/giu, (_, a: string, b: string) => `${a}%${b.charCodeAt(0).toString(16)}`),
  'form-encoded': (text) => new URLSearchParams({ text }).toString(),
  'in Base64': (text) => Buffer.from(text).toString('base64'),
  'in Base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
  'twice escaped': (text) =>
    text.replaceAll('&', '&amp;').replace(/[a-z]/giu, (each) => `&amp;#${each.charCodeAt(0)};`),
  quoted: (text) => JSON.stringify(text),
  'in CDATA': (text) => `<![CDATA[${text}]]>`,
  'in a comment': (text) => `<!-- ${text} -->`,
  'in an instruction': (text) => `<?${text}?>`,
  'with a comment in the middle': (text) => text.replace(/(\w{2})(\w)/gu, '$1<!---->$2'),
  'in letters of mathematics': (text) =>
    text.toLowerCase().replace(/[a-z]/gu, (each) => String.fromCodePoint(0x1d41a + each.charCodeAt(0) - 97)),
  'in circles': (text) =>
    text.toLowerCase().replace(/[a-z]/gu, (each) => String.fromCodePoint(0x24d0 + each.charCodeAt(0) - 97)),
  'over several lines': () => plantedLines,
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/&amp;/gu, '&')
    .replace(/&#(x?)([\da-f]+);/giu, (_, isHex: string, digits: string) => {
      const code = parseInt(digits, isHex ? 16 : 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/<!---->/gu, '');
/** In any of its forms, seen by who knows the words. */
const told = (text: string): string[] => [
  ...new Set([...planteds(text), ...planteds(plain(text)), ...planteds(plain(plain(text)))]),
];

describe('nothing of a planted vocabulary', () => {
  it('is overlooked by this test', () => {
    for (const [name, disguise] of Object.entries(disguises)) {
      expect([name, told(disguise(plantedText)).length > 10]).toEqual([name, true]);
    }
  });

  it.each(Object.keys(disguises))('is left, %s, wherever it stands', (name) => {
    const text = disguises[name]?.(plantedText) ?? '';
    const inText = text.startsWith('<') ? text : text.replace(/<(?!!--)/gu, '&lt;');
    const attribute = text.replaceAll('"', '&quot;');
    for (const place of [
      text,
      `<cwaEvents sid="${attribute}" ackId='${attribute.replaceAll("'", '')}'>${inText}</cwaEvents>`,
      `<cwaEvents><conference eid="1"><messageReceived sender="${attribute}"><message><format>X-MMS-IM-Format: FN=${inText}; CO=${inText}</format><content>${inText}</content></message></messageReceived></conference></cwaEvents>`,
      `<imSessionState>${inText}</imSessionState>`,
      `<ms-diagnostics>2;reason="${inText}";source="${inText}";${inText}</ms-diagnostics>`,
      `<signInData>${Buffer.from(`<signInData><office>${inText}</office></signInData>`).toString('base64')}</signInData>`,
      `<signInData>${Buffer.from(`<a>${inText}</a>`, 'utf16le').toString('base64')}</signInData>`,
      `<logon><password>${inText}</password></logon>`,
      `<x xmlns="http://schemas.microsoft.com/${attribute}" ${attribute}`,
      `<availability>3500</availability>${inText}`,
      `</cwaEvents ${inText}>`,
    ]) {
      expect([place, told(mask(place))]).toEqual([place, []]);
    }
  });

  it('is left of any document of the protocol that it was planted in, whole or broken', () => {
    const documents = fc.oneof(
      cwaEvents.map(encodeEvents),
      cwaRequests.map(encodeRequests),
      cwaResponses.map(encodeReplies),
    );
    const random = seededRandom(19);
    for (const document of fc.sample(documents, { seed: 19, numRuns: 40 })) {
      const known = plant(document);
      const unknown = plantUnknown(known);
      for (const text of [known, unknown, mutate(known, random), mutate(mutate(unknown, random), random)]) {
        const masked = mask(text);
        if (planteds(masked).length > 0) expect([text, masked]).toBe('nothing planted');
      }
    }
  });

  it('is left of paths, headers, cookies and tickets', () => {
    const heads = new HeadMask(newMask());
    const names = [
      'CWA-Ticket',
      'Set-Cookie',
      'Cookie',
      'Server',
      'Via',
      'Location',
      'Content-Type',
      'WWW-Authenticate',
      'Date',
      `X-${planted.group}`,
    ];
    const values = [
      ...Object.values(disguises).map((disguise) => disguise(plantedText)),
      `"${plantedText}"`,
      `a=${plantedText}; path=/${planted.host}; domain=${planted.host}; HttpOnly`,
      `NTLM ${Buffer.from(plantedText).toString('base64')}`,
      `text/xml; charset=${planted.host}`,
    ];
    for (const value of values) {
      const masked = heads.headers(names.map((name) => [name, value]));
      expect(told(masked.map((pair) => pair.join(': ')).join('\n'))).toEqual([]);
    }
    const path = heads.path(
      `/${encodeURIComponent(planted.group)}/cwa/AsyncDataChannel.ashx?Sid=7&AckID=8&UA=true&x=${planted.host}&Sid=${planted.host}`,
    );
    expect(told(path)).toEqual([]);
    expect(path).toMatch(/\/cwa\/AsyncDataChannel\.ashx\?Sid=7&AckID=8&UA=true&/u);
  });

  it('is left of a command of the command line', () => {
    const names = [
      'do',
      'conversation',
      'to',
      'text',
      'availability',
      'level',
      'action',
      'xml',
      'font',
      'color',
      planted.group,
    ];
    const command = Object.fromEntries(
      names.map((name) => [name, [plantedText, { text: plantedText }, planted.uri, { do: 'quillfeather' }]]),
    );
    const words = new WordMask(key);
    const masked = maskCommand(
      { ...command, subject: planted.subject, id: planted.name },
      words,
      new DocumentMask(words),
    );
    expect(told(JSON.stringify(masked))).toEqual([]);
  });
});

describe('what stands before a body', () => {
  it('keeps facts of the product and of the protocol', () => {
    const heads = new HeadMask(newMask());
    const headers = [
      ['Date', 'Sun, 29 Nov 2026 18:00:00 GMT'],
      ['Server', 'Microsoft-IIS/6.0'],
      ['X-Powered-By', 'ASP.NET'],
      ['X-AspNet-Version', '2.0.50727'],
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['cache-control', 'no-cache, no-store'],
      ['Content-Length', '1234'],
    ] as const;
    expect(heads.headers(headers)).toEqual(headers);
  });

  it('tells tickets and cookies apart, and what they are not', () => {
    const heads = new HeadMask(newMask());
    const of = (...values: string[]): (string | undefined)[] =>
      values.map((value) => heads.headers([['CWA-Ticket', value]])[0]?.[1]);
    expect(of('T1', 'T2', 'T1', 'T2, T2')).toEqual(['ticket-1', 'ticket-2', 'ticket-1', 'ticket-2, ticket-2']);
    expect(heads.headers([['Set-Cookie', 'balancer=node7; path=/; HttpOnly']])[0]?.[1]).toMatch(
      /^\w{8}=cookie-1; path=\/; HttpOnly$/u,
    );
    expect(heads.headers([['WWW-Authenticate', 'NTLM TlRMTVNTUAAB']])[0]?.[1]).toBe('NTLM ***');
  });
});
