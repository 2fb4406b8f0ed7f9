import { describe, expect, it } from 'vitest';
import { hideKnown } from './hide-known';

const names = [
  { name: 'EXAMPLE\\xanthippe', alias: 'person-1' },
  { name: 'xanthippe', alias: 'person-1' },
  { name: 'gate.example.com', alias: 'server-1' },
  { name: 'a-b.c+(d)[e]{f}|^$*?/g', alias: 'home' },
  { name: 'C:\\Users\\xq', alias: 'home' },
];

describe('hideKnown', () => {
  it.each([
    ['in any letter case', 'at GATE.Example.com', 'at server-1'],
    ['in a URL', 'a=EXAMPLE%5Cxanthippe&b', 'a=person-1&b'],
    ['in JSON', '"C:\\\\Users\\\\xq"', '"home"'],
    ['with all that a pattern means something by', 'at a-b.c+(d)[e]{f}|^$*?/g', 'at home'],
    ['in a path', 'C:\\Users\\xq\\x', 'home\\x'],
  ])('finds a name %s', (_, text, hidden) => {
    expect(hideKnown(text, names)).toBe(hidden);
  });

  it.each([0, 1, 2, 3])('finds a name in base64, %i bytes behind its beginning', (before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}xanthippe:correct horse`).toString('base64');
    expect(hideKnown(`Basic ${encoded}`, names)).toContain('person-1');
  });

  it('leaves everything else as it is, and looks for nothing where there is no name', () => {
    expect(hideKnown('poll unreachable', [...names, { name: '', alias: 'home' }, { name: 'un', alias: 'home' }])).toBe(
      'poll unreachable',
    );
  });
});
