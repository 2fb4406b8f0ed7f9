import { describe, expect, it } from 'vitest';
import { withCounts } from './counts';

describe('numbers in a text', () => {
  it.each([
    ['en', '12,000'],
    ['de', '12.000'],
    ['fr', '12\u202f000'],
  ])('has thousands apart as %s has them, where something is counted', (language, written) => {
    expect(withCounts(language, { position: 12_000, name: '12000', port: 8443 })).toEqual({
      position: written,
      name: '12000',
      port: 8443,
    });
    expect(withCounts(language, {}, 12_000)).toEqual({ count: written, n: written });
  });

  it('leaves what is written already, and has digits for a language made up for tests', () => {
    expect(withCounts('en', { count: 'many' }, 3)).toEqual({ count: 'many', n: '3' });
    expect(withCounts('en-XA', {}, 1200)).toEqual({ count: '1,200', n: '1,200' });
  });
});
