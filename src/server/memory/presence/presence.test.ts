import { describe, expect, it } from 'vitest';
import type { Category, CategoryPayload } from '../../../protocol/presence/category';
import type { PublishedCategory } from '../../../protocol/requests/publish-self-presence';
import type { TestClient } from '../../testing/test-client';
import { dana, kim, lee, people, personRecord, startTestServer, type TestServer } from '../../testing/test-server';

const minute = 60_000;

const state = (availability: number, more: object = {}): PublishedCategory => ({
  name: 'state',
  instanceMask: 0x20000000,
  payload: { kind: 'state', type: 'userState', manual: true, availability, activities: [], ...more },
});
const machine = (availability: number): PublishedCategory => ({
  name: 'state',
  instanceMask: 0x30000000,
  payload: { kind: 'state', type: 'machineState', availability, activities: [] },
});
const note = (text: string): PublishedCategory => ({
  name: 'note',
  instanceMask: 0,
  payload: { kind: 'note', bodies: [{ type: 'personal', text }] },
});
const publish = (client: TestClient, ...categories: PublishedCategory[]): ReturnType<TestClient['send']> =>
  client.send({ kind: 'publishSelfPresence', categories });
const setLevel = (client: TestClient, id: number, uri: string): ReturnType<TestClient['send']> =>
  client.send({ kind: 'updateContainer', id, addMembers: [{ type: 'uri', value: uri }], deleteMembers: [] });

/** The last that the client has been told of somebody. */
function lastOf(client: TestClient, uri: string): readonly Category[] {
  const users = client.ofKind('userPresence').flatMap((event) => event.users);
  return users.filter((user) => user.uri === uri).at(-1)?.categories ?? [];
}
const payloads = <Kind extends CategoryPayload['kind']>(
  categories: readonly Category[],
  kind: Kind,
): Extract<CategoryPayload, { kind: Kind }>[] =>
  categories.flatMap(({ payload }) =>
    payload?.kind === kind ? [payload as Extract<CategoryPayload, { kind: Kind }>] : [],
  );
const availabilityOf = (client: TestClient, uri: string): number | undefined =>
  payloads(lastOf(client, uri), 'state')[0]?.availability;

async function watchedPair(server: TestServer): Promise<{ danaClient: TestClient; leeClient: TestClient }> {
  const danaClient = await server.join('dana');
  const leeClient = await server.join('lee');
  await leeClient.send({ kind: 'subscribePresence', uris: [dana.uri] });
  await leeClient.skip();
  await danaClient.skip();
  return { danaClient, leeClient };
}

describe('userPresence', () => {
  it('has the categories in the order that clients know, empty ones with only a name', async () => {
    const server = await startTestServer();
    const { leeClient } = await watchedPair(server);
    expect(lastOf(leeClient, dana.uri).map(({ name, instance }) => [name, instance])).toEqual([
      ['calendarData', undefined],
      ['contactCard', 0],
      ['contactCard', 3],
      ['note', undefined],
      ['state', 1],
      ['services', undefined],
    ]);
  });

  it('7.15 takes any expires, and writes instance, version 0 and an ISO time in whole seconds', async () => {
    const server = await startTestServer();
    const publisher = await server.join('dana');
    for (const expires of ['-1', 'true', '3600']) {
      const empty = `<cwaCategory name="note" instanceMask="0" expires="${expires}"/>`;
      const { body } = await publisher.post(
        '/cwa/MainCommandHandler.ashx',
        `<cwaRequests sid="${publisher.sid}"><publishSelfPresence rid="9">${empty}</publishSelfPresence></cwaRequests>`,
      );
      expect(body).toContain('<requestAccepted rid="9"/>');
    }
    expect(await publisher.news()).not.toContainEqual(expect.stringMatching(/^requestFailed/u));
    const client = await server.join('lee');
    await client.send({ kind: 'queryPresence', uris: [dana.uri] });
    const { body } = await client.pollRaw();
    expect(body).toMatch(
      /<cwaCategory name="contactCard" instance="0" version="0" publishTime="2009-04-02T09:00:00Z">/u,
    );
    expect(body).toContain('<cwaCategory name="note"/>');
    expect(body).not.toContain('instanceMask');
  });

  it('tells a watcher when somebody comes, changes something and goes', async () => {
    const server = await startTestServer();
    const leeClient = await server.join('lee');
    await leeClient.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await leeClient.poll();
    expect(availabilityOf(leeClient, dana.uri)).toBe(18500);
    const danaClient = await server.join('dana', { userStateAvailability: 6500 });
    await leeClient.poll();
    expect(availabilityOf(leeClient, dana.uri)).toBe(6500);
    await publish(danaClient, note('Stock-taking until four'));
    await leeClient.poll();
    expect(payloads(lastOf(leeClient, dana.uri), 'note')[0]?.bodies).toEqual([
      { type: 'personal', text: 'Stock-taking until four' },
    ]);
    await danaClient.send({ kind: 'terminateSession' });
    await leeClient.poll();
    expect(availabilityOf(leeClient, dana.uri)).toBe(18500);
  });

  it('7.10 shows who appears offline with 18500, as who is', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await publish(danaClient, state(18000));
    await leeClient.skip();
    const hidden = lastOf(leeClient, dana.uri);
    await danaClient.send({ kind: 'terminateSession' });
    expect(await leeClient.news()).toEqual([]);
    expect(payloads(hidden, 'state')[0]).toMatchObject({ type: 'aggregateState', availability: 18500 });
  });

  it('follows contacts by itself, unless the options of initiateSession say no', async () => {
    const server = await startTestServer({ people: [dana, lee, { ...kim, contacts: [dana.uri] }] });
    const follows = await server.join('kim');
    const doesNot = await server.join('kim', {
      options: { autoPublishMachineState: true, autoSubscribePresenceForContacts: false },
    });
    await follows.skip();
    await server.join('dana');
    expect(await follows.news()).toContain('userPresence');
    expect(await doesNot.news()).not.toContain('userPresence');
  });

  it('delivers to contacts and queries what categoryEventFilter names, to subscribePresence everything', async () => {
    const server = await startTestServer();
    const client = await server.join('lee', { categoryEventFilter: ['state'] });
    await client.send({ kind: 'queryPresence', uris: [dana.uri] });
    await client.poll();
    expect(lastOf(client, dana.uri).map(({ name }) => name)).toEqual(['state']);
    await client.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await client.poll();
    expect(lastOf(client, dana.uri)).toHaveLength(6);
  });
});

describe('queryPresence, subscribePresence and unSubscribePresence', () => {
  it('queryPresence succeeds for those that are known', async () => {
    const client = await (await startTestServer()).join('lee');
    await client.send({ kind: 'queryPresence', uris: ['sip:ghost@example.com', 'sip:DANA@example.com', kim.uri] });
    expect(await client.news()).toEqual(['requestSucceeded', 'userPresence']);
    expect(client.ofKind('userPresence')[0]?.users.map(({ uri }) => uri)).toEqual([dana.uri, kim.uri]);
  });

  it('queryPresence looks once', async () => {
    const server = await startTestServer();
    const client = await server.join('lee');
    await client.send({ kind: 'queryPresence', uris: [dana.uri] });
    expect(await client.news()).toEqual(['requestSucceeded', 'userPresence']);
    expect(availabilityOf(client, dana.uri)).toBe(18500);
    await server.join('dana');
    expect(await client.news()).toEqual([]);
  });

  it('subscribePresence brings a snapshot, presenceSubscriptionState, then every change', async () => {
    const server = await startTestServer();
    const client = await server.join('lee');
    await client.send({ kind: 'subscribePresence', uris: [dana.uri, 'sip:ghost@example.com'] });
    expect(await client.news()).toEqual(['requestSucceeded', 'userPresence', 'presenceSubscriptionState']);
    expect(client.ofKind('presenceSubscriptionState')[0]?.users).toEqual([
      { uri: dana.uri, state: 'subscribed' },
      { uri: 'sip:ghost@example.com', state: 'terminated' },
    ]);
    await server.join('dana');
    expect(await client.news()).toEqual(['userPresence']);
  });

  it('7.25 unSubscribePresence ends it, in both spellings', async () => {
    for (const name of ['unSubscribePresence', 'unsubscribePresence']) {
      const server = await startTestServer();
      const client = await server.join('lee');
      await client.send({ kind: 'subscribePresence', uris: [dana.uri] });
      const request = `<${name} rid="9"><uris><uri>${dana.uri}</uri></uris></${name}>`;
      await client.post('/cwa/MainCommandHandler.ashx', `<cwaRequests sid="${client.sid}">${request}</cwaRequests>`);
      await client.skip();
      await server.join('dana');
      expect(await client.news()).toEqual([]);
    }
  });

  it.each(['queryPresence', 'subscribePresence', 'unSubscribePresence'])(
    '%s rejects an address without sip:',
    async (name) => {
      const client = await (await startTestServer()).join('lee');
      const request = `<${name} rid="9"><uris><uri>dana@example.com</uri></uris></${name}>`;
      const { body } = await client.post(
        '/cwa/MainCommandHandler.ashx',
        `<cwaRequests sid="${client.sid}">${request}</cwaRequests>`,
      );
      expect(body).toContain('<requestInvalid rid="9">');
    },
  );

  it('fails more subscriptions than a session may have', async () => {
    const server = await startTestServer({}, { limits: { subscriptions: 1 } });
    const client = await server.join('lee');
    await client.send({ kind: 'subscribePresence', uris: [dana.uri, kim.uri] });
    expect(await client.news()).toEqual(['requestFailed 18201 413']);
  });
});

describe('access levels', () => {
  it.each([
    [100, ['Operations', 'Example Works', undefined, []], 6500, []],
    [200, ['Operations', 'Example Works', 'Room 208', ['work']], 6600, [{ token: 'in-a-meeting', custom: [] }]],
    [
      300,
      ['Operations', 'Example Works', 'Room 208', ['work', 'mobile']],
      6600,
      [{ token: 'in-a-meeting', custom: [{ text: 'Budget', lcid: 1033 }] }],
    ],
    [
      400,
      ['Operations', 'Example Works', 'Room 208', ['work', 'mobile', 'home']],
      6600,
      [{ token: 'in-a-meeting', custom: [{ text: 'Budget', lcid: 1033 }] }],
    ],
  ] as const)(
    'level %i sees what the table gives it',
    async (level, [title, company, office, phones], availability, activities) => {
      const server = await startTestServer();
      const { danaClient, leeClient } = await watchedPair(server);
      await setLevel(danaClient, level, lee.uri);
      await publish(
        danaClient,
        note('Back at four'),
        state(6600, { activities: [{ token: 'in-a-meeting', custom: [{ lcid: 1033, text: 'Budget' }] }] }),
      );
      await leeClient.poll();
      const seen = lastOf(leeClient, dana.uri);
      const [identity, work] = payloads(seen, 'contactCard');
      expect(identity).toMatchObject({ displayName: 'Dana Reyes', email: 'dana@example.com' });
      expect([work?.title, work?.company, work?.office, work?.phones.map(({ type }) => type)]).toEqual([
        title,
        company,
        office,
        phones,
      ]);
      expect(payloads(seen, 'note')).toHaveLength(level >= 200 ? 1 : 0);
      expect(payloads(seen, 'state')).toMatchObject([{ availability, activities }]);
    },
  );

  it('a blocked viewer sees name and e-mail, 18500, and never again an event', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await setLevel(danaClient, 32000, lee.uri);
    await leeClient.skip();
    const seen = lastOf(leeClient, dana.uri);
    expect(seen.filter(({ payload }) => payload).map(({ name }) => name)).toEqual(['contactCard', 'state']);
    expect(payloads(seen, 'contactCard')).toEqual([
      { kind: 'contactCard', displayName: 'Dana Reyes', email: 'dana@example.com', phones: [] },
    ]);
    expect(payloads(seen, 'state')).toMatchObject([{ availability: 18500 }]);
    await publish(danaClient, state(9500), note('secret'));
    await danaClient.send({ kind: 'terminateSession' });
    await server.join('dana');
    expect(await leeClient.news()).toEqual([]);
    await leeClient.send({ kind: 'queryPresence', uris: [dana.uri] });
    await leeClient.poll();
    expect(lastOf(leeClient, dana.uri)).toEqual(seen);
  });

  it('falls back to the level of the network when somebody is taken out (3.25)', async () => {
    const partner = personRecord('pia', 'Pia Lund', { uri: 'sip:pia@partner.example', user: 'PARTNER\\pia' });
    const server = await startTestServer({ people: [...people, partner] });
    const danaClient = await server.join('dana');
    const pia = server.client();
    await pia.signIn(partner.user, 'correct horse');
    await pia.open();
    await pia.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await setLevel(danaClient, 400, partner.uri);
    await pia.poll();
    expect(payloads(lastOf(pia, dana.uri), 'contactCard')[1]?.phones).toHaveLength(3);
    await danaClient.send({
      kind: 'updateContainer',
      id: 400,
      addMembers: [],
      deleteMembers: [{ type: 'uri', value: partner.uri }],
    });
    await pia.poll();
    expect(payloads(lastOf(pia, dana.uri), 'contactCard')[1]?.phones).toEqual([]);
    expect(pia.ofKind('userPresence').at(-1)?.users[0]?.sourceNetwork).toBe('federated');
  });

  it('gives public-cloud users nothing but the name', async () => {
    const cloud = personRecord('clo', 'Clo', {
      uri: 'sip:clo@cloud.example',
      user: 'CLOUD\\clo',
      network: 'publicCloud',
    });
    const server = await startTestServer({ people: [...people, cloud] });
    await server.join('dana');
    const client = server.client();
    await client.signIn(cloud.user, 'correct horse');
    await client.open();
    await client.send({ kind: 'queryPresence', uris: [dana.uri] });
    await client.poll();
    expect(
      lastOf(client, dana.uri)
        .filter(({ payload }) => payload)
        .map(({ name, instance }) => [name, instance]),
    ).toEqual([['contactCard', 0]]);
  });
});

describe('publishSelfPresence', () => {
  it('succeeds and brings the complete selfPresence to every endpoint', async () => {
    const server = await startTestServer();
    const [one, other] = [await server.join('dana'), await server.join('dana')];
    await one.skip();
    await publish(one, state(9500), note('Writing'));
    expect(await one.news()).toEqual(['requestSucceeded', 'selfPresence']);
    await other.poll();
    const own = other.ofKind('selfPresence').at(-1)?.categories ?? [];
    expect(payloads(own, 'state').map(({ type, availability }) => [type, availability])).toEqual([
      ['userState', 9500],
      ['machineState', 3500],
      ['machineState', 3500],
      ['aggregateState', 9500],
    ]);
    expect(payloads(own, 'note')).toHaveLength(1);
    expect(payloads(own, 'contactCard')[1]?.phones).toHaveLength(3);
  });

  it.each([
    [
      'a name that is not registered',
      { name: 'mood', instanceMask: 0, payload: { kind: 'foreign', xml: '<m xmlns="urn:m"/>' } },
    ],
    [
      'the directory’s card',
      { name: 'contactCard', instanceMask: 0, payload: { kind: 'contactCard', displayName: 'Boss', phones: [] } },
    ],
    ['the server’s own state', state(3500, { type: 'aggregateState' })],
    ['another number than there is', state(99_999)],
  ] as const)('publishes nothing when one category fails: %s', async (_, bad) => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await publish(danaClient, note('Good'), bad);
    expect(await danaClient.news()).toEqual([expect.stringMatching(/^requestFailed 18102/u)]);
    expect(await leeClient.news()).toEqual([]);
  });

  it('fails what is too large with SIP 413', async () => {
    const client = await (await startTestServer()).join('dana');
    await publish(client, note('x'.repeat(70_000)));
    expect(await client.news()).toEqual(['requestFailed 18201 413']);
  });

  it('takes a category back by an empty one', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await publish(danaClient, note('Here'));
    await publish(danaClient, { name: 'note', instanceMask: 0 });
    await leeClient.poll();
    expect(payloads(lastOf(leeClient, dana.uri), 'note')).toEqual([]);
  });

  it('keeps calendarData and services as they came, in several instances', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    const calendar = (text: string): PublishedCategory['payload'] => ({
      kind: 'calendarData',
      xml: `<calendarData xmlns="http://schemas.microsoft.com/2006/09/sip/calendarData"><a>${text}</a></calendarData>`,
    });
    await publish(
      danaClient,
      { name: 'calendarData', instanceMask: 0, payload: calendar('hours') },
      { name: 'calendarData', instanceMask: 77, payload: calendar('busy') },
    );
    await leeClient.poll();
    const calendars = lastOf(leeClient, dana.uri).filter(({ name }) => name === 'calendarData');
    expect(calendars.map(({ instance }) => instance)).toEqual([0, 77]);
    expect(payloads(calendars, 'calendarData').map(({ xml }) => /<a>(.*)<\/a>/u.exec(xml)?.[1])).toEqual([
      'hours',
      'busy',
    ]);
  });
});

describe('machine state', () => {
  it('goes inactive after 5 minutes without UA, away after 15 more, and comes back with the first UA', async () => {
    const server = await startTestServer({ sessionTimeoutS: 7_200 });
    const { danaClient, leeClient } = await watchedPair(server);
    const after = async (minutes: number, isActive = false): Promise<number | undefined> => {
      for (let at = 0; at < minutes; at += 1) {
        server.clock.advance(minute);
        await danaClient.poll();
        await leeClient.poll(true);
      }
      if (isActive) await danaClient.poll(true);
      await leeClient.poll(true);
      return availabilityOf(leeClient, dana.uri);
    };
    expect(await after(4)).toBe(3500);
    expect(await after(2)).toBe(4500);
    expect(await after(13)).toBe(4500);
    expect(await after(2)).toBe(15500);
    expect(await after(0, true)).toBe(3500);
  });

  it('is that of the most active endpoint', async () => {
    const server = await startTestServer({ sessionTimeoutS: 7_200 });
    const { danaClient, leeClient } = await watchedPair(server);
    const second = await server.join('dana');
    for (let at = 0; at < 7; at += 1) {
      server.clock.advance(minute);
      await Promise.all([danaClient.poll(), second.poll(true), leeClient.poll(true)]);
    }
    expect(availabilityOf(leeClient, dana.uri)).toBe(3500);
  });

  it('is the client’s own business where autoPublishMachineState is false', async () => {
    const server = await startTestServer({ sessionTimeoutS: 7_200 });
    const danaClient = await server.join('dana', {
      options: { autoPublishMachineState: false, autoSubscribePresenceForContacts: true },
    });
    const leeClient = await server.join('lee');
    await leeClient.send({ kind: 'subscribePresence', uris: [dana.uri] });
    for (let at = 0; at < 7; at += 1) {
      server.clock.advance(minute);
      await Promise.all([danaClient.poll(), leeClient.poll(true)]);
    }
    expect(availabilityOf(leeClient, dana.uri)).toBe(3500);
    await publish(danaClient, machine(5000));
    await leeClient.poll();
    expect(availabilityOf(leeClient, dana.uri)).toBe(4500);
  });

  it('is not kept active by commands that a timer sends', async () => {
    const server = await startTestServer({ sessionTimeoutS: 7_200 });
    const { danaClient, leeClient } = await watchedPair(server);
    for (let at = 0; at < 6; at += 1) {
      await server.pass(minute, [danaClient]);
      await publish(danaClient, state(3500));
      await leeClient.poll(true);
    }
    await leeClient.poll();
    expect(availabilityOf(leeClient, dana.uri)).toBe(4500);
  });
});

describe('raw categories', () => {
  const raw = (container: string, text: string): object => ({
    name: 'mood',
    nameSpace: 'urn:example:mood',
    instanceMask: 0,
    container,
    expireType: 'static',
    xml: `<mood xmlns="urn:example:mood">${text}</mood>`,
  });
  const publishRaw = (client: TestClient, ...categories: object[]): ReturnType<TestClient['send']> =>
    client.send({ kind: 'publishRawCategories', categories: categories as never });
  const textsOf = (client: TestClient): (string | undefined)[] =>
    (client.ofKind('userRawCategories').at(-1)?.users[0]?.categories ?? []).map(
      ({ xml }) => />([^<]*)</u.exec(xml)?.[1],
    );

  it('publishRawCategories brings selfRawCategories to the publisher and userRawCategories to who may see them', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await publishRaw(danaClient, raw('200', 'fine'));
    expect(await danaClient.news()).toEqual(['requestSucceeded', 'selfRawCategories']);
    expect(await leeClient.news()).toEqual(['userRawCategories']);
    expect(textsOf(leeClient)).toEqual(['fine']);
    await leeClient.send({ kind: 'queryPresence', uris: [dana.uri] });
    await leeClient.poll();
    expect(leeClient.ofKind('userPresence').at(-1)?.users[0]?.rawCategories).toHaveLength(1);
  });

  it('reach no further than their container', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await publishRaw(danaClient, raw('400', 'for friends'), raw('2', 'for me'));
    expect(await leeClient.news()).toEqual([]);
    await setLevel(danaClient, 400, lee.uri);
    await leeClient.poll();
    expect(textsOf(leeClient)).toEqual(['for friends']);
    await setLevel(danaClient, 32000, lee.uri);
    await leeClient.poll();
    expect(textsOf(leeClient)).toEqual([]);
  });

  it('come from the highest container that has the viewer and the category', async () => {
    const server = await startTestServer();
    const { danaClient, leeClient } = await watchedPair(server);
    await publishRaw(danaClient, raw('0', 'for all'), raw('200', 'for colleagues'));
    await leeClient.poll();
    expect(textsOf(leeClient)).toEqual(['for colleagues']);
  });
});
