import { expect, it } from 'vitest';
import { parseXml } from '../protocol/xml';
import { differencesOf } from './element-differences';

const isSame = (_path: string, one: string, other: string): boolean => one === other;
const differences = (one: string, other: string): readonly string[] =>
  differencesOf(parseXml(one), parseXml(other), { isSame });

it.each<[string, string, string, string[]]>([
  ['nothing', '<a b="1"><c>d</c></a>', "<a b='1'><c>d</c></a>", []],
  ['another name', '<a><b/></a>', '<a><B/></a>', ['a: children b in the recording, B now']],
  ['another value', '<a b="1"/>', '<a b="2"/>', ['a/@b: "1" in the recording, "2" now']],
  ['another text', '<a><b>x</b></a>', '<a><b>y</b></a>', ['a/b: "x" in the recording, "y" now']],
  ['a missing attribute', '<a b="1" c="2"/>', '<a b="1"/>', ['a: attributes b c in the recording, b now']],
  ['another spelling', '<a confId="1"/>', '<a confid="1"/>', ['a: attributes confId in the recording, confid now']],
  [
    'another order of attributes',
    '<a b="1" c="2"/>',
    '<a c="2" b="1"/>',
    ['a: attributes in the order b c in the recording, c b now'],
  ],
  ['another order of children', '<a><b/><c/></a>', '<a><c/><b/></a>', ['a: children b c in the recording, c b now']],
])('tells %s in one line', (_, one, other, lines) => {
  expect(differences(one, other)).toEqual(lines);
});

it('tells how many there are of several in a row', () => {
  expect(differences('<a><b/><b/><c/></a>', '<a><b/></a>')).toEqual(['a: children b (2) c in the recording, b now']);
});
