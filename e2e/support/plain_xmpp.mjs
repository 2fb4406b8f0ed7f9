// Somebody with a program for XMPP that is not Parley, told what to do by JSON lines: a process of its own, because the library takes a
// certificate authority from the environment alone. Goes into every room that it is asked to. Started by `plain-xmpp.ts`.
//   node plain_xmpp.mjs PORT DOMAIN USER PASSWORD
import { createInterface } from 'node:readline';
import { client, xml } from '@xmpp/client';

const [port, domain, username, password] = process.argv.slice(2);
const xmpp = client({ service: `xmpp://127.0.0.1:${port}`, domain, username, password, resource: 'plain' });
const tell = (fact) => console.log(JSON.stringify(fact));
// Its two seconds are not enough where the machine does something else as well.
xmpp.timeout = 20_000;
xmpp.reconnect.stop();
xmpp.on('error', (error) => console.error(String(error)));
xmpp.on('stanza', (stanza) => {
  const { from, type } = stanza.attrs;
  const room = stanza.getChild('x', 'jabber:x:conference')?.attrs.jid;
  if (room)
    return void xmpp.send(xml('presence', { to: `${room}/${username}` }, xml('x', 'http://jabber.org/protocol/muc')));
  if (stanza.is('presence')) {
    const isOwn = stanza
      .getChild('x', 'http://jabber.org/protocol/muc#user')
      ?.getChildren('status')
      .some(({ attrs }) => attrs.code === '110');
    if (isOwn) tell({ kind: 'room', room: from.split('/')[0] });
    else tell({ kind: 'presence', from, isThere: type === undefined });
    return undefined;
  }
  const text = stanza.is('message') ? stanza.getChildText('body') : undefined;
  if (text) tell({ kind: 'heard', from, text });
  return undefined;
});
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { to, type, text } = JSON.parse(line);
    void xmpp.send(xml('message', { to, type, id: `m${Date.now()}` }, xml('body', {}, text)));
  })
  .on('close', () => void xmpp.stop().finally(() => process.exit()));
await xmpp.start();
await xmpp.send(xml('presence', {}, xml('status', {}, 'With another program')));
tell({ kind: 'online' });
