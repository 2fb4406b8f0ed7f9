// Certificates as OpenSSL makes them. They need no service, but what makes them.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCertificateOf } from '../../src/server/xmpp/stream/certificate';
import { certify, makeAuthority, type Authority } from './rig/certificates';
import { hasServices } from './services';

describe.skipIf(!hasServices)('a certificate', () => {
  let folder: string;
  let authority: Authority;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-certificates-'));
    authority = makeAuthority(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const service = (name: string): string => `otherName:1.3.6.1.5.5.7.8.7;IA5STRING:${name}`;

  it.each([
    ['example.com', ['DNS:example.com'], true],
    ['EXAMPLE.com', ['DNS:Example.COM'], true],
    ['example.com', ['DNS:other.example.net', 'DNS:example.com'], true],
    ['chat.example.com', ['DNS:*.example.com'], true],
    ['example.com', ['DNS:*.example.com'], false],
    ['a.chat.example.com', ['DNS:*.example.com'], false],
    ['chat.example.com', ['DNS:c*.example.com'], false],
    ['example.com', ['DNS:*.com'], false],
    ['example.com', ['DNS:www.example.com'], false],
    ['example.com', [service('_xmpp-client.example.com')], true],
    ['example.com', ['DNS:xmpp1.example.net', service('_xmpp-client.Example.com')], true],
    ['example.com', [service('_xmpp-server.example.com')], false],
    ['example.com', [service('_xmpp-client.example.net')], false],
    ['example.com', ['IP:127.0.0.1'], false],
    ['127.0.0.1', ['IP:127.0.0.1'], false],
    ['example.com', ['email:dana@example.com'], false],
    ['example.com', ['URI:https://example.com'], false],
    // Words in a name that look like another name.
    ['example.com', ['URI:x, othername:SRVName:_xmpp-client.example.com'], false],
    ['bücher.example.com', ['DNS:xn--bcher-kva.example.com'], true],
    ['', ['DNS:example.com'], false],
  ])('is of %s with %j: %s', (domain, names, isOf) => {
    // The common name is that of the domain, which must not matter.
    const { certFile } = certify(authority, 'example.com', names);
    expect(isCertificateOf(domain, new X509Certificate(readFileSync(certFile)))).toBe(isOf);
  });
});
