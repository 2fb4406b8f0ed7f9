// Our stream on the real thing.
import { beforeAll, describe, expect, it } from 'vitest';
import { child, text, xml } from '../../src/server/xmpp/stream/element';
import { ForeignClient } from './foreign-client';
import { domains } from './rig/ejabberd';
import { hasServices, services, type Service } from './services';
import { openTestStream, tryToOpen } from './test-stream';

const message = (to: string, body: string, id?: string) =>
  xml('message', { to, type: 'chat', id }, xml('body', {}, body));

describe.skipIf(!hasServices).each(['ejabberd', 'prosody'] as const)('a stream to %s', (name) => {
  let service: Service;
  let password: string;
  beforeAll(async () => {
    service = services()[name];
    // What a password may be made of; ejabberd takes neither blanks beyond ASCII nor what was not yet a character in 2002.
    password = `pw,=\u00E9ﬁ ü'"&<${name === 'prosody' ? '\u00A0😀' : ''}`;
    for (const user of ['dana', 'lee']) await service.register(user, 'pw');
    await service.register('odd,=one', 'pw');
    await service.register('kim', password);
    for (const domain of [domains.sha256, domains.plain]) await service.register('kim', password, domain);
  });

  it.each([
    ['SCRAM-SHA-1', domains.main],
    ['SCRAM-SHA-256', domains.sha256],
    ['PLAIN', domains.plain],
  ])('signs in by %s', async (mechanism, domain) => {
    const { stream, log } = await openTestStream({ ...service, domain }, 'kim', password);
    expect(stream.jid.startsWith(`kim@${domain}/parley.`)).toBe(true);
    expect(stream.isUp).toBe(true);
    expect(log).toEqual([`${service.host}:${service.port}: signed in (${mechanism}, TLS)`]);
  });

  it('signs in whose name has what SCRAM writes otherwise', async () => {
    const { stream } = await openTestStream(service, 'odd,=one', 'pw');
    expect(stream.jid.startsWith(`odd,=one@${domains.main}/`)).toBe(true);
  });

  it.each([
    ['a wrong password', 'dana', 'pw-lee'],
    ['nobody of the name', 'nobody', 'pw'],
    ['a name that is none', 'a b', 'pw'],
    ['an address instead of a name', 'dana@example.com', 'pw'],
    ['an empty password', 'dana', ''],
  ])('is refused for %s', async (_what, user, wrong) => {
    for (const domain of [domains.main, domains.sha256, domains.plain]) {
      const { ca } = service;
      const { start } = await tryToOpen({ hosts: [service], ca, domain }, user, wrong);
      expect(start, domain).toEqual({ refused: 'wrong' });
    }
  });

  it('talks with a foreign client, both ways', async () => {
    const { stream, hearing } = await openTestStream(service, 'dana', 'pw');
    const lee = await ForeignClient.open(service, 'lee', 'pw');
    stream.send(xml('presence'));
    const words = `<b>&amp; "it's"\n\t ]]> 👩‍👩‍👧 \u202Eabc`;
    const acked = new Promise<void>((resolve) => stream.send(message(lee.jid, words), resolve));
    await lee.untilSaid(words);
    await acked;
    await lee.say(stream.jid, words);
    await hearing.until('stanza', ({ stanza }) => text(child(stanza, 'body')) === words);
    await lee.close();
  });

  it('asks and is answered', async () => {
    const { stream } = await openTestStream(service, 'dana', 'pw');
    const roster = await stream.request(xml('iq', { type: 'get' }, xml('query', { xmlns: 'jabber:iq:roster' })));
    expect(child(roster, 'query', 'jabber:iq:roster')).toBeDefined();
    const nothing = stream.request(
      xml('iq', { type: 'get', to: service.domain }, xml('query', { xmlns: 'urn:nothing' })),
    );
    await expect(nothing).rejects.toMatchObject({ origin: 'answered', condition: 'service-unavailable' });
  });
});
