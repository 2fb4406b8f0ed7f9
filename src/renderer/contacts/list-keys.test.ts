import { describe, expect, it } from 'vitest';
import type { ListRow } from './contact-rows';
import { parentOf, rowAfterKey, rowByLetters } from './list-keys';
import { noSelection, select, selectMode } from './selection';

const section = (name: string): ListRow => ({
  kind: 'section',
  key: 'group-1',
  group: { id: 1, name, isDefault: false, isDistribution: false },
  isExpanded: true,
  online: 0,
  total: 0,
  position: 1,
  setSize: 1,
});
const hit = (name: string): ListRow => ({
  kind: 'hit',
  key: name,
  section: 'directory',
  hit: { uri: `sip:${name.toLowerCase()}@example.com`, name },
  position: 1,
  setSize: 1,
});
const hint: ListRow = { kind: 'hint', key: 'hint', section: 'directory', hint: 'searching' };
//            0                1            2           3           4     5             6
const rows = [section('Team'), hit('Ann'), hit('Bert'), hit('Bill'), hint, section('~'), hit('Álvaro')];

describe('rowAfterKey', () => {
  it.each([
    ['ArrowDown', 3, 5],
    ['ArrowUp', 5, 3],
    ['ArrowDown', 6, 6],
    ['ArrowUp', 0, 0],
    ['ArrowDown', -1, 0],
    ['Home', 5, 0],
    ['End', 0, 6],
    ['PageDown', 0, 3],
    ['PageUp', 6, 2],
    ['PageDown', 5, 6],
    ['x', 2, undefined],
  ])('%s from %i leads to %s', (key, from, to) => expect(rowAfterKey(rows, from, key, 4)).toBe(to));
});

describe('parentOf', () => {
  it('is the section above', () => {
    expect(parentOf(rows, 6)).toBe(5);
    expect(parentOf(rows, 3)).toBe(0);
    expect(parentOf(rows, 0)).toBeUndefined();
  });
});

describe('rowByLetters', () => {
  it.each([
    ['b', 0, 2],
    ['b', 2, 3],
    ['bb', 3, 2],
    ['bi', 2, 3],
    ['be', 2, 2],
    ['a', 1, 6],
    ['a', 6, 1],
    ['zz', 0, undefined],
  ])('%j from row %i leads to %s', (typed, from, to) => expect(rowByLetters(rows, from, typed)).toBe(to));
});

describe('select', () => {
  const uris = (selection: { uris: ReadonlySet<string> }): string[] =>
    [...selection.uris].map((uri) => uri.replace(/^sip:|@.*$/gu, ''));

  it('takes one, adds and takes away with Ctrl, and a range with Shift', () => {
    const one = select(rows, noSelection, 1, 'single');
    expect(uris(one)).toEqual(['ann']);
    const two = select(rows, one, 3, 'toggle');
    expect(uris(two)).toEqual(['ann', 'bill']);
    expect(uris(select(rows, two, 1, 'toggle'))).toEqual(['bill']);
    expect(uris(select(rows, two, 6, 'range'))).toEqual(['bill', 'álvaro']);
    expect(uris(select(rows, one, 3, 'range'))).toEqual(['ann', 'bert', 'bill']);
  });

  it('chooses nobody with a section, and lets a lost anchor go', () => {
    expect(uris(select(rows, select(rows, noSelection, 1, 'single'), 0, 'single'))).toEqual([]);
    expect(uris(select(rows, { uris: new Set(['sip:gone@example.com']), anchor: 'gone' }, 2, 'range'))).toEqual([
      'bert',
    ]);
  });

  it('reads the modifiers', () => {
    expect(selectMode({ shiftKey: false, ctrlKey: false, metaKey: true })).toBe('toggle');
    expect(selectMode({ shiftKey: true, ctrlKey: true, metaKey: false })).toBe('range');
    expect(selectMode({ shiftKey: false, ctrlKey: false, metaKey: false })).toBe('single');
  });
});
