import { describe, expect, it } from 'vitest';
import { decodeEvents } from '../../../protocol/events';
import { decodeReplies } from '../../../protocol/replies';
import type { CwaRequest } from '../../../protocol/requests';
import { dana, startTestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';

const query = (rid: string): CwaRequest => ({ kind: 'queryPresence', rid, uris: ['sip:lee@example.com'] });
const raw = (client: TestClient, requests: string, sid: number | string = client.sid): ReturnType<TestClient['post']> =>
  client.post('/cwa/MainCommandHandler.ashx', `<cwaRequests sid="${sid}">${requests}</cwaRequests>`);

describe('initiateSession', () => {
  it('7.3, 7.36 is answered by requestAccepted with the children sid, uri of the user and pollWaitTime', async () => {
    const server = await startTestServer({ pollWaitMs: 3_000 });
    const client = server.client();
    await client.signIn('EXAMPLE\\dana', 'correct horse');
    const { body } = await raw(client, '<initiateSession rid="1"/>', 0);
    expect(body).toMatch(
      /^<cwaResponses requestProcessed="1" unexpectedElement="0">\s+<requestAccepted rid="1">\s+<sid>\d+<\/sid>\s+<uri>sip:dana@example\.com<\/uri>\s+<pollWaitTime>3000<\/pollWaitTime>\s+<\/requestAccepted>\s+<\/cwaResponses>$/u,
    );
  });

  it('brings the first batch: requestSucceeded, configuration, contactGroup, containers, selfPresence', async () => {
    const client = await (await startTestServer()).join('dana');
    expect(client.events.map(({ kind }) => kind)).toEqual([
      'requestSucceeded',
      'configuration',
      'contactGroup',
      'containers',
      'selfPresence',
    ]);
    expect(client.events.map((event) => event.eid)).toEqual([1, 2, 3, 4, 5]);
    expect(client.events[0]).toMatchObject({ rid: '1' });
  });

  it('7.16, 7.13, 7.24 sends the configuration event with the composing timers 60 and 120, and enableAppearOffline in it', async () => {
    const server = await startTestServer({ userNotice: 'Conversations may be archived.' });
    const client = server.client();
    await client.signIn('EXAMPLE\\dana', 'correct horse');
    await client.open();
    const { body } = await client.pollRaw();
    expect(body).toContain('<configuration eid="2">');
    expect(decodeEvents(body).events[1]).toEqual({
      kind: 'configuration',
      eid: 2,
      search: { defaultFunction: 'or', defaultFields: 12 },
      enableAppearOffline: true,
      imComposingTimers: { refreshInterval: 60, timeout: 120 },
      userNotice: 'Conversations may be archived.',
    });
  });

  it('queues events from the moment the session exists, not from the first poll', async () => {
    const server = await startTestServer();
    const client = server.client();
    await client.signIn('EXAMPLE\\dana', 'correct horse');
    await client.open();
    await client.send({ kind: 'addGroup', name: 'Suppliers' });
    expect((await client.poll()).slice(-2).map(({ kind }) => kind)).toEqual(['requestSucceeded', 'contactGroup']);
  });

  it('gives each endpoint of a user a session of its own', async () => {
    const server = await startTestServer();
    const [one, other] = [await server.join('dana'), await server.join('dana')];
    expect(one.sid).not.toBe(other.sid);
    await one.skip();
    await one.send({ kind: 'search', firstName: ['lee'], lastName: [], displayName: [], emailAlias: [] });
    expect(await one.news()).toEqual(['requestSucceeded', 'searchResult']);
    expect(await other.news()).toEqual([]);
  });

  it('7.9 refuses a first state that is none with requestInvalid', async () => {
    const client = await (await startTestServer()).join('dana');
    const { body } = await raw(
      client,
      '<initiateSession rid="9"><userStateAvailability>99999</userStateAvailability></initiateSession>',
      0,
    );
    expect(body).toContain('requestProcessed="0"');
    expect(body).toContain('<requestInvalid rid="9">');
  });

  it('answers 18101 when a user has too many sessions, and lets one go that has been silent', async () => {
    const server = await startTestServer({}, { limits: { sessionsPerUser: 2 } });
    const first = await server.join('dana');
    const second = await server.join('dana');
    const third = server.client();
    await third.signIn('EXAMPLE\\dana', 'correct horse');
    expect(await third.open()).toMatchObject({ kind: 'requestFailed', error: { code: 18101 } });
    server.clock.advance(30_000);
    await second.poll();
    expect(await third.open()).toMatchObject({ kind: 'requestAccepted' });
    expect((await first.pollRaw()).body).toContain('code="18100"');
  });
});

describe('a session that is not there', () => {
  it('7.17 refuses a request without sid with 18100, one with an unknown sid too', async () => {
    const client = await (await startTestServer()).join('dana');
    for (const sid of [null, 0, 1, 2 ** 40]) {
      const { replies } = await client.command([query('5'), { kind: 'terminateSession', rid: '6' }], sid);
      expect(replies).toMatchObject([
        { kind: 'requestFailed', rid: '5', error: { code: 18100 } },
        { kind: 'requestFailed', rid: '6', error: { code: 18100 } },
      ]);
    }
    expect((await raw(client, '<terminateSession rid="6"/>', 'seven')).body).toContain('code="18100"');
  });

  it('does not show the session of somebody else', async () => {
    const server = await startTestServer();
    const dana = await server.join('dana');
    const lee = await server.join('lee');
    const { replies } = await lee.command([query('5'), { kind: 'terminateSession', rid: '6' }], dana.sid);
    expect(replies).toMatchObject([{ error: { code: 18100 } }, { error: { code: 18100 } }]);
    expect((await lee.pollRaw(`Sid=${dana.sid}&AckID=0`)).body).toContain('code="18100"');
    expect(await dana.send({ kind: 'queryPresence', uris: ['sip:lee@example.com'] })).toMatchObject({
      kind: 'requestAccepted',
    });
  });

  it('answers a poll of an unknown Sid with an error in a document that can be read, a Sid that is no number with 18001', async () => {
    const client = await (await startTestServer()).join('dana');
    for (const [text, code] of [
      ['Sid=1&AckID=0', 18100],
      ['AckID=0', 18100],
      ['Sid=x&AckID=0', 18001],
      [`Sid=${client.sid}&AckID=-1`, 18001],
    ] as const) {
      const { status, body } = await client.pollRaw(text);
      expect(status).toBe(200);
      expect(decodeReplies(body).replies).toMatchObject([{ kind: 'error', error: { code } }]);
    }
  });

  it('ends with terminateSession: accepted, then 18100 for requests and polls', async () => {
    const client = await (await startTestServer()).join('dana');
    expect(await client.send({ kind: 'terminateSession' })).toMatchObject({ kind: 'requestAccepted' });
    expect(await client.send({ kind: 'terminateSession' })).toMatchObject({ error: { code: 18100 } });
    expect((await client.pollRaw()).body).toContain('code="18100"');
  });
});

describe('time', () => {
  it('7.6 tells sessionTimeout in seconds, counted from the last activity of the user', async () => {
    const server = await startTestServer({ sessionTimeoutS: 600 });
    const client = await server.join('dana');
    server.clock.advance(5_000);
    const { body } = await client.pollRaw();
    expect(body).toMatch(/^<cwaEvents [^>]*sessionTimeout="595"/u);
    await client.poll(true);
    expect(client.lastPoll?.sessionTimeoutS).toBe(600);
  });

  it('ends a session without activity of the user, however often its client polls', async () => {
    const server = await startTestServer({ sessionTimeoutS: 10 });
    const client = await server.join('dana');
    server.clock.advance(6_000);
    await client.poll();
    server.clock.advance(5_000);
    expect((await client.pollRaw()).body).toContain('code="18100"');
  });

  it('keeps a session that its user uses', async () => {
    const server = await startTestServer({ sessionTimeoutS: 10 });
    const client = await server.join('dana');
    for (let round = 0; round < 5; round += 1) {
      server.clock.advance(6_000);
      if (round % 2) await client.poll(true);
      else
        expect(await client.send({ kind: 'queryPresence', uris: [dana.uri] })).toMatchObject({
          kind: 'requestAccepted',
        });
    }
  });

  it('takes a client for gone that has not been heard of for three minutes, and shows its user offline', async () => {
    const server = await startTestServer({ sessionTimeoutS: 3_600 });
    const dana = await server.join('dana');
    const lee = await server.join('lee');
    await lee.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await lee.poll();
    for (let minute = 0; minute < 4; minute += 1) {
      server.clock.advance(60_000);
      await lee.poll(true);
    }
    const state = lee
      .ofKind('userPresence')
      .at(-1)
      ?.users[0]?.categories.find(({ name }) => name === 'state');
    expect(state?.payload).toMatchObject({ availability: 18500 });
    expect((await dana.pollRaw()).body).toContain('code="18100"');
  });

  it('ends a session that nobody fetches for and that fills up', async () => {
    const server = await startTestServer({}, { limits: { queuedEvents: 20 } });
    const client = await server.join('dana');
    for (let round = 0; round < 30; round += 1) await client.send({ kind: 'queryPresence', uris: [dana.uri] });
    expect((await client.pollRaw()).body).toContain('code="18100"');
  });
});

describe('polls', () => {
  it('7.8 tells the eid of the last event as ackId, also without events, and repeats for an old number', async () => {
    const server = await startTestServer();
    const client = server.client();
    await client.signIn('EXAMPLE\\dana', 'correct horse');
    await client.open();
    const first = decodeEvents((await client.pollRaw()).body);
    expect(first.ackId).toBe(first.events.at(-1)?.eid);
    expect(decodeEvents((await client.pollRaw()).body)).toEqual(first);
    client.ackId = first.ackId ?? 0;
    const { body } = await client.pollRaw();
    expect(body).toMatch(/^<cwaEvents sid="\d+" ackId="5" pollWaitTime="1000" sessionTimeout="600"\/>$/u);
  });

  it('sends nothing for a number that is too high, until it has caught up', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'a' });
    const ahead = decodeEvents((await client.pollRaw(`Sid=${client.sid}&AckID=9`)).body);
    expect(ahead).toMatchObject({ ackId: 9, events: [] });
    await client.send({ kind: 'addGroup', name: 'b' });
    await client.send({ kind: 'addGroup', name: 'c' });
    expect(decodeEvents((await client.pollRaw(`Sid=${client.sid}&AckID=9`)).body).events.map(({ eid }) => eid)).toEqual(
      [10, 11],
    );
  });

  it('7.30, 7.31 reads the query in any case and with empty parameters', async () => {
    const client = await (await startTestServer()).join('dana');
    const { body } = await client.pollRaw(`sid=${client.sid}&&AckId=0&UA=`);
    expect(decodeEvents(body).ackId).toBe(5);
  });

  it('7.22 never puts requestAccepted on the data channel', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'a' });
    expect((await client.pollRaw()).body).not.toContain('requestAccepted');
  });
});

describe('held polls', () => {
  it('answers at once when an event comes, with everything of that moment together', async () => {
    const server = await startTestServer({ holdMs: 60_000 });
    const client = await server.join('dana');
    const held = client.poll();
    await client.send({ kind: 'addGroup', name: 'a' });
    expect((await held).map(({ kind }) => kind)).toEqual(['requestSucceeded', 'contactGroup']);
  });

  it('answers empty when the time is up', async () => {
    const server = await startTestServer({ holdMs: 20_000 });
    const client = await server.join('dana');
    const held = client.poll();
    await expect
      .poll(() => {
        server.clock.advance(20_000);
        return Promise.race([held, Promise.resolve('held')]);
      })
      .toEqual([]);
  });

  it('releases the first when a second one of the same session comes', async () => {
    const server = await startTestServer({ holdMs: 60_000 });
    const client = await server.join('dana');
    const first = client.poll();
    const second = client.poll();
    expect(await Promise.race([first, second])).toEqual([]);
    await client.send({ kind: 'addGroup', name: 'a' });
    expect((await Promise.all([first, second])).flat()).toHaveLength(2);
  });

  it('answers 18100 when the session ends meanwhile', async () => {
    const server = await startTestServer({ holdMs: 60_000 });
    const client = await server.join('dana');
    const held = client.pollRaw();
    await client.send({ kind: 'terminateSession' });
    expect((await held).body).toContain('code="18100"');
  });
});

describe('a batch', () => {
  it('7.9, 7.23 is answered by one reply a request, in order, and counts what was accepted', async () => {
    const client = await (await startTestServer()).join('dana');
    const requests =
      '<addGroup rid="a"><group name="x"/></addGroup><addGroup rid="b"/><nonsense rid="c"/><queryPresence rid="d"><uris><uri>sip:lee@example.com</uri></uris></queryPresence>';
    const { body } = await raw(client, requests);
    expect(decodeReplies(body)).toMatchObject({
      requestProcessed: 2,
      unexpectedElement: 1,
      replies: [
        { kind: 'requestAccepted', rid: 'a' },
        { kind: 'requestInvalid', rid: 'b', error: { code: 18001 } },
        { kind: 'requestInvalid', rid: 'c', error: { code: 18001 } },
        { kind: 'requestAccepted', rid: 'd' },
      ],
    });
    expect(await client.news()).toEqual(['requestSucceeded', 'contactGroup', 'requestSucceeded', 'userPresence']);
  });

  it('7.18, 7.19 answers requestInvalid to unknown names and missing values, and takes the first of surplus children', async () => {
    const client = await (await startTestServer()).join('dana');
    const { body } = await raw(
      client,
      [
        '<conference rid="1" confId="1"><sendMessage><bold/></sendMessage></conference>',
        '<conference rid="2" confId="1"><demote>x</demote></conference>',
        '<addGroup rid="3" urgent="true"><group name="x"/></addGroup>',
        '<queryPresence><uris><uri>sip:lee@example.com</uri></uris></queryPresence>',
        '<addGroup rid="5"><group name="first"/><group name="second"/></addGroup>',
      ].join(''),
    );
    expect(body).not.toContain('requestRejected');
    expect(decodeReplies(body).replies.map(({ kind }) => kind)).toEqual([
      'requestInvalid',
      'requestInvalid',
      'requestInvalid',
      'requestInvalid',
      'requestAccepted',
    ]);
    await client.poll();
    expect(client.ofKind('contactGroup').at(-1)?.groups).toMatchObject([{ group: { name: 'first' } }]);
  });

  it('7.7 reads names in any case', async () => {
    const client = await (await startTestServer()).join('dana');
    const { body } = await client.post(
      '/cwa/MainCommandHandler.ashx',
      `<cwaRequests Sid="${client.sid}"><addGroup Rid="a"><group Name="x"/></addGroup></cwaRequests>`,
    );
    expect(body).toContain('<requestAccepted rid="a"/>');
  });

  it('takes a rid that was there before', async () => {
    const client = await (await startTestServer()).join('dana');
    const { replies } = await client.command([query('1'), query('1')]);
    expect(replies.map(({ kind }) => kind)).toEqual(['requestAccepted', 'requestAccepted']);
    expect(await client.news()).toEqual(['requestSucceeded', 'userPresence', 'requestSucceeded', 'userPresence']);
  });

  it('answers 18101 to more than a user may ask for, and goes on later', async () => {
    const server = await startTestServer({}, { limits: { requestBurst: 3, requestsPerSecond: 1, requestsInBatch: 5 } });
    const client = await server.join('dana');
    server.clock.advance(3_000);
    const { replies } = await client.command(['1', '2', '3', '4', '5', '6'].map(query));
    expect(replies.map((reply) => ('error' in reply ? reply.error.code : reply.kind))).toEqual([
      'requestAccepted',
      'requestAccepted',
      'requestAccepted',
      18101,
      18101,
      18101,
    ]);
    server.clock.advance(1_000);
    expect(await client.send({ kind: 'queryPresence', uris: [dana.uri] })).toMatchObject({ kind: 'requestAccepted' });
  });

  it('has no place for logon', async () => {
    const client = await (await startTestServer()).join('dana');
    expect((await raw(client, '<logon><user>x</user></logon>')).body).toMatch(
      /<requestInvalid>\s+<error code="18001"/u,
    );
  });

  it('7.20, 7.21 puts an error with code, reason and detail into requestFailed, and sipResponse with code and reason', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'a' });
    await client.send({ kind: 'addGroup', name: 'a' });
    const { body } = await client.pollRaw();
    expect(body).toMatch(
      /<requestFailed eid="\d+" rid="\d+">\s+<error code="18201" reason="Operation failed" detail="[^"]+">\s+<sipResponse code="485" reason="Duplicate group name"\/>\s+<\/error>\s+<\/requestFailed>/u,
    );
  });
});
