import { describe, expect, it } from 'vitest';
import { isSameSipUri, parseSipUri, sipUriKey } from './sip-uri';
import { heardUri } from './uris';

const focus = 'sip:lee@example.com;gruu;opaque=app:conf:focus:id:5D3A7C';

describe('parseSipUri', () => {
  it.each([
    ['sip:dana@example.com', 'sip:dana@example.com'],
    ['  sip:dana@example.com\n', 'sip:dana@example.com'],
    ['SIP:Dana@Example.com', 'SIP:Dana@Example.com'],
    ['sips:dana@example.com:5061', 'sips:dana@example.com:5061'],
    ['sip:+15550100@example.com;user=phone', 'sip:+15550100@example.com;user=phone'],
    [focus, focus],
  ])('takes %j', (text, uri) => expect(parseSipUri(text)).toBe(uri));

  it.each([
    '',
    'dana@example.com',
    'sip:',
    'sip:dana',
    'sip:@example.com',
    'sip:dana@',
    'sip:da na@example.com',
    'sip:a@b@c',
    'sip:<dana@example.com>',
    'tel:+15550100',
    'mailto:dana@example.com',
    'http://dana@example.com',
    `sip:${'a'.repeat(2000)}@example.com`,
  ])('refuses %j', (text) => expect(parseSipUri(text)).toBeUndefined());
});

describe('comparing SIP URIs', () => {
  it('is without regard to case', () => {
    expect(isSameSipUri('sip:Dana@Example.com', 'SIP:dana@example.COM')).toBe(true);
    expect(isSameSipUri('sip:dana@example.com', 'sip:lee@example.com')).toBe(false);
    expect(sipUriKey(' sip:Dana@Example.com ')).toBe('sip:dana@example.com');
  });
});

describe('heardUri', () => {
  it('puts the sip: that some samples leave out, and takes no other scheme for it', () => {
    expect(heardUri(' dana@example.com ')).toBe('sip:dana@example.com');
    expect(heardUri(focus)).toBe(focus);
    expect(heardUri('tel:+15550100')).toBeUndefined();
    expect(heardUri('mailto:dana@example.com')).toBeUndefined();
    expect(heardUri('Dana')).toBeUndefined();
  });
});
