// Somebody in `npm run gateway-demo` whose program is not Parley: is there, and answers what is said. A process of its own, because the
// library takes a certificate authority from the environment alone (NODE_EXTRA_CA_CERTS).
//   node demo-answerer.mjs PORT DOMAIN USER PASSWORD
import { client, xml } from '@xmpp/client';

const [port, domain, username, password] = process.argv.slice(2);
const xmpp = client({ service: `xmpp://127.0.0.1:${port}`, domain, username, password, resource: 'plain' });
xmpp.on('error', () => undefined);
xmpp.on('online', () => void xmpp.send(xml('presence', {}, xml('status', {}, 'Here with another program'))));
xmpp.on('stanza', (stanza) => {
  const body = stanza.is('message') && stanza.attrs.type !== 'error' ? stanza.getChildText('body') : undefined;
  if (!body || stanza.attrs.type === 'groupchat') return;
  const to = stanza.attrs.from;
  if (stanza.getChild('request', 'urn:xmpp:receipts')) {
    const received = xml('received', { xmlns: 'urn:xmpp:receipts', id: stanza.attrs.id });
    void xmpp.send(xml('message', { to, type: stanza.attrs.type }, received));
  }
  const answer = xml('body', {}, `You said: ${body}`);
  void xmpp.send(xml('message', { to, type: 'chat', id: `answer-${Date.now()}` }, answer));
});
await xmpp.start();
