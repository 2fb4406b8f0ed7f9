import { describe, expect, it } from 'vitest';
import { addableUri, checkedPersonUri } from './person-uri';

describe('an address that is to be written to', () => {
  it.each([
    'sip:m\ufffdu@example.com',
    'sip:m\u200bu@example.com',
    'sip:mu@example\u202e.com',
    'sip:m\u0001u@example.com',
  ])('has no sign in it that nobody can read: %j', (uri) => {
    expect(() => checkedPersonUri(uri)).toThrow('not a SIP address');
    // What the list had all the same may come back.
    expect(addableUri(new Set([uri]), uri)).toBe(uri);
  });
});
