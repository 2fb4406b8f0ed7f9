// Names that nobody knows are told those of documents alone: what is broken, a page or a secret may have a piece of a secret for one.
import { expect, it } from 'vitest';
import { mutate, seededRandom } from '../../protocol/testing/mutate';
import { parseXml } from '../../protocol/xml';
import { DocumentMask } from './document-mask';
import { WordMask } from './word-mask';

function unknownIn(text: string): readonly string[] {
  const documents = new DocumentMask(new WordMask(Buffer.alloc(32, 7)));
  documents.mask(text);
  return documents.unknown.map(({ kind, name, count }) => `${kind} ${name} ${count}`);
}

it('are those of elements and attributes, each as often as it begins', () => {
  expect(unknownIn('<cwaEvents xmlns:x="urn:x"><frob level="1">a<x:frob/></frob></cwaEvents>')).toEqual([
    ...['element frob 2', 'attribute level 1'],
  ]);
});

it.each([
  ['a secret that was not escaped', '<cwaRequests><logon><password>a<sVexatious</password></logon></cwaRequests>'],
  [
    'a secret that was, and looks like markup',
    '<cwaRequests><x token="a"><b/></x><accessToken>a<sVexatious>b</sVexatious></accessToken></cwaRequests>',
    'element x 1',
  ],
  ['an attribute of a secret', '<cwaRequests><authInfo sVexatious="1"/></cwaRequests>', 'element authInfo 1'],
  ['what was cut off', '<cwaEvents><userNotice>a</userNotice><sVexatious b="'],
  ['what has no quotes', '<cwaEvents><x sVexatious=1 y/></cwaEvents>'],
  ['tags that fit none', '<cwaEvents><sVexatious></x></cwaEvents>'],
  ['something behind the end', '<cwaEvents/><sVexatious/>'],
  ['two roots', '<sVexatious/><cwaEvents/>'],
  ['a document type', '<!DOCTYPE a><cwaEvents><sVexatious/></cwaEvents>'],
  [
    'a page',
    '<html><body><script>if (a<sVexatious>b</sVexatious>) {}</script><font class="a" sVexatious="1"/></body></html>',
  ],
  ['JSON', '{"a":"<sVexatious/>"}'],
  ['a text', 'Error: <sVexatious/>'],
])('are none of %s', (_, text, ...rest) => {
  // Those of the secret are none; what it stands in may be one.
  const isPage = text.startsWith('<html');
  expect(unknownIn(text).filter((name) => isPage || /sVex/u.test(name))).toEqual([]);
  expect(unknownIn(text)).toEqual(expect.arrayContaining(rest));
});

it('are none of a document that is broken in whatever way', () => {
  const whole =
    '<cwaRequests sid="7"><logon a="b"><user>x</user><password>pw1</password><frob c="d">e</frob></logon></cwaRequests>';
  const random = seededRandom(19);
  let broken = 0;
  for (let turn = 0; turn < 400; turn += 1) {
    const text = mutate(whole, random);
    let isRead = true;
    try {
      parseXml(text);
    } catch {
      isRead = false;
    }
    if (isRead) continue;
    broken += 1;
    expect([text, unknownIn(text)]).toEqual([text, []]);
  }
  expect(broken).toBeGreaterThan(50);
});
