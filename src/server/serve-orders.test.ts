import { describe, expect, it, vi } from 'vitest';
import { demoPeople } from './memory/demo/demo-people';
import { serveOrders } from './serve-orders';
import { dana, password } from './testing/test-server';
import { TestClient } from './testing/test-client';

interface Parent {
  readonly posted: Record<string, unknown>[];
  readonly exit: ReturnType<typeof vi.fn>;
  say(message: unknown): void;
}

function createParent(): Parent {
  const posted: Record<string, unknown>[] = [];
  const exit = vi.fn();
  let listener: (message: unknown) => void = () => undefined;
  serveOrders(
    {
      on: (_, given) => {
        listener = given;
      },
      postMessage: (message) => void posted.push(message as Record<string, unknown>),
    },
    exit,
  );
  return { posted, exit, say: (message) => listener(message) };
}

describe('the server in a thread', () => {
  it('starts a demo with an account of its own, stops when told', async () => {
    const parent = createParent();
    parent.say({ kind: 'start', options: { demo: true, port: 0 } });
    await expect.poll(() => parent.posted.length).toBe(1);
    const { kind, url, demo } = parent.posted[0] as {
      kind: string;
      url: string;
      demo: { user: string; password: string };
    };
    expect([kind, url]).toEqual(['listening', expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/u)]);

    const client = new TestClient(url);
    await client.signIn(demo.user, demo.password);
    await client.open();
    await client.poll();
    const online = client
      .ofKind('userPresence')
      .flatMap(({ users }) => users)
      .filter(({ categories }) =>
        categories.some(({ payload }) => payload?.kind === 'state' && (payload.availability ?? 0) < 18_000),
      );
    expect(online.length).toBeGreaterThan(demoPeople.length / 2);

    parent.say({ kind: 'stop' });
    await expect.poll(() => parent.exit.mock.calls.length).toBe(1);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('takes the password of a server that died, and people of its own', async () => {
    const parent = createParent();
    parent.say({ kind: 'start', options: { demo: true }, visitorPassword: 'as before' });
    await expect.poll(() => parent.posted[0]).toMatchObject({ demo: { password: 'as before' } });
    parent.say({ kind: 'stop' });
    const other = createParent();
    other.say({ kind: 'start', options: { people: [dana] } });
    await expect.poll(() => other.posted.length).toBe(1);
    expect(other.posted[0]).not.toHaveProperty('demo');
    const client = new TestClient(String(other.posted[0]?.['url']));
    await client.signIn(dana.user, password);
    expect(client.ticket).toBeTruthy();
    other.say({ kind: 'stop' });
  });

  it('sets no timer that would wake it more often than every five seconds while nobody does anything', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    try {
      const parent = createParent();
      parent.say({ kind: 'start', options: { demo: true } });
      await expect.poll(() => parent.posted[0]).toMatchObject({ kind: 'listening' });
      const delays = set.mock.calls.map(([, delayMs = 0]) => delayMs);
      expect(delays.length).toBeGreaterThan(0);
      expect(delays.filter((delayMs) => delayMs < 5_000)).toEqual([]);
      parent.say({ kind: 'stop' });
      await expect.poll(() => parent.exit.mock.calls.length).toBe(1);
    } finally {
      set.mockRestore();
    }
  });

  it('says what went wrong', async () => {
    const parent = createParent();
    parent.say({ kind: 'start', options: { people: [dana, dana] } });
    await expect
      .poll(() => parent.posted)
      .toEqual([{ kind: 'failed', message: expect.stringContaining('two people') }]);
  });

  it.each([undefined, null, 'start', {}, { kind: 'dance' }])('does not mind %j', (message) => {
    const parent = createParent();
    parent.say(message);
    expect(parent.posted).toEqual([]);
  });
});
