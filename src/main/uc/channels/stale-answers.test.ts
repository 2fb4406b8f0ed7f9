// A cache on the way that keeps answers to polls although they must not be kept: found out, said, and asked past.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Middlebox, type Passing } from '../testing/middlebox';
import type { RawAnswer } from '../testing/scripted-service';
import { isFromCache } from './stale-answers';
import { Desk, until } from '../testing/desk';

const lee = 'sip:lee@example.com';

describe('isFromCache', () => {
  it.each([
    [{ age: '7' }, true],
    [{ age: '0' }, false],
    [{ 'x-cache': 'HIT from proxy.example.com' }, true],
    [{ 'x-cache': 'TCP_MISS' }, false],
    [{ warning: '110 proxy "Response is stale"' }, true],
    [{ warning: '299 - "something else"' }, false],
    [{ 'cache-status': 'Example; hit; ttl=30' }, true],
    [{ 'cf-cache-status': 'DYNAMIC' }, false],
    [{}, false],
  ])('%j → %s', (headers, expected) => {
    expect(isFromCache(headers as Record<string, string>)).toBe(expected);
  });
});

describe('a cache on the way', () => {
  let desk: Desk;
  let cache: Middlebox;

  beforeEach(async () => {
    desk = await Desk.open();
    desk.service.pollWaitMs = 1_000;
    cache = await new Middlebox(() => desk.service.url).start();
  });
  afterEach(async () => {
    await desk.close();
    await cache.stop();
  });

  /** Keeps every answer to a GET under its key, whatever anybody says. */
  function keeping(
    keyOf: (url: string) => string,
    headersOfHit: Record<string, string> = {},
  ): (passing: Passing) => Promise<RawAnswer | undefined> {
    const kept = new Map<string, RawAnswer>();
    return async ({ isPoll, url, forward }) => {
      if (!isPoll) return undefined;
      const key = keyOf(url);
      const hit = kept.get(key);
      if (hit) return { ...hit, headers: headersOfHit };
      const answer = await forward();
      kept.set(key, answer);
      return answer;
    };
  }

  const invite = (confId: number): void =>
    desk.service.push({
      kind: 'conference',
      confId,
      updates: [{ kind: 'imSessionReceived', inviter: { uri: lee }, message: { content: 'Hi' } }],
    });
  const invited = (): number =>
    [...desk.model.conversations.values()].filter(({ state }) => state === 'invited').length;
  const warnings = (): string[] => desk.signalsOf('warning').map(({ code }) => code);
  const isPast = (url: string): boolean => /[?&]_=/.test(url);

  for (const [what, headers] of [
    ['that says nothing of itself', {}],
    ['with Age', { Age: '12' }],
    ['with X-Cache', { 'X-Cache': 'HIT from proxy.example.com' }],
  ] as const) {
    it(`${what} is asked past, and said once`, async () => {
      cache.answer = keeping((url) => url, headers);
      await desk.signIn({ serverUrl: cache.url });
      const before = cache.polls.length;
      await until(() => cache.polls.length > before + 5, 'a quiet while');
      invite(7);
      await until(() => invited() === 1, 'the invitation');
      await until(() => warnings().length > 0, 'the warning');
      invite(8);
      await until(() => invited() === 2, 'the second invitation');
      await desk.engine.setNote('Back at noon');
      expect(warnings()).toEqual(['stale-answers']);
      expect(desk.isOnline).toBe(true);
      // Each only once: what the server said is neither lost nor done twice.
      expect(cache.polls.filter(isPast).length).toBe(new Set(cache.polls.filter(isPast)).size);
    });
  }

  it('is found out by a command whose event does not come', async () => {
    cache.answer = keeping((url) => url);
    await desk.signIn({ serverUrl: cache.url });
    const before = cache.polls.length;
    await until(() => cache.polls.length > before + 2, 'a poll that is kept');
    await desk.engine.setNote('Back at noon');
    await until(() => warnings().includes('stale-answers'), 'the warning');
  });

  it('that does not look at the query is said in the place of the connection', async () => {
    await desk.signIn({ serverUrl: cache.url });
    const answer = keeping((url) => url.split('?')[0] ?? '');
    // What it keeps is an answer with events.
    desk.service.push({ kind: 'configuration', userNotice: 'Archived.' });
    cache.answer = answer;
    await until(() => desk.model.connection.kind === 'reconnecting', 'that something is wrong');
    expect(desk.model.connection).toMatchObject({ failure: { code: 'stale-answers' } });
    cache.answer = async () => undefined;
    await until(() => desk.isOnline, 'online');
    invite(7);
    await until(() => invited() === 1, 'the invitation');
  });

  for (const [what, prepare] of [
    ['a quiet server', () => undefined],
    [
      'a server that says nothing of queries',
      () => {
        desk.service.onRequest = ({ rid }) => ({ kind: 'requestAccepted', rid });
      },
    ],
    [
      'a clock that is wrong',
      () => {
        cache.answer = async ({ forward }) => ({ ...(await forward()), headers: { Age: '4000' } });
      },
    ],
  ] as const) {
    it(`is not seen in ${what}`, async () => {
      await desk.signIn({ serverUrl: cache.url });
      prepare();
      const before = cache.polls.length;
      await until(() => cache.polls.length > before + 60, 'a quiet minute');
      invite(7);
      await until(() => invited() === 1, 'the invitation');
      await until(() => cache.polls.length > before + 80, 'more of it');
      expect(warnings()).toEqual([]);
      expect(desk.isOnline).toBe(true);
      if (what === 'a quiet server') expect(cache.polls.filter(isPast)).toEqual([]);
    });
  }

  it('is not seen in a server that gives its events again until they are acknowledged as it wants (7.8)', async () => {
    // `ackId` is the number before those in the answer, so that the client never gets on.
    cache.answer = async ({ isPoll, url, forward }) => {
      if (!isPoll) return undefined;
      const answer = await forward();
      const asked = /AckID=(\d+)/.exec(url)?.[1] ?? '0';
      return { ...answer, body: answer.body.replace(/ackId="\d+"/, `ackId="${asked}"`) };
    };
    await desk.signIn({ serverUrl: cache.url });
    const before = cache.polls.length;
    await until(() => cache.polls.length > before + 60, 'a quiet minute');
    invite(7);
    await until(() => invited() === 1, 'the invitation');
    expect(warnings()).toEqual([]);
    expect(desk.isOnline).toBe(true);
  });

  it('is suspected no more of a server that does not take the parameter', async () => {
    cache.answer = async ({ isPoll, url, forward }) => {
      if (isPoll && isPast(url)) return { status: 400 };
      const answer = await forward();
      return isPoll ? { ...answer, headers: { Age: '4000' } } : answer;
    };
    await desk.signIn({ serverUrl: cache.url });
    const before = cache.polls.length;
    await until(() => cache.polls.length > before + 30, 'polls');
    expect(cache.polls.filter(isPast)).toHaveLength(1);
    expect(desk.isOnline).toBe(true);
  });

  it('is told with every poll that nothing may come from a store', async () => {
    const headers: unknown[] = [];
    cache.answer = async ({ isPoll, headers: sent }) => {
      if (isPoll) headers.push([sent['cache-control'], sent['pragma']]);
      return undefined;
    };
    await desk.signIn({ serverUrl: cache.url });
    await until(() => headers.length > 1, 'polls');
    expect(headers[1]).toEqual(['no-cache', 'no-cache']);
  });
});
