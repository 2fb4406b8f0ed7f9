// How the answers look on the wire (field notes, "On the wire" and "Presence"), of the real server.
import { describe, expect, it } from 'vitest';
import { dana, lee, startTestServer, type TestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';

const stateNamespaces =
  'xmlns="http://schemas.microsoft.com/2006/09/sip/state" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const command = (client: TestClient, request: string): ReturnType<TestClient['post']> =>
  client.post('/cwa/MainCommandHandler.ashx', `<cwaRequests sid="${client.sid}">${request}</cwaRequests>`);

async function join(server: TestServer, id: string): Promise<TestClient> {
  const client = await server.join(id);
  await client.skip();
  return client;
}

describe('what the server writes', () => {
  it('is indented by two spaces a level in a reply, with texts as they are', async () => {
    const server = await startTestServer({ pollWaitMs: 3_000 });
    const client = server.client();
    const { body: signedIn } = await client.signIn('EXAMPLE\\dana', 'correct horse');
    expect(signedIn).toMatch(
      /^<cwaResponses requestProcessed="1">\n {2}<requestSucceeded eid="0">\n {4}<uri>sip:dana@example\.com<\/uri>\n {4}<signInData>[\w+/=]+<\/signInData>\n {2}<\/requestSucceeded>\n<\/cwaResponses>$/u,
    );
    const { body: opened } = await command(client, '<initiateSession rid="1"/><nonsense rid="2"/>');
    expect(opened.replace(/<sid>\d+/u, '<sid>7')).toMatch(
      new RegExp(
        [
          '^<cwaResponses requestProcessed="1" unexpectedElement="1">',
          '  <requestAccepted rid="1">',
          '    <sid>7</sid>',
          '    <uri>sip:dana@example.com</uri>',
          '    <pollWaitTime>3000</pollWaitTime>',
          '  </requestAccepted>',
          '  <requestInvalid rid="2">',
          '    <error code="18001" [^>]+/>',
          '  </requestInvalid>',
          '</cwaResponses>$',
        ].join('\n'),
        'u',
      ),
    );
  });

  it('has white space before the payload of a category, and none in it', async () => {
    const server = await startTestServer();
    const client = await join(server, 'lee');
    await join(server, 'dana');
    await client.send({ kind: 'queryPresence', uris: [dana.uri] });
    const { body } = await client.pollRaw();
    expect(body).toContain(
      [
        '      <cwaCategory name="note"/>',
        '      <cwaCategory name="state" instance="1" version="0" publishTime="2009-04-02T09:00:00Z">',
        `        <state ${stateNamespaces} xsi:type="aggregateState"><availability>3500</availability></state>`,
        '      </cwaCategory>',
      ].join('\n'),
    );
    expect(body).toMatch(/\n {8}<contactCard xmlns="[^"]+"><identity><name><displayName>Dana Reyes<\/displayName>/u);
  });

  it('passes the data of applications on as it came, on a line of its own', async () => {
    const server = await startTestServer();
    const client = await join(server, 'dana');
    const xml = '<x xmlns="urn:x" a=" 1 "> two\n <y> </y>\t<z/></x>';
    await command(
      client,
      `<publishRawCategories rid="1"><rawCategory name="n" nameSpace="urn:x">${xml}</rawCategory></publishRawCategories>`,
    );
    const { body } = await client.pollRaw();
    expect(body).toMatch(/<selfRawCategories eid="\d+">\n {4}<rawCategory name="n" [^>]+>\n {6}<x xmlns/u);
    expect(body).toContain(`\n      ${xml}\n    </rawCategory>`);
  });

  it('keeps the words of a message exactly', async () => {
    const server = await startTestServer();
    const [inviter, invited] = [await join(server, 'dana'), await join(server, 'lee')];
    for (const content of [' ', '  two\n  lines\n', '\t', '<b>\n  <i/>\n</b>', 'x']) {
      await inviter.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content } });
      await invited.poll();
      expect(invited.ofKind('conference').at(-2)?.updates).toMatchObject([{ message: { content } }]);
    }
  });

  it('has neither a prefix nor a namespace outside of payloads', async () => {
    const server = await startTestServer();
    const client = await server.join('dana');
    const { body } = await client.pollRaw(`Sid=${client.sid}&AckID=0`);
    const own = body.replace(/<(state|note|contactCard|calendarData|services) .*<\/\1>/gu, '');
    expect(own).toMatch(/^<cwaEvents sid="\d+" /u);
    expect(own).not.toMatch(/xmlns|<\/?\w+:/u);
  });

  it('writes every time in whole seconds', async () => {
    const server = await startTestServer();
    server.clock.advance(1_234);
    const client = await server.join('dana', { userStateAvailability: 6_500 });
    server.clock.advance(777);
    await client.send({
      kind: 'publishSelfPresence',
      categories: [
        { name: 'note', instanceMask: 0, payload: { kind: 'note', bodies: [{ type: 'personal', text: 'x' }] } },
      ],
    });
    await client.send({ kind: 'publishRawCategories', categories: [{ name: 'n', nameSpace: 'urn:x', xml: '<x/>' }] });
    const { body } = await client.pollRaw(`Sid=${client.sid}&AckID=0`);
    const times = [...body.matchAll(/\w*Time="([^"]*T[^"]*)"/gu)].map(([, time]) => time);
    expect(times).toContain('2009-04-02T09:00:02Z');
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
  });
});
