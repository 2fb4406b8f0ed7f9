// Gateways that end polls which they find too long: a normal end while commands get through, and trouble when they do not.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeldPolls } from './held-polls';
import { createNodeTransport } from '../http/node/node-transport';
import { Middlebox, type Passing } from '../testing/middlebox';
import type { RawAnswer } from '../testing/scripted-service';
import { Desk, fastClock, until } from '../testing/desk';

const lee = 'sip:lee@example.com';

describe('a poll that ends without an answer', () => {
  it('has failed when it was not held', () => {
    const polls = new HeldPolls();
    polls.commandAnswered(0, false);
    expect(polls.ended(1_000, 1_100)).toBe('counts');
  });

  it('has ended as polls do while a command was answered of late; else it is asked whether one is', () => {
    const polls = new HeldPolls();
    expect(polls.ended(0, 3_000)).toBe('probe');
    polls.commandAnswered(3_100, true);
    polls.polled();
    expect(polls.ended(4_000, 7_000)).toBe('again');
    expect(polls.ended(40_000, 43_000)).toBe('probe');
  });

  it('is trouble together with a command that fails after it', () => {
    const polls = new HeldPolls();
    expect(polls.commandFailed()).toBe(false);
    polls.ended(0, 3_000);
    expect(polls.commandFailed()).toBe(true);
  });

  it('has failed when an event was due and polls go on to end without it', () => {
    const polls = new HeldPolls();
    polls.commandAnswered(0, true);
    expect([3_000, 6_000, 9_000, 12_000].map((now) => polls.ended(now - 3_000, now))).toEqual([
      'again',
      'again',
      'counts',
      'counts',
    ]);
  });
});

describe('a gateway that ends polls after a while', () => {
  let desk: Desk;
  let gateway: Middlebox;
  /** The engine's, by which it measures: it goes on with each poll that is held, and with nothing else. */
  let monotonicNow: number;
  const heldMs = 3_000;

  beforeEach(async () => {
    monotonicNow = 0;
    desk = await Desk.open();
    desk.newEngine({ monotonicNow: () => monotonicNow });
    gateway = await new Middlebox(() => desk.service.url).start();
  });
  afterEach(async () => {
    await desk.close();
    await gateway.stop();
  });

  const held = async (end: RawAnswer): Promise<RawAnswer> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    monotonicNow += heldMs;
    return end;
  };

  /** Passes a poll on as soon as there is something to say. */
  const holding =
    (end: RawAnswer) =>
    async ({ isPoll, isGone, forward }: Passing): Promise<RawAnswer | undefined> => {
      if (!isPoll) return undefined;
      for (let asked = 0; asked < 4 && !isGone(); asked++) {
        const answer = await forward();
        if (answer.status !== 200 || /eid=|18100/.test(answer.body)) return answer;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return isGone() ? end : held(end);
    };

  const invite = (confId: number): void => {
    const update = { kind: 'imSessionReceived', inviter: { uri: lee }, message: { content: 'Hi' } } as const;
    desk.service.push({ kind: 'conference', confId, updates: [update] });
  };
  const invited = (): number =>
    [...desk.model.conversations.values()].filter(({ state }) => state === 'invited').length;

  for (const [what, end] of [
    ['408', { status: 408 }],
    ['500', { status: 500, body: '<html>Gateway</html>' }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504, body: '<html>Gateway</html>' }],
    ['524', { status: 524 }],
    ['a cut', { drop: true }],
    ['an empty 200', { status: 200 }],
  ] as const) {
    it(`with ${what} is nobody's business`, async () => {
      const states: string[] = [];
      gateway.answer = holding(end);
      await desk.signIn({ serverUrl: gateway.url });
      desk.engine.onChanges(() => states.push(desk.model.connection.kind));
      const before = gateway.polls.length;
      const [began, commands] = [monotonicNow, gateway.commands];
      await until(() => monotonicNow > began + 60_000, 'a quiet minute');
      invite(7);
      await until(() => invited() === 1, 'the invitation');
      await until(() => gateway.polls.length > before + 25, 'more of it');
      expect(states.filter((state) => state !== 'online')).toEqual([]);
      // Asking whether the line lives is rarer than the polls: after fifteen seconds without a word.
      expect(gateway.commands - commands).toBeLessThanOrEqual((monotonicNow - began) / 15_000 + 1);
    });
  }

  it('asks the server for nothing where its own commands tell enough', async () => {
    gateway.answer = holding({ status: 504 });
    await desk.signIn({ serverUrl: gateway.url });
    const id = await desk.connected([lee]);
    for (let n = 0; n < 6; n++) {
      await desk.engine.sendMessage(id, { text: `${n}` });
      const began = monotonicNow;
      await until(() => monotonicNow >= began + 3 * heldMs, 'polls that end');
    }
    expect(desk.isOnline).toBe(true);
    expect(desk.service.requests().filter(({ kind }) => kind === 'queryPresence').length).toBeLessThan(3);
  });

  for (const [what, end] of [
    ['504', { status: 504 }],
    ['a cut', { drop: true }],
    ['an empty 200', { status: 200 }],
  ] as const) {
    it(`is trouble when commands end with ${what} as well, and is over when they get through`, async () => {
      gateway.answer = holding(end);
      await desk.signIn({ serverUrl: gateway.url });
      gateway.answer = () => held(end);
      await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
      // Still too long for a quiet poll: what brings it back is a poll that is answered.
      gateway.answer = holding(end);
      await until(() => desk.isOnline, 'online');
      invite(8);
      await until(() => invited() === 1, 'the invitation');
    });
  }

  it('is trouble when polls bring nothing, although the server has something to say', async () => {
    await desk.signIn({ serverUrl: gateway.url });
    gateway.answer = async ({ isPoll }) => (isPoll ? held({ status: 504 }) : undefined);
    await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
    gateway.answer = async () => undefined;
    await until(() => desk.isOnline, 'online');
  });

  it('does not make up for a line that is gone', async () => {
    gateway.answer = holding({ drop: true });
    await desk.signIn({ serverUrl: gateway.url });
    await gateway.stop();
    await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
    expect(desk.model.connection).toMatchObject({ failure: { code: 'unreachable' } });
  });

  it('notices a line on which nothing comes back', async () => {
    // The deadlines run as fast as the engine's clock.
    const transport = createNodeTransport();
    desk.newEngine({
      transport: { request: (request) => transport.request({ ...request, timeoutMs: request.timeoutMs / 100 }) },
    });
    await desk.signIn({ serverUrl: gateway.url });
    gateway.answer = () => new Promise(() => undefined);
    await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
    expect(desk.model.connection).toMatchObject({ failure: { code: 'timeout' } });
    transport.close();
  });

  it('backs off from polls that end badly at once', async () => {
    await desk.signIn({ serverUrl: gateway.url });
    gateway.answer = async ({ isPoll }) => (isPoll ? { status: 504 } : undefined);
    await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
    const [before, began] = [gateway.polls.length, fastClock.now()];
    await until(() => gateway.polls.length >= before + 10, 'polls');
    // Two polls to a try, and 1, 2, 3, 5 and 8 seconds between the tries: a slow machine only takes longer.
    expect(fastClock.now() - began).toBeGreaterThan(12_000);
  });
});
