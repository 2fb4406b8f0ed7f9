import { expect, it } from 'vitest';
import { markedPieces } from './marked-pieces';

const shown = (text: string, query: string): string =>
  markedPieces(text, query)
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('');

it.each([
  ['<a>Lee</a> lee', 'LEE', '<a>[Lee]</a> [lee]'],
  ['aaaa', 'aa', '[aa][aa]'],
  ['abc', '', 'abc'],
  ['abc', 'x', 'abc'],
  ['İstanbul', 'stan', 'İstanbul'],
])('marks in %j what is searched for: %j', (text, query, marked) => {
  expect(shown(text, query)).toBe(marked);
});

it('marks no more than anybody looks at, and leaves nothing out', () => {
  const text = 'ab'.repeat(5_000);
  const pieces = markedPieces(text, 'a');
  expect(pieces.length).toBeLessThan(1_100);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
});
