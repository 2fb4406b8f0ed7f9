import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, parseServerAddress, typedAddressOf } from './server-address';

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
    ['fe80::1/ocs', ['https://[fe80::1]/ocs']],
    ['2001:db8::1/ocs', ['https://[2001:db8::1]/ocs']],
    ['[2001:db8::1]:8443/ocs/', ['https://[2001:db8::1]:8443/ocs']],
  ])('offers https alone for %s', (typed, candidates) => {
    expect(parseServerAddress(typed)).toEqual({ ok: true, candidates, isInsecure: false });
  });

  it.each([
    ['cwa.example.com/ocs', '/ocs'],
    ['https://cwa.example.com/ocs/', '/ocs'],
    ['https://cwa.example.com//ocs//', '/ocs'],
    ['https://cwa.example.com/Plants/OCS', '/Plants/OCS'],
    ['https://cwa.example.com/ocs?lang=en#top', '/ocs'],
    ['https://cwa.example.com?x=/ocs', ''],
    ['https://cwa.example.com#/ocs', ''],
    ['https://cwa.example.com/a/../ocs/./', '/ocs'],
    ['https://cwa.example.com/a/%2e%2E/ocs', '/ocs'],
    ['https://cwa.example.com/../..', ''],
    ['https://cwa.example.com/dock%20two', '/dock%20two'],
    ['https://cwa.example.com/größe', '/gr%C3%B6%C3%9Fe'],
    ['https://cwa.example.com/a@b', '/a@b'],
    ['https://cwa.example.com/a:443', '/a:443'],
    // Pages of the service, as they stand in a browser or in a manual.
    ['https://cwa.example.com/forms/logon.html', ''],
    ['https://cwa.example.com/ocs/forms/logon.html?lang=en', '/ocs'],
    ['https://cwa.example.com/ocs/FORMS/Logon.html', '/ocs'],
    ['https://cwa.example.com/iwa/', ''],
    ['cwa.example.com/sso/logon.html', ''],
    ['https://cwa.example.com/cwa', ''],
    ['https://cwa.example.com/cwa/MainCommandHandler.ashx', ''],
    ['https://cwa.example.com/ocs/cwa/AsyncDataChannel.ashx?Sid=1&AckID=0', '/ocs'],
    ['https://cwa.example.com/cwa/client/en/main.aspx', ''],
    ['https://cwa.example.com/ocs/cwa/client/', '/ocs'],
    ['https://cwa.example.com/default.aspx', ''],
    ['https://cwa.example.com/ocs/index.html', '/ocs'],
    // One end and no more: the service may lie in a folder of that name.
    ['https://cwa.example.com/cwa/forms/logon.html', '/cwa'],
    ['https://cwa.example.com/cwa/cwa/', '/cwa'],
    ['https://cwa.example.com/client', '/client'],
  ])('finds the base below which the paths of the service are: %s', (typed, path) => {
    expect(parseServerAddress(typed)).toEqual({
      ok: true,
      candidates: [`https://cwa.example.com${path}`],
      isInsecure: false,
    });
  });

  it.each([
    ['localhost/ocs', ['https://localhost/ocs', 'http://localhost/ocs']],
    ['localhost:443/ocs', ['https://localhost/ocs']],
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
    ['https://cwa.example.com/ocs%2f..%2fadmin', 'invalid'],
    ['https://cwa.example.com/ocs%5Cadmin', 'invalid'],
    ['https://cwa.example.com/ocs%00', 'invalid'],
    ['https://cwa.example.com/ocs%0d%0aX-Injected:%201', 'invalid'],
    ['https://cwa.example.com/100%', 'invalid'],
    ['https://cwa.example.com/my folder', 'invalid'],
    ['https://cwa.example.com\\\\ocs', 'invalid'],
    ['https:cwa.example.com/ocs', 'scheme'],
    ['dana@cwa.example.com/ocs', 'user-info'],
    ['https:///ocs', 'invalid'],
  ])('refuses %j as %s', (typed, reason) => {
    expect(parseServerAddress(typed)).toEqual({ ok: false, reason });
  });

  it('never throws, and yields nothing but base addresses of http on the host that was typed', () => {
    const text = fc.string({ unit: fc.constantFrom(...'a1:./@[]#?-%\\2e') });
    const endings = fc.constantFrom('', '/cwa/', '/forms/logon.html', '/cwa/client/x', '/../cwa', '/a.html/b.html');
    const typedText = fc.oneof(
      fc.string(),
      text,
      fc.tuple(text, endings).map(([path, end]) => `h.example/${path}${end}`),
    );
    fc.assert(
      fc.property(typedText, (typed) => {
        const address = parseServerAddress(typed);
        if (!address.ok) return;
        for (const candidate of address.candidates) {
          const url = new URL(candidate);
          expect(url.origin + (url.pathname === '/' ? '' : url.pathname)).toBe(candidate);
          expect(candidate.endsWith('/')).toBe(false);
          if (typed.startsWith('h.example/')) expect(url.host).toBe('h.example');
          if (url.protocol !== 'https:') expect(address.isInsecure).toBe(!isLoopback(url.hostname));
          expect(parseServerAddress(typedAddressOf(candidate))).toMatchObject({ candidates: [candidate] });
        }
      }),
    );
  });
});
