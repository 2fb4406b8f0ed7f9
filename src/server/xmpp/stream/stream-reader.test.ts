import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toXmlText } from '../../../protocol/xml-text';
import { addText, child, children, text, xml, type XmlElement } from './element';
import { ns } from './namespaces';
import { defaultReaderLimits, StreamReader, type ReaderLimits, type StreamItem } from './stream-reader';
import { streamEnd, writeElement, writeStreamHeader } from './write-element';

const header = writeStreamHeader('example.com');

function read(written: string | Uint8Array, limits?: ReaderLimits): readonly StreamItem[] {
  const reader = new StreamReader(limits);
  reader.push(Buffer.from(header));
  return reader.push(Buffer.from(written as string));
}

function readOne(written: string, limits?: ReaderLimits): XmlElement {
  const items = read(written, limits);
  expect(items).toHaveLength(1);
  const [item] = items;
  if (item?.kind !== 'element') throw new Error(`no element: ${JSON.stringify(item)}`);
  return item.element;
}

const faultOf = (items: readonly StreamItem[]): string | undefined => {
  const last = items.at(-1);
  return last?.kind === 'fault' ? last.fault : undefined;
};

const word = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/u);
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(']]>', '\r\n', '\r', '\t', '<a/>', '&lt;', '  '),
  )
  .map((each) => toXmlText(each).text);
const attributes = fc.dictionary(word, anyText, { maxKeys: 4 }).filter((attrs) => !('xmlns' in attrs));
const elements = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc
    .record({
      name: word,
      space: fc.constantFrom(undefined, 'urn:example:1', `urn:'"<&>`),
      attrs: attributes,
      parts: fc.array(fc.oneof({ depthSize: 'small' }, anyText, tie('element')), { maxLength: 4 }),
    })
    .map(({ name, space, attrs, parts }) => xml(name, { ...attrs, xmlns: space }, parts)),
})).element;
const stanzas = fc
  .tuple(
    fc.constantFrom('message', 'presence', 'iq'),
    attributes,
    fc.array(fc.oneof(anyText, elements), { maxLength: 4 }),
  )
  .map(([name, attrs, parts]) => xml(name, attrs, parts));

describe('StreamReader', () => {
  it('reads what is written', () => {
    fc.assert(
      fc.property(stanzas, (stanza) => {
        expect(readOne(writeElement(stanza))).toEqual(stanza);
      }),
    );
  });

  it('reads the same however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(stanzas, { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (sent, cuts) => {
          const bytes = Buffer.from(header + sent.map((stanza) => writeElement(stanza)).join(' \n') + streamEnd);
          const reader = new StreamReader();
          const items: StreamItem[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            items.push(...reader.push(bytes.subarray(at, at + size)));
            at += size;
          }
          expect(items).toEqual(new StreamReader().push(bytes));
          expect(items.map(({ kind }) => kind)).toEqual(['header', ...sent.map(() => 'element'), 'end']);
        },
      ),
    );
  });

  it('bears any bytes', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(
          '<a>',
          '</a>',
          '<a',
          '/>',
          ` b='`,
          `'`,
          '&',
          '&#',
          ';',
          '&#x110000;',
          '<![CDATA[',
          ']]>',
          '<!--',
          '<?x',
          '<x:y>',
          `xmlns:x='`,
          '\uFEFF',
        )
        .map((piece) => Buffer.from(piece)),
      stanzas.map((stanza) => Buffer.from(writeElement(stanza))),
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const reader = new StreamReader();
        reader.push(Buffer.from(header));
        const items = parts.flatMap((part) => reader.push(part));
        const end = items.findIndex(({ kind }) => kind === 'fault' || kind === 'end');
        if (end !== -1) expect(end).toBe(items.length - 1);
        // What was read can be written, and means the same once more.
        for (const item of items)
          if (item.kind === 'element') expect(readOne(writeElement(item.element, ''))).toEqual(item.element);
      }),
    );
  });

  it('knows namespaces by their names, not by their prefixes', () => {
    const element = readOne(
      `<stream:features><x:a xmlns:x='urn:x' x:b='1' c='2' xml:lang='de'><d xmlns='urn:d'/><e/></x:a></stream:features>`,
    );
    expect(element).toMatchObject({ name: 'features', ns: ns.stream });
    const a = child(element, 'a', 'urn:x');
    expect(a?.attrs).toEqual({ c: '2', 'xml:lang': 'de' });
    expect(a?.children).toMatchObject([
      { name: 'd', ns: 'urn:d' },
      { name: 'e', ns: ns.client },
    ]);
  });

  it.each([
    ['a comment', '<message><!-- x --></message>', 'restricted-xml'],
    ['a processing instruction', '<?x y?>', 'restricted-xml'],
    ['a document type', '<!DOCTYPE x>', 'not-well-formed'],
    ['an entity that is none of the five', '<message>&nbsp;</message>', 'not-well-formed'],
    ['a character that XML cannot carry', '<message>&#0;</message>', 'not-well-formed'],
    ['ends that do not fit', '<message></presence>', 'not-well-formed'],
    ['an attribute twice', `<message a='1' a='2'/>`, 'not-well-formed'],
    ['words between stanzas', 'words<message/>', 'bad-format'],
  ])('is done with a stream that has %s', (_what, written, fault) => {
    expect(faultOf(read(written))).toBe(fault);
  });

  it('is done with bytes that are no UTF-8', () => {
    expect(faultOf(read(Uint8Array.of(0x3c, 0xff)))).toBe('not-well-formed');
  });

  it('takes no document type before the root', () => {
    expect(faultOf(new StreamReader().push(Buffer.from(`<!DOCTYPE x [<!ENTITY e 'x'>]>${header}`)))).toBe(
      'restricted-xml',
    );
  });

  it('takes no root that is none of a stream', () => {
    expect(faultOf(new StreamReader().push(Buffer.from(`<stream xmlns='jabber:client'>`)))).toBe('invalid-namespace');
  });

  it('hands over what came before the fault', () => {
    expect(read(`<message/><presence/><iq></x>`).map(({ kind }) => kind)).toEqual(['element', 'element', 'fault']);
  });

  it('reads nothing after the end', () => {
    const reader = new StreamReader();
    const items = reader.push(Buffer.from(`${header}${streamEnd}`));
    expect(items.map(({ kind }) => kind)).toEqual(['header', 'end']);
    expect(reader.push(Buffer.from('<message/>'))).toEqual([]);
  });

  it('tells whether something has begun after the last stanza', () => {
    const reader = new StreamReader();
    reader.push(Buffer.from(`${header}<message>&amp;ü</message>`));
    expect(reader.isAtStanzaEnd).toBe(true);
    reader.push(Buffer.from('<'));
    expect(reader.isAtStanzaEnd).toBe(false);
  });

  describe('within limits', () => {
    const limits: ReaderLimits = { chars: 100_000, parts: 20, attributes: 3, depth: 4 };

    it('is done with a stanza that is too large, before it is whole', () => {
      expect(faultOf(read(`<message>${'x'.repeat(100_100)}`, limits))).toBe('policy-violation');
      expect(faultOf(read(`<message a='${'x'.repeat(100_100)}`, limits))).toBe('policy-violation');
      expect(faultOf(read(' '.repeat(100_100), limits))).toBe('policy-violation');
    });

    it('counts each stanza for itself', () => {
      const items = read(`<message>${'x'.repeat(60_000)}</message>`.repeat(5), limits);
      expect(items.map(({ kind }) => kind)).toEqual(Array(5).fill('element'));
    });

    it('leaves out what is too deep, and keeps the rest', () => {
      const element = readOne(
        '<message><a><b><c>kept<d><e>too deep</e></d>too</c></b></a><body>here</body></message>',
        limits,
      );
      expect(text(child(element, 'body'))).toBe('here');
      const c = ['a', 'b', 'c'].reduce<XmlElement | undefined>((at, name) => at && child(at, name), element);
      expect(c?.children).toEqual(['kepttoo']);
    });

    it('leaves out what is too many', () => {
      expect(children(readOne(`<message>${'<a/>'.repeat(50)}</message>`, limits))).toHaveLength(19);
      expect(Object.keys(readOne(`<message a='1' b='2' c='3' d='4'/>`, limits).attrs)).toEqual(['a', 'b', 'c']);
    });

    it('says that something was left out, of that stanza alone', () => {
      const items = read(`<message>${'<a/>'.repeat(50)}</message><message/>`, limits);
      expect(items).toMatchObject([{ isCut: true }, { isCut: false }]);
    });
  });

  // The parser's own namespaces would look through all that is open for each of them.
  it('reads what is very deep in no more than its share of time', () => {
    const spent = (depth: number): number => {
      const start = process.cpuUsage();
      const stanza = `<message>${'<x:a>'.repeat(depth)}${'</x:a>'.repeat(depth)}</message>`;
      for (let turn = 0; turn < 64_000 / depth; turn += 1) readOne(stanza, defaultReaderLimits);
      return process.cpuUsage(start).user;
    };
    spent(1_000);
    expect(spent(32_000) / spent(1_000)).toBeLessThan(8);
  });
});

describe('xml', () => {
  it('leaves out what is undefined or empty, and joins texts', () => {
    expect(xml('message', { to: 'a@example.com', id: undefined }, 'a', undefined, ['b', ''], 'c')).toEqual({
      name: 'message',
      ns: ns.client,
      attrs: { to: 'a@example.com' },
      children: ['abc'],
    });
  });

  it('puts what has no namespace into the one it stands in', () => {
    const query = xml('query', { xmlns: 'urn:q' }, xml('item', {}, xml('group', {}, 'Friends')));
    expect(children(query, 'item').map((item) => text(child(item, 'group')))).toEqual(['Friends']);
    expect(writeElement(xml('iq', {}, query))).toBe(
      `<iq><query xmlns='urn:q'><item><group>Friends</group></item></query></iq>`,
    );
  });

  it('does not change what it is given', () => {
    const item = xml('item');
    xml('query', { xmlns: 'urn:q' }, item);
    expect(item.ns).toBe('');
    const nodes = ['a'];
    addText(nodes, 'b');
    expect(nodes).toEqual(['ab']);
  });
});

describe('writeElement', () => {
  it.each([
    ['a\u0000b\uD800c', 'a\uFFFDb\uFFFDc'],
    [`<&>'"`, `&lt;&amp;&gt;'"`],
    ['a\r\nb', 'a&#xD;\nb'],
  ])('writes the text %j as %j', (words, written) => {
    expect(writeElement(xml('body', {}, words))).toBe(`<body>${written}</body>`);
  });

  it.each(['a b', 'a:b', '', '1a', 'a>'])('writes no name %j', (name) => {
    expect(() => writeElement(xml(name))).toThrow();
    expect(() => writeElement(xml('a', { [name]: '' }))).toThrow();
  });
});
