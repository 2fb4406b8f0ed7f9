import { describe, expect, it } from 'vitest';
import type { CwaEvent } from '../protocol/events';
import type { LocalPort } from './local-port';
import { dana, kim, lee, startTestServer, type TestServer } from './testing/test-server';
import { inWords } from './testing/test-client';

async function withPort(): Promise<{ server: TestServer; port: LocalPort; detached: () => number }> {
  let port: LocalPort | undefined;
  let detached = 0;
  const server = await startTestServer(
    {},
    {
      attach: (given) => {
        port = given;
        return () => void (detached += 1);
      },
    },
  );
  if (!port) throw new Error('attached');
  return { server, port, detached: () => detached };
}

describe('a local client', () => {
  it('converses with one over HTTP, through the same core', async () => {
    const { server, port } = await withPort();
    const local = port.signIn(lee.uri);
    const events: CwaEvent[] = [];
    local.onEvent((event) => {
      events.push(event);
      if (event.kind !== 'conference') return;
      for (const update of event.updates) {
        if (update.kind === 'imSessionReceived')
          local.submit({ kind: 'conference', confId: event.confId, action: { kind: 'acceptImSession' } });
        if (update.kind === 'messageReceived') {
          const message = { content: `You said: ${update.message.content}` };
          local.submit({ kind: 'conference', confId: event.confId, action: { kind: 'sendMessage', message } });
        }
      }
    });
    const client = await server.join('dana');
    await client.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'Hi' } });
    await expect.poll(() => client.news()).toContain('conf(1) imSessionState connected');
    await client.conference(1, { kind: 'sendMessage', message: { content: 'one' } });
    await expect.poll(() => client.news()).toContain('conf(1) messageReceived sip:lee@example.com You said: one');
    expect(events.slice(0, 2).map(inWords)).toEqual(['requestSucceeded', 'configuration']);
    expect(events.map(({ eid }) => eid)).toEqual(events.map((_, at) => at + 1));
  });

  it('never times out, and goes offline when it signs out', async () => {
    const { server, port } = await withPort();
    const local = port.signIn(lee.uri);
    for (let hour = 0; hour < 24; hour += 1) server.clock.advance(3_600_000);
    expect(local.isSignedOut).toBe(false);
    local.signOut();
    expect(local.isSignedOut).toBe(true);
    expect(local.submit({ kind: 'queryPresence', uris: [dana.uri] })).toMatchObject({ error: { code: 18100 } });
  });

  it('hears of people who come and go, and of those who are there', async () => {
    const { server, port } = await withPort();
    await server.join('dana');
    const heard: string[] = [];
    const stop = port.onComing((uri, isOnline) => heard.push(`${uri} ${isOnline}`));
    const [one, other] = [await server.join('lee'), await server.join('lee')];
    await one.send({ kind: 'terminateSession' });
    await other.send({ kind: 'terminateSession' });
    stop();
    await server.join('kim');
    expect(heard).toEqual(['sip:dana@example.com true', 'sip:lee@example.com true', 'sip:lee@example.com false']);
  });

  it('cannot be somebody whom nobody knows', async () => {
    const { port } = await withPort();
    expect(() => port.signIn('sip:ghost@example.com')).toThrow();
    expect(port.signIn(kim.uri).uri).toBe(kim.uri);
  });

  it('is let go when the server stops', async () => {
    const { server, port, detached } = await withPort();
    const local = port.signIn(lee.uri);
    await server.stop();
    expect([local.isSignedOut, detached()]).toEqual([true, 1]);
  });
});
