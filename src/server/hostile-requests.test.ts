// Requests of somebody who is signed in and means harm (protocol.md section 8 documents no limit): each gets the error that
// section 5.9 has for it, and nobody else waits for it. What takes time that grows with its square never ends within a test's.
import { describe, expect, it } from 'vitest';
import { requestXmlLimits } from '../protocol/requests';
import { dana, lee, startTestServer } from './testing/test-server';
import type { TestClient } from './testing/test-client';

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

describe('a request that names too many', () => {
  it('of an access level’s members fails with SIP 413', async () => {
    const client = await (await startTestServer()).join('dana');
    const members = many(9_000, (at) => ({ type: 'uri', value: `sip:p${at}@example.com` }) as const);
    await client.send({ kind: 'updateContainer', id: 400, addMembers: members, deleteMembers: members.slice(1) });
    expect(await client.news()).toEqual(['requestFailed 18201 413']);
    const domain = { type: 'domain', value: 'x'.repeat(256) } as const;
    expect(
      await client.send({ kind: 'updateContainer', id: 400, addMembers: [domain], deleteMembers: [] }),
    ).toMatchObject({ kind: 'requestInvalid', error: { code: 18001 } });
  });

  it('of search terms fails with 18101', async () => {
    const client = await (await startTestServer()).join('dana');
    const search = { kind: 'search', firstName: [], lastName: [], emailAlias: [] } as const;
    expect(await client.send({ ...search, displayName: many(33, String) })).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18101 },
    });
    expect(await client.send({ ...search, displayName: ['x'.repeat(900_000)] })).toMatchObject({
      kind: 'requestAccepted',
    });
  });

  it('of subscribers fails with 18101, and tells of one once however often they are named', async () => {
    const server = await startTestServer();
    const [client, watcher] = [await server.join('dana'), await server.join('lee')];
    await watcher.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await client.skip();
    const acknowledge = { kind: 'acknowledgeSubscriber', uris: many(1_000, () => lee.uri) } as const;
    expect(await client.send({ ...acknowledge, uris: many(1_001, () => lee.uri) })).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18101 },
    });
    await client.send(acknowledge);
    await client.poll();
    expect(client.ofKind('subscribers').at(-1)?.subscribers).toMatchObject([{ uri: lee.uri, acknowledged: true }]);
  });
});

describe('a name that is too long', () => {
  it('fails with SIP 413, for groups and contacts, new or changed', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'x' });
    const contact = { uri: lee.uri, name: 'Lee', subscribed: true, tag: false };
    await client.send({ kind: 'addContact', contact });
    await client.skip();
    const [group] = client.ofKind('contactGroup').flatMap(({ groups }) => groups);
    const id = group && group.action !== 'deleted' ? group.group.id : 0;
    const name = 'x'.repeat(1_025);
    await client.send({ kind: 'addGroup', name });
    await client.send({ kind: 'addGroup', name: 'y', externalUri: name });
    await client.send({ kind: 'updateGroup', id, name });
    await client.send({ kind: 'addContact', contact: { ...contact, uri: 'sip:kim@example.com', name } });
    await client.send({ kind: 'updateContact', contact: { ...contact, name } });
    expect(await client.news()).toEqual(many(5, () => 'requestFailed 18201 413'));
  });
});

describe('what somebody publishes', () => {
  const post = (client: TestClient, attributes: string, content: string): ReturnType<TestClient['post']> =>
    client.post(
      '/cwa/MainCommandHandler.ashx',
      `<cwaRequests sid="${client.sid}" ${attributes}>${content}</cwaRequests>`,
    );
  const nested = (depth: number): string => `<a xmlns="urn:a">${'<a>'.repeat(depth - 1)}x${'</a>'.repeat(depth)}`;
  const raw = (content: string, attributes = ''): string =>
    `<publishRawCategories rid="1" ${attributes}><rawCategory name="n" ${attributes}>${content}</rawCategory></publishRawCategories>`;
  const category = (content: string, attributes = ''): string =>
    `<publishSelfPresence rid="1" ${attributes}><cwaCategory name="note" instanceMask="0" ${attributes}>${content}</cwaCategory></publishSelfPresence>`;
  const { maxDepth, maxAttributes } = requestXmlLimits;

  it.each([
    ['raw', raw],
    ['a note', category],
  ])('can be read by all who see it, however deep it is (%s)', async (_, publish) => {
    const server = await startTestServer();
    const [client, viewer] = [await server.join('dana'), await server.join('lee')];
    await viewer.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await viewer.skip();
    const deepest = await post(client, '', publish(nested(maxDepth - 3)));
    expect(deepest.body).toContain('<requestAccepted');
    expect((await post(client, '', publish(nested(maxDepth - 2)))).body).toContain('code="18000"');
    expect((await viewer.poll()).map(({ kind }) => kind)).toEqual([
      publish === raw ? 'userRawCategories' : 'userPresence',
    ]);
    await client.poll();
  });

  it.each([
    ['raw', raw],
    ['a note', category],
  ])('can be read by all who see it, however many namespaces are around it (%s)', async (_, publish) => {
    const server = await startTestServer();
    const [client, viewer] = [await server.join('dana'), await server.join('lee')];
    await viewer.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await viewer.skip();
    const declare = (id: string, count: number): string =>
      many(count, (at) => `xmlns:${id}${at}="urn:${id}${at}"`).join(' ');
    const use = (id: string): string => many(maxAttributes - 2, (at) => `<${id}${at}:x/>`).join('');
    const own = declare('own', maxAttributes);
    const [outer, middle, inner] = ['outer', 'middle', 'inner'].map((id) => declare(id, maxAttributes - 2)) as [
      string,
      string,
      string,
    ];
    const content = `<free ${own}>${use('outer')}${use('middle')}${use('inner')}</free>`;
    const document = publish(content).replace(' rid="1" ', ` rid="1" ${middle}`).replace(' name="', ` ${inner} name="`);
    expect(
      (await post(client, outer.split(' ').slice(1).join(' '), document.replace('<outer0:x/>', ''))).body,
    ).toContain('<requestAccepted');
    expect((await viewer.poll()).length).toBe(1);
    await client.poll();
    expect((await client.pollRaw()).status).toBe(200);
  });
});

describe('a user who asks for too much', () => {
  const query = (uris: number) => ({ kind: 'queryPresence', uris: many(uris, () => lee.uri) }) as const;
  const refused = { kind: 'requestFailed', error: { code: 18101 } };

  it('gets no more of it with more sessions', async () => {
    const server = await startTestServer({}, { limits: { requestBurst: 50, requestsPerSecond: 1 } });
    const [first, second] = [await server.join('dana'), await server.join('dana')];
    const other = await server.join('lee');
    for (let at = 0; at < 10; at += 1) expect(await first.send(query(1))).toMatchObject({ kind: 'requestAccepted' });
    expect(await second.send(query(1))).toMatchObject(refused);
    expect(await other.send(query(1))).toMatchObject({ kind: 'requestAccepted' });
    server.clock.advance(1_000);
    expect(await second.send(query(1))).toMatchObject({ kind: 'requestAccepted' });
  });

  it('pays for the people that a request names, and for each session', async () => {
    const server = await startTestServer({}, { limits: { requestBurst: 100, requestsPerSecond: 1 } });
    const client = await server.join('dana');
    expect(await client.send(query(1_000))).toMatchObject({ kind: 'requestAccepted' });
    expect(await client.send(query(1_000))).toMatchObject(refused);
    expect(await client.send(query(20))).toMatchObject({ kind: 'requestAccepted' });
    expect(await client.open()).toMatchObject({ kind: 'requestAccepted' });
    expect(await client.open()).toMatchObject(refused);
  });

  it('1.7 is not told the same again as often as it likes, and is told it later', async () => {
    const server = await startTestServer({}, { limits: { requestBurst: 100, requestsPerSecond: 1 } });
    const client = await server.join('dana');
    await client.send({ kind: 'publishSelfPresence', categories: [note('x'.repeat(60_000))] });
    const seen = client.ackId;
    const again = many(30, () => client.pollRaw(`Sid=${client.sid}&AckID=${seen}`));
    const bodies = (await Promise.all(again)).map(({ body }) => body);
    const told = bodies.filter((body) => body.includes('<selfPresence'));
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThan(20);
    expect(bodies.filter((body) => body.includes('<error code="18101"'))).toHaveLength(30 - told.length);
    // What is new costs nothing, and what was refused is not lost.
    server.clock.advance(30_000);
    expect((await client.poll()).map(({ kind }) => kind)).toEqual(['requestSucceeded', 'selfPresence']);
  });

  const note = (text: string) =>
    ({
      name: 'note',
      instanceMask: 0,
      payload: { kind: 'note', bodies: [{ type: 'personal', text }] },
    }) as const;
});

describe('a user who rings and does not stop', () => {
  const invitation = (content = 'x', subject = 'x') =>
    ({ kind: 'initiateImSession', uris: [lee.uri], message: { content }, subject }) as const;

  it('is told that somebody cannot be reached who has not answered so often, and who is rung may ring others', async () => {
    const server = await startTestServer({}, { limits: { invitationsToOne: 3, conferencesPerSession: 4 } });
    const [first, second] = [await server.join('dana'), await server.join('dana')];
    const rung = await server.join('lee');
    for (const client of [first, second, first]) await client.conference(0, invitation());
    await second.skip();
    await second.conference(0, invitation());
    expect((await second.news()).slice(-3)).toEqual([
      'conf(2) inviteFailed sip:lee@example.com',
      'requestFailed 18201 480',
      'conf(2) imSessionState terminated',
    ]);
    await server.join('kim');
    for (let at = 0; at < 4; at += 1) {
      const uris = [at === 0 ? 'sip:kim@example.com' : dana.uri];
      expect(await rung.conference(0, { ...invitation(), uris })).toMatchObject({ kind: 'requestAccepted' });
    }
    const uris = ['sip:kim@example.com'];
    expect(await rung.conference(0, { ...invitation(), uris })).toMatchObject({ error: { code: 18101 } });
  });

  it('cannot fill the server with what nobody hears', async () => {
    const server = await startTestServer({}, { limits: { waitingChars: 1_000 } });
    const [client, rung] = [await server.join('dana'), await server.join('lee')];
    await client.conference(0, invitation('x'.repeat(400)));
    const { confId } = (await client.conference(0, invitation('x'.repeat(400)))) as { confId?: number };
    expect(await client.conference(0, invitation('x'.repeat(400)))).toMatchObject({ error: { code: 18101 } });
    await client.skip();
    await client.conference(confId ?? 0, { kind: 'sendMessage', message: { content: 'x'.repeat(300) } });
    expect(await client.news()).toEqual(['requestFailed 18101']);
    // What is heard does not wait any more.
    await rung.skip();
    await rung.conference(confId ?? 0, { kind: 'acceptImSession' });
    await client.skip();
    await client.conference(confId ?? 0, { kind: 'sendMessage', message: { content: 'x'.repeat(1_300) } });
    expect(await client.conference(0, invitation('x'.repeat(400)))).toMatchObject({ kind: 'requestAccepted' });
    expect(await client.conference(0, invitation('x', 'x'.repeat(4_097)))).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18201, sipResponse: { code: 413 } },
    });
  });
});
