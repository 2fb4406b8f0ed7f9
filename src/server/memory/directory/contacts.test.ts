import { describe, expect, it } from 'vitest';
import { dana, kim, lee, people, personRecord, startTestServer } from '../../testing/test-server';

const contact = { uri: lee.uri, name: 'Lee Park', subscribed: true, tag: false, groups: [] };

describe('contacts and groups', () => {
  it('has those of the people file from the start, in a contactGroup with fullList', async () => {
    const server = await startTestServer({
      people: [{ ...dana, groups: { Suppliers: [lee.uri] }, contacts: [kim.uri] }, lee, kim],
    });
    const client = await server.join('dana');
    expect(client.ofKind('contactGroup')).toMatchObject([
      {
        fullList: true,
        groups: [{ group: { id: 1, name: 'Suppliers', externalUri: '' } }],
        contacts: [
          { contact: { uri: lee.uri, name: 'Lee Park', groups: [1] } },
          { contact: { uri: kim.uri, groups: [] } },
        ],
      },
    ]);
  });

  it('addGroup, updateGroup and deleteGroup succeed, then tell the change', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'Suppliers' });
    await client.send({ kind: 'updateGroup', id: 1, name: 'Carriers' });
    await client.send({ kind: 'deleteGroup', id: 1 });
    expect(await client.news()).toEqual([
      'requestSucceeded',
      'contactGroup',
      'requestSucceeded',
      'contactGroup',
      'requestSucceeded',
      'contactGroup',
    ]);
    expect(client.ofKind('contactGroup').slice(1)).toMatchObject([
      { fullList: false, groups: [{ action: 'added', group: { id: 1, name: 'Suppliers' } }] },
      { groups: [{ action: 'updated', group: { id: 1, name: 'Carriers' } }] },
      { groups: [{ action: 'deleted', id: 1 }] },
    ]);
  });

  it('7.27 calls a deletion deleted, without the name of the group', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'Suppliers' });
    await client.skip();
    await client.send({ kind: 'deleteGroup', id: 1 });
    const { body } = await client.pollRaw();
    expect(body).toMatch(/<group action="deleted" id="1"\/>|<group id="1" action="deleted"\/>/u);
  });

  it('7.26 updateGroup takes the first of several groups', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'a' });
    await client.send({ kind: 'addGroup', name: 'b' });
    const two = '<updateGroup rid="9"><group id="1" name="one"/><group id="2" name="two"/></updateGroup>';
    await client.post('/cwa/MainCommandHandler.ashx', `<cwaRequests sid="${client.sid}">${two}</cwaRequests>`);
    await client.poll();
    expect(client.ofKind('contactGroup').at(-1)?.groups).toMatchObject([
      { action: 'updated', group: { id: 1, name: 'one' } },
    ]);
  });

  it('fails a duplicate group name with 18201 and SIP 485', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addGroup', name: 'Suppliers' });
    await client.skip();
    expect(await client.send({ kind: 'addGroup', name: 'Suppliers' })).toMatchObject({ kind: 'requestAccepted' });
    expect(await client.news()).toEqual(['requestFailed 18201 485']);
  });

  it('addContact tells the contact and, if subscribed, its presence', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addContact', contact });
    expect(await client.news()).toEqual(['requestSucceeded', 'contactGroup', 'userPresence']);
    expect(client.ofKind('contactGroup').at(-1)).toMatchObject({
      fullList: false,
      contacts: [{ action: 'added', contact: { uri: lee.uri, name: 'Lee Park', subscribed: true, tag: false } }],
    });
    expect(client.ofKind('userPresence').at(-1)?.users).toMatchObject([{ uri: lee.uri }]);
    await client.send({ kind: 'addContact', contact: { ...contact, uri: kim.uri, subscribed: false } });
    expect(await client.news()).toEqual(['requestSucceeded', 'contactGroup']);
  });

  it('addContact takes somebody who does not exist', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'addContact', contact: { ...contact, uri: 'sip:ghost@elsewhere.example' } });
    expect(await client.news()).toEqual(['requestSucceeded', 'contactGroup']);
  });

  it('answers requestFailed at once to a contact without a SIP address (3.21)', async () => {
    const client = await (await startTestServer()).join('dana');
    expect(await client.send({ kind: 'addContact', contact: { ...contact, uri: 'lee@example.com' } })).toMatchObject({
      kind: 'requestFailed',
    });
    expect(await client.news()).toEqual([]);
  });

  it('updateContact and deleteContact tell every endpoint of the user, and nobody else', async () => {
    const server = await startTestServer();
    const [one, other, leeClient] = [await server.join('dana'), await server.join('dana'), await server.join('lee')];
    await one.send({ kind: 'addContact', contact });
    await Promise.all([one.skip(), other.skip(), leeClient.skip()]);
    await one.send({ kind: 'updateContact', contact: { ...contact, name: 'Lee (gate 4)', tag: true } });
    await one.send({ kind: 'deleteContact', uri: 'sip:LEE@example.com' });
    expect(await other.news()).toEqual(['contactGroup', 'userPresence', 'contactGroup']);
    expect(other.ofKind('contactGroup').slice(-2)).toMatchObject([
      { contacts: [{ action: 'updated', contact: { name: 'Lee (gate 4)', tag: true } }] },
      { contacts: [{ action: 'deleted', uri: lee.uri }] },
    ]);
    expect(await leeClient.news()).toEqual([]);
  });

  it('deleteContact ends the presence that the contact brought', async () => {
    const server = await startTestServer();
    const client = await server.join('dana');
    await client.send({ kind: 'addContact', contact });
    await client.send({ kind: 'deleteContact', uri: lee.uri });
    await client.skip();
    await server.join('lee');
    expect(await client.news()).toEqual([]);
  });

  it('keeps the list while nobody is signed in', async () => {
    const server = await startTestServer();
    const client = await server.join('dana');
    await client.send({ kind: 'addContact', contact });
    await client.send({ kind: 'terminateSession' });
    await client.open();
    client.events.length = 0;
    await client.poll();
    expect(client.ofKind('contactGroup')[0]?.contacts).toMatchObject([{ contact: { uri: lee.uri } }]);
  });
});

describe('subscribers', () => {
  it('7.14 tells of who has subscribed and is not acknowledged, now and after each sign-in, until acknowledgeSubscriber', async () => {
    const server = await startTestServer();
    const danaClient = await server.join('dana');
    const leeClient = await server.join('lee');
    await leeClient.send({ kind: 'subscribePresence', uris: [dana.uri] });
    expect(await danaClient.news()).toEqual(['subscribers']);
    const pending = [{ uri: lee.uri, displayName: 'Lee Park', sourceNetwork: 'sameEnterprise', acknowledged: false }];
    expect(danaClient.ofKind('subscribers')[0]?.subscribers).toEqual(pending);

    const second = await server.join('dana');
    expect(second.ofKind('subscribers')[0]?.subscribers).toEqual(pending);
    await danaClient.skip();
    await danaClient.send({ kind: 'acknowledgeSubscriber', uris: [lee.uri] });
    expect(await danaClient.news()).toEqual(['requestSucceeded', 'subscribers']);
    await second.poll();
    expect(second.ofKind('subscribers').at(-1)?.subscribers).toMatchObject([{ uri: lee.uri, acknowledged: true }]);
    expect((await server.join('dana')).ofKind('subscribers')).toEqual([]);
  });

  it('is not told again of the same person, nor of themselves', async () => {
    const server = await startTestServer();
    const danaClient = await server.join('dana');
    await danaClient.send({ kind: 'subscribePresence', uris: [dana.uri] });
    const leeClient = await server.join('lee');
    await leeClient.send({ kind: 'subscribePresence', uris: [dana.uri] });
    await leeClient.send({ kind: 'addContact', contact: { ...contact, uri: dana.uri } });
    await danaClient.poll();
    expect(danaClient.ofKind('subscribers')).toHaveLength(1);
  });

  it('fails acknowledgeSubscriber for somebody who has not subscribed', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'acknowledgeSubscriber', uris: [lee.uri] });
    expect(await client.news()).toEqual(['requestFailed 18201 404']);
  });

  it('does not ask about people whom the file already knows as each other’s contacts', async () => {
    const server = await startTestServer({ people: [dana, { ...lee, contacts: [dana.uri] }] });
    await server.join('lee');
    expect((await server.join('dana')).ofKind('subscribers')).toEqual([]);
  });
});

describe('updateContainer', () => {
  it('starts with the containers that every user has', async () => {
    const client = await (await startTestServer()).join('dana');
    expect(client.ofKind('containers')[0]?.containers).toEqual([
      { id: 100, members: [{ type: 'federated' }] },
      { id: 200, members: [{ type: 'sameEnterprise' }] },
      { id: 300, members: [] },
      { id: 400, members: [] },
      { id: 32000, members: [] },
    ]);
  });

  it('tells every endpoint the complete new content of that container', async () => {
    const server = await startTestServer();
    const [one, other] = [await server.join('dana'), await server.join('dana')];
    await one.skip();
    await one.send({
      kind: 'updateContainer',
      id: 400,
      addMembers: [
        { type: 'uri', value: lee.uri },
        { type: 'uri', value: kim.uri },
      ],
      deleteMembers: [],
    });
    await one.send({
      kind: 'updateContainer',
      id: 400,
      addMembers: [],
      deleteMembers: [{ type: 'uri', value: 'sip:LEE@example.com' }],
    });
    expect(await one.news()).toEqual(['requestSucceeded', 'containers', 'requestSucceeded', 'containers']);
    await other.poll();
    expect(other.ofKind('containers').at(-1)?.containers).toEqual([
      { id: 400, members: [{ type: 'uri', value: kim.uri }] },
    ]);
  });

  it('makes a container that is not there yet', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'updateContainer', id: 500, addMembers: [{ type: 'everyone' }], deleteMembers: [] });
    await client.poll();
    expect(client.ofKind('containers').at(-1)?.containers).toEqual([{ id: 500, members: [{ type: 'everyone' }] }]);
  });

  it('fails too many members with SIP 413, in one container and in all', async () => {
    const server = await startTestServer({}, { limits: { membersInContainer: 3, membersInAll: 6 } });
    const client = await server.join('dana');
    const members = (count: number): { type: 'uri'; value: string }[] =>
      Array.from({ length: count }, (_, at) => ({ type: 'uri', value: `sip:p${at}@example.com` }));
    const add = (id: number, count: number): Promise<unknown> =>
      client.send({ kind: 'updateContainer', id, addMembers: members(count), deleteMembers: [] });
    await client.skip();
    await add(400, 4);
    expect(await client.news()).toEqual(['requestFailed 18201 413']);
    await add(400, 3);
    await add(300, 2);
    expect(await client.news()).toEqual(['requestSucceeded', 'containers', 'requestFailed 18201 413']);
  });

  it.each([
    [0, 'requestInvalid'],
    [32768, 'requestInvalid'],
  ])('answers %i as a container with %s', async (id, kind) => {
    const client = await (await startTestServer()).join('dana');
    expect(await client.send({ kind: 'updateContainer', id, addMembers: [], deleteMembers: [] })).toMatchObject({
      kind,
    });
  });

  it('fails for containers that only their owner stands in', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'updateContainer', id: 2, addMembers: [{ type: 'everyone' }], deleteMembers: [] });
    expect(await client.news()).toEqual(['requestFailed 18102']);
  });
});

describe('search', () => {
  const none = { kind: 'search', firstName: [], lastName: [], displayName: [], emailAlias: [] } as const;

  it('is answered by a searchResult event with the same rid, without presence', async () => {
    const client = await (await startTestServer()).join('lee');
    const { rid } = await client.send({ ...none, displayName: ['dana'] });
    expect(await client.news()).toEqual(['requestSucceeded', 'searchResult']);
    expect(client.ofKind('searchResult')[0]).toMatchObject({
      rid,
      moreAvailable: false,
      users: [{ uri: dana.uri, displayName: 'Dana Reyes', title: 'Operations', phone: '+12025550114' }],
    });
  });

  it('shows of the phones only what the level shows', async () => {
    const server = await startTestServer();
    const danaClient = await server.join('dana');
    const leeClient = await server.join('lee');
    const find = async (): Promise<unknown> => {
      await leeClient.send({ ...none, displayName: ['dana'] });
      await leeClient.poll();
      return leeClient.ofKind('searchResult').at(-1)?.users[0];
    };
    expect(await find()).not.toHaveProperty('cellPhone');
    await danaClient.send({
      kind: 'updateContainer',
      id: 400,
      addMembers: [{ type: 'uri', value: lee.uri }],
      deleteMembers: [],
    });
    expect(await find()).toMatchObject({ cellPhone: '+12025550115', homePhone: '+12025550116' });
    await danaClient.send({
      kind: 'updateContainer',
      id: 32000,
      addMembers: [{ type: 'uri', value: lee.uri }],
      deleteMembers: [],
    });
    expect(await find()).toEqual({ uri: dana.uri, displayName: 'Dana Reyes', email: 'dana@example.com' });
  });

  it('7.33 finds by mail address and its local part, and never by the account', async () => {
    const moved = { ...dana, user: 'EXAMPLE\\dreyes', email: 'reyes.d@mail.example.com' };
    const client = await (await startTestServer({ people: [moved, lee] })).join('lee');
    const found = async (term: string): Promise<unknown> => {
      await client.send({ ...none, emailAlias: [term], function: 'and' });
      await client.poll();
      return client.ofKind('searchResult').at(-1)?.users;
    };
    for (const term of ['reyes.d', 'reyes.d@mail.example.com']) {
      expect(await found(term)).toMatchObject([{ uri: dana.uri }]);
    }
    expect(await found('dreyes')).toEqual([]);
  });

  it('answers requestInvalid to a function that is empty', async () => {
    const client = await (await startTestServer()).join('lee');
    const search = '<search rid="9"><firstName>dana</firstName><function/></search>';
    const { body } = await client.post(
      '/cwa/MainCommandHandler.ashx',
      `<cwaRequests sid="${client.sid}">${search}</cwaRequests>`,
    );
    expect(body).toContain('<requestInvalid rid="9">');
    expect(await client.news()).toEqual([]);
  });

  it('says that there are more than it gives', async () => {
    const many = Array.from({ length: 5 }, (_, at) => personRecord(`p${at}`, `Pat ${at}`));
    const server = await startTestServer({ people: [...people, ...many] }, { limits: { searchResults: 3 } });
    const client = await server.join('lee');
    await client.send({ ...none, firstName: ['pat'] });
    await client.poll();
    expect(client.ofKind('searchResult')[0]).toMatchObject({ moreAvailable: true, users: [{}, {}, {}] });
  });
});
