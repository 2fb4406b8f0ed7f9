import { expect, it } from 'vitest';
import { checkedWords } from './checked-words';

const all = ['wrogn', 'wrogn’s', 'example', 'com', 'src', 'SAP', 'lee', 'inWrogn'];

it.each([
  ['a wrogn word', ['wrogn']],
  ['“wrogn”, (wrogn)! wrogn/right', ['wrogn']],
  ["it is wrogn’s 'wrogn'", ['wrogn', 'wrogn’s']],
  ['`wrogn`', []],
  ['a ` wrogn', ['wrogn']],
  ['```\nwrogn\n```', []],
  ['```\nwrogn', []],
  ['```\nx\n``` wrogn', ['wrogn']],
  ['https://example.com/wrogn mailto:lee@example.com', []],
  ['@lee #wrogn :wrogn', []],
  ['src/wrogn/lee.ts wrogn.md C:\\wrogn /wrogn', []],
  ['wrogn_word inWrogn wrogn2', []],
  ['SAP', []],
  ['wrogn👍', []],
  [`${'wrogn'.repeat(20)}`, []],
])('of %j it looks up %j', (text, expected) => expect(checkedWords(all, text)).toEqual(expected));

it('is quick with a long text that has every sign in it', () => {
  const text = '` ``` \n/. @ a.b '.repeat(4_000);
  const start = performance.now();
  checkedWords(all, text);
  expect(performance.now() - start).toBeLessThan(2_000);
});
