import { describe, expect, it } from 'vitest';
import { localeIdOf } from './locale-id';

describe('localeIdOf', () => {
  it.each([
    ['en-US', 1033],
    ['en-GB', 2057],
    ['de', 1031],
    ['de-LU', 1031],
    ['pt_PT', 2070],
    ['zh-TW', 1028],
    ['tlh', 1033],
    ['', 1033],
  ])('%s is %i', (language, lcid) => {
    expect(localeIdOf(language)).toBe(lcid);
  });
});
