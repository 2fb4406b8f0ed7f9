// The front before a world that is not the embedded one: all that a world can count on (`../world.ts`), over real HTTP.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeReplies } from '../../protocol/replies';
import { defaultLimits, type Limits } from '../base/limits';
import type { LogEntry } from '../base/log';
import { createManualClock, type ManualClock } from '../testing/manual-clock';
import { createScriptedWorld, type ScriptedWorld } from '../testing/scripted-world';
import { TestClient } from '../testing/test-client';
import type { Endpoint, EventWatch, World, WorldHealth } from '../world';
import type { FrontOptions } from './front-options';
import { startHttpServer } from './http/http-server';
import { createSids } from './sessions/sessions';
import { startFront, type Front } from './start-front';

interface Place {
  readonly world: ScriptedWorld;
  readonly front: Front;
  readonly clock: ManualClock;
  /** What the front has told of itself. */
  readonly told: readonly (LogEntry | string)[];
  client(): TestClient;
  /** Signed in, with a session, and its first events fetched. */
  join(name: string): Promise<TestClient>;
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startPlace(
  more: Partial<Limits> = {},
  options: FrontOptions = {},
  lacks?: World['lacks'],
): Promise<Place> {
  const clock = createManualClock();
  const world = { ...createScriptedWorld(), ...(lacks && { lacks }) };
  const limits = { ...defaultLimits, ...more };
  const told: (LogEntry | string)[] = [];
  const log = (entry: LogEntry | string): void => void told.push(entry);
  const front = startFront({ options, world, clock, limits, log, sids: createSids() });
  const http = await startHttpServer({ options: {}, limits, log, answer: (exchange) => front.answer(exchange, false) });
  stops.push(async () => {
    front.stop();
    await http.stop();
  });
  return {
    world,
    front,
    clock,
    told,
    client: () => new TestClient(http.url),
    async join(name) {
      const client = new TestClient(http.url);
      await client.signIn(name, 'right');
      await client.open();
      await client.skip();
      return client;
    },
  };
}

/** Pushes an event of its own kind, and tells what becomes of it. */
function pushWatched(endpoint: Endpoint | undefined, rid: string, fate: string[]): void {
  const watch: EventWatch = {
    onTold: () => void fate.push(`${rid} told`),
    onAcknowledged: () => void fate.push(`${rid} acknowledged`),
    onLost: () => void fate.push(`${rid} lost`),
  };
  endpoint?.push({ kind: 'requestSucceeded', rid }, watch);
}

describe('signing in', () => {
  it('asks the world, and hands out what it knows of the person', async () => {
    const { client } = await startPlace();
    const dana = client();
    const [welcome] = decodeReplies((await dana.signIn('dana', 'right')).body).replies;
    expect(welcome).toMatchObject({ kind: 'signInSucceeded', uri: 'sip:dana@example.org' });
    const data = welcome?.kind === 'signInSucceeded' ? (welcome.signInData ?? '') : '';
    expect(Buffer.from(data, 'base64').toString()).toContain('<workPhone>+12025550114</workPhone>');
    expect(dana.ticket).toBeDefined();
    const wrong = client();
    expect(decodeReplies((await wrong.signIn('dana', 'x')).body).replies).toMatchObject([
      { error: { sipResponse: { code: 401 } } },
    ]);
    expect(wrong.ticket).toBeUndefined();
  });

  it('answers 503 where the world cannot tell, and counts no guess', async () => {
    const { client } = await startPlace({ failedSignInsPerUser: 1 });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { status, body } = await client().signIn('dana', 'later');
      expect([status, body]).toEqual([503, '']);
    }
    expect((await client().signIn('dana', 'right')).status).toBe(200);
  });

  it('offers no NTLM before a world that has no passwords, and says so where the world does', async () => {
    const { client } = await startPlace();
    expect((await client().post('/iwa/logon.html', '')).status).toBe(404);
    const { client: gateway } = await startPlace({}, {}, ['windowsSignIn']);
    const dana = gateway();
    const { status, body } = await dana.post('/iwa/logon.html', '');
    expect([status, dana.ticket]).toEqual([200, undefined]);
    expect(decodeReplies(body).replies).toMatchObject([
      { kind: 'requestFailed', error: { code: 18102 } },
      { kind: 'event', event: { kind: 'configuration', lacks: ['windowsSignIn'] } },
    ]);
  });

  it('tells each session what its world cannot do, and nothing where it can do all', async () => {
    const told = async (lacks: World['lacks']): Promise<unknown> => {
      const dana = (await startPlace({}, {}, lacks)).client();
      await dana.signIn('dana', 'right');
      await dana.open();
      await dana.poll();
      return dana.ofKind('configuration')[0]?.lacks;
    };
    expect(await told(['calls'])).toEqual(['calls']);
    expect(await told(undefined)).toBeUndefined();
  });
});

describe('a session that the world cannot open', () => {
  it('is answered 503 while what is behind is away, and can be opened later with the same ticket', async () => {
    const { world, client, front } = await startPlace();
    const dana = client();
    await dana.signIn('dana', 'right');
    world.refuseToOpen('away');
    await expect(dana.open()).rejects.toThrow('status 503');
    expect(front.core.sessions.size).toBe(0);
    world.refuseToOpen(undefined);
    expect(await dana.open()).toMatchObject({ kind: 'requestAccepted' });
  });

  it('is answered 401 where somebody has to sign in anew, and so is whatever else they ask', async () => {
    const { world, client } = await startPlace();
    const dana = client();
    await dana.signIn('dana', 'right');
    world.refuseToOpen('signed-out');
    await expect(dana.open()).rejects.toThrow('status 401');
    world.refuseToOpen(undefined);
    await expect(dana.open()).rejects.toThrow('status 401');
    await dana.signIn('dana', 'right');
    expect(await dana.open()).toMatchObject({ kind: 'requestAccepted' });
  });
});

describe('a session', () => {
  it('ends where the world has lost what is behind it: its client is told so, and may come back', async () => {
    const { world, join } = await startPlace();
    const dana = await join('dana');
    world.endpoints[0]?.end();
    expect((await dana.pollRaw()).body).toContain('code="18100"');
    expect(world.heard.slice(-2)).toEqual([expect.stringMatching(/^closing 0 \d+$/u), 'closed 0']);
    expect(await dana.open()).toMatchObject({ kind: 'requestAccepted' });
  });

  it('is opened in the world after the front has said its part, and is asked for by its user alone', async () => {
    const { world, join, client } = await startPlace();
    const dana = await join('Dana');
    expect(dana.events.map(({ kind }) => kind)).toEqual(['requestSucceeded', 'configuration', 'contactGroup']);
    expect(world.heard).toEqual(['open 0 sip:dana@example.org']);
    expect(world.endpoints[0]?.sid).toBe(dana.sid);
    // A second sign-in of the same user, another object of the world.
    const again = client();
    await again.signIn('dana', 'right');
    again.sid = dana.sid;
    expect(await again.send({ kind: 'addGroup', name: 'x' })).toMatchObject({ kind: 'requestAccepted' });
    const lee = await join('lee');
    lee.sid = dana.sid;
    expect(await lee.send({ kind: 'addGroup', name: 'x' })).toMatchObject({ error: { code: 18100 } });
    expect(world.requests).toMatchObject([{ kind: 'addGroup', name: 'x' }]);
  });

  it('does not trouble the world with addresses that are none', async () => {
    const { world, join } = await startPlace({ urisInRequest: 2 });
    const dana = await join('dana');
    const uris = ['sip:a@example.org', 'b@example.org'];
    expect(await dana.send({ kind: 'queryPresence', uris })).toMatchObject({ kind: 'requestInvalid' });
    expect(await dana.conference(1, { kind: 'inviteParticipants', uris })).toMatchObject({ kind: 'requestInvalid' });
    expect(
      await dana.send({ kind: 'queryPresence', uris: ['sip:a@x.org', 'sip:b@x.org', 'sip:c@x.org'] }),
    ).toMatchObject({ error: { code: 18101 } });
    expect(world.requests).toEqual([]);
  });

  it('tells the world of signs of a person, of silence, and of a return', async () => {
    const { world, front, clock, join } = await startPlace();
    const dana = await join('dana');
    const [endpoint] = world.endpoints;
    await dana.poll(true);
    const activeAt = clock.now();
    expect([endpoint?.attention, endpoint?.lastActiveAt]).toEqual(['polling', activeAt]);
    clock.advance(60_000);
    front.tick();
    expect([endpoint?.attention, endpoint?.lastActiveAt]).toEqual(['absent', activeAt]);
    await dana.poll();
    expect(endpoint?.attention).toBe('polling');
    expect(world.heard.slice(1)).toEqual(['active 0', 'absent 0', 'returned 0']);
  });

  it('is closed with the time until which its client may be back, if it was lost', async () => {
    const { world, front, clock, join } = await startPlace();
    const dana = await join('dana');
    const polledAt = clock.now();
    clock.advance(defaultLimits.silenceMs + 1);
    front.tick();
    await dana.open();
    await dana.send({ kind: 'terminateSession' });
    const backUntil = polledAt + 1_000 + defaultLimits.graceMs;
    expect(world.heard.slice(1)).toEqual([
      `closing 0 ${backUntil}`,
      'closed 0',
      'open 1 sip:dana@example.org',
      'closing 1 signed out',
      'closed 1',
    ]);
  });

  it('that the front’s own first events are too many for never comes to the world', async () => {
    const { world, client } = await startPlace({ queuedEvents: 1 });
    const dana = client();
    await dana.signIn('dana', 'right');
    await dana.open();
    expect(world.endpoints).toEqual([]);
    expect(await dana.send({ kind: 'addGroup', name: 'x' })).toMatchObject({ error: { code: 18100 } });
  });
});

describe('a world that is away', () => {
  it('is told of once, and a balancer sends nobody new', async () => {
    const { world, front, told, client, join } = await startPlace();
    const dana = await join('dana');
    let health: WorldHealth = { state: 'away', since: 17 };
    Object.assign(world, { health: () => health });
    front.tick();
    front.tick();
    expect(front.state().world).toEqual({ state: 'away', since: 17 });
    expect((await client().raw('/')).status).toBe(404);
    // Whoever is here stays.
    expect((await dana.pollRaw()).status).toBe(200);
    health = { state: 'ok' };
    front.tick();
    expect((await client().raw('/')).status).toBe(200);
    const states = told.flatMap((entry) => (typeof entry === 'object' && entry.event === 'world' ? [entry.state] : []));
    expect(states).toEqual(['away', 'ok']);
  });

  it('is an outcome of its own where somebody signs in', async () => {
    const { told, client } = await startPlace();
    await client().signIn('dana', 'later');
    expect(told).toContainEqual({ event: 'sign-in', way: 'forms', outcome: 'away' });
  });
});

describe('a world that breaks', () => {
  const broken = (): never => {
    throw new Error('broken');
  };

  it('when a session is opened, has none: its user begins another one, and nobody else hears of it', async () => {
    const { world, front, clock, told, join, client } = await startPlace();
    const open = vi.spyOn(world, 'open').mockImplementationOnce(broken);
    const dana = client();
    await dana.signIn('dana', 'right');
    expect(await dana.open()).toMatchObject({ kind: 'requestFailed' });
    expect(open).toHaveBeenCalledOnce();
    expect(told).toContainEqual({ event: 'action', kind: 'initiateSession', outcome: 'bug' });
    expect(told).toContainEqual({ event: 'bug', where: 'request', at: expect.stringMatching(/^Error at /u) });
    expect(front.core.sessions.size).toBe(0);
    const lee = await join('lee');
    const noticed = vi.spyOn(world, 'noticed');
    clock.advance(60_000);
    front.tick();
    expect(noticed.mock.calls).toEqual([[world.endpoints[0], 'absent']]);
    await dana.open();
    expect(world.endpoints[1]?.sid).toBe(dana.sid);
    expect(await lee.send({ kind: 'addGroup', name: 'x' })).toMatchObject({ kind: 'requestAccepted' });
  });

  it('when a session ends, has ended it all the same, with all that was in its queue', async () => {
    const { world, front, join } = await startPlace();
    await join('dana');
    const fate: string[] = [];
    world.endpoints[0]?.push({ kind: 'requestSucceeded', rid: 'a' }, { onLost: broken });
    pushWatched(world.endpoints[0], 'b', fate);
    vi.spyOn(world, 'closing').mockImplementationOnce(broken);
    expect(() => front.loseSession(world.endpoints[0]!.sid)).toThrow('broken');
    expect(fate).toEqual(['b lost']);
    expect(world.heard.at(-1)).toBe('closed 0');
  });

  it('when one of them ends, is told of the others as ever', async () => {
    const { world, front, clock, join } = await startPlace();
    await join('dana');
    await join('lee');
    vi.spyOn(world, 'closing').mockImplementationOnce(broken);
    clock.advance(defaultLimits.silenceMs + 1);
    expect(() => front.tick()).toThrow('broken');
    expect(front.core.sessions.size).toBe(0);
    expect(world.heard.slice(-3)).toEqual(['closed 0', expect.stringMatching(/^closing 1 /u), 'closed 1']);
  });
});

describe('what becomes of an event', () => {
  it('is told once, as acknowledged, when AckID has passed it', async () => {
    const { world, join } = await startPlace();
    const dana = await join('dana');
    const fate: string[] = [];
    pushWatched(world.endpoints[0], 'a', fate);
    pushWatched(world.endpoints[0], 'b', fate);
    expect(fate).toEqual([]);
    const before = dana.ackId;
    await dana.poll();
    expect(fate).toEqual(['a told', 'b told']);
    // The answer was lost: the same number again, and the same events.
    dana.ackId = before;
    expect(await dana.poll()).toHaveLength(2);
    expect(fate).toEqual(['a told', 'b told']);
    dana.ackId = before + 1;
    await dana.poll();
    expect(fate.slice(2)).toEqual(['a acknowledged']);
    await dana.poll();
    await dana.poll();
    expect(fate.slice(2)).toEqual(['a acknowledged', 'b acknowledged']);
    // A number of the past, and one of the future.
    await dana.pollRaw(`Sid=${dana.sid}&AckID=1`);
    await dana.pollRaw(`Sid=${dana.sid}&AckID=1000`);
    expect(fate).toHaveLength(4);
  });

  it('is told while the poll that acknowledges it is held', async () => {
    const { world, join } = await startPlace({}, { holdMs: 60_000 });
    const dana = await join('dana');
    const fate: string[] = [];
    pushWatched(world.endpoints[0], 'a', fate);
    await dana.poll();
    const held = dana.poll();
    await expect.poll(() => fate).toEqual(['a told', 'a acknowledged']);
    world.endpoints[0]?.succeed('b');
    expect(await held).toMatchObject([{ kind: 'requestSucceeded', rid: 'b' }]);
  });

  it('is told as lost where the client asks for what comes after it, or its session ends', async () => {
    const { world, join } = await startPlace();
    const dana = await join('dana');
    const fate: string[] = [];
    pushWatched(world.endpoints[0], 'passed', fate);
    await dana.pollRaw(`Sid=${dana.sid}&AckID=${dana.ackId + 1}`);
    expect(fate.splice(0)).toEqual(['passed lost']);
    const told = world.heard.length;
    pushWatched(world.endpoints[0], 'gone', fate);
    await dana.pollRaw(`Sid=${dana.sid}&AckID=${dana.ackId + 1}`);
    pushWatched(world.endpoints[0], 'waiting', fate);
    world.endpoints[0]?.push(
      { kind: 'requestSucceeded', rid: 'x' },
      { onLost: () => fate.push(...world.heard.slice(told)) },
    );
    await dana.send({ kind: 'terminateSession' });
    // The world knows by then that the session is none any more.
    expect(fate).toEqual(['gone told', 'gone lost', 'waiting lost', 'closing 0 signed out']);
    expect(world.heard.at(-1)).toBe('closed 0');
  });

  it('is nothing where the world has taken it back', async () => {
    const { world, join } = await startPlace();
    const dana = await join('dana');
    const fate: string[] = [];
    pushWatched(world.endpoints[0], 'a', fate);
    world.endpoints[0]?.retract((event) => event.kind === 'requestSucceeded');
    expect(await dana.poll()).toEqual([]);
    await dana.send({ kind: 'terminateSession' });
    expect(fate).toEqual([]);
  });
});

describe('the end in good order', () => {
  it('waits a moment for what is under way of what somebody has said', async () => {
    const { world, front, clock, join } = await startPlace();
    const dana = await join('dana');
    // She has all she was told.
    await dana.poll();
    let isCalm = false;
    Object.assign(world, { isCalm: () => isCalm });
    const looks = (): number => front.state().sessions;
    void front.drain(1);
    clock.advance(1_000);
    expect(looks()).toBe(1);
    isCalm = true;
    clock.advance(100);
    expect(looks()).toBe(0);
  });

  it('waits for it no longer than it may', async () => {
    const { world, front, clock, join } = await startPlace();
    await join('dana');
    Object.assign(world, { isCalm: () => false });
    const drained = front.drain(1);
    clock.advance(3_200);
    await drained;
    expect(front.state().sessions).toBe(0);
  });
});
