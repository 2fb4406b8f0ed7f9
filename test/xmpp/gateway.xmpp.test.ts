// The gateway on the real thing: clients of the API on one side, foreign programs and the service's own ways on the other.
import { xml } from '@xmpp/client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactRecord } from '../../src/protocol/contact-record';
import type { CwaEvent } from '../../src/protocol/events';
import { systemClock } from '../../src/server/base/clock';
import { focusUriOf, roomOfFocusUri } from '../../src/server/xmpp/mapping/addresses';
import { spaces } from '../../src/server/xmpp/spaces';
import { Refused, type ForeignClient, type ForeignStanza } from './foreign-client';
import { heardBy, joinForeign, newAccount, settled, startGateway, type Account, type GatewayClient } from './gateway';
import { hasServices, services, type Service } from './services';

const isReceiptOf =
  (id: string) =>
  (stanza: ForeignStanza): boolean =>
    stanza.getChild('received', spaces.receipts)?.attrs['id'] === id;
const isPresenceOf =
  ({ jid }: Account, show?: string) =>
  (stanza: ForeignStanza): boolean =>
    stanza.is('presence') &&
    String(stanza.attrs['from']).startsWith(`${jid}/`) &&
    stanza.attrs['type'] === undefined &&
    (show === undefined || stanza.getChildText('show') === show);

function availabilityOf(client: GatewayClient, uri: string): number | undefined {
  const [user] = client
    .ofKind('userPresence')
    .flatMap(({ users }) => users)
    .filter((each) => each.uri === uri)
    .slice(-1);
  const payload = user?.categories.find(({ name }) => name === 'state')?.payload;
  return payload?.kind === 'state' ? payload.availability : undefined;
}

type Changes = Extract<CwaEvent, { kind: 'contactGroup' }>;
const contactsIn = (client: GatewayClient): readonly ContactRecord[] =>
  client
    .ofKind('contactGroup')
    .flatMap(({ contacts }: Changes) => contacts.flatMap((each) => ('contact' in each ? [each.contact] : [])));
const groupsIn = (client: GatewayClient): readonly { readonly id: number; readonly name: string }[] =>
  client
    .ofKind('contactGroup')
    .flatMap(({ groups }: Changes) => groups.flatMap((each) => ('group' in each ? [each.group] : [])));
const userState = (availability: number) =>
  ({
    kind: 'publishSelfPresence',
    categories: [
      {
        name: 'state',
        instanceMask: 0x20000000,
        payload: { kind: 'state', type: 'userState', availability, activities: [] },
      },
    ],
  }) as const;

/** The address of the last conference that this one has come into. */
const focusIn = (client: GatewayClient): string =>
  client
    .ofKind('conference')
    .flatMap(({ updates }) => updates.flatMap((each) => (each.kind === 'confUri' ? [each.uri] : [])))
    .at(-1) ?? '';

/** What the service says of a room. */
async function askFor(foreign: ForeignClient, uri: string, waitMs?: number): Promise<unknown> {
  const to = roomOfFocusUri(uri);
  const query = xml('query', { xmlns: spaces.discoInfo });
  const conditionOf = (error: unknown): unknown => error instanceof Refused && error.condition;
  return foreign.request(xml('iq', { type: 'get', to }, query), waitMs).then(() => 'there', conditionOf);
}

/** Until there is no such room (any more). ejabberd never answers a question to a room that is just being taken away: it is asked anew. */
async function untilNoRoom(foreign: ForeignClient, uri: string): Promise<void> {
  const ask = (): Promise<unknown> => askFor(foreign, uri, 1_000);
  await expect.poll(ask, { timeout: slowMs, interval: 100 }).toMatch(/^(?:item-not-found|gone)$/u);
}

const slowMs = 120_000;
const hourMs = 60 * 60_000;
/** Somebody who hides has asked again by then what was said, and how their contacts are. */
const askedAgainMs = 60_000;

describe.skipIf(!hasServices).each(['ejabberd', 'prosody'] as const)('a gateway in front of %s', (name) => {
  let service: Service;
  beforeAll(() => {
    service = services()[name];
  });
  const account = (who: string): Promise<Account> => newAccount(service, who);
  const two = async (): Promise<readonly [Account, Account]> => [await account('dana'), await account('lee')];

  it('signs in, in every spelling of a name, and says of a wrong password that it is wrong', async () => {
    const gateway = await startGateway(service);
    const dana = await account('dana');
    for (const user of [dana.user, `EXAMPLE\\${dana.user}`, dana.jid.toUpperCase()]) {
      expect((await gateway.join({ ...dana, user })).uri).toBe(dana.uri);
    }
    await expect(gateway.join({ ...dana, password: 'no' })).rejects.toThrow('code="401"');
    await expect(gateway.join({ ...dana, user: `${dana.user}@example.org` })).rejects.toThrow('code="401"');
  });

  it('tells the first batch', async () => {
    const gateway = await startGateway(service);
    const client = await gateway.join(await account('dana'));
    expect(client.words.slice(0, 2)).toEqual(['requestSucceeded', 'configuration']);
    expect(client.words.slice(2).toSorted()).toEqual(['contactGroup', 'containers', 'selfPresence']);
  });

  it('keeps contacts, groups and tags with the service', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const client = await gateway.join(dana);
    await client.send({ kind: 'addGroup', name: 'Suppliers' });
    await client.send({ kind: 'addGroup', name: 'Empty' });
    await client.untilEqual(() => groupsIn(client).map((each) => each.name), ['~', 'Suppliers', 'Empty']);
    const id = groupsIn(client).find((each) => each.name === 'Suppliers')?.id ?? 0;
    const contact = { uri: lee.uri, name: 'Lee Park', subscribed: true, tag: true, groups: [id] };
    await client.send({ kind: 'addContact', contact });
    await client.untilEqual(() => contactsIn(client), [contact]);
    // Another session, as after a restart of the gateway.
    const again = await (await startGateway(service)).join(dana);
    await again.untilEqual(() => contactsIn(again).at(-1), contact);
    expect(groupsIn(again).find((each) => each.name === 'Suppliers')?.id).toBe(id);
    expect(
      groupsIn(again)
        .map((each) => each.name)
        .toSorted(),
    ).toEqual(['Empty', 'Suppliers', '~']);
    await client.send({ kind: 'updateGroup', id, name: 'Makers' });
    await again.untilTrue(() => groupsIn(again).some((each) => each.name === 'Makers'));
    await client.send({ kind: 'deleteContact', uri: lee.uri });
    const deleted = (): unknown =>
      again.ofKind('contactGroup').flatMap(({ contacts }) => contacts.filter(({ action }) => action === 'deleted'));
    await again.untilEqual(deleted, [{ action: 'deleted', uri: lee.uri }]);
    await client.send({ kind: 'deleteContact', uri: lee.uri });
    await client.until('requestFailed 18201 404');
  });

  it('lets a contact and a foreign program see each other', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const foreign = await joinForeign(service, lee);
    const client = await gateway.join(dana);
    await client.send({ kind: 'addContact', contact: { uri: lee.uri, name: 'Lee', subscribed: true, tag: false } });
    await foreign.until(({ attrs }) => attrs['type'] === 'subscribe');
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribed' }));
    // Whom we follow is let in without a question.
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribe' }));
    await foreign.send(xml('presence', {}, xml('show', {}, 'dnd'), xml('status', {}, 'Counting')));
    await client.untilEqual(() => availabilityOf(client, lee.uri), 9500);
    await foreign.until(isPresenceOf(dana));
    await client.send(userState(6500));
    await foreign.until(isPresenceOf(dana, 'dnd'));
    await foreign.send(xml('presence', { type: 'unavailable' }));
    await client.untilEqual(() => availabilityOf(client, lee.uri), 18500);
    expect(client.words).not.toContain('subscribers');
  });

  it('tells its own people exactly how somebody is', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const [one, other] = [await gateway.join(dana), await gateway.join(lee, { userStateAvailability: 6500 })];
    await one.send({ kind: 'addContact', contact: { uri: lee.uri, name: 'Lee', subscribed: true, tag: false } });
    await other.until('subscribers');
    await other.send({ kind: 'acknowledgeSubscriber', uris: [dana.uri] });
    await one.untilEqual(() => availabilityOf(one, lee.uri), 6500);
    await other.send(userState(12500));
    await one.untilEqual(() => availabilityOf(one, lee.uri), 12500);
    // What is said at one endpoint holds for all.
    const second = await gateway.join(lee);
    await second.untilTrue(() => JSON.stringify(second.ofKind('selfPresence').at(-1)).includes('12500'));
    await second.send(userState(18500));
    await second.send({ kind: 'terminateSession' });
    await other.send({ kind: 'terminateSession' });
    await one.untilEqual(() => availabilityOf(one, lee.uri), 18500);
  });

  it('asks about who wants to follow, and lets them when told so', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const foreign = await joinForeign(service, lee);
    const client = await gateway.join(dana);
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribe' }));
    await client.until('subscribers');
    expect(client.ofKind('subscribers').at(-1)?.subscribers).toMatchObject([{ uri: lee.uri, acknowledged: false }]);
    await client.send({ kind: 'acknowledgeSubscriber', uris: [lee.uri] });
    await foreign.until(isPresenceOf(dana));
    await client.send({ kind: 'acknowledgeSubscriber', uris: [lee.uri] });
    await client.until('requestFailed 18201 404');
  });

  it('carries a conversation both ways, with receipts that are the client’s', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const foreign = await joinForeign(service, lee);
    const client = await gateway.join(dana);
    const message = { content: '  Noon? ]]> <b>&lt;' };
    await client.conference(0, { kind: 'initiateImSession', uris: [lee.uri], subject: 'Delivery', message });
    await client.until('conf(1) imSessionState connected');
    expect(client.talk).toEqual([
      'conf(1) initiateImSessionAccepted 1',
      'conf(1) escalationMode invitingPeer',
      `conf(1) participant ${lee.uri} attendee`,
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connecting',
      'conf(1) imSessionState connected',
    ]);
    const said = await foreign.untilSaid(message.content);
    expect(said.getChildText('subject')).toBe('Delivery');
    const received = xml('received', { xmlns: spaces.receipts, id: said.attrs['id'] as string });
    await foreign.send(xml('message', { to: said.attrs['from'] as string, type: 'chat' }, received));
    await client.until(/messageIdReceived/u);
    const request = xml('request', { xmlns: spaces.receipts });
    await foreign.send(xml('message', { to: dana.jid, type: 'chat', id: 'q1' }, xml('body', {}, '*fine*'), request));
    await expect.poll(async () => (await client.pollRaw()).body).toContain('*fine*');
    // It has gone out; the client has not said yet that it has it.
    expect(foreign.stanzas.some(isReceiptOf('q1'))).toBe(false);
    await client.until(`conf(1) messageReceived ${lee.uri} *fine*`);
    await client.poll();
    await foreign.until(isReceiptOf('q1'));
    await client.conference(1, { kind: 'notifyComposing', state: 'composing' });
    await foreign.until((each) => each.getChild('composing', spaces.chatStates) !== undefined);
    await foreign.send(xml('message', { to: dana.jid, type: 'chat' }, xml('composing', { xmlns: spaces.chatStates })));
    await client.until(`conf(1) composingState composing ${lee.uri}`);
    await client.conference(1, { kind: 'sendInfo', contentType: 'text/plain', content: 'x' });
    await client.until('requestFailed 18102');
  });

  it('believes receipts of whom the message was for alone, and carbons and lists of nobody else', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const [foreign, liar] = [await joinForeign(service, lee), await joinForeign(service, await account('kim'))];
    const client = await gateway.join(dana);
    await client.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'one' } });
    const said = await foreign.untilSaid('one');
    const to = said.attrs['from'] as string;
    const id = said.attrs['id'] as string;
    const forwarded = xml(
      'forwarded',
      { xmlns: spaces.forward },
      xml('message', { xmlns: 'jabber:client', from: lee.jid, to: dana.jid, type: 'chat' }, xml('body', {}, 'a lie')),
    );
    await liar.send(xml('message', { to, type: 'chat' }, xml('received', { xmlns: spaces.receipts, id })));
    await liar.send(xml('message', { to, type: 'chat' }, xml('received', { xmlns: spaces.carbons }, forwarded)));
    await liar.send(xml('message', { to, type: 'chat' }, xml('sent', { xmlns: spaces.carbons }, forwarded)));
    await liar.send(
      xml('message', { to, type: 'chat' }, xml('endpoints', { xmlns: spaces.endpoints, answered: lee.jid })),
    );
    await liar
      .request(
        xml(
          'iq',
          { to, type: 'set' },
          xml('query', { xmlns: spaces.roster }, xml('item', { jid: 'evil@example.com', name: 'Evil' })),
        ),
      )
      .catch(() => undefined);
    await liar
      .request(xml('iq', { to, type: 'set' }, xml('block', { xmlns: spaces.blocking }, xml('item', { jid: lee.jid }))))
      .catch(() => undefined);
    await foreign.say(dana.jid, 'the end');
    await client.until(`conf(1) messageReceived ${lee.uri} the end`);
    expect(client.words.filter((each) => /messageIdReceived|lie|terminated/u.test(each))).toEqual([]);
    expect(contactsIn(client)).toEqual([]);
    expect(client.ofKind('containers')).toHaveLength(1);
  });

  it('rings for what somebody says with whom nothing is open, and holds the rest until it is answered', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const client = await gateway.join(dana);
    const foreign = await joinForeign(service, lee);
    await foreign.say(dana.jid, 'one', 'm1');
    await foreign.say(dana.jid, 'two', 'm2');
    // The same once more, as after a break.
    await foreign.say(dana.jid, 'one', 'm1');
    await client.until('conf(1) imSessionState incoming');
    await client.conference(1, { kind: 'acceptImSession' });
    await client.until(/messageReceived/u);
    expect(client.talk).toEqual([
      `conf(1) imSessionReceived ${lee.uri} one`,
      'conf(1) imSessionState incoming',
      'conf(1) imSessionState connecting',
      `conf(1) participant ${lee.uri} attendee`,
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connected',
      `conf(1) messageReceived ${lee.uri} two`,
    ]);
  });

  it('takes a conversation of two of its own from beginning to end, format and system messages too', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const [one, other] = [await gateway.join(dana), await gateway.join(lee)];
    for (const [client, { uri }] of [
      [one, lee],
      [other, dana],
    ] as const) {
      await client.send({ kind: 'addContact', contact: { uri, name: 'x', subscribed: true, tag: false } });
    }
    await one.untilEqual(() => availabilityOf(one, lee.uri), 3500);
    const look = { bold: true, italic: false, underline: false, strikethrough: true, rightToLeft: true } as const;
    const format = {
      ...look,
      color: '#0000c0',
      font: 'Courier New',
      charset: 238,
      pitch: 'fixed',
      family: 'modern',
    } as const;
    await one.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'a\r\nb', format } });
    await other.until('conf(1) imSessionState incoming');
    const invitations = other
      .ofKind('conference')
      .flatMap(({ updates }) => updates.filter(({ kind }) => kind === 'imSessionReceived'));
    expect(invitations).toMatchObject([{ message: { content: 'a\r\nb', format } }]);
    await other.conference(1, { kind: 'acceptImSession' });
    await other.until('conf(1) imSessionState connected');
    await one.until(/messageIdReceived/u);
    await other.conference(1, { kind: 'sendMessage', message: { content: 'back' } });
    await one.until(`conf(1) messageReceived ${lee.uri} back`);
    await one.conference(1, { kind: 'sendInfo', contentType: 'text/XML', content: '<x/>' });
    await other.until(`conf(1) messageReceived ${dana.uri} <x/>`);
    await other.conference(1, { kind: 'terminateImSession' });
    await other.until('conf(1) imSessionState terminated');
    await one.until('conf(1) imSessionState terminated');
    expect(one.talk).toContain(`conf(1) participantRemoved ${lee.uri}`);
  });

  it('shows what came while nobody was there as missed, once', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    await (await gateway.join(dana)).send({ kind: 'terminateSession' });
    const foreign = await joinForeign(service, lee);
    await foreign.say(dana.jid, 'first', 'm1');
    await foreign.say(dana.jid, 'second', 'm2');
    await settled(foreign, service);
    const again = await gateway.join(dana);
    await again.until(/second/u);
    expect(again.talk).toEqual([
      `conf(1) imSessionReceived ${lee.uri} first`,
      'conf(1) imSessionState incoming',
      `conf(1) participantRemoved ${lee.uri}`,
      'conf(1) imSessionState terminated',
      `conf(1) messageReceived ${lee.uri} second`,
    ]);
    await again.poll();
    await again.send({ kind: 'terminateSession' });
    const third = await gateway.join(dana);
    await foreign.say(dana.jid, 'third', 'm3');
    await third.until(/third/u);
    expect(third.talk.filter((each) => /first|second/u.test(each))).toEqual([]);
  });

  it('tells the next session what nobody has seen in this one', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const client = await gateway.join(dana);
    const foreign = await joinForeign(service, lee);
    await foreign.say(dana.jid, 'seen', 'm1');
    await client.until('conf(1) imSessionState incoming');
    await foreign.say(dana.jid, 'held', 'm2');
    await settled(foreign, service);
    await client.poll();
    // Nobody has answered: the second one was never told.
    await client.send({ kind: 'terminateSession' });
    const again = await gateway.join(dana);
    await again.until(/held/u);
    expect(again.talk.filter((each) => /seen|held/u.test(each))).toEqual([`conf(1) imSessionReceived ${lee.uri} held`]);
  });

  it('rings no more where another program of the same person has answered', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const client = await gateway.join(dana);
    const [foreign, phone] = [await joinForeign(service, lee), await joinForeign(service, dana, 'phone')];
    await foreign.say(dana.jid, 'anybody?', 'm1');
    await client.until('conf(1) imSessionState incoming');
    await phone.say(lee.jid, 'on my way', 'm2');
    await client.until(`conf(1) messageReceived ${dana.uri} on my way`);
    expect(client.talk.slice(1)).toEqual([
      'conf(1) imSessionState incoming',
      'conf(1) imSessionState terminated',
      `conf(1) messageReceived ${dana.uri} on my way`,
    ]);
  });

  it('stays in a conference while it hides, and hears there what is said', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const kim = await account('kim');
    const [a, b] = [await gateway.join(dana), await gateway.join(lee)];
    await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'hello' } });
    await b.until('conf(1) imSessionState incoming');
    await b.conference(1, { kind: 'acceptImSession' });
    await b.until('conf(1) imSessionState connected');
    await a.until(`conf(1) participant ${lee.uri} attendee`);
    await b.send(userState(18500));
    await b.until('selfPresence', b.events.length);
    const back = a.events.length;
    await a.conference(1, { kind: 'sendMessage', message: { content: 'still here?' } });
    await b.until(`conf(1) messageReceived ${dana.uri} still here?`);
    await b.conference(1, { kind: 'sendMessage', message: { content: 'yes' } });
    await a.until(`conf(1) messageReceived ${lee.uri} yes`, back);
    expect(b.talk.filter((each) => /terminated|participantRemoved/u.test(each))).toEqual([]);
  });

  it('hears while it hides what is said to it and how its contacts are, and nothing of it twice', async () => {
    let later = 0;
    const gateway = await startGateway(service, {}, { ...systemClock, now: () => Date.now() + later });
    const [dana, lee] = await two();
    const foreign = await joinForeign(service, lee);
    const client = await gateway.join(dana);
    await client.send({ kind: 'addContact', contact: { uri: lee.uri, name: 'Lee', subscribed: true, tag: false } });
    await foreign.until(({ attrs }) => attrs['type'] === 'subscribe');
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribed' }));
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribe' }));
    await client.untilEqual(() => availabilityOf(client, lee.uri), 3500);
    await foreign.until(isPresenceOf(dana));
    await client.send(userState(18500));
    await foreign.until(({ attrs }) => attrs['type'] === 'unavailable' && String(attrs['from']).startsWith(dana.jid));
    const seen = foreign.stanzas.length;
    await foreign.send(xml('presence', {}, xml('show', {}, 'dnd')));
    await foreign.say(dana.jid, 'are you there?', 'm1');
    await settled(foreign, service);
    later += askedAgainMs;
    await client.until(`conf(1) imSessionReceived ${lee.uri} are you there?`);
    await client.conference(1, { kind: 'acceptImSession' });
    await client.until('conf(1) imSessionState connected');
    await client.conference(1, { kind: 'sendMessage', message: { content: 'only for you' } });
    await foreign.untilSaid('only for you');
    await foreign.say(dana.jid, 'I see', 'm2');
    await settled(foreign, service);
    later += askedAgainMs;
    await client.until(`conf(1) messageReceived ${lee.uri} I see`);
    later += askedAgainMs;
    await client.untilEqual(() => availabilityOf(client, lee.uri), 9500);
    await foreign.send(xml('presence', { type: 'unavailable' }));
    await settled(foreign, service);
    // They are asked, and do not answer until they are asked again.
    const asked = (): Promise<void> =>
      client.untilTrue(() => availabilityOf(client, lee.uri) === 18500, undefined, 3_000);
    later += askedAgainMs;
    await asked().catch(() => (later += askedAgainMs));
    await client.untilEqual(() => availabilityOf(client, lee.uri), 18500);
    expect(foreign.stanzas.slice(seen).some(isPresenceOf(dana))).toBe(false);
    await foreign.send(xml('presence'));
    await client.send(userState(3500));
    await foreign.until((each) => foreign.stanzas.indexOf(each) >= seen && isPresenceOf(dana)(each));
    await foreign.say(dana.jid, 'good morning', 'm3');
    await client.until(`conf(1) messageReceived ${lee.uri} good morning`);
    expect(client.talk.filter((each) => /there\?|I see|morning/u.test(each))).toHaveLength(3);
    await client.poll();
    await client.send({ kind: 'terminateSession' });
    const again = await gateway.join(dana);
    await foreign.say(dana.jid, 'the end', 'm4');
    await again.until(/the end$/u);
    expect(again.talk.filter((each) => /there\?|I see|morning/u.test(each))).toEqual([]);
  });

  it('fails what is said to somebody who does not exist, and ends there', async () => {
    const gateway = await startGateway(service);
    const client = await gateway.join(await account('dana'));
    const message = { content: 'x' };
    await client.conference(0, { kind: 'initiateImSession', uris: [`sip:nobody@${service.domain}`], message });
    await client.until('conf(1) imSessionState terminated');
    // The service may have taken it before it knew.
    expect(client.words.some((each) => /^requestFailed 18201 480|messageSendFailed/u.test(each))).toBe(true);
    await client.conference(0, { kind: 'initiateImSession', uris: ['sip:%ZZ@example.com'], message });
    await client.until('requestFailed 18201 404');
  });

  it('blocks people, and lets them in again', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const client = await gateway.join(dana);
    const foreign = await joinForeign(service, lee);
    const member = { type: 'uri', value: lee.uri } as const;
    const members = (each: GatewayClient): unknown =>
      each
        .ofKind('containers')
        .flatMap(({ containers }) => containers.filter(({ id }) => id === 32000))
        .at(-1)?.members;
    await client.send({ kind: 'updateContainer', id: 32000, addMembers: [member], deleteMembers: [] });
    await client.untilEqual(() => members(client), [member]);
    await foreign.say(dana.jid, 'hello');
    await foreign.until((each) => each.attrs['type'] === 'error');
    const again = await gateway.join(dana);
    expect(members(again)).toEqual([member]);
    await client.send({ kind: 'updateContainer', id: 32000, addMembers: [{ type: 'everyone' }], deleteMembers: [] });
    await client.until('requestFailed 18102');
    await client.send({ kind: 'updateContainer', id: 300, addMembers: [member], deleteMembers: [] });
    await client.send({ kind: 'updateContainer', id: 32000, addMembers: [], deleteMembers: [member] });
    await again.untilEqual(() => members(again), []);
    const third = await gateway.join(dana);
    expect(third.ofKind('containers')[0]?.containers.find(({ id }) => id === 300)?.members).toEqual([member]);
    await foreign.say(dana.jid, 'hello again');
    await client.until(/hello again/u);
  });

  it('finds people', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const foreign = await joinForeign(service, lee);
    await foreign.request(
      xml('iq', { type: 'set' }, xml('vCard', { xmlns: spaces.vcard }, xml('FN', {}, 'Leonora Park'))),
    );
    const client = await gateway.join(dana);
    const term = name === 'ejabberd' ? 'Leo' : lee.jid;
    await client.untilTrue(() => true);
    await client.send({ kind: 'search', firstName: [], lastName: [], displayName: [term], emailAlias: [term] });
    await client.until('searchResult');
    expect(client.ofKind('searchResult').at(-1)?.users).toContainEqual(
      expect.objectContaining({ uri: lee.uri, displayName: 'Leonora Park' }),
    );
  });

  it('rings at two endpoints, and goes on at the one that answers', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const [one, other] = [await gateway.join(dana), await (await startGateway(service)).join(dana)];
    const foreign = await joinForeign(service, lee);
    await foreign.say(dana.jid, 'anybody?', 'm1');
    await one.until('conf(1) imSessionState incoming');
    await other.until('conf(1) imSessionState incoming');
    await one.conference(1, { kind: 'acceptImSession' });
    await other.until('conf(1) imSessionState terminated');
    expect(other.talk.filter((each) => each.includes('participantRemoved'))).toEqual([]);
    await one.conference(1, { kind: 'sendMessage', message: { content: 'me' } });
    await foreign.untilSaid('me');
    await foreign.say(dana.jid, 'good', 'm2');
    await one.until(`conf(1) messageReceived ${lee.uri} good`);
    // It stands in the thread and does not ring.
    await other.until(`conf(1) messageReceived ${lee.uri} good`);
    expect(other.talk).toContain(`conf(1) messageReceived ${dana.uri} me`);
    expect(other.talk.filter((each) => each.includes('imSessionReceived'))).toHaveLength(1);
  });

  it('makes a conference of a conversation under the same number, and leads it', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const kim = await account('kim');
    const [a, b, c] = [await gateway.join(dana), await gateway.join(lee), await gateway.join(kim)];
    await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'hi' } });
    await b.until('conf(1) imSessionState incoming');
    await b.conference(1, { kind: 'acceptImSession' });
    await a.until('conf(1) imSessionState connected');
    await a.conference(1, { kind: 'inviteParticipants', uris: [kim.uri] });
    await a.until('conf(1) escalationMode escalated');
    await b.until('conf(1) escalationMode escalated');
    await c.until('conf(1) imSessionState incoming');
    await c.conference(1, { kind: 'acceptImSession' });
    await c.until('conf(1) imSessionState connected');
    for (const each of [a, b]) await each.until(`conf(1) participant ${kim.uri} attendee`);
    await c.conference(1, { kind: 'sendMessage', message: { content: 'all here' } });
    for (const each of [a, b]) await each.until(`conf(1) messageReceived ${kim.uri} all here`);
    await c.conference(1, { kind: 'ejectParticipant', uri: lee.uri });
    await c.until('requestFailed 18201 403');
    await a.conference(1, { kind: 'lock', locked: true });
    await c.until('conf(1) locked true');
    await a.conference(1, { kind: 'promoteParticipant', uri: lee.uri });
    await b.until('conf(1) role presenter');
    await a.until(`conf(1) participant ${lee.uri} presenter`);
    await b.conference(1, { kind: 'ejectParticipant', uri: kim.uri });
    await c.until(`conf(1) participantRemoved ${kim.uri}`);
    await c.until('conf(1) imSessionState terminated');
    await a.until(`conf(1) participantRemoved ${kim.uri}`);
    await b.conference(1, { kind: 'terminateImSession' });
    await a.until(`conf(1) participantRemoved ${lee.uri}`);
    // Back by the address of the conference, which is locked but knows who belongs to it.
    const uri = focusIn(a);
    const before = a.events.length;
    await b.conference(0, { kind: 'initiateImSession', uris: [uri], message: { content: 'x' } });
    await b.until('conf(2) imSessionState connected');
    await a.until(`conf(1) participant ${lee.uri} presenter`, before);
    const late = await gateway.join(await account('mei'));
    await late.conference(0, { kind: 'initiateImSession', uris: [uri], message: { content: 'x' } });
    await late.until('requestFailed 18201 403');
  });

  it('begins a conference with several at once, a foreign program among them', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const kim = await account('kim');
    const [a, b] = [await gateway.join(dana), await gateway.join(lee)];
    const foreign = await joinForeign(service, kim);
    const message = { content: 'who is free?' };
    await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], subject: 'Slots', message });
    await a.until('conf(1) imSessionState connected');
    await b.until(`conf(1) imSessionReceived ${dana.uri} who is free?`);
    const invitation = await foreign.until((each) => each.getChild('x', spaces.directInvitation) !== undefined);
    const room = String(invitation.getChild('x', spaces.directInvitation)?.attrs['jid']);
    await foreign.send(xml('presence', { to: `${room}/kim` }, xml('x', { xmlns: spaces.muc })));
    await a.until(`conf(1) participant ${kim.uri} attendee`);
    await foreign.untilSaid('who is free?');
    await b.conference(1, { kind: 'acceptImSession' });
    await b.until('conf(1) imSessionState connected');
    await a.until(`conf(1) participant ${lee.uri} attendee`);
    await foreign.send(xml('message', { to: room, type: 'groupchat', id: 'g1' }, xml('body', {}, 'I am')));
    await b.until(`conf(1) messageReceived ${kim.uri} I am`);
    // What came with the invitation is not told again.
    expect(b.talk.filter((each) => each.includes('who is free?'))).toHaveLength(1);
    const begun = a.events.length;
    await a.conference(1, { kind: 'sendMessage', message: { content: 'thanks' } });
    await foreign.untilSaid('thanks');
    await a.until('requestSucceeded', begun);
    await a.conference(1, { kind: 'inviteParticipants', uris: [`sip:nobody@${service.domain}`] });
    await a.until(`conf(1) inviteFailed sip:nobody@${service.domain}`);
    const declining = await account('mei');
    const d = await gateway.join(declining);
    await a.conference(1, { kind: 'inviteParticipants', uris: [declining.uri] });
    await d.until('conf(1) imSessionState incoming');
    await d.conference(1, { kind: 'terminateImSession' });
    await a.until(`conf(1) inviteFailed ${declining.uri}`);
  });

  it('takes what is said in a room to one alone for said by the person, and lets nobody do so in its own', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = await two();
    const kim = await account('kim');
    const a = await gateway.join(dana);
    const foreign = await joinForeign(service, kim);
    const whisper = (room: string, id: string): Promise<void> =>
      foreign.send(xml('message', { to: `${room}/${dana.user}`, type: 'chat', id }, xml('body', {}, 'for you alone')));
    const come = (room: string): Promise<void> =>
      foreign.send(xml('presence', { to: `${room}/kim` }, xml('x', { xmlns: spaces.muc })));
    const message = { content: 'who is free?' };
    await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message });
    const invitation = await foreign.until((each) => each.getChild('x', spaces.directInvitation) !== undefined);
    const own = String(invitation.getChild('x', spaces.directInvitation)?.attrs['jid']);
    await come(own);
    await a.until(`conf(1) participant ${kim.uri} attendee`);
    // Prosody's rooms have no such setting.
    if (name === 'ejabberd') {
      await whisper(own, 'w1');
      await foreign.until(({ attrs }) => attrs['id'] === 'w1' && attrs['type'] === 'error');
      expect(a.talk.join()).not.toContain('for you alone');
    }

    const theirs = own.replace(/^[^@]*/u, `team-${kim.user}`);
    await come(theirs);
    await foreign.until(
      (each) => each.is('presence') && String(each).includes('code="110"') && String(each).includes(theirs),
    );
    const form = (values: Readonly<Record<string, string>>) =>
      xml(
        'x',
        { xmlns: spaces.form, type: 'submit' },
        ...Object.entries({ FORM_TYPE: spaces.mucRoomConfig, ...values }).map(([name, value]) =>
          xml('field', { var: name }, xml('value', {}, value)),
        ),
      );
    const settings = xml('query', { xmlns: spaces.mucOwner }, form({ 'muc#roomconfig_whois': 'anyone' }));
    await foreign.request(xml('iq', { to: theirs, type: 'set' }, settings));
    await foreign.send(xml('message', { to: dana.jid }, xml('x', { xmlns: spaces.directInvitation, jid: theirs })));
    await a.until('conf(2) imSessionState incoming');
    await a.conference(2, { kind: 'acceptImSession' });
    await a.until('conf(2) imSessionState connected');
    await whisper(theirs, 'w2');
    await a.until(`conf(3) imSessionReceived ${kim.uri} for you alone`);
    await a.conference(3, { kind: 'acceptImSession' });
    await a.conference(3, { kind: 'sendMessage', message: { content: 'as you like' } });
    const answer = await foreign.untilSaid('as you like');
    expect(answer.attrs['from']).toContain(dana.jid);
  });

  it('tells whoever comes back into a conference what was said there meanwhile, in order and once', async () => {
    const [gateway, other] = [await startGateway(service), await startGateway(service)];
    const [dana, lee] = await two();
    const kim = await account('kim');
    const [a, b, c] = [await gateway.join(dana), await other.join(lee), await gateway.join(kim)];
    await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'hello' } });
    for (const each of [b, c]) {
      await each.until('conf(1) imSessionState incoming');
      await each.conference(1, { kind: 'acceptImSession' });
      await each.until('conf(1) imSessionState connected');
    }
    const say = async (who: GatewayClient, content: string): Promise<void> => {
      const since = who.events.length;
      await who.conference(1, { kind: 'sendMessage', message: { content } });
      await who.until('requestSucceeded', since);
    };
    await say(b, 'mine');
    await say(a, 'before');
    await b.until(`conf(1) messageReceived ${dana.uri} before`);
    const uri = focusIn(b);
    await b.poll();
    // Its gateway ends, and nobody has said that they leave.
    await other.stop();
    for (const words of ['one', 'two', 'three']) await say(a, words);
    await say(c, 'and I');
    const back = await gateway.join(lee);
    const enter = async (): Promise<number> => {
      const reply = await back.conference(0, {
        kind: 'initiateImSession',
        uris: [uri],
        message: { content: '-' },
      });
      const confId = reply.kind === 'requestAccepted' ? (reply.confId ?? 0) : 0;
      await back.until(`conf(${confId}) imSessionState connected`);
      return confId;
    };
    const confId = await enter();
    await say(a, 'after');
    await back.until(`conf(${confId}) messageReceived ${dana.uri} after`);
    // By their ids a client knows what it has of the time before (`overlapMs`).
    const heard = heardBy(back, dana);
    expect(heard.slice(heard.indexOf('one'))).toEqual(['one', 'two', 'three', 'after']);
    expect(heardBy(back, kim)).toEqual(['and I']);
    // Their own client wrote it.
    expect(heardBy(back, lee)).toEqual([]);
    // Whoever has left has missed nothing. Prosody's archive counts in whole seconds: it would tell of the one in which they come back.
    if (name === 'prosody') return;
    const left = a.events.length;
    await back.conference(confId, { kind: 'terminateImSession' });
    await a.until(`conf(1) participantRemoved ${lee.uri}`, left);
    await say(a, 'without lee');
    const again = await enter();
    await say(a, 'with lee');
    await back.until(`conf(${again}) messageReceived ${dana.uri} with lee`);
    expect(heardBy(back, dana)).not.toContain('without lee');
  });

  it(
    'lets nobody into a conference that is no more, and leaves no room behind',
    async () => {
      const gateway = await startGateway(service);
      const [dana, lee] = await two();
      const [kim, mei] = [await account('kim'), await account('mei')];
      const [a, b, c] = [await gateway.join(dana), await gateway.join(lee), await gateway.join(kim)];
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'hello' } });
      await b.until('conf(1) imSessionState incoming');
      await b.conference(1, { kind: 'acceptImSession' });
      await b.until('conf(1) imSessionState connected');
      await c.until('conf(1) imSessionState incoming');
      const uri = focusIn(b);
      await b.conference(1, { kind: 'terminateImSession' });
      await a.until(`conf(1) participantRemoved ${lee.uri}`);
      await a.conference(1, { kind: 'terminateImSession' });
      await a.until('conf(1) imSessionState terminated');
      const foreign = await joinForeign(service, mei);
      await untilNoRoom(foreign, uri);
      await b.until('conf(1) imSessionState terminated');
      // By its address, by an invitation that came while it was there, and by an address at which there never was one.
      const never = focusUriOf(roomOfFocusUri(uri)?.replace('talk-', 'talk-0') ?? '') ?? '';
      const [joined, accepted] = [b.events.length, c.events.length];
      for (const each of [uri, never])
        await b.conference(0, { kind: 'initiateImSession', uris: [each], message: { content: 'x' } });
      for (const confId of [2, 3]) await b.until(`conf(${confId}) imSessionState terminated`, joined);
      // The service may still be taking away what it made for them.
      for (const each of [uri, never]) await untilNoRoom(foreign, each);
      await c.conference(1, { kind: 'acceptImSession' });
      await c.until('conf(1) imSessionState terminated', accepted);
      const refused = 'requestFailed 18201 404';
      expect(b.words.slice(joined).filter((each) => each === refused)).toHaveLength(2);
      expect(b.talk).toEqual(expect.arrayContaining([`conf(2) inviteFailed ${uri}`, `conf(3) inviteFailed ${never}`]));
      expect(c.words.slice(accepted)).toContain(refused);
      for (const each of [uri, never]) await untilNoRoom(foreign, each);
      // Their session is as good as before.
      await b.conference(0, { kind: 'initiateImSession', uris: [dana.uri, kim.uri], message: { content: 'anew' } });
      await a.until(/imSessionReceived .* anew$/u);
    },
    slowMs,
  );

  it(
    'takes away at a later sign-in what a gateway that was lost has left of a conference, once nobody can want it',
    async () => {
      const [dana, lee] = await two();
      const [kim, mei] = [await account('kim'), await account('mei')];
      const foreign = await joinForeign(service, mei);
      const lost = await startGateway(service);
      const a = await lost.join(dana);
      const begin = async (): Promise<string> => {
        const before = focusIn(a);
        const uris = [lee.uri, kim.uri];
        await a.conference(0, { kind: 'initiateImSession', uris, message: { content: 'hello' } });
        await a.untilTrue(() => focusIn(a) !== before);
        return focusIn(a);
      };
      const [empty, inUse] = [await begin(), await begin()];
      const room = roomOfFocusUri(inUse) ?? '';
      await foreign.send(xml('presence', { to: `${room}/mei` }, xml('x', { xmlns: spaces.muc })));
      await a.until(new RegExp(`participant ${mei.uri}`, 'u'));
      await lost.stop();
      const later = async (ms: number): Promise<void> => {
        const clock = { ...systemClock, now: () => Date.now() + ms };
        const gateway = await startGateway(service, {}, clock);
        const back = await gateway.join(dana);
        // What it does at the beginning is done, or under way, when a question to the service is answered.
        for (const term of [lee.jid, dana.jid]) {
          const since = back.events.length;
          await back.send({ kind: 'search', firstName: [], lastName: [], displayName: [term], emailAlias: [term] });
          await back.until('searchResult', since);
        }
        if (ms > 24 * hourMs) await untilNoRoom(foreign, empty);
        await gateway.stop();
      };
      await later(23 * hourMs);
      expect(await askFor(foreign, empty)).toBe('there');
      await later(25 * hourMs);
      expect(await askFor(foreign, inUse)).toBe('there');
    },
    slowMs,
  );

  it('refuses in words what XMPP cannot carry', async () => {
    const gateway = await startGateway(service);
    const client = await gateway.join(await account('dana'));
    const call = await client.conference(1, { kind: 'voIPTerminate', action: 'busyhere' });
    expect(call).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18102, detail: 'This service carries no calls.' },
    });
    const xmlText = '<x xmlns="urn:example"/>';
    const categories = [{ name: 'x', nameSpace: 'urn:example', xml: xmlText }];
    await client.send({ kind: 'publishRawCategories', categories });
    await client.until('requestFailed 18102');
    const groups = client.events.length;
    await client.send({ kind: 'addGroup', name: 'All', externalUri: 'sip:all@example.com' });
    await client.until('requestFailed 18102', groups);
  });
});
