// What people are called and known by in many scripts and forms, and what is secret under many names: none of it is in what is kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentMask } from './document-mask';
import { HeadMask } from './head-mask';
import { WordMask } from './word-mask';
import { maskWritten } from './written-text';

const key = Buffer.alloc(32, 7);
const newMask = (allowed: readonly string[] = []): DocumentMask => new DocumentMask(new WordMask(key), allowed);
const mask = (text: string): string => newMask().mask(text);
const header = (name: string, value: string, allowed: readonly string[] = []): string =>
  new HeadMask(newMask(allowed)).headers([[name, value]])[0]?.[1] ?? '';

const foreign = ['שלום', 'דנה לוי', 'Жанна Чернышёва', 'سلام دانة', '漢字太郎', 'Zoë Müller'];
const misreadAs = (text: string, charset: string): string =>
  charset === 'latin1'
    ? Buffer.from(text).toString('latin1')
    : Buffer.from(text)
        .toString('latin1')
        .replace(
          /[\x80-\x9f]/gu,
          (each) => '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'[each.charCodeAt(0) - 0x80] ?? each,
        );
/** Of the characters that are no plain ones: those that stand where they stood, whatever the key. */
function left(text: string, of: (text: string, words: WordMask) => string): string[] {
  const masked = Array.from({ length: 12 }, () => [...of(text, new WordMask())]);
  expect(masked.map(({ length }) => length)).toEqual(masked.map(() => [...text].length));
  return [...text].filter((each, at) => each > '\x7f' && each !== '\xa0' && masked.every((one) => one[at] === each));
}
const inHeader = (text: string, words: WordMask): string =>
  new HeadMask(new DocumentMask(words)).headers([['X-Remote-User', text]])[0]?.[1] ?? '';
const inBody = (text: string, words: WordMask): string =>
  new DocumentMask(words).mask(`<userNotice>${text}</userNotice>`).slice(12, -13);
const inAttribute = (text: string, words: WordMask): string =>
  new DocumentMask(words).mask(`<user name="${text}"/>`).slice(12, -3);
const places = [inHeader, inBody, inAttribute];

describe('letters', () => {
  describe.each(['latin1', 'windows-1252'])('of UTF-8 that was read as %s', (charset) => {
    it.each(foreign)('are masked as what they mean: %s', (word) => {
      const read = misreadAs(word, charset);
      const back = (text: string): string => (charset === 'latin1' ? Buffer.from(text, 'latin1').toString() : text);
      for (const place of places) {
        const meant = (text: string, words: WordMask): string => back(place(misreadAs(text, charset), words));
        if (charset === 'latin1') expect(left(word, meant)).toEqual([]);
        for (const part of word.split(' ')) {
          const masked = Array.from({ length: 8 }, () => place(read, new WordMask()));
          expect(masked.every((each) => each.includes(misreadAs(part, charset)))).toBe(false);
        }
      }
    });
  });

  it.each([
    ['cyrillic of Windows', Buffer.from([0xd7, 0xe5, 0xf0, 0xed, 0xfb, 0xf8])],
    ['hebrew of Windows', Buffer.from([0xf9, 0xec, 0xe5, 0xed, 0xf7])],
    ['Chinese', Buffer.from([0xb0, 0xa2, 0xd6, 0xa3, 0xca, 0xbf])],
    ['the end of a letter that was cut off', Buffer.from('שלום').subarray(1)],
  ])('of %s, read as ISO-8859-1, leave nothing', (_, bytes) => {
    const read = bytes.toString('latin1');
    for (const place of places) expect(left(read, place)).toEqual([]);
  });

  it.each(['⒟⒜⒩⒜', '🄳🄐🄽🅐', '🇩🇦🇳🇦', '⠙⠁⠝⠁', '⼤⼭', '㈱㉠㍿', '\uf044\uf061\uf06e'])(
    'that are signs are masked: %s',
    (word) => {
      expect(left(word, inBody)).toEqual([]);
    },
  );

  it('stay what a header can have', () => {
    const words = new WordMask(key);
    for (let at = 0xc0; at <= 0xff; at += 1) {
      const letter = String.fromCharCode(at);
      for (const text of [letter, `Z${letter}`, `${letter}${letter.toUpperCase()}`])
        expect(words.text(text)).toMatch(/^[\x20-\xff]*$|\u0178/u);
    }
    for (let turn = 0; turn < 40; turn += 1) expect(new WordMask().text('ÀÉÖÜØÞ')).toMatch(/^[\xc0-\xde]+$/u);
  });
});

describe('letters that are written one by one', () => {
  it.each([
    ['in hexadecimal digits', (text: string) => Buffer.from(text).toString('hex'), /^(?:[\da-f]{2})+$/u, /../gu],
    [
      'in capital ones',
      (text: string) => Buffer.from(text).toString('hex').toUpperCase(),
      /^(?:[\dA-F]{2})+$/u,
      /../gu,
    ],
    [
      'as JSON escapes them',
      (text: string) => text.replace(/./gu, (each) => `\\u00${each.charCodeAt(0).toString(16)}`),
      /^(?:\\u00[\da-f]{2})+$/u,
      /.{6}/gu,
    ],
    [
      'as programs do',
      (text: string) => text.replace(/./gu, (each) => `\\x${each.charCodeAt(0).toString(16)}`),
      /^(?:\\x[\da-f]{2})+$/u,
      /.{4}/gu,
    ],
    [
      'as old addresses do',
      (text: string) => text.replace(/./gu, (each) => `%u00${each.charCodeAt(0).toString(16)}`),
      /^(?:%u00[\da-f]{2})+$/u,
      /.{6}/gu,
    ],
  ])('are told apart by nobody: %s', (_, write, shape, one) => {
    // The same letter again and again would show what becomes of it each time.
    const written = write('l'.repeat(24));
    for (const place of places) {
      const masked = place(written, new WordMask(key));
      expect(masked).toMatch(shape);
      expect(new Set(masked.match(one)).size).toBeGreaterThan(3);
      expect(place(written, new WordMask(key))).toBe(masked);
    }
  });

  it('are none where they only look so', () => {
    expect(mask('<userNotice>EXAMPLE\\xadam</userNotice>')).not.toContain('adam');
    expect(mask('<userNotice>C:\\ub000bs</userNotice>')).not.toMatch(/b000/u);
  });
});

/** Of people: none of them, in any of its parts that are longer than two. */
const numbers = [
  '2025550114',
  '202 555 0114',
  '+4912345678',
  '10.20.30.40',
  '203.0.113.7',
  '2001:db8::8a2e',
  '90210',
  '4711',
];
const leftNumbers = (number: string, of: (words: WordMask) => string): string[] => {
  const masked = Array.from({ length: 12 }, () => of(new WordMask()));
  return [number, ...number.split(/[ .:+]+/u).filter(({ length }) => length > 2)].filter((part) =>
    masked.every((each) => each.includes(part)),
  );
};

describe('numbers of people', () => {
  it.each(numbers)('stay in no header: %s', (number) => {
    const head = (name: string, value: string) => (words: WordMask) =>
      JSON.stringify(new HeadMask(new DocumentMask(words)).headers([[name, value]]));
    for (const name of ['X-Forwarded-For', 'X-User-Phone', 'X-Caller', 'X-Id', 'Phone', 'Forwarded', 'Vary', 'ETag']) {
      expect([name, leftNumbers(number, head(name, number))]).toEqual([name, []]);
    }
    expect(leftNumbers(number, head('Via', `1.1 ${number}`))).toEqual([]);
    expect(leftNumbers(number, head('Server', `Apache/2.4 ${number}`))).toEqual([]);
    expect(leftNumbers(number, head('Set-Cookie', `a=1; path=/; domain=${number}`))).toEqual([]);
    expect(leftNumbers(number, head('Set-Cookie', `a=1; path=/${number}; id=${number}`))).toEqual([]);
  });

  it('keep those of headers that count, and versions of products', () => {
    for (const [name, value] of [
      ['Set-Cookie', 'max-age=31536000'],
      ['Via', '1.1'],
      ['Server', 'Microsoft-IIS/7.5'],
      ['X-AspNet-Version', '2.0.50727'],
      ['Server', 'Squid/3.5.12'],
      ['X-Powered-By', 'PHP/5.3.1'],
      ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
      ['Accept', 'text/xml, */*; q=0.8'],
      ['Content-Type', 'text/xml; charset=windows-1251'],
    ] as const) {
      const text = name === 'Set-Cookie' ? `=; ${value}` : value;
      expect(header(name, text)).toBe(text);
    }
    expect(header('X-Caller', '2025550114', ['X-Caller'])).toBe('2025550114');
  });

  it.each(numbers)('stay in nothing that nobody knows, and in no contact card: %s', (number) => {
    for (const document of [
      `<cwaEvents><person id="${number}" code="${number}" tag="${number}"><id>${number}</id></person></cwaEvents>`,
      `<cwaEvents><person><state><availability>${number}</availability></state></person></cwaEvents>`,
      `<cwaCategory name="contactCard"><contactCard><address><code>${number}</code></address><id>${number}</id></contactCard></cwaCategory>`,
    ]) {
      expect([document, leftNumbers(number, (words) => new DocumentMask(words).mask(document))]).toEqual([
        document,
        [],
      ]);
    }
  });

  it('are not taken for those of the protocol where they are longer, or several', () => {
    const longer = '<contact id="2025550114" tag="202 555 0114"/><member type="10.20.30.40"/><code>2025550114</code>';
    expect(mask(longer)).not.toMatch(/202|555|0114|10\.|40"/u);
    const own =
      '<cwaEvents sid="1234567890" ackId="16"><contact groups="1 2 3"/><state instance="536870912"/></cwaEvents>';
    expect(mask(own)).toBe(own);
    expect(mask('<searchResult><user state="OR" code="3"/></searchResult>')).not.toContain('OR');
    expect(mask('<contactCard><phone type="work"><uri>tel:1</uri></phone></contactCard>')).toContain('type="work"');
  });

  it.each(['-4711888899', '-49151123', '1973-04-21', '1973-04-21T00:00:00', '19:73:04'])(
    'are none of the protocol with a sign before or within them: %s',
    (number) => {
      for (const document of [
        `<cwaEvents><group id="${number}"/><error code="${number}">1</error></cwaEvents>`,
        `<cwaEvents><contact type="${number}" messageId="${number}"/><code>${number}</code></cwaEvents>`,
      ]) {
        expect(leftNumbers(number, (words) => new DocumentMask(words).mask(document))).toEqual([]);
      }
    },
  );

  it('stay at no element of a page or of a formatted message', () => {
    for (const document of [
      '<html><body id="5568"><tr id="5568"><note id="5568"/></tr></body></html>',
      '<message><content><div id="5568"><b code="5568">a</b></div></content></message>',
      '<span id="5568"/>',
    ]) {
      expect([document, leftNumbers('5568', (words) => new DocumentMask(words).mask(document))]).toEqual([
        document,
        [],
      ]);
    }
    const page = '<html dir="ltr"><form method="post"></form></html>';
    expect(mask(page)).toBe(page);
  });

  it.each(['2025.550114', '47.11.5568'])('stay in no header that tells a version of something else: %s', (number) => {
    for (const [name, value] of [
      ['Server', number],
      ['Server', `Apache/2.4 ${number}`],
      ['Server', `Apache/2.4 (${number})`],
      ['Via', `1.1 ${number}`],
      ['Via', number],
      ['X-Powered-By', `PHP/5.3.1, ${number}`],
    ] as const) {
      const masked = (words: WordMask): string =>
        new HeadMask(new DocumentMask(words)).headers([[name, value]])[0]?.[1] ?? '';
      expect([value, leftNumbers(number, masked)]).toEqual([value, []]);
    }
    expect(header('Via', '1.1 squid (squid/3.5.12), 1.1 varnish')).toBe('1.1 squid (squid/3.5.12), 1.1 varnish');
  });

  it('keep the long ones that the protocol has, and its times where they have their place', () => {
    const own =
      '<cwaRequests sid="1234567890"><cwaCategory name="state" instanceMask="536870912" expires="-1" publishTime="2009-04-02T08:15:00Z"/><cwaCategory name="note" instance="805306368"/><StandardTime><Time>03:00:00</Time></StandardTime></cwaRequests>';
    expect(mask(own)).toBe(own);
  });
});

describe('what is secret by its name', () => {
  const hush = ['Hush-12!', 'SE4CRET'];
  it.each([
    '{"password":"Hush-12!","x":1}',
    '{"user":{"accessToken" : "SE4CRET","Passwd":"a\\"Hush-12!"}}',
    'txtUser=a&txtPassword=Hush-12!&x=1',
    'ctl00%24Pass=Hush-12!&__VIEWSTATE=SE4CRET',
    'login[pwd]=Hush-12!',
    '<a><pwd>Hush-12!</pwd></a>',
    '<a><pwd>Hush-12!<b&SE4CRET</pwd></a>',
    '<a><authInfo><name>Hush-12!</name><b c="SE4CRET"/></authInfo></a>',
    '<x><token>SE4CRET</token></x>',
    '<input name="password" value="Hush-12!">',
    "<form><input value='Hush-12!' type=password></form>",
    '<meta name="csrf-token" content="SE4CRET"/>',
    '<add key="SessionSecret" value="SE4CRET"/>',
    '<setting name="apiKey">SE4CRET</setting>',
    '<a sessionKey="SE4CRET"/>',
    '<script>var authToken = "SE4CRET"; f({ pwd: \'Hush-12!\' });</script>',
    '<!-- password=Hush-12! -->',
    '<userNotice>{&quot;password&quot;: &quot;Hush-12!&quot;}</userNotice>',
    '<userNotice>https://x.example.com/?ticket=SE4CRET&amp;pwd=Hush-12!</userNotice>',
    '<userNotice>p%61ssword=Hush-12!</userNotice>',
  ])('is gone: %s', (document) => {
    const masked = mask(document);
    expect(masked).toContain('***');
    // Not even its shape.
    expect(masked).not.toMatch(/[A-Z][a-z]{3}-\d\d!|[A-Z]{2}\d[A-Z]{4}/u);
    expect(hush.some((each) => masked.includes(each))).toBe(false);
  });

  it('is gone from addresses, headers and cookies', () => {
    const heads = new HeadMask(newMask());
    expect(heads.path('/a?password=Hush-12!&ticket=ABC&Sid=7')).toBe(
      `${heads.path('/a')}?password=***&ticket=***&Sid=7`,
    );
    expect(heads.path('/a;jsessionid=SE4CRET')).toMatch(/=\*\*\*$/u);
    for (const name of ['X-CWA-Ticket', 'Authentication-Info', 'X-Auth', 'X-Api-Key', 'X-Session-Id', 'X-CSRF-Token']) {
      expect([name, header(name, '9f3c-AAA')]).toEqual([name, '***']);
    }
    expect(header('X-Info', 'session=9f3c; token="AAA"')).toMatch(/=\*\*\* \w+="\*\*\*"$|=\*\*\*$/u);
    expect(header('Set-Cookie', 'a=SE4CRET; path=/, b=SE4CRET2; expires=Sun, 29 Nov 2026 18:00:00 GMT')).toMatch(
      /^\w=cookie-1; path=\/, \w=cookie-2; expires=Sun, 29 Nov 2026 18:00:00 GMT$/u,
    );
    expect(header('Set-Cookie', 'a=1; other=SE4CRET; SE4CRET')).not.toMatch(/[A-Z]{2}\d[A-Z]{4}(?!;|$)/u);
  });

  it.each([
    'Creditcard: 4111 1111 2222 3333',
    'PIN: 9371 5568 8842 4711',
    'Kennwort: g e h e i m',
    'Pass: 12 345 678 90',
    'session=+44 20 7946 0817',
    'Ticket: 4711, 5568, 8842, 9371, 1212',
    'Pass: \u0414\u0436 \u0443 \u043B \u0438 \u044F',
    'password=s e c r e t',
  ])('leaves nothing of groups with blanks behind it: %s', (text) => {
    const behind = text.slice(text.search(/[:=]/u) + 1);
    const escaped = behind.replace(/[a-z\d]/gu, (each) => `%${each.charCodeAt(0).toString(16)}`);
    for (const said of [text, text.replace(behind, () => escaped)]) {
      for (const place of [inHeader, inBody, inAttribute]) {
        const groups = said.slice(said.search(/[:=]/u) + 1).match(/[\p{L}\p{N}%]+/gu) ?? [];
        const masked = Array.from({ length: 12 }, () => place(said, new WordMask()).match(/[\p{L}\p{N}%*]+/gu) ?? []);
        const stay = groups.filter((each, at) => masked.every((one) => one.at(at - groups.length) === each));
        expect([said, stay]).toEqual([said, []]);
      }
    }
  });

  it('hides no neighbour from the mask, whatever stands before and behind it', () => {
    const group = fc.oneof(
      fc.stringMatching(/^\d{1,6}$/u),
      fc.stringMatching(/^[a-f\d]{2,4}$/u),
      fc.constantFrom('g', 'e', '\u044F', '\u05D3', 'Quill', 'x41', '%34%37', '&#52;7', '\\u0034', '\u{1D41A}'),
    );
    const name = fc.constantFrom('PIN: ', 'password=', '"token": "', 'Creditcard:', "pwd = '", 'a=', '', '%70wd=');
    const sign = fc.constantFrom(' ', ' ', ', ', '-', '" ', '&', '%26', '%20', '&quot;', ';', '<');
    const text = fc.array(fc.tuple(name, fc.array(fc.tuple(group, sign), { maxLength: 7 })), { maxLength: 4 });
    const letter = /[\p{L}\p{N}]/u;
    fc.assert(
      fc.property(text, fc.boolean(), (parts, hasReferences) => {
        const written = parts.flat(3).join('');
        // A mask that makes a sign of its own of every letter: any that is left was forgotten.
        const marks = { run: (run: string) => '\u2588'.repeat([...run].length) } as WordMask;
        const masked = maskWritten(written, marks, hasReferences).replace(
          /%[\dA-Fa-f]{2}|&#?\w+;|\\u[\dA-Fa-f]{4}/gu,
          '',
        );
        expect(letter.test(masked)).toBe(false);
      }),
      { numRuns: 2000, seed: 19 },
    );
  });

  it.each([
    '<a href="https://h.example.com/?a=b&amp;password=Pa%26sVexatious&amp;x=1">q</a>',
    '<userNotice>https://h.example.com/?password=Pa%3CsVexatious%22sVexatious</userNotice>',
    'see https://h.example.com/?a=b&password=Pa%26sVexatious now',
    '<userNotice>password=Pa&lt;sVexatious</userNotice>',
    "<userNotice>password=Pa'sVexatious</userNotice>",
    '{"a":"<b","password":"Pa&s<sVexatious","token":["sVexatious"]}',
    '[{"a":"<b"},{"password":"Pa&s<sVexatious"}]',
    'Error: <b> password="Pa<sVexatious"',
  ])('does not end within itself: %s', (document) => {
    const masked = mask(document);
    expect(masked).toContain('***');
    // The shape of it.
    expect(masked).not.toMatch(/[a-z][A-Z][a-z]{8}(?![a-z])/u);
  });

  it('adds no piece of itself to the names that nobody knows', () => {
    const masks = newMask();
    masks.mask('{"a":"<b","passphrase":"Pa<sVexatious x=1>"}');
    masks.mask('Error: 1 <sVexatious x=1>');
    expect(masks.unknown).toEqual([]);
  });

  it('is nothing that the protocol or a person is called', () => {
    const own =
      '<cwaEvents sessionTimeout="600"><imSessionState>connected</imSessionState><contact tag="false" subscribed="true" groups="1"/></cwaEvents>';
    expect(mask(own)).toBe(own);
    expect(mask('<contact uri="sip:passmore@example.com" name="Passmore Session"/>')).not.toContain('***');
  });
});
