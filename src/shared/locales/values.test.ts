import { describe, expect, it } from 'vitest';
import { valuesIn } from './values';

const written = (language: string, value: string | number): unknown => valuesIn(language, { value }).value;

describe('what is put into a text', () => {
  it.each([
    ['en', 'Lee Park', 'Lee Park'],
    ['en', 'ليلى', '\u2068ليلى\u2069'],
    ['de', 'Lee (ליאת)', '\u2068Lee (ליאת)\u2069'],
    ['ar', 'ليلى', 'ليلى'],
    ['ar', 'Lee Park', '\u2068Lee Park\u2069'],
    ['ar', 'ليلى (Lee)', '\u2068ليلى (Lee)\u2069'],
    ['ar', '+1 (555) 0100', '\u2068+1 (555) 0100\u2069'],
    ['ar', '/home/dana/history.db', '\u2068/home/dana/history.db\u2069'],
    ['ar', '14:05', '14:05'],
    ['ar', '1,200', '1,200'],
    ['ar', 8443, 8443],
    ['ar', '', ''],
  ])('in %s keeps its own direction: %s', (language, value, expected) => {
    expect(written(language, value)).toBe(expected);
  });

  it('has its thousands apart, in the digits that every part of Parley writes', () => {
    expect(valuesIn('ar', { total: 12_000 }, 1_200)).toEqual({ total: '12,000', n: '1,200', count: '1,200' });
    expect(new Intl.DateTimeFormat('ar', { dateStyle: 'long' }).format(0)).toMatch(/1970/u);
  });
});
