import { describe, expect, it } from 'vitest';
import { listIn } from './lists';

const own = (name: string): string => `\u2068${name}\u2069`;

describe('names in one line', () => {
  it.each([
    ['en', ['Lee', 'Kim'], 'Lee and Kim'],
    ['en', ['Lee', 'ليلى'], `Lee and ${own('ليلى')}`],
    ['de', ['ليلى', 'Lee', 'Kim'], `${own('ليلى')}, Lee und Kim`],
    ['ar', ['Lee', 'ليلى'], `${own('Lee')} وليلى`],
    ['ar', ['Lee (Ext.)', 'Kim'], `${own('Lee (Ext.)')} و${own('Kim')}`],
    ['ar', ['Lee (Ext.)'], 'Lee (Ext.)'],
    ['ar', [], ''],
  ])('in %s keep each a direction of their own: %j', (language, names, line) => {
    expect(listIn(language, names)).toBe(line);
  });
});
