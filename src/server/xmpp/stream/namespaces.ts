// The namespaces of the stream itself; those of what it carries are with whoever reads that.

export const ns = {
  client: 'jabber:client',
  stream: 'http://etherx.jabber.org/streams',
  streamError: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaError: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  /** XEP-0198. */
  management: 'urn:xmpp:sm:3',
} as const;
