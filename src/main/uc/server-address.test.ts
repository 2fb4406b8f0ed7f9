import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, parseServerAddress } from './server-address';

describe('parseServerAddress', () => {
  it.each([
    ['cwa.example.com', ['https://cwa.example.com']],
    ['  CWA.Example.COM  ', ['https://cwa.example.com']],
    ['cwa', ['https://cwa']],
    ['cwa.example.com:8443', ['https://cwa.example.com:8443']],
    ['cwa.example.com:443', ['https://cwa.example.com']],
    ['cwa.example.com/cwa/client?x=1#y', ['https://cwa.example.com']],
    ['https://cwa.example.com/cwa/', ['https://cwa.example.com']],
    ['HTTPS://cwa.example.com:8443/', ['https://cwa.example.com:8443']],
    ['bücher.example', ['https://xn--bcher-kva.example']],
    ['[2001:db8::1]:8443', ['https://[2001:db8::1]:8443']],
    ['2001:db8::1', ['https://[2001:db8::1]']],
    ['fe80::1', ['https://[fe80::1]']],
    ['192.0.2.7', ['https://192.0.2.7']],
  ])('offers https alone for %s', (typed, candidates) => {
    expect(parseServerAddress(typed)).toEqual({ ok: true, candidates, isInsecure: false });
  });

  it.each([
    ['localhost', ['https://localhost', 'http://localhost']],
    ['localhost:8080', ['https://localhost:8080', 'http://localhost:8080']],
    ['127.0.0.1:40123', ['https://127.0.0.1:40123', 'http://127.0.0.1:40123']],
    ['::1', ['https://[::1]', 'http://[::1]']],
    ['localhost:443', ['https://localhost']],
    ['https://localhost:8080', ['https://localhost:8080']],
    ['http://127.0.0.1:40123/', ['http://127.0.0.1:40123']],
  ])('lets this computer be reached in clear: %s', (typed, candidates) => {
    expect(parseServerAddress(typed)).toEqual({ ok: true, candidates, isInsecure: false });
  });

  it('takes plain http to another computer only when it is typed, and says so', () => {
    expect(parseServerAddress('http://cwa.example.com')).toEqual({
      ok: true,
      candidates: ['http://cwa.example.com'],
      isInsecure: true,
    });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['ftp://cwa.example.com', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['mailto:lee', 'scheme'],
    ['dana@cwa.example.com', 'user-info'],
    ['dana:secret@cwa.example.com', 'user-info'],
    ['https://dana:secret@cwa.example.com', 'user-info'],
    ['https://@cwa.example.com', 'user-info'],
    ['two words', 'invalid'],
    ['https://', 'invalid'],
    ['https://cwa..example.com', 'invalid'],
    ['cwa.example.com:99999', 'invalid'],
    ['cwa\\evil', 'invalid'],
    ['[::1', 'invalid'],
    ['x'.repeat(3000), 'invalid'],
  ])('refuses %j as %s', (typed, reason) => {
    expect(parseServerAddress(typed)).toEqual({ ok: false, reason });
  });

  it('never throws, and yields nothing but origins of http', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'a1:./@[]#?-%') })), (typed) => {
        const address = parseServerAddress(typed);
        if (!address.ok) return;
        for (const candidate of address.candidates) {
          const url = new URL(candidate);
          expect(url.origin).toBe(candidate);
          if (url.protocol !== 'https:') expect(address.isInsecure).toBe(!isLoopback(url.hostname));
        }
      }),
    );
  });
});
