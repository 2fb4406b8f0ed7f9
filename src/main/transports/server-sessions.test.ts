import type { ProxyConfig, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createServerSessions, resolveProxy } from './server-sessions';

vi.mock('../shell/page-guards', () => ({ guardSession: () => undefined }));

const here = { origin: 'https://im.example.com', allowOldTls: false };
const there = { origin: 'https://club.example.com', allowOldTls: false };

function setUp(first?: ProxyConfig) {
  const world = { way: first, isSlow: false };
  const set: string[] = [];
  const waiting: (() => void)[] = [];
  const fromPartition = () =>
    ({
      setCertificateVerifyProc: () => undefined,
      async setProxy({ mode, proxyRules = '' }: ProxyConfig) {
        if (world.isSlow) await new Promise<void>((done) => waiting.push(done));
        set.push(`${mode} ${proxyRules}`.trim());
      },
      resolveProxy: async () => set.at(-1) ?? 'as the system has it',
    }) as unknown as Session;
  return { world, set, waiting, sessions: createServerSessions(fromPartition, () => world.way) };
}

describe('the way that the session of a server goes', () => {
  it('is that which Electron finds where nobody has set one', async () => {
    const { sessions, set } = setUp();
    expect(await resolveProxy(sessions(here), here.origin)).toBe('as the system has it');
    expect(set).toEqual([]);
  });

  it('is what was set when it was made, and what is set later, in every session', async () => {
    const { sessions, set, world } = setUp({ mode: 'direct' });
    await Promise.all([sessions(here).ready, sessions(there).ready]);
    expect(set).toEqual(['direct', 'direct']);
    world.way = { mode: 'fixed_servers', proxyRules: 'proxy:80' };
    await sessions.goAsSet();
    expect(set.slice(2)).toEqual(['fixed_servers proxy:80', 'fixed_servers proxy:80']);
    world.way = undefined;
    await sessions.goAsSet();
    expect(set.slice(4)).toEqual(['system', 'system']);
  });

  it('is waited for each time: nothing goes by the way of before', async () => {
    const { sessions, world, waiting } = setUp({ mode: 'direct' });
    const session = sessions(here);
    await session.ready;
    world.way = { mode: 'fixed_servers', proxyRules: 'proxy:80' };
    world.isSlow = true;
    const set = sessions.goAsSet();
    const resolved = resolveProxy(session, here.origin);
    for (const done of waiting) done();
    await set;
    expect(await resolved).toBe('fixed_servers proxy:80');
  });
});
