// Invitations and sessions that nobody polls (protocol.md 1.5, 1.7, 3.5, 6.11): over real HTTP, with the clock in the test's hand.
import { describe, expect, it } from 'vitest';
import { createScriptedFaults } from '../../testing/scripted-faults';
import { dana, kim, lee, password, startTestServer, type TestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';

const invitation = { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'Hello' } } as const;
const ringing = ['conf(1) imSessionReceived sip:dana@example.com Hello', 'conf(1) imSessionState incoming'];
const waiting = ['conf(1) initiateImSessionAccepted 1', 'conf(1) escalationMode invitingPeer'];
const failed = (error: string): string[] => [
  'conf(1) escalationMode none',
  `conf(1) inviteFailed ${lee.uri}`,
  `requestFailed ${error}`,
  'conf(1) imSessionState terminated',
];
const offline = failed('18201 480');
const unanswered = failed('18203');
/** The poll wait of the server, and the grace after it. */
const absentAfterMs = 1_000 + 32_000;

const faults = createScriptedFaults();
const start = (options: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> =>
  startTestServer(options, { faultPlan: faults.plan });

/** Signed in, with a session that is never polled. */
async function ghost(server: TestServer, id = 'lee'): Promise<TestClient> {
  const client = server.client();
  await client.signIn(`EXAMPLE\\${id}`, password);
  await client.open();
  return client;
}

async function loseSession(client: TestClient): Promise<void> {
  faults.strikeNext({ before: 'lose-session' });
  expect((await client.pollRaw()).body).toContain('code="18100"');
}

/** What has come that is about conversations. */
const talk = async (client: TestClient): Promise<readonly string[]> =>
  (await client.news()).filter((each) => each.startsWith('conf(') || each.startsWith('request'));

describe('a session that is never polled', () => {
  it('does not answer for its person: the inviter waits for the grace time and gets the failure of somebody offline', async () => {
    const server = await start();
    const inviter = await server.join('dana');
    await ghost(server);
    await inviter.conference(0, invitation);
    await server.pass(absentAfterMs - 1_000, [inviter]);
    expect(await talk(inviter)).toEqual(waiting);
    await server.pass(1_000, [inviter]);
    expect(await talk(inviter)).toEqual(offline);
  });

  it('never shows the text of an invitation that the inviter was told had failed', async () => {
    const server = await start();
    const inviter = await server.join('dana');
    const late = await ghost(server);
    await inviter.conference(0, invitation);
    await server.pass(absentAfterMs, [inviter]);
    expect(await talk(inviter)).toEqual([...waiting, ...offline]);
    expect(await talk(late)).toEqual(['requestSucceeded']);
    await inviter.conference(0, invitation);
    expect(await talk(late)).toEqual(ringing.map((each) => each.replace('(1)', '(2)')));
  });

  it('is no endpoint after the grace time: an invitation fails at once, and watchers see its person offline', async () => {
    const server = await start();
    const inviter = await server.join('dana');
    await ghost(server);
    await server.pass(absentAfterMs, [inviter]);
    await inviter.conference(0, invitation);
    expect(await talk(inviter)).toEqual([...waiting, ...offline]);
    await inviter.send({ kind: 'queryPresence', uris: [lee.uri] });
    await inviter.poll();
    const state = inviter
      .ofKind('userPresence')
      .at(-1)
      ?.users[0]?.categories.find(({ name }) => name === 'state');
    expect(state?.payload).toMatchObject({ availability: 18500 });
  });

  it('rings with its first poll, however late within the grace time', async () => {
    const server = await start();
    const inviter = await server.join('dana');
    const late = await ghost(server);
    await inviter.conference(0, invitation);
    await server.pass(absentAfterMs - 1_000, [inviter]);
    expect(await talk(late)).toEqual(['requestSucceeded', ...ringing]);
    await server.pass(absentAfterMs, [inviter, late]);
    await late.conference(1, { kind: 'acceptImSession' });
    expect(await talk(inviter)).toContain('conf(1) imSessionState connected');
  });

  it('is not one of several endpoints: nothing is accepted for a person with one client', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await ghost(server);
    await inviter.conference(0, invitation);
    await server.pass(absentAfterMs + 10_000, [inviter, invited]);
    expect(await talk(invited)).toEqual(ringing);
    await invited.conference(1, { kind: 'acceptImSession' });
    expect(await talk(inviter)).toContain('conf(1) imSessionState connected');
  });

  it('does not keep an invitation alive when the client that rang is gone', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await ghost(server);
    await inviter.conference(0, invitation);
    await invited.send({ kind: 'terminateSession' });
    await server.pass(absentAfterMs, [inviter]);
    expect(await talk(inviter)).toEqual([...waiting, ...offline]);
  });

  it('hears no telephone after the grace time', async () => {
    let ring: (() => unknown) | undefined;
    const server = await startTestServer(
      {},
      {
        attach: (port) => {
          const offer = {
            uri: dana.uri,
            displayName: 'Dana',
            from: 'x',
            redirectable: false,
            canReplyWithIM: false,
            isConference: false,
          };
          ring = () => port.ring(lee.uri, offer);
          return () => undefined;
        },
      },
    );
    await ghost(server);
    expect(ring?.()).toBeDefined();
    server.clock.advance(absentAfterMs);
    expect(ring?.()).toBeUndefined();
  });
});

describe('a client that stops polling', () => {
  it('is no endpoint after the grace time, and is one again with its next poll', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await server.pass(absentAfterMs, [inviter]);
    await inviter.conference(0, invitation);
    expect(await talk(inviter)).toEqual([...waiting, ...offline]);
    expect(await talk(invited)).toEqual([]);
    await inviter.conference(0, invitation);
    expect((await talk(invited)).at(-1)).toBe('conf(1) imSessionState incoming');
  });

  it('gets an invitation that comes between two polls', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await server.pass(absentAfterMs - 2_000, [inviter]);
    await inviter.conference(0, invitation);
    await server.pass(1_000, [inviter]);
    expect(await talk(invited)).toEqual(ringing);
    expect(await talk(inviter)).toEqual(waiting);
  });

  it('leaves an invitation that it was told without an answer, and sees on its return that it was missed', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await inviter.conference(0, invitation);
    expect(await talk(invited)).toEqual(ringing);
    await server.pass(absentAfterMs, [inviter]);
    expect(await talk(inviter)).toEqual([...waiting, ...unanswered]);
    expect(await talk(invited)).toEqual([
      'conf(1) participantRemoved sip:dana@example.com',
      'conf(1) imSessionState terminated',
    ]);
  });

  it('counts as there while its poll is held, and for the grace time after its line broke', async () => {
    const server = await start({ holdMs: 120_000 });
    const invited = await server.join('lee');
    const inviter = await server.join('dana');
    const line = new AbortController();
    const timers = server.clock.pending;
    const held = invited.raw(`/cwa/AsyncDataChannel.ashx?Sid=${invited.sid}&AckID=${invited.ackId}`, {
      signal: line.signal,
    });
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    server.clock.advance(absentAfterMs + 10_000);
    line.abort();
    await expect(held).rejects.toThrow();
    await expect.poll(() => server.clock.pending).toBe(timers);
    server.clock.advance(absentAfterMs - 2_000);
    await inviter.conference(0, invitation);
    expect(await talk(inviter)).toEqual(waiting);
    expect(await talk(invited)).toEqual(ringing);
  });
});

describe('a session that is lost', () => {
  it('is waited for: an invitation of that moment rings at the new one, once', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await loseSession(invited);
    await inviter.conference(0, invitation);
    expect(await talk(inviter)).toEqual(waiting);
    await invited.open();
    expect((await talk(invited)).slice(-2)).toEqual(ringing);
    await invited.conference(1, { kind: 'acceptImSession' });
    expect((await talk(invited)).filter((each) => each.includes('imSessionReceived'))).toEqual([]);
    expect(await talk(inviter)).toContain('conf(1) imSessionState connected');
  });

  it('takes an invitation along that had not gone out: it rings at the new one', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await inviter.conference(0, invitation);
    await loseSession(invited);
    expect(await talk(inviter)).toEqual(waiting);
    await invited.open();
    expect((await talk(invited)).slice(-2)).toEqual(ringing);
  });

  it('is given up after the grace time when no new one comes', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await loseSession(invited);
    await inviter.conference(0, invitation);
    await server.pass(absentAfterMs - 1_000, [inviter]);
    expect(await talk(inviter)).toEqual(waiting);
    await server.pass(1_000, [inviter]);
    expect(await talk(inviter)).toEqual(offline);
    await inviter.conference(0, invitation);
    expect((await talk(inviter)).at(-1)).toBe('conf(2) imSessionState terminated');
  });

  it('ends an invitation that had gone out without an answer, and the new session is not asked a second time', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await inviter.conference(0, invitation);
    expect(await talk(invited)).toEqual(ringing);
    await loseSession(invited);
    expect(await talk(inviter)).toEqual([...waiting, ...unanswered]);
    await invited.open();
    invited.ackId = 0;
    expect(await talk(invited)).toEqual(['requestSucceeded']);
  });

  it('is told nothing of an invitation that was taken back meanwhile: its text has failed', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await loseSession(invited);
    await inviter.conference(0, invitation);
    await inviter.conference(1, { kind: 'terminateImSession' });
    expect(await talk(inviter)).toEqual([
      ...waiting,
      'requestSucceeded',
      'requestFailed 18201 480',
      'conf(1) imSessionState terminated',
    ]);
    await invited.open();
    expect(await talk(invited)).toEqual(['requestSucceeded']);
  });

  it('is not waited for when its user has signed out', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await loseSession(invited);
    await invited.open();
    await invited.send({ kind: 'terminateSession' });
    await inviter.conference(0, invitation);
    expect(await talk(inviter)).toEqual([...waiting, ...offline]);
  });

  it('is asked in the new one only when its user does not hide there', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await loseSession(invited);
    await inviter.conference(0, invitation);
    await invited.open({ userStateAvailability: 18500 });
    await server.pass(absentAfterMs, [inviter, invited]);
    expect(await talk(invited)).toEqual(['requestSucceeded']);
    expect(await talk(inviter)).toEqual([...waiting, ...offline]);
  });
});

describe('an invitation of several', () => {
  it('ends without an answer, not as failed, when one of them was told and the last was not there', async () => {
    const server = await start();
    const [inviter, invited] = [await server.join('dana'), await server.join('lee')];
    await ghost(server, 'kim');
    await inviter.conference(0, { ...invitation, uris: [lee.uri, kim.uri] });
    await invited.skip();
    await loseSession(invited);
    await server.pass(absentAfterMs, [inviter]);
    expect((await talk(inviter)).slice(-4)).toEqual([
      'conf(1) escalationMode none',
      `conf(1) inviteFailed ${kim.uri}`,
      'requestFailed 18203',
      'conf(1) imSessionState terminated',
    ]);
  });
});
