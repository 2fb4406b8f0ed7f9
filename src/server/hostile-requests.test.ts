// Requests of somebody who is signed in and means harm (protocol.md section 8 documents no limit): each gets the error that
// section 5.9 has for it, and nobody else waits for it. What takes time that grows with its square never ends within a test's.
import { describe, expect, it } from 'vitest';
import { requestXmlLimits } from '../protocol/requests';
import { dana, lee, startTestServer } from './test-support/test-server';
import type { TestClient } from './test-support/test-client';

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

  it('of subscribers fails with 18101, and tells of one once however often he is named', async () => {
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
