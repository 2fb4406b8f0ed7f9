// What the server keeps of those who are gone: nothing. Two thousand sessions that do all that keeps something, and end in every way.
import { describe, expect, it } from 'vitest';
import type { ConferenceAction } from '../protocol/conference-actions';
import { defaultLimits, type Limits } from './base/limits';
import { Core } from './front/core';
import type { Session } from './front/sessions/session';
import { createSids } from './front/sessions/sessions';
import { startCall } from './memory/conferences/calls';
import { MemoryWorld } from './memory/memory-world';
import type { UserSession } from './memory/user-state';
import { createManualClock } from './testing/manual-clock';
import { personRecord } from './testing/test-server';

const count = 2_000;
const offer = {
  uri: 'sip:person5@example.com',
  displayName: 'x',
  from: 'x',
  redirectable: true,
  canReplyWithIM: true,
  isConference: false,
};
const everything = { events: 10_000, chars: Infinity };

interface Town {
  readonly core: Core;
  readonly world: MemoryWorld;
  readonly clock: ReturnType<typeof createManualClock>;
  open(at: number): Session;
}

function createTown(more: Partial<Limits> = {}): Town {
  const clock = createManualClock();
  const names = Array.from({ length: 20 }, (_, at) => `person${at}`);
  const people = names.map((name) =>
    personRecord(name, name, {
      contacts: ['sip:person1@example.com', 'sip:person2@example.com'],
    }),
  );
  const limits = { ...defaultLimits, sessionsPerUser: count, ...more };
  const world = new MemoryWorld({ people }, clock, limits);
  const core = new Core({ options: {}, world, clock, limits, sids: createSids() });
  return {
    core,
    world,
    clock,
    open(at) {
      const user = world.users.byUri(uriOf(at));
      const { session } = user ? core.initiateSession(user.person, { kind: 'initiateSession', rid: '1' }) : {};
      if (!session) throw new Error('no session');
      core.sessions.polled(session);
      return session;
    },
  };
}

const uriOf = (at: number): string => `sip:person${at % 20}@example.com`;

describe('a session that has ended', () => {
  it(`leaves nothing behind, nor do ${count} of them with all their conversations`, () => {
    const { core, world, clock, open } = createTown();
    const all: Session[] = [];
    const ofUsers = new Set<UserSession>();
    const { sessions } = core;
    const { conferences, presence, users } = world;
    const tick = (): void => {
      core.tick();
      world.tick();
    };
    const timers = clock.pending;
    let rid = 0;
    const act = (session: Session, confId: number, action: ConferenceAction): void => {
      core.submit(session, { kind: 'conference', rid: String((rid += 1)), confId, action });
    };
    const invite = (from: Session, ...to: readonly number[]): void =>
      act(from, 0, { kind: 'initiateImSession', uris: to.map(uriOf), message: { content: 'x' } });
    const fetch = (session: Session): void => void session.queue.after(0, everything);

    let timersInUse = 0;
    const here: Session[] = [];
    for (let at = 0; at < count; at += 4) {
      const four = [open(at), open(at + 1), open(at + 2), open(at + 3)] as const;
      const [first, second, third, fourth] = four;
      here.push(...four);
      all.push(...four);
      for (const user of users.all) for (const session of user.sessions) ofUsers.add(session);
      core.submit(first, { kind: 'subscribePresence', rid: 's', uris: [uriOf(at + 7)] });
      // One that rings on, one that is answered, a conference, one to somebody who is not there, a call; some of it fetched.
      invite(first, at + 1);
      invite(second, at + 2);
      act(third, 1, { kind: 'acceptImSession' });
      act(second, 1, { kind: 'sendMessage', message: { content: 'held, or said' } });
      invite(fourth, at, at + 1, at + 2);
      for (const session of four) fetch(session);
      for (let confId = 1; confId < 6; confId += 1) act(first, confId, { kind: 'acceptImSession' });
      act(fourth, 1, { kind: 'sendMessage', message: { content: 'to all' } });
      act(fourth, 1, { kind: 'inviteParticipants', uris: [uriOf(at + 9)] });
      const called = users.byUri(uriOf(at));
      if (called) startCall(conferences, called, offer, () => undefined);
      if (at % 8 === 0) fetch(third);
      clock.advance(50);
      tick();
      timersInUse = Math.max(timersInUse, clock.pending);
      // Not all at once, and in every way; the rest is not heard of any more.
      if (here.length < 24) continue;
      for (const [index, session] of here.splice(0, 8).entries()) {
        if (index % 3 === 0) core.submit(session, { kind: 'terminateSession', rid: 'e' });
        if (index % 3 === 1) sessions.end(session, 'lost');
      }
      clock.advance(2_000);
    }
    expect(all).toHaveLength(count);
    expect(timersInUse).toBeGreaterThan(timers + 20);
    for (let second = 0; second < 240; second += 1) {
      clock.advance(1_000);
      tick();
    }
    expect(sessions.size).toBe(0);
    expect(conferences.openInvitations.size).toBe(0);
    expect(conferences.focusCount).toBe(0);
    expect(presence.watches).toBe(0);
    for (const user of users.all) expect(user.sessions.size).toBe(0);
    for (const session of all) expect(session.queue.size).toBe(0);
    expect(ofUsers.size).toBe(count);
    for (const session of ofUsers) expect(conferences.tableOf(session).size).toBe(0);
    expect(clock.pending).toBe(timers);
  }, 60_000);

  it('leaves nothing behind where its queue is too small for its first events', () => {
    const { world, open } = createTown({ queuedEvents: 4 });
    const comings: boolean[] = [];
    world.onComing((_, isOnline) => comings.push(isOnline));
    expect(() => open(0)).not.toThrow();
    expect(world.presence.watches).toBe(0);
    expect([...world.users.all].some((user) => user.isOnline || user.endpoints.length > 0)).toBe(false);
    expect(comings).toEqual([false]);
  });
});
