// Brings the people of the demo to life: they sign in, change their presence, and now and then turn to whoever visits.
import { systemClock, type Clock } from '../../base/clock';
import { between, namedRandom, pick } from '../../base/seeded-random';
import { createDemoPerson, type DemoPerson } from './demo-person';
import { demoCalendar } from './demo-calendar';
import { demoVisitorUri, personas, strangers, type DemoPresence } from './demo-people';
import type { DemoSeat, DemoWorld } from './demo-seat';
import { openings } from './demo-talk';
import { createPace } from './pace';

export interface DemoOptions {
  readonly world: DemoWorld;
  readonly clock?: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** The same seed, the same chances. Default 1. */
  readonly seed?: number;
  /** Stretches or shortens every pause. Default 1. */
  readonly demoPace?: number;
}

export interface DemoLife {
  stop(): void;
}

/** Soon enough that nobody has to wonder what an invitation looks like. */
const firstInvitationMs = 20_000;
const betweenInvitationsMs = [360_000, 720_000] as const;
const firstCallMs = 240_000;
const betweenCallsMs = [1_500_000, 2_400_000] as const;
const ringingMs = 25_000;
const betweenPresencesMs = [40_000, 90_000] as const;

export function startDemoPeople({ world, clock = systemClock, seed = 1, demoPace = 1 }: DemoOptions): DemoLife {
  const pace = createPace(clock, demoPace);
  const random = namedRandom(seed, 'demo');
  /** Those who are played. */
  const uris = new Set<string>();
  const people: DemoPerson[] = [];
  const changing: { readonly seat: DemoSeat; readonly presences: readonly DemoPresence[]; now: number }[] = [];
  const visits = new Map<string, () => void>();
  let isStopped = false;

  for (const persona of [...personas, ...strangers]) {
    if (persona.manner === 'absent') continue;
    const { uri } = persona.record;
    const seat = world.takeSeat(uri);
    if (!seat) continue;
    uris.add(uri.toLowerCase());
    seat.publish(persona.presences[0]);
    const calendar = demoCalendar(idOf(uri), Date.now(), new Date().getTimezoneOffset());
    if (calendar) seat.publishCalendar(calendar);
    if (persona.confides) seat.confideIn(demoVisitorUri);
    if (persona.presences.length > 1) changing.push({ seat, presences: persona.presences, now: 0 });
    const isOfDemo = (each: string): boolean => uris.has(each.toLowerCase());
    people.push(createDemoPerson({ persona, seat, random: namedRandom(seed, uri), pace, isOfDemo }));
  }

  /** Again and again, until it is called off. */
  const repeat = (firstMs: number, [low, high]: readonly [number, number], run: () => void): (() => void) => {
    const again = (): void => {
      cancel = pace.after(between(random, low, high), again);
      run();
    };
    let cancel = pace.after(firstMs, again);
    return () => cancel();
  };

  const stopPresences = repeat(between(random, ...betweenPresencesMs), betweenPresencesMs, () => {
    const one = pick(random, changing);
    if (!one) return;
    one.now = (one.now + 1) % one.presences.length;
    const presence = one.presences[one.now];
    if (presence) one.seat.publish(presence);
  });

  const welcome = (visitor: string): (() => void) => {
    let hasOpenInvitation = false;
    let said = 0;
    const stopInvitations = repeat(firstInvitationMs, betweenInvitationsMs, () => {
      if (hasOpenInvitation) return;
      const free = people.filter(({ persona, isTalkingTo }) => persona.invites && !isTalkingTo(visitor));
      const inviter = pick(random, free);
      const choices = openings[idOf(inviter?.persona.record.uri ?? '')] ?? [];
      const opening = choices[said % Math.max(choices.length, 1)];
      if (!inviter || !opening) return;
      said += 1;
      hasOpenInvitation = true;
      const onClosed = (): void => {
        hasOpenInvitation = false;
      };
      if (!inviter.invite(visitor, opening, onClosed)) onClosed();
    });
    let hangUp = (): void => undefined;
    const stopCalls = repeat(firstCallMs, betweenCallsMs, () => {
      const caller = people.find(({ persona }) => persona.calls)?.persona.record;
      if (!caller) return;
      const call = world.ring(caller, visitor, 'Your parcel');
      const cancel = pace.after(ringingMs, () => hangUp());
      hangUp = () => {
        hangUp = () => undefined;
        cancel();
        call.hangUp();
      };
    });
    return () => {
      stopInvitations();
      stopCalls();
      hangUp();
    };
  };

  const unsubscribe = world.onVisitor((uri, isOnline) => {
    const visitor = uri.toLowerCase();
    if (isStopped || uris.has(visitor)) return;
    const leave = visits.get(visitor);
    if (isOnline && !leave) visits.set(visitor, welcome(visitor));
    if (!isOnline && leave) {
      visits.delete(visitor);
      leave();
    }
  });

  return {
    stop() {
      isStopped = true;
      unsubscribe();
      stopPresences();
      for (const leave of visits.values()) leave();
      for (const person of people) person.stop();
    },
  };
}

function idOf(uri: string): string {
  return uri.slice('sip:'.length, uri.indexOf('@'));
}
