// What those who look after a server read of it: over HTTP, of a real one.
import { afterEach, describe, expect, it } from 'vitest';
import { lee, password, people, startTestServer, type TestServer } from '../testing/test-server';
import type { ServerState } from '../server';
import { createMetrics } from './metrics';
import { startOperationsServer } from './operations-server';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Watched {
  readonly server: TestServer;
  readonly url: string;
  /** The samples by name and labels. */
  read(): Promise<ReadonlyMap<string, number>>;
}

async function startWatched(change: (state: ServerState) => ServerState = (state) => state): Promise<Watched> {
  const metrics = createMetrics('1.2.3', () => 60_000);
  const server = await startTestServer({ log: metrics.count, holdMs: 60_000 });
  const { url, stop } = await startOperationsServer(0, metrics, () => change(server.state()));
  stops.push(stop);
  return {
    server,
    url,
    async read() {
      const text = await (await fetch(`${url}/metrics`)).text();
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(
        lines.map((line) => {
          const at = line.lastIndexOf(' ');
          return [line.slice(0, at), Number(line.slice(at + 1))] as const;
        }),
      );
    },
  };
}

describe('/metrics', () => {
  it('counts what goes on', async () => {
    const { server, read } = await startWatched();
    const dana = await server.join('dana');
    const other = await server.join('lee');
    await server.client().signIn('EXAMPLE\\kim', 'wrong');
    await dana.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'x' } });
    await dana.conference(7, { kind: 'acceptImSession' });
    await dana.skip();
    // Both have acknowledged; one waits.
    const held = dana.pollRaw();
    await expect.poll(() => server.state().heldPolls).toBe(1);
    const found = await read();
    const of = (name: string): number | undefined => found.get(name);
    expect(of('parley_sign_ins_total{way="forms",outcome="done"}')).toBe(2);
    expect(of('parley_sign_ins_total{way="forms",outcome="wrong"}')).toBe(1);
    expect(of('parley_requests_total{kind="initiateSession",outcome="accepted"}')).toBe(2);
    expect(of('parley_requests_total{kind="initiateImSession",outcome="accepted"}')).toBe(1);
    expect(of('parley_events_total{kind="imSessionReceived"}')).toBe(1);
    expect(of('parley_http_requests_total{path="/forms/logon.html",status="200"}')).toBe(3);
    expect(of('parley_http_request_seconds_count{path="/forms/logon.html"}')).toBe(3);
    expect(of('parley_http_request_seconds_count{path="/cwa/asyncdatachannel.ashx"}')).toBeUndefined();
    expect(of('parley_sessions')).toBe(2);
    expect(of('parley_accounts')).toBe(2);
    expect(of('parley_held_polls')).toBe(1);
    expect(of('parley_connections')).toBeGreaterThan(0);
    expect(of('parley_tickets')).toBe(2);
    // What came to the other one since its first poll.
    expect(of('parley_queued_events')).toBeGreaterThan(0);
    expect(of('parley_longest_queue')).toBe(of('parley_queued_events'));
    expect(of('parley_queued_chars')).toBeGreaterThan(20);
    expect(of('parley_world_up')).toBe(1);
    expect(of('parley_draining')).toBe(0);
    expect(of('parley_build_info{version="1.2.3"}')).toBe(1);
    expect(of('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect(of('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    await other.skip();
    server.clock.advance(60_000);
    await held;
  });

  it('names nobody, and takes no word of a client', async () => {
    const { server, url } = await startWatched();
    const dana = await server.join('dana');
    await dana.raw('/planted?planted=1', { method: 'PUT' });
    await dana.post('/cwa/MainCommandHandler.ashx', `<cwaRequests sid="${dana.sid}"><planted rid="1"/></cwaRequests>`);
    await dana.conference(0, {
      kind: 'initiateImSession',
      uris: ['sip:planted@example.com'],
      message: { content: 'planted' },
    });
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('parley_requests_total{kind="unknown",outcome="invalid"} 1');
    expect(text).toContain('parley_http_requests_total{path="(other)",status="404"} 1');
    expect(text).not.toMatch(/planted|example\.com/u);
    for (const { name } of people) expect(text).not.toContain(name);
    expect(text).not.toContain(password);
    expect(text).not.toContain(dana.ticket);
  });
});

describe('/healthz', () => {
  const health = async (url: string): Promise<unknown> => {
    const response = await fetch(`${url}/healthz`);
    return { status: response.status, ...((await response.json()) as object) };
  };

  it('is good, until nobody new may come', async () => {
    const { server, url, read } = await startWatched();
    await server.join('dana');
    expect(await fetch(`${url}/healthz`)).toMatchObject({ status: 200 });
    void server.drain(60_000);
    server.clock.advance(100);
    await expect.poll(async () => (await read()).get('parley_draining')).toBe(1);
    expect(await health(url)).toMatchObject({ status: 'draining' });
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
  });

  it('says since when what stands behind is away', async () => {
    const { url, read } = await startWatched((state) => ({ ...state, world: { state: 'away', since: 15_000 } }));
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    expect(await health(url)).toEqual({ status: 'away', sessions: 0, worldAwaySince: '1970-01-01T00:00:15.000Z' });
    const found = await read();
    expect(found.get('parley_world_up')).toBe(0);
    expect(found.get('parley_world_away_seconds')).toBe(45);
  });
});

describe('the port of operations', () => {
  it('has nothing else, and nothing for a page of somebody else', async () => {
    const { url } = await startWatched();
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405);
    expect(await (await fetch(`${url}/metrics`, { method: 'HEAD' })).text()).toBe('');
    expect((await fetch(`${url}/metrics`, { headers: { Origin: 'https://example.com' } })).status).toBe(403);
  });
});
