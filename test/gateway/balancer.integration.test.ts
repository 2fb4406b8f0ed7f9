// Two servers behind a real HAProxy with the configuration that operators get, and people on the command line: a session stays where it
// is, and finds another server by itself when its own ends, in good order or not. Any world will do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startCli, type CliProcess } from '../../src/cli/testing/process';
import { hasBalancer, startBalancer, type Balancer } from './balancer';

const password = 'correct horse';
const names = ['dana', 'lee', 'kim', 'mei', 'tom', 'ana'];
const online = { event: 'connection', state: 'online' };

interface Gateway {
  readonly process: CliProcess;
  readonly url: string;
  readonly metrics: string;
}

let folder: string;
let gateways: Gateway[];
let balancer: Balancer;
const people: CliProcess[] = [];

async function startGateway(): Promise<Gateway> {
  const args = [
    '--people',
    join(folder, 'people.json'),
    '--metrics',
    '0',
    '--drain',
    '4',
    '--hold',
    '5000',
    '--log',
    '-',
  ];
  const process = startCli(['serve', ...args, '--poll-wait', '50', '--trusted-proxy', '127.0.0.1']);
  const { url, metrics } = (await process.until({ event: 'listening' })) as unknown as Pick<Gateway, 'url' | 'metrics'>;
  return { process, url, metrics };
}

async function signIn(name: string): Promise<CliProcess> {
  const client = startCli(['connect', '--server', balancer.url, '--user', `EXAMPLE\\${name}`], {
    PARLEY_PASSWORD: password,
  });
  people.push(client);
  await client.until(online);
  return client;
}

const statesOf = ({ events }: CliProcess): unknown[] =>
  events.flatMap(({ event, state }) => (event === 'connection' ? [state] : []));

const sessionsAt = async ({ metrics }: Gateway): Promise<number> => {
  const { sessions } = (await (await fetch(`${metrics}/healthz`)).json()) as { sessions: number };
  return sessions;
};

describe.skipIf(!hasBalancer)('behind a balancer (skipped where there is no haproxy)', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-balancer-'));
    const list = names.map((name) => ({
      uri: `sip:${name}@example.com`,
      user: `EXAMPLE\\${name}`,
      password,
      name,
    }));
    writeFileSync(join(folder, 'people.json'), JSON.stringify({ people: list }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    const all = [...people.splice(0), ...gateways.map(({ process }) => process)];
    for (const each of all) each.kill('SIGKILL');
    await Promise.all([...all.map(({ ended }) => ended), balancer.stop()]);
  });

  async function startAll(): Promise<CliProcess[]> {
    gateways = await Promise.all([startGateway(), startGateway()]);
    balancer = await startBalancer(
      folder,
      gateways.map(({ url }) => url),
    );
    const clients: CliProcess[] = [];
    for (const name of names) clients.push(await signIn(name));
    return clients;
  }

  it('each session stays at the server of its ticket', async () => {
    const clients = await startAll();
    const spread = await Promise.all(gateways.map(sessionsAt));
    expect(spread[0]).toBeGreaterThan(0);
    expect(spread[1]).toBeGreaterThan(0);
    expect(spread[0]! + spread[1]!).toBe(names.length);
    for (const client of clients) {
      for (let count = 0; count < 5; count++) {
        client.say({ do: 'add-group', name: `x${count}`, id: count });
        await client.until({ event: 'done', id: count });
      }
    }
    expect(await Promise.all(gateways.map(sessionsAt))).toEqual(spread);
    // Nobody was ever sent to one that does not know them.
    for (const { metrics } of gateways)
      expect(await (await fetch(`${metrics}/metrics`)).text()).not.toContain('status="401"');
    for (const client of clients) expect(statesOf(client)).toEqual(['connecting', 'online']);
  });

  it('those of one that ends in good order sign in at the other, one after another, and nobody is asked for a password', async () => {
    const clients = await startAll();
    const [ending, staying] = gateways as [Gateway, Gateway];
    ending.process.kill('SIGTERM');
    expect(await ending.process.ended).toBe(0);
    // Every poll that it held had its answer.
    expect(ending.process.words()).toContain('"event":"drained"');
    expect(ending.process.words()).not.toContain('"status":"dropped"');
    await expect.poll(() => sessionsAt(staying), { timeout: 15_000 }).toBe(names.length);
    for (const client of clients) {
      await expect.poll(() => statesOf(client).at(-1)).toBe('online');
      expect(statesOf(client)).not.toContain('offline');
      client.say({ do: 'add-group', name: 'after', id: 'after' });
      await client.until({ event: 'done', id: 'after' });
    }
  });

  it('those of one that is killed come back at the other by themselves', async () => {
    const clients = await startAll();
    const [killed, staying] = gateways as [Gateway, Gateway];
    killed.process.kill('SIGKILL');
    await expect.poll(() => sessionsAt(staying), { timeout: 15_000 }).toBe(names.length);
    for (const client of clients) {
      await expect.poll(() => statesOf(client).at(-1)).toBe('online');
    }
  });
});
