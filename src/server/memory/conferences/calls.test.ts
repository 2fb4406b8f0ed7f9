import { describe, expect, it } from 'vitest';
import type { LocalPort } from '../../local-port';
import { dana, kim, startTestServer, type TestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';
import type { CallEnd, CallOffer } from './call';
import type { RingingCall } from './calls';

const offer: CallOffer = {
  uri: kim.uri,
  displayName: 'Kim Okafor',
  from: '"Kim Okafor" <sip:kim@example.com>',
  redirectable: true,
  canReplyWithIM: true,
  isConference: false,
  subject: 'Your parcel',
};

interface Ringing {
  readonly server: TestServer;
  readonly client: TestClient;
  readonly call: RingingCall | undefined;
  readonly port: LocalPort;
  readonly ends: CallEnd[];
}

async function ringing(
  more: Partial<CallOffer> = {},
  endpoints = 1,
): Promise<Ringing & { second: TestClient | undefined }> {
  let port: LocalPort | undefined;
  const server = await startTestServer(
    {},
    {
      attach: (given) => {
        port = given;
        return () => undefined;
      },
    },
  );
  const client = await server.join('dana');
  const second = endpoints > 1 ? await server.join('dana') : undefined;
  await client.skip();
  if (!port) throw new Error('attached');
  const ends: CallEnd[] = [];
  const call = port.ring(dana.uri, { ...offer, ...more }, (end) => ends.push(end));
  return { server, client, call, port, ends, second };
}

describe('calls', () => {
  it('voIPReceived tells who rings', async () => {
    const { client } = await ringing({ priority: 'urgent' });
    await client.poll();
    expect(client.ofKind('conference')).toMatchObject([
      { confId: 1, updates: [{ kind: 'voIPReceived', ...offer, priority: 'urgent' }] },
    ]);
  });

  it('7.32 voIPTerminate is accepted with voIPTerminateSucceeded under the same rid', async () => {
    const { client, ends } = await ringing();
    const request =
      '<conference rid="9" confId="1"><voIPTerminate><action>busyhere</action></voIPTerminate></conference>';
    const { body } = await client.post(
      '/cwa/MainCommandHandler.ashx',
      `<cwaRequests sid="${client.sid}">${request}</cwaRequests>`,
    );
    expect(body).toMatch(
      /<requestAccepted rid="9">\s+<voIPTerminateSucceeded rid="9" confid="1"\/>\s+<\/requestAccepted>/u,
    );
    expect(ends).toEqual([{ kind: 'refused', action: 'busyhere' }]);
    expect(await client.conference(1, { kind: 'voIPTerminate', action: 'busyhere' })).toMatchObject({
      error: { code: 18102 },
    });
  });

  it('voIPTerminate refuses the call with each of the four words', async () => {
    for (const action of ['busyhere', 'declineeverywhere', 'temporarilyunavailable', 'voicemail'] as const) {
      const { client, ends } = await ringing();
      expect(await client.conference(1, { kind: 'voIPTerminate', action })).toMatchObject({
        kind: 'requestAccepted',
        voIP: { name: 'voIPTerminateSucceeded', confId: 1 },
      });
      expect(ends).toEqual([{ kind: 'refused', action }]);
    }
  });

  it.each(['sip:voicemail@example.com', 'tel:+12025550100'])(
    'voIPRedirect sends it on to %s: voIPRedirectSucceeded',
    async (uri) => {
      const { client, ends } = await ringing();
      expect(await client.conference(1, { kind: 'voIPRedirect', uri })).toMatchObject({
        kind: 'requestAccepted',
        voIP: { name: 'voIPRedirectSucceeded', confId: 1 },
      });
      expect(ends).toEqual([{ kind: 'redirected', to: uri }]);
    },
  );

  it.each(['tel:5550100', 'tel:+0123', 'mailto:dana@example.com'])(
    'voIPRedirect rejects %s and rings on',
    async (uri) => {
      const { client, ends } = await ringing();
      expect(await client.conference(1, { kind: 'voIPRedirect', uri })).toMatchObject({ kind: 'requestInvalid' });
      expect(ends).toEqual([]);
      expect(await client.conference(1, { kind: 'voIPRedirect', uri: 'tel:+12025550100' })).toMatchObject({
        kind: 'requestAccepted',
      });
    },
  );

  it('voIPRedirect and voIPReplyWithIM fail where the caller does not allow them', async () => {
    const { client } = await ringing({ redirectable: false, canReplyWithIM: false });
    expect(await client.conference(1, { kind: 'voIPRedirect', uri: 'tel:+12025550100' })).toMatchObject({
      error: { code: 18102 },
    });
    expect(await client.conference(1, { kind: 'voIPReplyWithIM' })).toMatchObject({ error: { code: 18102 } });
  });

  it('voIPReplyWithIM goes on as an IM session under the same number: voIPReplyWithIMAccepted', async () => {
    const { server, client, ends } = await ringing();
    const caller = await server.join('kim');
    await client.skip();
    expect(await client.conference(1, { kind: 'voIPReplyWithIM' })).toMatchObject({
      voIP: { name: 'voIPReplyWithIMAccepted', confId: 1 },
    });
    expect(ends).toEqual([{ kind: 'answered-with-im' }]);
    expect(await client.news()).toEqual(['conf(1) escalationMode invitingPeer']);
    await caller.conference(1, { kind: 'acceptImSession' });
    expect(await client.news()).toContain('conf(1) imSessionState connected');
    await client.conference(1, { kind: 'sendMessage', message: { content: 'In a meeting' } });
    expect((await caller.news()).at(-1)).toBe('conf(1) messageReceived sip:dana@example.com In a meeting');
  });

  it('voIPTerminated tells that the caller gave up, or that five minutes have passed', async () => {
    const gaveUp = await ringing();
    gaveUp.call?.hangUp();
    gaveUp.call?.hangUp();
    expect((await gaveUp.client.news()).slice(-1)).toEqual(['conf(1) voIPTerminated Remote']);
    expect(gaveUp.ends).toEqual([{ kind: 'ended', reason: 'Remote' }]);
    const silent = await ringing();
    for (let minute = 0; minute < 5; minute += 1) {
      silent.server.clock.advance(60_000);
      await silent.client.poll(true);
    }
    expect(await silent.client.news()).toContain('conf(1) voIPTerminated Timeout');
  });

  it('ring at every endpoint, and stop at the others when one answers', async () => {
    const { client, second } = await ringing({}, 2);
    await client.conference(1, { kind: 'voIPTerminate', action: 'declineeverywhere' });
    expect((await second?.news())?.slice(-1)).toEqual(['conf(1) voIPTerminated Remote']);
    expect(await client.news()).toEqual(['conf(1) voIPReceived', 'requestSucceeded']);
  });

  it('end when the last session that hears them ends, and do not begin without one', async () => {
    const { client, ends, port } = await ringing();
    await client.send({ kind: 'terminateSession' });
    expect(ends).toEqual([{ kind: 'ended', reason: 'SessionDown' }]);
    expect(port.ring(dana.uri, offer)).toBeUndefined();
    expect(port.ring('sip:ghost@example.com', offer)).toBeUndefined();
  });

  it('take no conversation requests', async () => {
    const { client } = await ringing();
    expect(await client.conference(1, { kind: 'acceptImSession' })).toMatchObject({ error: { code: 18102 } });
  });
});
