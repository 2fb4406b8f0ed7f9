import { describe, expect, it } from 'vitest';
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import { element, namedElement, parseXml, serializeXml } from './xml';
import { attributeText, childNamed, elements, rawText } from './xml-reader';
import { defaultXmlLimits } from './xml-scan';

function failure(text: string, limits = defaultXmlLimits): ProtocolErrorCode | 'none' {
  try {
    parseXml(text, limits);
    return 'none';
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}

function textOf(document: string): string {
  return rawText(parseXml(document));
}

describe('parseXml reads words as they stand', () => {
  it.each(['0012', 'true', '1e5', '+15551234', '0x1F', ' ', '  two  blanks  ', '\n\t', 'null', 'NaN', '-0', '💾 𝒜'])(
    'without coercion or trimming: %j',
    (words) => expect(textOf(`<a>${words}</a>`)).toBe(words),
  );

  it.each([
    ['&amp;&lt;&gt;&quot;&apos;', `&<>"'`],
    ['&#65;&#x42;&#x1F600;', 'AB😀'],
    ['&#0065;', 'A'],
    ['&amp;lt;', '&lt;'],
    ['&amp;#65;', '&#65;'],
    ['&#13;&#10;', '\r\n'],
  ])('decodes the predefined and the numeric references once: %s', (words, expected) => {
    expect(textOf(`<a>${words}</a>`)).toBe(expected);
    expect(attributeText(parseXml(`<a b=".${words}."/>`), 'b')).toBe(`.${expected}.`);
  });

  it('makes line feeds of line ends', () => expect(textOf('<a>1\r\n2\r3\n4</a>')).toBe('1\n2\n3\n4'));

  it('takes CDATA as text, markup and references and all', () => {
    expect(textOf('<a>1<![CDATA[<b>&amp;]]]]><![CDATA[>]]>2</a>')).toBe('1<b>&amp;]]>2');
    expect(textOf('<a><![CDATA[<!DOCTYPE html>]]></a>')).toBe('<!DOCTYPE html>');
  });

  it('leaves out comments and processing instructions', () => {
    expect(textOf('<a>1<!-- <b> & -->2<?x it\'s "?>3</a>')).toBe('123');
    expect(textOf('<?xml version="1.0" encoding="utf-8"?><!-- c --><a>x</a><!-- d --><?y?>')).toBe('x');
  });

  it('ignores a byte-order mark and blanks around the document', () => {
    expect(textOf('\uFEFF<?xml version="1.0"?>\r\n<a>x</a>\n')).toBe('x');
    expect(textOf('  \n<a>x</a>')).toBe('x');
  });

  it('puts U+FFFD for characters that XML cannot carry, also for references to them', () => {
    expect(textOf('<a>1\u00002\u001F3\uFFFF4\uD8005\uDC00</a>')).toBe('1�2�3�4�5�');
    expect(textOf('<a>&#0;&#x1;&#xD800;&#xFFFE;&#x110000;&#99999999999999999999;</a>')).toBe('������');
  });

  it.each([
    ['&#55357;&#56832;', '😀'],
    ['&#xD83D;&#xde00;', '😀'],
    ['&#xD83D;&#56832;', '😀'],
    ['&#55357;<!-- -->&#xDE00;', '😀'],
    ['&#56832;&#55357;', '\uFFFD\uFFFD'],
    ['&#55357; &#56832;', '\uFFFD \uFFFD'],
    ['&#55357;&#55357;&#56832;', '\uFFFD😀'],
    ['&#55357;&amp;&#56832;', '\uFFFD&\uFFFD'],
  ])('makes one character of references to its two halves, and only of those: %s', (words, expected) => {
    expect(textOf(`<a>${words}</a>`)).toBe(expected);
    if (!words.includes('<')) expect(attributeText(parseXml(`<a b=".${words}."/>`), 'b')).toBe(`.${expected}.`);
  });

  it('keeps prefixes in names and knows elements by their local name', () => {
    const root = parseXml('<x:a xmlns:x="urn:x"><x:B C="1"/></x:a>');
    expect(root.name).toBe('x:a');
    expect(attributeText(childNamed(root, 'b')!, 'c')).toBe('1');
  });

  const oddNames = [
    ...Object.getOwnPropertyNames(Object.prototype),
    ...['prototype', 'arguments', 'caller', 'name', 'length', 'then', 'toJSON', 'xml', 'xmlnsx', '_', '__proto__.x'],
    ...[
      'x:constructor',
      'constructor:x',
      '__proto__:toString',
      'n0',
      'Ünïcode',
      '名前',
      'b\u1680c',
      'b\uFEFFc',
      '\uFFFD',
    ],
    ...['\u{10000}', 'b\u{20BB7}c', '\u{EFFFF}:\u{1D400}'],
  ];

  it.each(oddNames)('takes any name that XML allows, as it is written: %s', (name) => {
    const xmlns = 'xmlns:x="urn:x" xmlns:constructor="urn:c" xmlns:__proto__="urn:p"';
    const inside = `<${name} ${name}="1"><${name}/>t</${name}><c ${name} = '2'></c><${name}\n/>`;
    const root = parseXml(`<a ${xmlns}>${inside}</a>`);
    const [first, second, third] = elements(root);
    expect([first?.name, third?.name, first && elements(first)[0]?.name]).toEqual([name, name, name]);
    expect(Object.entries(first?.attributes ?? {})).toEqual([[name, '1']]);
    expect(Object.entries(second?.attributes ?? {})).toEqual([[name, '2']]);
    expect(rawText(root)).toBe('t');
    expect(serializeXml(parseXml(serializeXml(root)))).toBe(serializeXml(root));
    expect(serializeXml(root)).toContain(`<${name} ${name}="1"><${name}/>t</${name}>`);
  });

  it('takes the attribute of exactly that name before others, and never one with a prefix', () => {
    const source = parseXml('<a xmlns:x="urn:x" x:rid="1" RID="2" rid="3"/>');
    expect(attributeText(source, 'rid')).toBe('3');
    expect(attributeText(parseXml('<a xmlns:rid="urn:x" x:rid="1"/>'), 'rid')).toBeUndefined();
  });
});

describe('parseXml refuses', () => {
  const laughs = `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>`;
  const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
  const attributes = (count: number): string =>
    `<a ${Array.from({ length: count }, (_, at) => `b${at}="1"`).join(' ')}/>`;

  it.each<[string, string, ProtocolErrorCode]>([
    ['a document type', '<!DOCTYPE a><a/>', 'doctype'],
    ['a document type in lower case', '<!doctype html><html></html>', 'doctype'],
    ['entities that multiply', laughs, 'doctype'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'doctype'],
    ['a declaration inside', '<a><!ENTITY b "c"></a>', 'doctype'],
    ['an unknown entity', '<a>&nbsp;</a>', 'not-well-formed'],
    ['an entity in another case', '<a>&AMP;</a>', 'not-well-formed'],
    ['a bare ampersand', '<a>this & that</a>', 'not-well-formed'],
    ['a bare ampersand in an attribute', '<a b="this & that"/>', 'not-well-formed'],
    ['a reference without its end', '<a>&#65</a>', 'not-well-formed'],
    ['a reference cut by a comment', '<a>&am<!-- -->p;</a>', 'not-well-formed'],
    ['a bare angle', '<a>1 < 2</a>', 'not-well-formed'],
    ['an angle in an attribute', '<a b="<"/>', 'not-well-formed'],
    ['more than 64 levels', deep(65), 'too-deep'],
    ['levels hidden by a quoted end', `${'<a b="/>">'.repeat(65)}${'</a>'.repeat(65)}`, 'too-deep'],
    ['a million levels', deep(1_000_000), 'too-deep'],
    ['more than 128 attributes', attributes(129), 'too-many-attributes'],
    ['unclosed elements', '<a><b></b>', 'not-well-formed'],
    ['elements that cross', '<a><b></a></b>', 'not-well-formed'],
    ['an end in another case', '<a></A>', 'not-well-formed'],
    ['an end without a start', '<a/></a>', 'not-well-formed'],
    ['a doubled attribute', '<a b="1" b="2"/>', 'not-well-formed'],
    ['an attribute without quotes', '<a b=1/>', 'not-well-formed'],
    ['an attribute without a value', '<a b/>', 'not-well-formed'],
    ['attributes without a blank between', '<a b="1"c="2"/>', 'not-well-formed'],
    ['a second root', '<a/><b/>', 'not-well-formed'],
    ['words before the root', 'x<a/>', 'not-well-formed'],
    ['words after the root', '<a/>x', 'not-well-formed'],
    ['CDATA outside the root', '<a/><![CDATA[x]]>', 'doctype'],
    ['an unclosed comment', '<a><!-- </a>', 'not-well-formed'],
    ['an unclosed CDATA section', '<a><![CDATA[ </a>', 'not-well-formed'],
    ['an unclosed instruction', '<a><?x </a>', 'not-well-formed'],
    ['an unclosed tag', '<a b="1"', 'not-well-formed'],
    ['an unclosed quote', '<a b="1></a>', 'not-well-formed'],
    ['a name that is none', '<1a/>', 'not-well-formed'],
    ['a name with a blank that only some know as one', '<a><\uFEFFb c="1"></b></a>', 'not-well-formed'],
    ['a name with two prefixes', '<a><b:c:d/></a>', 'not-well-formed'],
    ['a name that only begins as one', '<a><b!/></a>', 'not-well-formed'],
    ['an attribute whose name is none', '<a 1="2"/>', 'not-well-formed'],
    ['an end tag with an attribute', '<a></a b="1">', 'not-well-formed'],
    ['a blank in front of a name', '<a>< b/></a>', 'not-well-formed'],
    ['a name without its second half', '<a><b:/></a>', 'not-well-formed'],
    ['nothing', '', 'not-well-formed'],
    ['blanks', ' \n', 'not-well-formed'],
    ['words', 'Service Unavailable', 'not-well-formed'],
    ['JSON', '{"a": "<b/>"}', 'not-well-formed'],
    [
      'a page of HTML',
      '<html><head><meta charset="utf-8"></head><body><p>Sign in<br></body></html>',
      'not-well-formed',
    ],
  ])('%s', (_what, document, code) => expect(failure(document)).toBe(code));

  it('a document over the limit, before anything else', () => {
    expect(failure(`<a>${'x'.repeat(200)}</a>`, { ...defaultXmlLimits, maxCharacters: 100 })).toBe('too-large');
    expect(failure('<a><b/><b></b></a>', { ...defaultXmlLimits, maxElements: 3 })).toBe('none');
    expect(failure('<a><b/><b></b></a>', { ...defaultXmlLimits, maxElements: 2 })).toBe('too-large');
    expect(failure(' '.repeat(defaultXmlLimits.maxCharacters + 1))).toBe('too-large');
  });

  it('nothing at the limits themselves', () => {
    expect(failure(deep(64))).toBe('none');
    expect(failure(attributes(128))).toBe('none');
  });

  it('without a word of the document in the message', () => {
    for (const document of ['<a>secret</b>', '<a secret/>', '<a><secret></a>', '<a>&secret;</a>']) {
      expect(() => parseXml(document)).toThrow(ProtocolError);
      expect(() => parseXml(document)).not.toThrow(/secret/u);
    }
  });
});

describe('serializeXml', () => {
  it.each(['a & b', '<x>', ']]>', `"'`, '\r\n\t', ' blanks ', '&amp;', '😀', '', '\u0085\u2028'])(
    'writes what is read back as the same: %j',
    (words) => {
      const copy = parseXml(serializeXml(element('a', { b: `.${words}.` }, words)));
      expect(rawText(copy)).toBe(words);
      expect(copy.attributes).toEqual({ b: `.${words}.` });
    },
  );

  it('writes U+FFFD for what XML cannot carry', () => {
    expect(serializeXml(element('a', { b: '\u0000' }, '\uD800'))).toBe('<a b="�">�</a>');
  });

  it('leaves out what is undefined and nothing else', () => {
    expect(serializeXml(element('a', { b: undefined, c: 0, d: false, e: '' }, undefined, element('f')))).toBe(
      '<a c="0" d="false" e=""><f/></a>',
    );
  });

  it('puts elements on lines of their own when asked to, and nothing beside text', () => {
    const document = element(
      'a',
      {},
      element('b', { c: 1 }, element('d'), element('e', {}, ' x\n')),
      element('empty', {}, ''),
      element('mixed', {}, 'words ', element('f', {}, element('g')), ' and more'),
    );
    expect(serializeXml(document, 'indented')).toBe(
      [
        '<a>',
        '  <b c="1">',
        '    <d/>',
        '    <e> x\n</e>',
        '  </b>',
        '  <empty></empty>',
        '  <mixed>words <f><g/></f> and more</mixed>',
        '</a>',
      ].join('\n'),
    );
    expect(serializeXml(element('a'), 'indented')).toBe('<a/>');
    expect(serializeXml('words', 'indented')).toBe('words');
  });

  it.each([
    element('x', { xmlns: 'urn:x' }, element('y', {}, element('z'))),
    element('x', { xmlns: '' }, element('y', {}, element('z'))),
    element('x', { 'xmlns:p': 'urn:p' }, element('p:y', {}, element('z'))),
    element('p:x', {}, element('y', {}, element('z'))),
  ])('leaves what brings a namespace of its own on one line: %#', (foreign) => {
    expect(serializeXml(element('a', {}, element('b', {}, foreign)), 'indented')).toBe(
      `<a>\n  <b>\n    ${serializeXml(foreign)}\n  </b>\n</a>`,
    );
  });

  it('takes no name from elsewhere that is none', () => {
    expect(serializeXml(namedElement('x:new-thing', { eid: 3 }))).toBe('<new-thing eid="3"/>');
    for (const name of ['', 'a b', 'a><b', '1a', 'x:']) expect(() => namedElement(name)).toThrow(ProtocolError);
  });
});
