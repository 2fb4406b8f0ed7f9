import { describe, expect, it } from 'vitest';
import { headersOf, setCookiesOf } from './http-headers';

describe('headersOf', () => {
  it('takes one whole value of a header that came twice', () => {
    expect(headersOf(['CWA-Ticket', 'T=', 'cwa-ticket', 'T='])).toEqual({ 'cwa-ticket': 'T=' });
  });

  it('takes the last where they differ', () => {
    const raw = ['CWA-Ticket', 'old', 'Content-Type', 'text/html', 'CWA-Ticket', 'new', 'Content-Type', 'text/xml'];
    expect(headersOf(raw)).toEqual({ 'cwa-ticket': 'new', 'content-type': 'text/xml' });
  });

  it('puts a list together from its parts, each once', () => {
    const raw = ['WWW-Authenticate', 'Negotiate', 'WWW-Authenticate', 'NTLM', 'WWW-Authenticate', 'NTLM'];
    expect(headersOf(raw)).toEqual({ 'www-authenticate': 'Negotiate, NTLM' });
  });

  it('does not stumble over the names of what every object has', () => {
    expect(Object.entries(headersOf(['__proto__', 'x', 'constructor', 'y']))).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});

describe('setCookiesOf', () => {
  it('keeps each for itself, commas and all', () => {
    const raw = ['Set-Cookie', 'a=1; Expires=Wed, 21 Oct 2035 07:28:00 GMT', 'X', 'y', 'set-cookie', 'b=2'];
    expect(setCookiesOf(raw)).toEqual(['a=1; Expires=Wed, 21 Oct 2035 07:28:00 GMT', 'b=2']);
  });
});
