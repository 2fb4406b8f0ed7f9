import { describe, expect, it } from 'vitest';
import type { ImFormat } from '../../../protocol/im-format';
import { dana, kim, lee, people, personRecord, startTestServer, type TestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';

const message = (content: string) => ({ kind: 'sendMessage', message: { content } }) as const;
const invite = (...uris: string[]) => ({ kind: 'inviteParticipants', uris }) as const;

interface Three {
  readonly server: TestServer;
  readonly dana: TestClient;
  readonly lee: TestClient;
  readonly kim: TestClient;
}

async function three(
  options: Parameters<typeof startTestServer>[0] = {},
  parts: Parameters<typeof startTestServer>[1] = {},
): Promise<Three> {
  const server = await startTestServer(options, parts);
  return { server, dana: await server.join('dana'), lee: await server.join('lee'), kim: await server.join('kim') };
}

/** Dana leads, Lee is in, both as number 1. */
async function escalated(parts: Parameters<typeof startTestServer>[1] = {}): Promise<Three> {
  const all = await three({ sessionTimeoutS: 7_200 }, parts);
  await all.dana.conference(0, {
    kind: 'initiateImSession',
    uris: [lee.uri],
    message: { content: 'Hello' },
    subject: 'Dock',
  });
  await all.lee.conference(1, { kind: 'acceptImSession' });
  await all.dana.conference(1, invite(kim.uri));
  await all.kim.conference(1, { kind: 'acceptImSession' });
  for (const client of [all.dana, all.lee, all.kim]) await client.skip();
  return all;
}

function confUriOf(client: TestClient): string {
  const updates = client.ofKind('conference').flatMap((event) => event.updates);
  const update = updates.findLast((each) => each.kind === 'confUri');
  return update?.kind === 'confUri' ? update.uri : '';
}

describe('inviteParticipants', () => {
  it('makes a conference of a one-to-one session: escalating, confUri, role, escalated (6.6), 7.35 with the inviter promoted', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await three();
    await danaClient.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri],
      message: { content: 'Hello' },
      subject: 'Dock',
    });
    await leeClient.conference(1, { kind: 'acceptImSession' });
    await danaClient.skip();
    await leeClient.skip();
    await danaClient.conference(1, invite(kim.uri));
    expect(await danaClient.news()).toEqual([
      'conf(1) escalationMode escalating',
      'conf(1) confUri',
      'conf(1) role presenter',
      'conf(1) escalationMode escalated',
      'conf(1) participant sip:lee@example.com attendee',
      'requestSucceeded',
    ]);
    expect(await leeClient.news()).toEqual([
      'conf(1) escalationMode escalating',
      'conf(1) confUri',
      'conf(1) role attendee',
      'conf(1) escalationMode escalated',
      'conf(1) participant sip:dana@example.com presenter',
    ]);
    expect(confUriOf(danaClient)).toMatch(/^sip:dana@example\.com;gruu;opaque=app:conf:focus:id:[0-9A-F]{32}$/u);
    expect(await kimClient.news()).toEqual([
      'conf(1) imSessionReceived sip:dana@example.com -',
      'conf(1) imSessionState incoming',
    ]);
    await kimClient.conference(1, { kind: 'acceptImSession' });
    expect(await kimClient.news()).toEqual([
      'conf(1) imSessionState connecting',
      'conf(1) confUri',
      'conf(1) role attendee',
      'conf(1) escalationMode escalated',
      'conf(1) participant sip:dana@example.com presenter',
      'conf(1) participant sip:lee@example.com attendee',
      'conf(1) imSessionState connected',
      'requestSucceeded',
    ]);
    expect(await danaClient.news()).toEqual(['conf(1) participant sip:kim@example.com attendee']);
    expect(await leeClient.news()).toEqual(['conf(1) participant sip:kim@example.com attendee']);
  });

  it('goes back to peer when nobody could come', async () => {
    const { dana: danaClient, lee: leeClient } = await three();
    await danaClient.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'Hello' } });
    await leeClient.conference(1, { kind: 'acceptImSession' });
    await danaClient.skip();
    await danaClient.conference(1, invite('sip:mei@example.com'));
    expect(await danaClient.news()).toEqual([
      'conf(1) escalationMode escalating',
      'conf(1) escalationMode peer',
      'conf(1) inviteFailed sip:mei@example.com',
      'requestFailed 18201 480',
    ]);
    await danaClient.conference(1, message('still here'));
    expect((await leeClient.news()).at(-1)).toBe('conf(1) messageReceived sip:dana@example.com still here');
  });

  it('tells of each who does not come: offline at once, declined when it is said', async () => {
    const { server, dana: danaClient } = await escalated();
    const mei = await server.join('mei');
    await danaClient.conference(1, invite('sip:mei@example.com', 'sip:tom@example.com', lee.uri));
    expect(await danaClient.news()).toEqual([
      'requestSucceeded',
      'conf(1) inviteFailed sip:tom@example.com',
      'requestFailed 18201 480',
    ]);
    await mei.conference(1, { kind: 'terminateImSession' });
    expect(await danaClient.news()).toEqual(['conf(1) inviteFailed sip:mei@example.com', 'requestFailed 18201 603']);
  });

  it('makes an attendee who invites a presenter', async () => {
    const { server, lee: leeClient, kim: kimClient } = await escalated();
    await server.join('mei');
    await leeClient.conference(1, invite('sip:mei@example.com'));
    expect(await leeClient.news()).toEqual(['conf(1) role presenter', 'requestSucceeded']);
    expect(await kimClient.news()).toEqual(['conf(1) participant sip:lee@example.com presenter']);
  });

  it('fails with SIP 413 beyond 32 people', async () => {
    const many = Array.from({ length: 32 }, (_, at) => personRecord(`p${at}`, `Pat ${at}`));
    const server = await startTestServer({ people: [...people, ...many] });
    const [danaClient] = [await server.join('dana'), await server.join('lee')];
    const uris = many.map(({ uri }) => uri);
    expect(
      await danaClient.conference(0, { kind: 'initiateImSession', uris, message: { content: 'x' } }),
    ).toMatchObject({
      kind: 'requestFailed',
      error: { sipResponse: { code: 413 } },
    });
    const full = [lee.uri, ...uris.slice(0, 30)];
    expect(
      await danaClient.conference(0, { kind: 'initiateImSession', uris: full, message: { content: 'x' } }),
    ).toMatchObject({ kind: 'requestAccepted' });
  });
});

describe('several from the start', () => {
  it('goes straight into a focus, and is connected when the first has come', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await three();
    const reply = await danaClient.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri, kim.uri],
      message: { content: 'Hello all' },
      subject: 'Dock',
    });
    expect(reply).toMatchObject({ kind: 'requestAccepted', confId: 1 });
    expect(await danaClient.news()).toEqual([
      'conf(1) initiateImSessionAccepted 1',
      'conf(1) escalationMode escalating',
      'conf(1) confUri',
      'conf(1) role presenter',
      'conf(1) escalationMode escalated',
      'conf(1) imSessionState connecting',
    ]);
    await danaClient.conference(1, message('and more'));
    await leeClient.conference(1, { kind: 'acceptImSession' });
    expect(await danaClient.news()).toEqual([
      'conf(1) participant sip:lee@example.com attendee',
      'conf(1) imSessionState connected',
      'requestSucceeded',
      'requestSucceeded',
    ]);
    expect((await leeClient.news()).at(-1)).toBe('conf(1) messageReceived sip:dana@example.com and more');
    await leeClient.poll();
    expect(await danaClient.news()).toEqual(['conf(1) messageIdReceived 1-mcu']);
    await kimClient.conference(1, { kind: 'acceptImSession' });
    expect((await kimClient.news()).at(-1)).toBe('conf(1) messageReceived sip:dana@example.com and more');
  });

  it('goes on with those who are there', async () => {
    const { dana: danaClient, lee: leeClient } = await three();
    await danaClient.conference(0, {
      kind: 'initiateImSession',
      uris: [lee.uri, 'sip:mei@example.com'],
      message: { content: 'x' },
    });
    expect((await danaClient.news()).slice(-2)).toEqual([
      'conf(1) inviteFailed sip:mei@example.com',
      'requestFailed 18201 480',
    ]);
    await leeClient.conference(1, { kind: 'acceptImSession' });
    expect(await danaClient.news()).toContain('conf(1) imSessionState connected');
  });

  it('tells of each who is asked into it, at once or later, why: not there, or not known', async () => {
    const { dana: danaClient, lee: leeClient } = await three();
    const absent = ['sip:mei@example.com', 'sip:ghost@example.com'];
    const failed = [
      'conf(1) inviteFailed sip:mei@example.com',
      'requestFailed 18201 480',
      'conf(1) inviteFailed sip:ghost@example.com',
      'requestFailed 18201 404',
    ];
    const uris = [lee.uri, ...absent];
    await danaClient.conference(0, { kind: 'initiateImSession', uris, message: { content: 'x' } });
    expect((await danaClient.news()).slice(-4)).toEqual(failed);
    await leeClient.conference(1, { kind: 'acceptImSession' });
    await danaClient.skip();
    await danaClient.conference(1, invite(...absent));
    expect((await danaClient.news()).slice(-4)).toEqual(failed);
  });

  it('ends when nobody is there, and when everybody declines', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await three();
    await danaClient.conference(0, {
      kind: 'initiateImSession',
      uris: ['sip:mei@example.com', 'sip:tom@example.com'],
      message: { content: 'x' },
    });
    expect(await danaClient.news()).toEqual([
      'conf(1) initiateImSessionAccepted 1',
      'conf(1) escalationMode escalating',
      'conf(1) escalationMode none',
      'conf(1) inviteFailed sip:mei@example.com',
      'requestFailed 18201 480',
      'conf(1) inviteFailed sip:tom@example.com',
      'requestFailed 18201 480',
      'conf(1) imSessionState terminated',
    ]);
    await danaClient.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'x' } });
    await danaClient.skip();
    await leeClient.conference(1, { kind: 'terminateImSession' });
    expect(await danaClient.news()).toEqual(['conf(2) inviteFailed sip:lee@example.com', 'requestFailed 18201 603']);
    await kimClient.conference(1, { kind: 'terminateImSession' });
    expect(await danaClient.news()).toEqual([
      'conf(2) escalationMode none',
      'conf(2) inviteFailed sip:kim@example.com',
      'requestFailed 18201 603',
      'conf(2) imSessionState terminated',
    ]);
  });
});

describe('in a conference', () => {
  it('sendMessage reaches everybody else, without a format (4.8), and is confirmed by messageIdReceived when all have it', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    const format: ImFormat = {
      bold: true,
      italic: false,
      underline: false,
      strikethrough: false,
      color: '#ff0000',
      charset: 0,
      pitch: 'default',
      family: 'any',
      rightToLeft: false,
    };
    await leeClient.conference(1, { kind: 'sendMessage', message: { content: 'Hi', format } });
    expect(await leeClient.news()).toEqual(['requestSucceeded']);
    for (const client of [danaClient, kimClient]) {
      await client.poll();
      expect(client.ofKind('conference').at(-1)?.updates).toEqual([
        { kind: 'messageReceived', sender: lee.uri, message: { content: 'Hi' } },
      ]);
    }
    await danaClient.poll();
    expect(await leeClient.news()).toEqual([]);
    await kimClient.poll();
    expect(await leeClient.news()).toEqual(['conf(1) messageIdReceived 1-mcu']);
  });

  it('composingState names the writer to all others', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    await kimClient.conference(1, { kind: 'notifyComposing', state: 'composing' });
    const told = ['conf(1) composingState composing sip:kim@example.com'];
    expect([await danaClient.news(), await leeClient.news()]).toEqual([told, told]);
  });

  it('sendInfo is between two only', async () => {
    const { dana: danaClient } = await escalated();
    await danaClient.conference(1, { kind: 'sendInfo', contentType: 'text/plain', content: 'x' });
    expect(await danaClient.news()).toEqual(['requestFailed 18102']);
  });

  it('7.12 ejectParticipant tells the removed and all who stay, inside conference', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    await danaClient.conference(1, { kind: 'ejectParticipant', uri: 'sip:KIM@example.com' });
    expect(await danaClient.news()).toEqual(['requestSucceeded', 'conf(1) participantRemoved sip:kim@example.com']);
    expect(await kimClient.news()).toEqual([
      'conf(1) participantRemoved sip:kim@example.com',
      'conf(1) imSessionState terminated',
    ]);
    expect(await leeClient.news()).toEqual(['conf(1) participantRemoved sip:kim@example.com']);
    expect(await kimClient.conference(1, message('x'))).toMatchObject({ error: { code: 18102 } });
  });

  it('7.34 promoteParticipant makes a presenter: role to the promoted, participant to the others', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    await danaClient.conference(1, { kind: 'promoteParticipant', uri: kim.uri });
    expect(await kimClient.news()).toEqual(['conf(1) role presenter']);
    expect(await danaClient.news()).toEqual(['requestSucceeded', 'conf(1) participant sip:kim@example.com presenter']);
    expect(await leeClient.news()).toEqual(['conf(1) participant sip:kim@example.com presenter']);
  });

  it('is led by presenters: an attendee’s ejectParticipant, promoteParticipant and lock fail', async () => {
    const { lee: leeClient } = await escalated();
    await leeClient.conference(1, { kind: 'ejectParticipant', uri: kim.uri });
    await leeClient.conference(1, { kind: 'promoteParticipant', uri: lee.uri });
    await leeClient.conference(1, { kind: 'lock', locked: true });
    expect(await leeClient.news()).toEqual(['requestFailed 18102', 'requestFailed 18102', 'requestFailed 18102']);
  });

  it('fails for somebody who is not in it', async () => {
    const { dana: danaClient } = await escalated();
    await danaClient.conference(1, { kind: 'ejectParticipant', uri: 'sip:tom@example.com' });
    await danaClient.conference(1, { kind: 'promoteParticipant', uri: 'sip:tom@example.com' });
    await danaClient.conference(1, { kind: 'ejectParticipant', uri: dana.uri });
    expect(await danaClient.news()).toEqual([
      'requestFailed 18201 404',
      'requestFailed 18201 404',
      'requestFailed 18102',
    ]);
  });

  it('7.11 lock with true locks: told by locked, no invitation and no joining until false', async () => {
    const { server, dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    const mei = await server.join('mei');
    await danaClient.conference(1, { kind: 'lock', locked: true });
    expect(await danaClient.news()).toEqual(['requestSucceeded', 'conf(1) locked true']);
    expect(await leeClient.news()).toEqual(['conf(1) locked true']);
    await danaClient.conference(1, invite('sip:mei@example.com'));
    expect(await danaClient.news()).toEqual(['requestFailed 18102']);
    await kimClient.conference(1, { kind: 'terminateImSession' });
    await kimClient.skip();
    const rejoin = { kind: 'initiateImSession', uris: [confUriOf(danaClient)], message: { content: 'x' } } as const;
    await kimClient.conference(0, rejoin);
    expect((await kimClient.news()).slice(-3)).toEqual([
      expect.stringMatching(/inviteFailed/u),
      'requestFailed 18201 403',
      expect.stringMatching(/terminated/u),
    ]);
    await danaClient.conference(1, { kind: 'lock', locked: false });
    await kimClient.conference(0, rejoin);
    expect(await kimClient.news()).toContain('requestSucceeded');
    expect(await mei.news()).toEqual([]);
  });

  it('terminateImSession leaves the others in it; the last one fails to send rather than writing to nobody', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    await danaClient.conference(1, { kind: 'terminateImSession' });
    expect(await danaClient.news()).toEqual(['requestSucceeded', 'conf(1) imSessionState terminated']);
    expect(await leeClient.news()).toEqual(['conf(1) participantRemoved sip:dana@example.com']);
    await kimClient.send({ kind: 'terminateSession' });
    expect(await leeClient.news()).toEqual(['conf(1) participantRemoved sip:kim@example.com']);
    await leeClient.conference(1, message('anybody?'));
    expect(await leeClient.news()).toEqual(['requestFailed 18201 480']);
  });

  it('ends for everybody after ten idle minutes, and cannot be joined any more', async () => {
    const { server, dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    for (let at = 0; at < 10; at += 1) {
      server.clock.advance(60_000);
      for (const client of [danaClient, leeClient, kimClient]) await client.poll(true);
    }
    expect(await leeClient.news()).toContain('conf(1) imSessionState terminated');
    await leeClient.conference(0, {
      kind: 'initiateImSession',
      uris: [confUriOf(danaClient)],
      message: { content: 'x' },
    });
    expect(await leeClient.news()).toContain('requestFailed 18201 404');
  });
});

describe('joining by the focus URI', () => {
  it('works without invitation: confUri, role, escalated, the roster, connected, requestSucceeded (6.8)', async () => {
    const { dana: danaClient, lee: leeClient, kim: kimClient } = await escalated();
    const focus = confUriOf(kimClient);
    await kimClient.conference(1, { kind: 'terminateImSession' });
    await kimClient.skip();
    await danaClient.skip();
    await leeClient.skip();
    expect(
      await kimClient.conference(0, { kind: 'initiateImSession', uris: [focus], message: { content: 'back' } }),
    ).toMatchObject({ kind: 'requestAccepted', confId: 2 });
    expect(await kimClient.news()).toEqual([
      'conf(2) initiateImSessionAccepted 2',
      'conf(2) imSessionState connecting',
      'conf(2) confUri',
      'conf(2) role attendee',
      'conf(2) escalationMode escalated',
      'conf(2) participant sip:dana@example.com presenter',
      'conf(2) participant sip:lee@example.com attendee',
      'conf(2) imSessionState connected',
      'requestSucceeded',
    ]);
    expect(await leeClient.news()).toEqual(['conf(1) participant sip:kim@example.com attendee']);
    await danaClient.conference(1, message('welcome'));
    expect(await kimClient.news()).toEqual(['conf(2) messageReceived sip:dana@example.com welcome']);
  });

  it('works by the element confUri too', async () => {
    const { kim: kimClient } = await escalated();
    const focus = confUriOf(kimClient);
    await kimClient.conference(1, { kind: 'terminateImSession' });
    await kimClient.skip();
    const request = `<conference rid="8" confId="0"><initiateImSession><confUri>${focus}</confUri><message><content>x</content></message></initiateImSession></conference>`;
    await kimClient.post(
      '/cwa/MainCommandHandler.ashx',
      `<cwaRequests sid="${kimClient.sid}">${request}</cwaRequests>`,
    );
    expect(await kimClient.news()).toContain('conf(1) imSessionState connected'.replace('1', '2'));
  });

  it('takes the place of an endpoint whose client has lost its session, with its role', async () => {
    const { server, dana: danaClient, lee: leeClient } = await escalated();
    const again = await server.join('dana');
    await again.conference(0, { kind: 'initiateImSession', uris: [confUriOf(danaClient)], message: { content: 'x' } });
    expect(await again.news()).toContain('conf(1) role presenter');
    expect(await danaClient.news()).toContain('conf(1) imSessionState terminated');
    await leeClient.conference(1, message('hello again'));
    expect((await again.news()).filter((each) => each.includes('messageReceived'))).toHaveLength(1);
  });
});
