// What a sender is told of a message, and when: confirmed is what the other's client has acknowledged (protocol.md 1.7, 4.8). Each race
// over real HTTP.
import { describe, expect, it } from 'vitest';
import { createScriptedFaults } from '../../testing/scripted-faults';
import { kim, lee, startTestServer, type TestServer } from '../../testing/test-server';
import type { TestClient } from '../../testing/test-client';

const message = (content: string) => ({ kind: 'sendMessage', message: { content } }) as const;
const faults = createScriptedFaults();

interface Talk {
  readonly server: TestServer;
  readonly from: TestClient;
  readonly to: TestClient;
}

/** Two in conversation, on both sides as number 1, everything so far fetched and acknowledged. */
async function talk(
  options: Parameters<typeof startTestServer>[0] = {},
  parts: Parameters<typeof startTestServer>[1] = {},
): Promise<Talk> {
  const server = await startTestServer(options, { faultPlan: faults.plan, ...parts });
  const [from, to] = [await server.join('dana'), await server.join('lee')];
  await from.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'Hello' } });
  await to.conference(1, { kind: 'acceptImSession' });
  await catchUp([from, to], options.holdMs);
  return { server, from, to };
}

/** A poll that is answered, and one that says so: on a server that holds polls the next one does. */
async function catchUp(clients: readonly TestClient[], holdMs = 0): Promise<void> {
  for (const client of clients) {
    await client.skip();
    if (holdMs === 0) await client.poll();
  }
}

async function loseSession(client: TestClient): Promise<void> {
  faults.strikeNext({ before: 'lose-session' });
  expect((await client.pollRaw()).body).toContain('code="18100"');
}

const left = ['conf(1) participantRemoved sip:lee@example.com', 'conf(1) imSessionState terminated'];
const outcomes = async (client: TestClient): Promise<readonly string[]> =>
  (await client.news()).filter((each) => !each.startsWith('selfPresence'));

describe('a message to a session that is being replaced', () => {
  it('has failed when it had not gone out; the new session is not told', async () => {
    const { from, to } = await talk();
    const { rid } = await from.conference(1, message('x'));
    await loseSession(to);
    await to.open();
    expect(await outcomes(from)).toEqual(['requestSucceeded', `conf(1) messageSendFailed ${rid}`, ...left]);
    expect(await to.news()).not.toContain('conf(1) messageReceived sip:dana@example.com x');
  });

  it('is neither confirmed nor failed when it had gone out in an answer that nobody acknowledged', async () => {
    const { from, to } = await talk();
    await from.conference(1, message('x'));
    faults.strikeNext({ after: 'drop-response' });
    await expect(to.pollRaw()).rejects.toThrow();
    await loseSession(to);
    await to.open();
    await to.poll();
    await to.poll();
    expect(await outcomes(from)).toEqual(['requestSucceeded', ...left]);
  });

  it('has failed in the end when the old session is never polled again', async () => {
    const { server, from, to } = await talk();
    const { rid } = await from.conference(1, message('x'));
    // The same client, with another session: the old one lives on, and nobody fetches from it.
    const again = await server.join('lee');
    await server.pass(200_000, [from, again], true);
    expect(await outcomes(from)).toEqual(['requestSucceeded', `conf(1) messageSendFailed ${rid}`, ...left]);
    expect((await to.pollRaw()).body).toContain('code="18100"');
    expect(again.ofKind('conference')).toEqual([]);
  });

  it('has failed when it is the one event too many for a queue that nobody fetches', async () => {
    const { from, to } = await talk({}, { limits: { queuedEvents: 40 } });
    for (let at = 0; at < 19; at += 1) await to.send({ kind: 'queryPresence', uris: [lee.uri] });
    const first = await from.conference(1, message('x'));
    const second = await from.conference(1, message('y'));
    const third = await from.conference(1, message('z'));
    expect(await outcomes(from)).toEqual([
      'requestSucceeded',
      'requestSucceeded',
      'requestSucceeded',
      ...[first, second, third].map(({ rid }) => `conf(1) messageSendFailed ${rid}`),
      ...left,
    ]);
    expect(await from.conference(1, message('x'))).toMatchObject({ kind: 'requestFailed' });
  });
});

describe('a message whose answer is lost', () => {
  it('is told again, and confirmed once, when it is acknowledged', async () => {
    const { from, to } = await talk();
    const { rid } = await from.conference(1, message('x'));
    faults.strikeNext({ after: 'drop-response' });
    await expect(to.pollRaw()).rejects.toThrow();
    expect(await outcomes(from)).toEqual(['requestSucceeded']);
    expect(await to.news()).toEqual(['conf(1) messageReceived sip:dana@example.com x']);
    expect(await outcomes(from)).toEqual([]);
    await to.poll();
    await to.poll();
    expect(await outcomes(from)).toEqual([`conf(1) messageIdReceived ${rid}`]);
  });

  it('has not gone out to a client that hung up while its poll was held', async () => {
    const { server, from, to } = await talk({ holdMs: 60_000 });
    const timers = server.clock.pending;
    const line = new AbortController();
    const held = to.raw(`/cwa/AsyncDataChannel.ashx?Sid=${to.sid}&AckID=${to.ackId}`, { signal: line.signal });
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    line.abort();
    await expect(held).rejects.toThrow();
    await expect.poll(() => server.clock.pending).toBe(timers);
    const { rid } = await from.conference(1, message('x'));
    await loseSession(to);
    expect(await outcomes(from)).toContain(`conf(1) messageSendFailed ${rid}`);
  });
});

describe('an AckID', () => {
  it('beyond what has gone out confirms nothing: what the client asks to leave out has failed', async () => {
    const { from, to } = await talk();
    const ahead = to.ackId + 1;
    const { rid } = await from.conference(1, message('x'));
    expect((await to.pollRaw(`Sid=${to.sid}&AckID=${ahead}`)).body).not.toContain('messageReceived');
    expect(await outcomes(from)).toEqual(['requestSucceeded', `conf(1) messageSendFailed ${rid}`]);
  });

  it('confirms when the poll that has it arrives, not when that is answered', async () => {
    const { server, from, to } = await talk({ holdMs: 60_000 });
    const { rid } = await from.conference(1, message('x'));
    expect(await outcomes(from)).toEqual(['requestSucceeded']);
    await to.poll();
    const timers = server.clock.pending;
    const held = to.pollRaw();
    await expect.poll(() => server.clock.pending).toBe(timers + 1);
    expect(await outcomes(from)).toEqual([`conf(1) messageIdReceived ${rid}`]);
    await from.conference(1, message('y'));
    expect((await held).body).toContain('<content>y</content>');
  });

  it('confirms also when the conversation has ended meanwhile', async () => {
    const { from, to } = await talk();
    const { rid } = await from.conference(1, message('x'));
    await to.poll();
    await to.conference(1, { kind: 'terminateImSession' });
    expect(await outcomes(from)).toEqual(['requestSucceeded', ...left]);
    await to.poll();
    expect(await outcomes(from)).toEqual([`conf(1) messageIdReceived ${rid}`]);
  });

  it('confirms nothing under a number that means another conversation by then', async () => {
    const { from, to } = await talk();
    await from.conference(1, message('x'));
    await to.poll();
    await from.conference(1, { kind: 'terminateImSession' });
    await from.conference(1, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'Anew' } });
    await from.skip();
    await to.poll();
    expect(await outcomes(from)).toEqual([]);
  });
});

describe('a message in a conference', () => {
  async function conference(): Promise<Talk & { readonly third: TestClient }> {
    const both = await talk();
    const third = await both.server.join('kim');
    await both.from.conference(1, { kind: 'inviteParticipants', uris: [kim.uri] });
    await third.conference(1, { kind: 'acceptImSession' });
    await catchUp([both.from, both.to, third]);
    return { ...both, third };
  }

  it('is confirmed when all who are still there have it', async () => {
    const { from, to, third } = await conference();
    await from.conference(1, message('x'));
    await third.skip();
    await third.poll();
    expect(await outcomes(from)).toEqual(['requestSucceeded']);
    await loseSession(to);
    expect(await outcomes(from)).toEqual(['conf(1) messageIdReceived 1-mcu', left[0]]);
  });

  it('has failed when it went out to nobody', async () => {
    const { from, to, third } = await conference();
    const { rid } = await from.conference(1, message('x'));
    await loseSession(to);
    await loseSession(third);
    expect(await outcomes(from)).toEqual([
      'requestSucceeded',
      left[0],
      `conf(1) messageSendFailed ${rid}`,
      'conf(1) participantRemoved sip:kim@example.com',
    ]);
  });

  it('is neither when it may have arrived', async () => {
    const { from, to, third } = await conference();
    await from.conference(1, message('x'));
    await third.poll();
    await loseSession(to);
    await loseSession(third);
    expect((await outcomes(from)).filter((each) => each.includes('message'))).toEqual([]);
  });
});
