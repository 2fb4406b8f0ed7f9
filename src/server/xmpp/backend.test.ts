import { describe, expect, it } from 'vitest';
import { BackendError, parseBackend } from './backend';

describe('the address of a backend', () => {
  it('names hosts in order, and one domain for all', () => {
    expect(parseBackend('xmpp://a.example.com:5223?domain=Example.com,xmpp://[::1]')).toEqual({
      hosts: [
        { host: 'a.example.com', port: 5223 },
        { host: '::1', port: 5222 },
      ],
      domain: 'example.com',
      isPlainAllowed: false,
    });
  });

  it.each([
    '',
    'example.com',
    'xmpp://',
    'xmpp://a.example.com',
    'https://a.example.com?domain=example.com',
    'xmpp://dana:secret@a.example.com?domain=example.com',
    'xmpp://a.example.com/room?domain=example.com',
    'xmpp://a.example.com:99999?domain=example.com',
    'xmpp://a.example.com:0?domain=example.com',
    'xmpp://a.example.com?domain=example.com&tls=no',
    'xmpp://a.example.com?domain=example.com,xmpp://b.example.com?domain=example.org',
    'xmpp://a.example.com?domain=exa mple',
    'xmpp://a.example.com?domain=example.com,',
  ])('is none: %s', (text) => {
    expect(() => parseBackend(text)).toThrow(BackendError);
  });

  it('does without TLS on this computer alone', () => {
    expect(parseBackend('xmpp://127.0.0.1?domain=example.com', { isPlainAllowed: true }).isPlainAllowed).toBe(true);
    expect(() => parseBackend('xmpp://a.example.com?domain=example.com', { isPlainAllowed: true })).toThrow(
      BackendError,
    );
  });
});
