import { describe, expect, it } from 'vitest';
import { maxMessageLength } from '../../shared/domain/message';
import { beginningOf, isEmptyText, lengthState, nearLimit } from './text-length';

describe('a text to send', () => {
  it('is empty when it is white space alone', () => {
    expect([' \n\t', '', '\u00a0', ' a ', '.'].map(isEmptyText)).toEqual([true, true, true, false, false]);
  });

  it('is counted near the limit and refused beyond it', () => {
    expect(lengthState('x'.repeat(nearLimit - 1))).toEqual({ kind: 'fine' });
    expect(lengthState('x'.repeat(maxMessageLength))).toEqual({ kind: 'near', count: 0 });
    expect(lengthState('x'.repeat(maxMessageLength + 3))).toEqual({ kind: 'over', count: 3 });
  });
});

describe('beginningOf', () => {
  it('shows all of what is not very long', () => {
    expect(beginningOf('x'.repeat(2_900))).toBeUndefined();
    expect(beginningOf('line\n'.repeat(30))).toBeUndefined();
  });

  it('cuts long texts between words', () => {
    const text = 'some words '.repeat(6_000);
    const beginning = beginningOf(text)!;
    expect(text.startsWith(beginning)).toBe(true);
    expect(beginning.length).toBeLessThan(2_500);
    expect(beginning).toMatch(/(some|words)$/u);
  });

  it('cuts texts of many lines after a line', () => {
    expect(beginningOf('a\n'.repeat(500))?.split('\n').length).toBeLessThanOrEqual(40);
  });

  it('never cuts a sign in two', () => {
    expect(beginningOf(`x${'😀'.repeat(3_000)}`)).not.toMatch(/[\uD800-\uDBFF]$/);
  });
});
