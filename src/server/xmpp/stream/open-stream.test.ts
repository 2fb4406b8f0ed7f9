// Streams to services that do odd things. Those that are real are in test/xmpp.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { child, text, xml, type XmlElement } from './element';
import { ns } from './namespaces';
import type { StreamLimits, StreamSettings, XmppStream } from './stream';
import { ScriptedService, type ScriptedConnection, type ServiceScript } from './testing/scripted-service';
import { tryToOpen, type Hearing } from './testing/test-stream';

const services: ScriptedService[] = [];
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

async function serve(script: ServiceScript = {}): Promise<ScriptedService> {
  const service = await ScriptedService.start(script);
  services.push(service);
  return service;
}

/** Nothing here waits long for something that does not come. */
const quick: Partial<StreamLimits> = { connectMs: 2_000, answerMs: 2_000, giveUpMs: 20_000, closeMs: 500 };

const tryAt = (service: ScriptedService, settings: Partial<StreamSettings> = {}, password = 'pw') =>
  tryToOpen({ hosts: [service], isPlainAllowed: true, limits: quick, ...settings }, 'dana', password);

interface Open {
  readonly stream: XmppStream;
  readonly hearing: Hearing;
  readonly log: readonly string[];
}

async function open(
  service: ScriptedService,
  limits: Partial<StreamLimits> = {},
  settings: Partial<StreamSettings> = {},
): Promise<Open> {
  const { start, ...rest } = await tryAt(service, { limits: { ...quick, ...limits }, ...settings });
  if (!('stream' in start)) throw new Error(`refused\n${rest.log.join('\n')}`);
  return { stream: start.stream, ...rest };
}

/** The machine may do something else meanwhile. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000 });

const message = (body: string): XmlElement => xml('message', { to: 'lee@example.com' }, xml('body', {}, body));
const bodies = (stanzas: readonly XmlElement[]): readonly (string | undefined)[] =>
  stanzas.map((stanza) => text(child(stanza, 'body')));
const said = (connection: ScriptedConnection): readonly (string | undefined)[] =>
  bodies(connection.stanzas.filter(({ name }) => name === 'message'));
const is = (element: XmlElement, space: string, name: string): boolean => element.ns === space && element.name === name;
const sasl = (name: string, ...parts: readonly XmlElement[]): XmlElement => xml(name, { xmlns: ns.sasl }, parts);

describe('signing in', () => {
  it.each(['SCRAM-SHA-256', 'SCRAM-SHA-1'])('goes by %s', async (mechanism) => {
    const { log } = await open(await serve({ mechanisms: ['PLAIN', mechanism] }));
    expect(log.join()).toContain(`signed in (${mechanism}, not encrypted)`);
  });

  it('takes the proof of the service also before the success', async () => {
    await open(await serve({ finalAsChallenge: true }));
  });

  it.each(['not-authorized', 'account-disabled', 'credentials-expired'])(
    'is refused for good: %s',
    async (condition) => {
      const answer: ServiceScript['answer'] = (connection, element) => {
        if (!is(element, ns.sasl, 'response')) return false;
        connection.send(
          sasl('failure', xml('text', {}, 'Words that decide nothing: temporary-auth-failure'), xml(condition)),
        );
        return true;
      };
      expect((await tryAt(await serve({ answer }))).start).toEqual({ refused: 'wrong' });
    },
  );

  it.each([
    'temporary-auth-failure',
    'aborted',
    'malformed-request',
    'invalid-mechanism',
    'encryption-required',
    'no-such-thing',
  ])('says nothing of the account: %s', async (condition) => {
    const answer: ServiceScript['answer'] = (connection, element) => {
      if (element.ns !== ns.sasl) return false;
      connection.send(sasl('failure', xml(condition), xml('text', {}, 'not-authorized')));
      return true;
    };
    const { start, log } = await tryAt(await serve({ answer }));
    expect(start).toEqual({ refused: 'away' });
    expect(log.join()).toContain(condition);
  });

  it.each([
    ['is no proof', (words: string) => words.replace(/.{8}$/u, 'AAAAAAA=')],
    ['is none at all', () => ''],
    ['is an error that is not of the account', () => 'e=no-resources'],
  ])('does not trust a service whose proof %s', async (_what, final) => {
    const alter = (words: string, which: 'first' | 'final') => (which === 'final' ? final(words) : words);
    expect((await tryAt(await serve({ alter }))).start).toEqual({ refused: 'away' });
  });

  it.each([
    ['has another nonce', (words: string) => words.replace('r=', 'r=x')],
    ['adds nothing to the nonce', (words: string) => words.replace('service,', ',')],
    ['asks for an extension', (words: string) => `m=x,${words}`],
    ['has no salt', (words: string) => words.replace(/s=[^,]*/u, 's=')],
    ['has few rounds', (words: string) => words.replace('i=4096', 'i=4095')],
    ['has too many rounds', (words: string) => words.replace('i=4096', 'i=1000001')],
    ['has rounds that are no number', (words: string) => words.replace('i=4096', 'i=0x1000')],
    ['is empty', () => ''],
  ])('does not go on where the first message %s', async (_what, first) => {
    const alter = (words: string, which: 'first' | 'final') => (which === 'first' ? first(words) : words);
    const service = await serve({ alter });
    expect((await tryAt(service)).start).toEqual({ refused: 'away' });
    expect(service.last.elements.filter(({ name }) => name === 'response')).toEqual([]);
  });

  it('sends no password where nothing is encrypted', async () => {
    const service = await serve({ mechanisms: ['PLAIN'] });
    expect((await tryAt(service)).start).toEqual({ refused: 'away' });
    expect(service.last.elements).toEqual([]);
  });

  it('does without encryption only where that was asked for', async () => {
    const service = await serve();
    const { start, log } = await tryAt(service, { isPlainAllowed: false });
    expect(start).toEqual({ refused: 'away' });
    expect(log.join()).toContain('no TLS');
    expect(service.last.elements).toEqual([]);
  });

  it('takes nothing that was said before the encryption for something that is encrypted', async () => {
    const service = await serve({ isSilent: true });
    const attempt = tryAt(service, { isPlainAllowed: false });
    await until(() => expect(service.connections).toHaveLength(1));
    service.last.write(
      `<stream:stream xmlns='jabber:client' xmlns:stream='${ns.stream}' version='1.0'><stream:features><starttls xmlns='${ns.tls}'/></stream:features><proceed xmlns='${ns.tls}'/><message/>`,
    );
    const { start, log } = await attempt;
    expect(start).toEqual({ refused: 'away' });
    expect(log.join()).toContain('words before TLS');
  });

  it('is away where nobody answers, or somebody says nothing', async () => {
    const service = await serve({ isSilent: true });
    expect((await tryAt(service, { limits: { ...quick, answerMs: 100 } })).start).toEqual({ refused: 'away' });
    await service.stop();
    expect((await tryAt(service)).start).toEqual({ refused: 'away' });
    expect((await tryAt(service, { hosts: [] })).start).toEqual({ refused: 'away' });
  });

  it('needs a service that says what it has', async () => {
    const { start, log } = await tryAt(await serve({ hasManagement: false }));
    expect(start).toEqual({ refused: 'away' });
    expect(log.join()).toContain('XEP-0198');
  });

  it('goes to the next host', async () => {
    const gone = await serve();
    await gone.stop();
    const service = await serve();
    // It begins anywhere.
    for (let turn = 0; turn < 6; turn += 1)
      await open(service, {}, { hosts: [{ host: gone.host, port: gone.port }, service] });
    expect(service.connections.length).toBeGreaterThanOrEqual(6);
  });

  it('asks only once who says that it is wrong', async () => {
    const service = await serve();
    const { start } = await tryAt(service, { hosts: [service, service, service] }, 'other');
    expect(start).toEqual({ refused: 'wrong' });
    expect(service.connections).toHaveLength(1);
  });

  it.each([
    ['bytes that are no words', Uint8Array.of(0, 255, 254, 1)],
    ['words of another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['a document type', `<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>`],
    ['an endless element', `<stream:stream xmlns:stream='${ns.stream}'>`.padEnd(200_000, ' ')],
    ['a stream that is over at once', `<stream:stream xmlns:stream='${ns.stream}'></stream:stream>`],
    [
      'an error instead of features',
      `<stream:stream xmlns:stream='${ns.stream}'><stream:error><host-unknown xmlns='${ns.streamError}'/></stream:error>`,
    ],
    ['what is out of place', `<stream:stream xmlns:stream='${ns.stream}'><success xmlns='${ns.sasl}'/>`],
  ])('bears %s', async (_what, words) => {
    const service = await serve({ isSilent: true });
    const attempt = tryAt(service);
    await until(() => expect(service.connections).toHaveLength(1));
    service.last.write(words);
    expect((await attempt).start).toEqual({ refused: 'away' });
  });
});

describe('an open stream', () => {
  it('asks what has arrived once for all that goes out together', async () => {
    const service = await serve();
    const { stream } = await open(service);
    const acked: number[] = [];
    for (let at = 0; at < 50; at += 1) stream.send(message(String(at)), () => acked.push(at));
    await until(() => expect(acked).toHaveLength(50));
    expect(acked).toEqual([...Array(50).keys()]);
    expect(service.last.elements.filter(({ name }) => name === 'r')).toHaveLength(1);
  });

  it('hands over what comes, and tells how much it was', async () => {
    const service = await serve();
    const { hearing } = await open(service);
    for (const body of ['a', 'b']) service.last.send(message(body));
    service.last.send(xml('r', { xmlns: ns.management }));
    await until(() => expect(service.last.elements.at(-1)).toMatchObject({ name: 'a', attrs: { h: '2' } }));
    expect(bodies(hearing.stanzas)).toEqual(['a', 'b']);
  });

  it('goes on where its user breaks', async () => {
    const service = await serve();
    const { hearing, log, stream } = await open(service);
    vi.spyOn(hearing, 'onStanza').mockImplementationOnce(() => {
      throw new Error('broken');
    });
    service.last.send(message('a'));
    service.last.send(message('b'));
    await hearing.until('stanza', ({ stanza }) => text(child(stanza, 'body')) === 'b');
    expect(log.join()).toContain('broken');
    expect(stream.isUp).toBe(true);
  });

  it('takes an answer only from whom it has asked', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service);
    const asked = stream.request(
      xml('iq', { type: 'get', to: 'lee@example.com/home' }, xml('ping', { xmlns: 'urn:xmpp:ping' })),
    );
    await until(() => expect(service.last.stanzas.at(-1)?.attrs['to']).toBe('lee@example.com/home'));
    const id = service.last.stanzas.at(-1)?.attrs['id'];
    service.last.send(xml('iq', { type: 'result', id, from: 'kim@example.com' }, xml('false', { xmlns: 'urn:x' })));
    service.last.send(xml('iq', { type: 'result', id: 'other', from: 'lee@example.com/home' }));
    service.last.send(xml('iq', { type: 'result', id, from: 'lee@example.com/home' }, xml('true', { xmlns: 'urn:x' })));
    expect(child(await asked, 'true', 'urn:x')).toBeDefined();
    expect(hearing.stanzas).toHaveLength(2);
  });

  it.each([undefined, 'dana@example.com', 'example.com', 'DANA@example.com'])(
    'takes %s for the service that answers for its own account',
    async (from) => {
      const service = await serve();
      const { stream } = await open(service);
      const asked = stream.request(xml('iq', { type: 'get' }, xml('query', { xmlns: 'jabber:iq:roster' })));
      await until(() => expect(service.last.stanzas.at(-1)?.attrs['type']).toBe('get'));
      service.last.send(xml('iq', { type: 'result', id: service.last.stanzas.at(-1)?.attrs['id'], from }));
      await asked;
    },
  );

  it('tells why a request has failed', async () => {
    const service = await serve();
    const { stream } = await open(service, { requestMs: 1_000 });
    const ping = (): Promise<XmlElement> =>
      stream.request(xml('iq', { type: 'get' }, xml('ping', { xmlns: 'urn:xmpp:ping' })));
    const refused = ping();
    await until(() => expect(service.last.stanzas.at(-1)?.attrs['type']).toBe('get'));
    const error = xml('error', { type: 'cancel' }, [
      xml('forbidden', { xmlns: ns.stanzaError }),
      xml('text', { xmlns: ns.stanzaError }, 'No.'),
    ]);
    service.last.send(xml('iq', { type: 'error', id: service.last.stanzas.at(-1)?.attrs['id'] }, error));
    await expect(refused).rejects.toMatchObject({ origin: 'answered', condition: 'forbidden', words: 'No.' });
    await expect(ping()).rejects.toMatchObject({ origin: 'late' });
    const broken = ping();
    void stream.close();
    await expect(broken).rejects.toMatchObject({ origin: 'broken' });
    await expect(ping()).rejects.toMatchObject({ origin: 'broken' });
  });

  it('takes no more than it can keep', async () => {
    const answer: ServiceScript['answer'] = (_connection, element) =>
      element.ns === ns.management && element.name === 'r';
    const { stream } = await open(await serve({ answer }), { queue: { stanzas: 3, chars: 10_000 } });
    expect(stream.send(message('x'.repeat(10_000)))).toBe(false);
    expect([1, 2, 3, 4].map((at) => stream.send(message(String(at))))).toEqual([true, true, true, false]);
    await expect(stream.request(xml('iq', { type: 'get' }))).rejects.toMatchObject({ origin: 'full' });
  });

  it('says at the end what it has taken, and closes the stream', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service);
    service.last.send(message('a'));
    await hearing.until('stanza');
    const acked = vi.fn();
    stream.send(message('b'), acked);
    await Promise.all([stream.close(), stream.close()]);
    await until(() => expect(service.last.hasEnded).toBe(true));
    expect(service.last.elements.map(({ name }) => name).slice(-3)).toEqual(['message', 'a', 'r']);
    expect(service.last.elements.at(-2)?.attrs['h']).toBe('1');
    expect(acked).toHaveBeenCalledOnce();
    expect(stream.send(message('c'))).toBe(false);
    expect(hearing.told).toHaveLength(1);
  });

  it('is closed also where the service does not care', async () => {
    const service = await serve();
    const { stream } = await open(service, { closeMs: 50 });
    service.script = { isSilent: true };
    await stream.close();
    expect(stream.isUp).toBe(false);
  });

  it('hands over what comes before stanzas are counted', async () => {
    const answer: ServiceScript['answer'] = (connection, element) => {
      if (is(element, ns.management, 'enable')) connection.send(message('early'));
      return false;
    };
    const service = await serve({ answer });
    const { hearing } = await open(service);
    await hearing.until('stanza', ({ stanza }) => text(child(stanza, 'body')) === 'early');
    service.last.send(xml('r', { xmlns: ns.management }));
    await until(() => expect(service.last.elements.at(-1)).toMatchObject({ name: 'a', attrs: { h: '0' } }));
  });
});

describe('after a break', () => {
  it('goes on where it was: what had not arrived goes out again, and nothing twice', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service);
    const acked: string[] = [];
    const say = (body: string): boolean => stream.send(message(body), () => acked.push(body));
    say('a');
    await until(() => expect(acked).toEqual(['a']));
    service.last.send(message('one'));
    await hearing.until('stanza');
    // It breaks before the second one has got there, and the third one is said meanwhile.
    const before = service.last;
    before.socket.destroy();
    say('b');
    await hearing.until('down');
    expect(stream.isUp).toBe(false);
    say('c');
    expect(await hearing.until('up')).toEqual({ kind: 'up', isResumed: true, unacknowledged: [] });
    await until(() => expect(acked).toEqual(['a', 'b', 'c']));
    expect(bodies(before.session?.taken ?? [])).toEqual(['a', 'b', 'c']);
    expect(service.last.elements.find(({ name }) => name === 'resume')?.attrs['h']).toBe('1');
    service.last.send(message('two'));
    service.last.send(xml('r', { xmlns: ns.management }));
    await until(() => expect(service.last.elements.at(-1)).toMatchObject({ name: 'a', attrs: { h: '2' } }));
  });

  it('takes as arrived what the service has by the resumption', async () => {
    const answer: ServiceScript['answer'] = (_connection, element) =>
      element.ns === ns.management && element.name === 'r';
    const service = await serve({ answer });
    const { stream, hearing } = await open(service);
    const acked: string[] = [];
    for (const body of ['a', 'b']) stream.send(message(body), () => acked.push(body));
    await until(() => expect(service.last.session?.taken).toHaveLength(2));
    service.last.socket.destroy();
    await hearing.until('up');
    expect(acked).toEqual(['a', 'b']);
    expect(said(service.last)).toEqual([]);
  });

  it('hands over what is not known to have arrived where it cannot go on', async () => {
    const answer: ServiceScript['answer'] = (_connection, element) =>
      element.ns === ns.management && element.name === 'r';
    const service = await serve({ answer, isResumable: false });
    const { stream, hearing } = await open(service);
    const { jid } = stream;
    for (const body of ['a', 'b']) stream.send(message(body));
    const asked = stream.request(xml('iq', { type: 'get' }));
    await until(() => expect(service.last.session?.taken).toHaveLength(3));
    service.last.socket.destroy();
    await hearing.until('down');
    stream.send(message('c'));
    const { isResumed, unacknowledged } = await hearing.until('up');
    expect(isResumed).toBe(false);
    expect(bodies(unacknowledged)).toEqual(['a', 'b', 'c']);
    await expect(asked).rejects.toMatchObject({ origin: 'broken' });
    expect(stream.jid).toBe(jid);
    stream.send(message('d'));
    await until(() => expect(said(service.last)).toEqual(['d']));
  });

  it('counts from the beginning in a new session', async () => {
    const service = await serve({ isResumable: false });
    const { stream, hearing } = await open(service);
    const acked: string[] = [];
    const say = (body: string): boolean => stream.send(message(body), () => acked.push(body));
    say('a');
    await until(() => expect(acked).toEqual(['a']));
    service.last.send(message('one'));
    await hearing.until('stanza');
    service.last.socket.destroy();
    await hearing.until('up');
    say('b');
    await until(() => expect(acked).toEqual(['a', 'b']));
    service.last.send(xml('r', { xmlns: ns.management }));
    await until(() => expect(service.last.elements.at(-1)).toMatchObject({ name: 'a', attrs: { h: '0' } }));
  });

  it('takes a number that cannot be for the end of the session', async () => {
    const service = await serve();
    const { hearing } = await open(service);
    service.last.send(xml('a', { xmlns: ns.management, h: '7' }));
    expect(await hearing.until('up')).toMatchObject({ isResumed: false });
  });

  it('keeps no password where the salt stays the same, and needs none', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service);
    await until(() => expect(passwordIn(stream)).toBeUndefined());
    service.last.socket.destroy();
    await hearing.until('up');
  });

  it('comes back also where each sign-in has another salt', async () => {
    const service = await serve({ salt: (turn) => Buffer.from(`salt ${turn}`).toString('base64') });
    const { stream, hearing } = await open(service);
    await until(() => expect(service.signIns).toBe(2));
    service.connections[0]?.socket.destroy();
    await hearing.until('up');
    expect(passwordIn(stream)).toBe('pw');
  });

  it('is denied once the password is another one', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service);
    await until(() => expect(passwordIn(stream)).toBeUndefined());
    service.script = { password: 'other' };
    service.connections[0]?.socket.destroy();
    await hearing.until('down');
    stream.send(message('a'));
    const { reason, unacknowledged } = await hearing.until('givenUp');
    expect(reason).toBe('denied');
    expect(bodies(unacknowledged)).toEqual(['a']);
    expect(stream.send(message('b'))).toBe(false);
  });

  it('is not denied by a service that has troubles', async () => {
    const service = await serve();
    const { hearing } = await open(service);
    let troubles = 0;
    service.script = {
      answer: (connection, element) => {
        if (element.ns !== ns.sasl || troubles === 2) return false;
        troubles += 1;
        connection.send(sasl('failure', xml('temporary-auth-failure')));
        return true;
      },
    };
    service.connections[0]?.socket.destroy();
    expect(await hearing.until('up')).toMatchObject({ isResumed: true });
  });

  it.each([
    ['it has no password any more', undefined],
    ['it still has the password', (turn: number) => Buffer.from(`salt ${turn}`).toString('base64')],
  ])('does not sign in by less than before, where %s', async (_what, salt) => {
    const service = await serve({ ...(salt && { salt }) });
    const { hearing } = await open(service, { giveUpMs: 300 });
    await until(() => expect(service.signIns).toBe(2));
    const before = service.connections.length;
    service.script = { mechanisms: ['SCRAM-SHA-1', 'PLAIN'] };
    service.connections[0]?.socket.destroy();
    expect(await hearing.until('givenUp')).toMatchObject({ reason: 'away' });
    expect(service.connections.slice(before).flatMap(({ elements }) => elements)).toEqual([]);
  });

  it('gives up in the end, and says what has not arrived', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service, { giveUpMs: 300 });
    await service.stop();
    await hearing.until('down');
    const asked = stream.request(xml('iq', { type: 'get' }));
    stream.send(message('a'));
    const { reason, unacknowledged } = await hearing.until('givenUp');
    expect(reason).toBe('away');
    expect(bodies(unacknowledged)).toEqual(['a']);
    await expect(asked).rejects.toMatchObject({ origin: 'broken' });
  });

  it('goes to another host', async () => {
    const first = await serve();
    const second = await serve();
    const { hearing } = await open(first, {}, { hosts: [first, second] });
    const [used, other] = first.connections.length > 0 ? [first, second] : [second, first];
    await used.stop();
    expect(await hearing.until('up')).toMatchObject({ isResumed: false });
    expect(other.connections.length).toBeGreaterThan(0);
  });

  it('does not come back once it is closed', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service);
    await until(() => expect(service.signIns).toBe(2));
    const before = service.connections.length;
    service.connections[0]?.socket.destroy();
    await hearing.until('down');
    await stream.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(service.connections.slice(before).flatMap(({ stanzas }) => stanzas)).toEqual([]);
    expect(hearing.told).toEqual([{ kind: 'down' }]);
  });

  it('takes a service for lost that does not answer any more', async () => {
    const service = await serve();
    const { stream, hearing } = await open(service, { ackMs: 200 });
    service.script = { answer: (_connection, element) => element.ns === ns.management && element.name === 'r' };
    stream.send(message('a'));
    await hearing.until('down');
    service.script = {};
    expect(await hearing.until('up')).toMatchObject({ isResumed: true });
  });

  it('asks from time to time whether a quiet service is there', async () => {
    const service = await serve();
    await open(service, { keepAliveMs: 100 });
    await until(() => expect(service.last.elements.filter(({ name }) => name === 'r').length).toBeGreaterThan(1));
  });

  it.each([
    ['bytes that are no words', Uint8Array.of(0x3c, 0xff)],
    ['a comment', '<!-- -->'],
    ['ends that do not fit', '<message></iq>'],
    ['an error of the stream', `<stream:error><conflict xmlns='${ns.streamError}'/></stream:error>`],
    ['its end', '</stream:stream>'],
    ['words between stanzas', 'words<message/>'],
  ])('that is %s', async (_what, words) => {
    const service = await serve();
    const { hearing } = await open(service);
    await until(() => expect(service.signIns).toBe(2));
    const [first] = service.connections;
    first?.send(message('before'));
    await hearing.until('stanza');
    first?.write(words);
    await hearing.until('up');
    expect(bodies(hearing.stanzas)).toEqual(['before']);
  });

  it('that is a stanza without an end', async () => {
    const service = await serve();
    const { hearing, log } = await open(service);
    await until(() => expect(service.signIns).toBe(2));
    const [first] = service.connections;
    first?.write('<message><body>');
    for (let chunk = 0; chunk < 80; chunk += 1) first?.write('x'.repeat(65_536));
    await hearing.until('up');
    expect(log.join()).toContain('policy-violation');
  });
});

/** Nobody but a test has a way to it. */
function passwordIn(stream: XmppStream): unknown {
  return (stream as unknown as { secret: { password?: string } }).secret.password;
}
