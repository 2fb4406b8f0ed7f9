// Our stream on the real thing.
import type { Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { child, text, xml } from '../../src/server/xmpp/stream/element';
import type { StreamSettings } from '../../src/server/xmpp/stream/stream';
import { openTestStream, tryToOpen } from '../../src/server/xmpp/stream/testing/test-stream';
import { ForeignClient } from './foreign-client';
import { domains } from './rig/ejabberd';
import { hasServices, services, type EjabberdService, type Service } from './services';

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
      expect('refused' in start && start.refused, domain).toBe('wrong');
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

  it.each([
    ['a host that nobody is at', { hosts: [{ host: 'nobody.invalid', port: 5222 }] }],
    ['a port that nobody listens at', { hosts: [{ host: '127.0.0.1', port: 9 }] }],
    ['a domain that the service does not have', { domain: 'elsewhere.example.com' }],
    ['a service that another authority has certified', { ca: 'foreign' }],
    ['a service with the certificate of another domain', { domain: domains.misnamed }],
  ])('finds the service away: %s', async (_what, { ca, ...rest }: Partial<StreamSettings>) => {
    const settings = { hosts: [service], ...rest, ca: ca === 'foreign' ? services().foreignCa : service.ca };
    const { start, log } = await tryToOpen(settings, 'dana', 'pw');
    expect('refused' in start && start.refused).toBe('away');
    expect(log).toHaveLength(1);
  });

  it('keeps no password, and comes back without it', async () => {
    const { stream, hearing } = await openTestStream(service, 'dana', 'pw');
    await vi.waitFor(() => expect((stream as unknown as { secret: object }).secret).not.toHaveProperty('password'));
    (stream as unknown as { wire: { socket: Socket } }).wire.socket.destroy();
    expect(await hearing.until('up')).toMatchObject({ isResumed: true });
  });

  it('goes on after a break, with all that was said meanwhile, once and in order', async () => {
    const { stream, hearing } = await openTestStream(service, 'dana', 'pw');
    const lee = await openTestStream(service, 'lee', 'pw');
    for (const each of [stream, lee.stream]) each.send(xml('presence'));
    const bodies = (): readonly (string | undefined)[] =>
      lee.hearing.stanzas.filter(({ name: what }) => what === 'message').map((stanza) => text(child(stanza, 'body')));
    let said = 0;
    const acked: string[] = [];
    const say = (): void => {
      const body = String((said += 1));
      stream.send(message(lee.stream.jid, body), () => acked.push(body));
    };
    // Both ends break, one after the other, with words on the way.
    for (const broken of [stream, lee.stream, stream]) {
      for (let count = 0; count < 20; count += 1) say();
      (broken as unknown as { wire: { socket: Socket } }).wire.socket.destroy();
      for (let count = 0; count < 20; count += 1) say();
      await vi.waitFor(() => expect(acked).toHaveLength(said), 15_000);
    }
    const all = Array.from({ length: said }, (_each, index) => String(index + 1));
    expect(acked).toEqual(all);
    await vi.waitFor(() => expect(bodies()).toEqual(all), 15_000);
    expect(hearing.told.filter(({ kind }) => kind === 'up')).toMatchObject([{ isResumed: true }, { isResumed: true }]);
  });
});

describe.skipIf(!hasServices)('a stream to a node of ejabberd', () => {
  const { node } = hasServices ? services().ejabberd : ({} as Partial<EjabberdService>);
  let service: EjabberdService;
  beforeAll(async () => {
    service = services().ejabberd;
    for (const user of ['ann', 'ben']) await service.register(user, 'pw');
  });
  afterEach(async () => {
    node?.thaw();
  });

  it('that is killed: hands over all that was not acknowledged, and goes on in a new session', async () => {
    const { stream, hearing } = await openTestStream(service, 'ann', 'pw');
    const acked: string[] = [];
    let said = 0;
    const say = (): void => {
      const body = String((said += 1));
      stream.send(message(`ben@${service.domain}`, body), () => acked.push(body));
    };
    for (let count = 0; count < 50; count += 1) say();
    await vi.waitFor(() => expect(acked.length).toBeGreaterThan(0), 15_000);
    for (let count = 0; count < 50; count += 1) say();
    const gone = service.node.kill();
    await hearing.until('down');
    for (let count = 0; count < 10; count += 1) say();
    await gone;
    await service.node.start();
    const { isResumed, unacknowledged } = await hearing.until('up', () => true, 60_000);
    expect(isResumed).toBe(false);
    const handed = unacknowledged.map((stanza) => text(child(stanza, 'body')));
    expect([...acked, ...handed]).toEqual(Array.from({ length: said }, (_each, index) => String(index + 1)));
    expect(handed.length).toBeGreaterThanOrEqual(10);
    const after = new Promise<void>((resolve) => stream.send(message(`ben@${service.domain}`, 'after'), resolve));
    await after;
  }, 90_000);

  it('that stands still for a while: waits, and loses nothing', async () => {
    const { stream, hearing } = await openTestStream(service, 'ann', 'pw');
    service.node.freeze();
    const acked: number[] = [];
    for (let at = 0; at < 50; at += 1) stream.send(message(`ben@${service.domain}`, String(at)), () => acked.push(at));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    service.node.thaw();
    await vi.waitFor(() => expect(acked).toEqual([...Array(50).keys()]), 15_000);
    expect(hearing.told.filter(({ kind }) => kind !== 'stanza')).toEqual([]);
  });

  it('that stands still for too long: leaves it, and goes on where it was when it is back', async () => {
    const { stream, hearing } = await openTestStream(service, 'ann', 'pw', { ackMs: 500, answerMs: 500 });
    service.node.freeze();
    const acked: number[] = [];
    const say = (at: number): boolean =>
      stream.send(message(`ben@${service.domain}`, String(at)), () => acked.push(at));
    for (let at = 0; at < 10; at += 1) say(at);
    await hearing.until('down');
    for (let at = 10; at < 20; at += 1) say(at);
    service.node.thaw();
    expect(await hearing.until('up', () => true, 30_000)).toMatchObject({ isResumed: true });
    await vi.waitFor(() => expect(acked).toEqual([...Array(20).keys()]), 15_000);
  });

  it('that stands still: a request is late, and not refused', async () => {
    const { stream } = await openTestStream(service, 'ann', 'pw', { requestMs: 300 });
    service.node.freeze();
    const asked = stream.request(xml('iq', { type: 'get' }, xml('query', { xmlns: 'jabber:iq:roster' })));
    await expect(asked).rejects.toMatchObject({ origin: 'late' });
  });

  it('whose account is gone: is denied', async () => {
    await service.register('gone', 'pw');
    const { hearing } = await openTestStream(service, 'gone', 'pw');
    await service.node.unregister('gone');
    expect(await hearing.until('givenUp', () => true, 30_000)).toMatchObject({ reason: 'denied' });
  });
});
