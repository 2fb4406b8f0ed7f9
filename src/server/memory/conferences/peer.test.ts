import { describe, expect, it } from 'vitest';
import { decodeEvents } from '../../../protocol/events';
import { decodeReplies } from '../../../protocol/replies';
import type { ImFormat } from '../../../protocol/im-format';
import { dana, kim, lee, startTestServer, type TestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';

const invitation = (content = 'Hello', uris: readonly string[] = [lee.uri]) =>
  ({ kind: 'initiateImSession', uris, message: { content }, subject: 'Delivery slot' }) as const;
const message = (content: string) => ({ kind: 'sendMessage', message: { content } }) as const;

interface Pair {
  readonly server: TestServer;
  readonly dana: TestClient;
  readonly lee: TestClient;
}

async function pair(options: Parameters<typeof startTestServer>[0] = {}): Promise<Pair> {
  const server = await startTestServer(options);
  const [danaClient, leeClient] = [await server.join('dana'), await server.join('lee')];
  return { server, dana: danaClient, lee: leeClient };
}

/** In conversation, on both sides as number 1. */
async function connected(options: Parameters<typeof startTestServer>[0] = {}): Promise<Pair> {
  const both = await pair(options);
  await both.dana.conference(0, invitation());
  await both.lee.conference(1, { kind: 'acceptImSession' });
  await both.dana.skip();
  await both.lee.skip();
  return both;
}

const post = (client: TestClient, request: string): ReturnType<TestClient['post']> =>
  client.post('/cwa/MainCommandHandler.ashx', `<cwaRequests sid="${client.sid}">${request}</cwaRequests>`);

describe('initiateImSession', () => {
  it('7.4 tells initiateImSessionAccepted in requestAccepted and as the first event, with the same id', async () => {
    const { dana } = await pair();
    const { body } = await post(
      dana,
      '<conference rid="8" confId="0"><initiateImSession><uris><uri>sip:lee@example.com</uri></uris><message><content>x</content></message></initiateImSession></conference>',
    );
    expect(body).toMatch(
      /<requestAccepted rid="8">\s+<initiateImSessionAccepted rid="8" confId="1"\/>\s+<\/requestAccepted>/u,
    );
    const events = decodeEvents((await dana.pollRaw()).body).events;
    expect(events[0]).toMatchObject({
      kind: 'conference',
      confId: 1,
      updates: [{ kind: 'initiateImSessionAccepted', rid: '8', confId: 1 }],
    });
  });

  it('7.5 assigns on 0 or none, adopts an unused id, and lets an ended one be used again', async () => {
    const { dana } = await pair();
    const start = async (confId: number): Promise<number | undefined> => {
      const reply = await dana.conference(confId, invitation());
      return reply.kind === 'requestAccepted' ? reply.confId : undefined;
    };
    expect([await start(0), await start(3), await start(0), await start(0)]).toEqual([1, 3, 2, 4]);
    await dana.conference(3, { kind: 'terminateImSession' });
    expect(await start(3)).toBe(3);
    const { body } = await post(
      dana,
      '<conference rid="8"><initiateImSession><uris><uri>sip:lee@example.com</uri></uris><message><content>x</content></message></initiateImSession></conference>',
    );
    expect(decodeReplies(body).replies[0]).toMatchObject({ kind: 'requestAccepted', confId: 5 });
  });

  it('7.5 refuses with 18102 an id that is in use, and begins nothing under another one', async () => {
    const { dana: inviter, lee: invited } = await connected();
    await invited.conference(0, invitation('asks back', [dana.uri]));
    await inviter.skip();
    await invited.skip();
    // One of a conversation, one that rings.
    for (const confId of [1, 2]) {
      expect(await inviter.conference(confId, invitation('to the wrong people'))).toMatchObject({
        kind: 'requestFailed',
        error: { code: 18102 },
      });
    }
    expect([await inviter.news(), await invited.news()]).toEqual([[], []]);
    await inviter.conference(1, message('Still us?'));
    expect(await invited.news()).toEqual([`conf(1) messageReceived ${dana.uri} Still us?`]);
  });

  it.each(['-1', '2147483648', '99999999999', '9999999999999999'])(
    '7.5 refuses %s, which is no id, with 18102',
    async (confId) => {
      const { dana: inviter, lee: invited } = await pair();
      const { body } = await post(
        inviter,
        `<conference rid="8" confId="${confId}"><initiateImSession><uris><uri>sip:lee@example.com</uri></uris><message><content>x</content></message></initiateImSession></conference>`,
      );
      expect(decodeReplies(body).replies).toMatchObject([{ kind: 'requestFailed', rid: '8', error: { code: 18102 } }]);
      expect([await inviter.news(), await invited.news()]).toEqual([[], []]);
    },
  );

  it('7.5 gives an invitation that comes in an id that is free', async () => {
    const { dana: inviter, lee: invited } = await pair();
    for (const confId of [1, 2]) await invited.conference(confId, invitation('mine', [kim.uri, dana.uri]));
    await invited.skip();
    await inviter.conference(0, invitation());
    expect((await invited.news())[0]).toBe(`conf(3) imSessionReceived ${dana.uri} Hello`);
  });

  it('7.5 refuses other requests on an unknown id with 18102', async () => {
    const { dana } = await pair();
    expect(await dana.conference(9, message('x'))).toMatchObject({ kind: 'requestFailed', error: { code: 18102 } });
    expect(await dana.conference(9, { kind: 'acceptImSession' })).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18102 },
    });
  });

  it('7.1 takes the misspelling as an alias', async () => {
    const { dana, lee } = await pair();
    const { body } = await post(
      dana,
      '<conference rid="8" confId="0"><initateImSession><uris><uri>sip:lee@example.com</uri></uris><message><content>x</content></message></initateImSession></conference>',
    );
    expect(body).toContain('requestAccepted');
    expect((await lee.news())[0]).toContain('imSessionReceived');
  });

  it('7.2 takes format and Format in any order, and sends lower case', async () => {
    const { dana, lee } = await pair();
    const style = 'X-MMS-IM-Format: FN=Verdana; EF=B; CO=C00000; CS=0; PF=22';
    const parts = [
      `<Format>${style}</Format><content>a</content>`,
      `<format>text/plain</format><content>b</content><Format>${style} ]</Format>`,
    ];
    for (const part of parts) {
      await post(
        dana,
        `<conference rid="8" confId="0"><initiateImSession><uris><uri>sip:lee@example.com</uri></uris><message>${part}</message></initiateImSession></conference>`,
      );
    }
    const { body } = await lee.pollRaw();
    expect(body.match(/<format>X-MMS-IM-Format: FN=Verdana; EF=B; CO=C00000;/gu)).toHaveLength(2);
    expect(body).not.toContain('<Format>');
  });

  it('7.29 needs no subject', async () => {
    const { dana, lee } = await pair();
    await dana.conference(0, { kind: 'initiateImSession', uris: [kim.uri, dana.uri], message: { content: 'x' } });
    await dana.conference(0, { kind: 'initiateImSession', uris: ['sip:lee@example.com'], message: { content: 'x' } });
    await lee.poll();
    expect(lee.ofKind('conference')[0]?.updates[0]).toMatchObject({ kind: 'imSessionReceived', subject: '' });
  });

  it('brings the invited the inviter, role, escalationMode, subject and the formatted message in imSessionReceived', async () => {
    const { dana: inviter, lee: invited } = await pair();
    const format: ImFormat = {
      font: 'Verdana',
      bold: true,
      italic: false,
      underline: false,
      strikethrough: false,
      color: '#0000c0',
      charset: 0,
      pitch: 'variable',
      family: 'swiss',
      rightToLeft: false,
    };
    await inviter.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri],
      message: { content: 'Noon?', format },
      subject: 'Dock',
    });
    await invited.poll();
    expect(invited.ofKind('conference')[0]).toMatchObject({
      confId: 1,
      updates: [
        {
          kind: 'imSessionReceived',
          inviter: { uri: dana.uri, name: 'Dana Reyes', sourceNetwork: 'sameEnterprise' },
          role: 'attendee',
          escalationMode: 'invitingPeer',
          subject: 'Dock',
          message: { content: 'Noon?', format },
        },
      ],
    });
  });

  it.each([
    ['who is offline', 'sip:kim@example.com', 480],
    ['whom nobody knows', 'sip:ghost@example.com', 404],
    ['of a domain that nobody is in', 'sip:kim@elsewhere.example', 404],
  ])(
    'fails for somebody %s in the documented order: none, inviteFailed, requestFailed, terminated (6.3)',
    async (_, uri, status) => {
      const { dana } = await pair();
      expect(await dana.conference(0, invitation('x', [uri]))).toMatchObject({ kind: 'requestAccepted', confId: 1 });
      expect(await dana.news()).toEqual([
        'conf(1) initiateImSessionAccepted 1',
        'conf(1) escalationMode invitingPeer',
        'conf(1) escalationMode none',
        `conf(1) inviteFailed ${uri}`,
        `requestFailed 18201 ${status}`,
        'conf(1) imSessionState terminated',
      ]);
    },
  );

  it('does not tell a blocked inviter that somebody is there', async () => {
    const { dana: inviter, lee: invited } = await pair();
    await invited.send({
      kind: 'updateContainer',
      id: 32000,
      addMembers: [{ type: 'uri', value: dana.uri }],
      deleteMembers: [],
    });
    await inviter.conference(0, invitation());
    expect((await inviter.news()).slice(-2)).toEqual(['requestFailed 18201 480', 'conf(1) imSessionState terminated']);
    expect(await invited.news()).toEqual(['requestSucceeded', 'containers']);
  });

  it('reaches nobody who appears offline', async () => {
    const server = await startTestServer();
    const hidden = await server.join('lee', { userStateAvailability: 18500 });
    const inviter = await server.join('dana');
    await inviter.conference(0, invitation());
    expect((await inviter.news()).slice(-2)).toEqual(['requestFailed 18201 480', 'conf(1) imSessionState terminated']);
    expect(await hidden.news()).toEqual([]);
  });

  it.each([
    ['nobody', []],
    ['oneself', ['sip:DANA@example.com']],
  ])('fails at once for %s', async (_, uris) => {
    const { dana } = await pair();
    const reply = await dana.conference(0, invitation('x', uris));
    expect(['requestFailed', 'requestInvalid']).toContain(reply.kind);
    expect(await dana.news()).toEqual([]);
  });

  it('is invalid without content', async () => {
    const { dana } = await pair();
    const { body } = await post(
      dana,
      '<conference rid="8" confId="0"><initiateImSession><uris><uri>sip:lee@example.com</uri></uris><message><content/></message></initiateImSession></conference>',
    );
    expect(body).toContain('<requestInvalid rid="8">');
  });

  it('answers 18101 to more conversations than a session may have', async () => {
    const server = await startTestServer({}, { limits: { conferencesPerSession: 1 } });
    const [dana] = [await server.join('dana'), await server.join('lee')];
    await dana.conference(0, invitation());
    expect(await dana.conference(0, invitation())).toMatchObject({ kind: 'requestFailed', error: { code: 18101 } });
  });
});

describe('answering', () => {
  it('acceptImSession connects both in the documented order of imSessionState, role and escalationMode, 7.35 as attendees', async () => {
    const { dana, lee } = await pair();
    await dana.conference(0, invitation());
    await dana.skip();
    await lee.skip();
    await lee.conference(1, { kind: 'acceptImSession' });
    expect(await dana.news()).toEqual([
      'conf(1) participant sip:lee@example.com attendee',
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connecting',
      'conf(1) imSessionState connected',
      'requestSucceeded',
    ]);
    expect(await lee.news()).toEqual([
      'conf(1) imSessionState connecting',
      'conf(1) participant sip:dana@example.com attendee',
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connected',
      'requestSucceeded',
    ]);
  });

  it('terminateImSession declines: 603 to the inviter, terminated to both', async () => {
    const { dana, lee } = await pair();
    await dana.conference(0, invitation());
    await dana.skip();
    await lee.skip();
    await lee.conference(1, { kind: 'terminateImSession' });
    expect(await lee.news()).toEqual(['requestSucceeded', 'conf(1) imSessionState terminated']);
    expect(await dana.news()).toEqual([
      'conf(1) escalationMode none',
      'requestFailed 18201 603',
      'conf(1) imSessionState terminated',
    ]);
    expect(await lee.conference(1, { kind: 'acceptImSession' })).toMatchObject({ error: { code: 18102 } });
  });

  it('is withdrawn when the inviter ends it, told from being answered elsewhere by participantRemoved', async () => {
    const { dana: inviter, lee: invited } = await pair();
    await inviter.conference(0, invitation());
    await inviter.skip();
    await invited.skip();
    await inviter.conference(1, { kind: 'terminateImSession' });
    expect(await inviter.news()).toEqual([
      'requestSucceeded',
      'requestFailed 18201 487',
      'conf(1) imSessionState terminated',
    ]);
    expect(await invited.news()).toEqual([
      `conf(1) participantRemoved ${dana.uri}`,
      'conf(1) imSessionState terminated',
    ]);
  });

  it('fails as for somebody offline when the only session that rings ends', async () => {
    const { dana: inviter, lee: invited } = await pair();
    await inviter.conference(0, invitation());
    await inviter.skip();
    await invited.send({ kind: 'terminateSession' });
    expect(await inviter.news()).toEqual([
      'conf(1) escalationMode none',
      `conf(1) inviteFailed ${lee.uri}`,
      'requestFailed 18201 480',
      'conf(1) imSessionState terminated',
    ]);
  });

  it('rings on with one endpoint until somebody answers', async () => {
    const { server, dana, lee } = await pair();
    await dana.conference(0, invitation());
    await lee.skip();
    await server.pass(12 * 60_000, [dana, lee], true);
    expect((await lee.news()).length).toBe(0);
    expect(await lee.conference(1, { kind: 'acceptImSession' })).toMatchObject({ kind: 'requestAccepted' });
    expect(await lee.news()).toContain('conf(1) imSessionState connected');
  });
});

describe('several endpoints of the invited', () => {
  async function threeEndpoints(
    options: Parameters<typeof startTestServer>[0] = {},
  ): Promise<Pair & { second: TestClient }> {
    const both = await pair(options);
    const second = await both.server.join('lee');
    await both.dana.conference(0, invitation());
    await both.dana.skip();
    await both.lee.skip();
    await second.skip();
    return { ...both, second };
  }

  it('ring all; who accepts first has it, the others get terminated', async () => {
    const { lee, second, dana, server } = await threeEndpoints();
    await second.conference(1, { kind: 'acceptImSession' });
    expect(await second.news()).toContain('conf(1) imSessionState connected');
    expect(await lee.news()).toEqual(['conf(1) imSessionState terminated']);
    server.clock.advance(10_000);
    expect(await dana.news()).toContain('conf(1) imSessionState connected');
    expect(await lee.news()).toEqual([]);
  });

  it('the most active one accepts by itself after 7 seconds (3.6)', async () => {
    const { lee, second, server } = await threeEndpoints();
    server.clock.advance(1_000);
    await lee.poll(true);
    server.clock.advance(5_999);
    expect(await lee.news()).toEqual([]);
    server.clock.advance(1);
    expect(await lee.news()).toEqual([
      'conf(1) imSessionState connecting',
      'conf(1) participant sip:dana@example.com attendee',
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connected',
    ]);
    expect(await second.news()).toEqual(['conf(1) imSessionState terminated']);
    // Somebody clicks a moment too late: it is what they wanted.
    expect(await lee.conference(1, { kind: 'acceptImSession' })).toMatchObject({ kind: 'requestAccepted' });
    expect(await lee.news()).toEqual(['requestSucceeded']);
  });

  it('wait for an answer where autoAcceptMs is off, or as long as it says', async () => {
    const never = await threeEndpoints({ autoAcceptMs: 'off' });
    await never.server.pass(60_000, [never.lee, never.second]);
    expect(await never.lee.news()).toEqual([]);
    const soon = await threeEndpoints({ autoAcceptMs: 500 });
    soon.server.clock.advance(500);
    expect([...(await soon.lee.news()), ...(await soon.second.news())]).toContain('conf(1) imSessionState connected');
  });

  it('are all declined by one', async () => {
    const { lee, second, dana } = await threeEndpoints();
    await second.conference(1, { kind: 'terminateImSession' });
    expect(await lee.news()).toEqual(['conf(1) imSessionState terminated']);
    expect(await dana.news()).toContain('requestFailed 18201 603');
  });

  it('one that goes away leaves the others ringing', async () => {
    const { lee, second, dana } = await threeEndpoints();
    await lee.send({ kind: 'terminateSession' });
    expect(await dana.news()).toEqual([]);
    await second.conference(1, { kind: 'acceptImSession' });
    expect(await dana.news()).toContain('conf(1) imSessionState connected');
  });
});

describe('in a conversation', () => {
  it('conference leads its action to the conversation of its confId, whatever number the other side has', async () => {
    const { server, dana, lee } = await connected();
    const kimClient = await server.join('kim');
    await dana.conference(0, invitation('Hello', [kim.uri]));
    await kimClient.conference(1, { kind: 'acceptImSession' });
    await Promise.all([dana.skip(), kimClient.skip()]);
    await dana.conference(2, message('to Kim'));
    await dana.conference(1, message('to Lee'));
    expect(await kimClient.news()).toEqual(['conf(1) messageReceived sip:dana@example.com to Kim']);
    expect(await lee.news()).toEqual(['conf(1) messageReceived sip:dana@example.com to Lee']);
    await kimClient.conference(1, message('from Kim'));
    expect((await dana.news()).at(-1)).toBe('conf(2) messageReceived sip:kim@example.com from Kim');
  });

  it('sendMessage reaches the other as messageReceived, exactly and with its format; messageIdReceived follows when it has arrived', async () => {
    const { dana, lee } = await connected();
    const content = '\n 0012 true ]]> &lt; 😀 \u202Eabc\t';
    const format: ImFormat = {
      bold: false,
      italic: true,
      underline: false,
      strikethrough: true,
      color: '#c0ffee',
      charset: 0xb2,
      pitch: 'fixed',
      family: 'modern',
      rightToLeft: true,
    };
    const { rid } = await dana.conference(1, { kind: 'sendMessage', message: { content, format } });
    expect(await dana.news()).toEqual(['requestSucceeded']);
    await lee.poll();
    expect(lee.ofKind('conference').at(-1)?.updates).toEqual([
      { kind: 'messageReceived', sender: 'sip:dana@example.com', message: { content, format } },
    ]);
    expect(await dana.news()).toEqual([]);
    await lee.poll();
    await dana.poll();
    expect(dana.ofKind('conference').at(-1)?.updates).toEqual([{ kind: 'messageIdReceived', rid, messageId: rid }]);
  });

  it('messageSendFailed tells of each message that the other’s session took along unseen', async () => {
    const { dana, lee } = await connected();
    await dana.conference(1, message('seen'));
    await lee.poll();
    await lee.poll();
    await dana.skip();
    const { rid } = await dana.conference(1, message('fetched, never acknowledged'));
    await lee.send({ kind: 'terminateSession' });
    expect(await dana.news()).toEqual([
      'requestSucceeded',
      `conf(1) messageSendFailed ${rid}`,
      'conf(1) participantRemoved sip:lee@example.com',
      'conf(1) imSessionState terminated',
    ]);
  });

  it('delivers what was sent before connected after the invitation, in order', async () => {
    const { dana, lee } = await pair();
    await dana.conference(0, invitation('one'));
    await dana.conference(1, message('two'));
    await dana.conference(1, message('three'));
    expect((await lee.news()).filter((each) => each.includes('messageReceived'))).toEqual([]);
    await lee.conference(1, { kind: 'acceptImSession' });
    expect((await lee.news()).slice(-3)).toEqual([
      'requestSucceeded',
      'conf(1) messageReceived sip:dana@example.com two',
      'conf(1) messageReceived sip:dana@example.com three',
    ]);
    expect((await dana.news()).filter((each) => each === 'requestSucceeded')).toHaveLength(3);
  });

  it('fails what was sent before connected when nobody comes', async () => {
    const { dana, lee } = await pair();
    await dana.conference(0, invitation('one'));
    await dana.conference(1, message('two'));
    await dana.skip();
    await lee.conference(1, { kind: 'terminateImSession' });
    expect((await dana.news()).filter((each) => each === 'requestFailed 18201 603')).toHaveLength(2);
  });

  it('fails a message of somebody who has not accepted with 18102', async () => {
    const { dana, lee } = await pair();
    await dana.conference(0, invitation());
    await lee.skip();
    await lee.conference(1, message('x'));
    expect(await lee.news()).toEqual(['requestFailed 18102']);
  });

  it('notifyComposing reaches the other as composingState with the uri of the writer', async () => {
    const { dana, lee } = await connected();
    await dana.conference(1, { kind: 'notifyComposing', state: 'composing' });
    await dana.conference(1, { kind: 'notifyComposing', state: 'idle' });
    expect(await lee.news()).toEqual([
      'conf(1) composingState composing sip:dana@example.com',
      'conf(1) composingState idle sip:dana@example.com',
    ]);
    expect(await dana.news()).toEqual(['requestSucceeded', 'requestSucceeded']);
  });

  it('sendInfo reaches the other as a message whose format is its content type', async () => {
    const { dana, lee } = await connected();
    await dana.conference(1, { kind: 'sendInfo', contentType: 'text/XML', content: '<a/>' });
    expect(await dana.news()).toEqual(['requestSucceeded']);
    const { body } = await lee.pollRaw();
    expect(body).toMatch(/<format>text\/XML<\/format>\s+<content>&lt;a\/&gt;<\/content>/u);
  });

  it('terminateImSession leaves: the other gets participantRemoved and terminated, the leaver no participantRemoved', async () => {
    const { dana, lee } = await connected();
    await lee.conference(1, { kind: 'terminateImSession' });
    expect(await lee.news()).toEqual(['requestSucceeded', 'conf(1) imSessionState terminated']);
    expect(await dana.news()).toEqual([
      'conf(1) participantRemoved sip:lee@example.com',
      'conf(1) imSessionState terminated',
    ]);
    expect(await dana.conference(1, message('x'))).toMatchObject({ kind: 'requestFailed', error: { code: 18102 } });
  });

  it('ends for the other when a session ends, however it ends', async () => {
    const { dana, lee, server } = await connected();
    await lee.send({ kind: 'terminateSession' });
    expect(await dana.news()).toEqual([
      'conf(1) participantRemoved sip:lee@example.com',
      'conf(1) imSessionState terminated',
    ]);
    const again = await server.join('lee');
    await dana.conference(0, invitation());
    await again.conference(1, { kind: 'acceptImSession' });
    await dana.skip();
    await server.pass(5 * 60_000, [dana], true);
    expect(await dana.news()).toEqual([
      'conf(2) participantRemoved sip:lee@example.com',
      'conf(2) imSessionState terminated',
    ]);
  });

  it('ends after ten idle minutes, counted from the last message', async () => {
    const { dana, lee, server } = await connected({ sessionTimeoutS: 7_200 });
    const pass = (minutes: number): Promise<void> => server.pass(minutes * 60_000, [dana, lee], true);
    await pass(6);
    await dana.conference(1, message('x'));
    await pass(9);
    expect(await lee.news()).not.toContain('conf(1) imSessionState terminated');
    await pass(1);
    expect(await lee.news()).toContain('conf(1) imSessionState terminated');
    expect(await dana.news()).toContain('conf(1) imSessionState terminated');
  });

  it('is not open to anybody else', async () => {
    const { server } = await connected();
    const kimClient = await server.join('kim');
    expect(await kimClient.conference(1, message('x'))).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18102 },
    });
    expect(await kimClient.news()).toEqual([]);
  });

  it('has no leader: ejectParticipant, promoteParticipant and lock fail between two', async () => {
    const { dana } = await connected();
    await dana.conference(1, { kind: 'ejectParticipant', uri: lee.uri });
    await dana.conference(1, { kind: 'promoteParticipant', uri: lee.uri });
    await dana.conference(1, { kind: 'lock', locked: true });
    expect(await dana.news()).toEqual(['requestFailed 18102', 'requestFailed 18102', 'requestFailed 18102']);
  });
});
