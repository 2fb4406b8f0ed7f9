import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { Uri } from './ipc/values';
import { parseAddress, parseAddresses } from './address';

describe('parseAddress', () => {
  it.each([
    ['Lee@Example.com', 'sip:lee@example.com'],
    [' sip:lee@example.com ', 'sip:lee@example.com'],
    ['SIP:lee@example.com', 'sip:lee@example.com'],
    ['mailto:lee@example.com', 'sip:lee@example.com'],
    ['Lee Park <lee.park@example.com>', 'sip:lee.park@example.com'],
    ['"Park, Lee" <sip:lee@example.com>', 'sip:lee@example.com'],
  ])('reads %j', (text, expected) => {
    expect(parseAddress(text)).toBe(expected);
    expect(v.is(Uri, expected)).toBe(true);
  });

  it.each([
    [''],
    ['lee'],
    ['lee@'],
    ['@example.com'],
    ['lee@example'],
    ['lee@example.'],
    ['a b@example.com'],
    ['a@b@example.com'],
    ['m\ufffdu@example.com'],
    ['m\u200bu@example.com'],
    ['m\0u@example.com'],
    ['mu@example\u202e.com'],
  ])('knows no address in %j', (text) => expect(parseAddress(text)).toBeUndefined());

  it('takes no address that is longer than what may be sent', () => {
    expect(parseAddress(`${'a'.repeat(600)}@example.com`)).toBeUndefined();
  });
});

describe('parseAddresses', () => {
  it('takes a pasted list apart, keeps each once, and hands back what is no address', () => {
    const text = 'Lee <lee@example.com>; KIM@example.com, lee@example.com\nsomebody';
    expect(parseAddresses(text)).toEqual({ uris: ['sip:lee@example.com', 'sip:kim@example.com'], rest: 'somebody' });
  });
});
