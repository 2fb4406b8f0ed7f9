import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/domain/failure';
import { next, settledAfterMs, type SessionEvent, type SessionState, type Step } from './session';

const failure: Failure = { code: 'unreachable' };
const wrongPassword: Failure = { code: 'wrong-password' };
const now = 1_000_000;
const chance = { now, monotonicNow: now, random: 0 };

const reconnecting = (part: Partial<Extract<SessionState, { kind: 'reconnecting' }>>): SessionState => ({
  kind: 'reconnecting',
  step: 'polling',
  then: 'polling',
  hasSession: true,
  isTicketFresh: false,
  failure,
  attempt: 1,
  retryAt: now,
  ...part,
});

const states = {
  'signed-out': { kind: 'signed-out' },
  'signing-in': { kind: 'connecting', step: 'signing-in', restarts: 0 },
  opening: { kind: 'connecting', step: 'opening-session', restarts: 0 },
  loading: { kind: 'connecting', step: 'loading-contacts', restarts: 0 },
  online: { kind: 'online', since: 0, sinceMonotonic: 0, attempt: 0 },
  waiting: reconnecting({ step: 'waiting', retryAt: now + 1_000 }),
  'signing-in again': reconnecting({ step: 'signing-in', then: 'signing-in' }),
  'opening again': reconnecting({ step: 'opening-session', then: 'opening-session', hasSession: false }),
  'polling again': reconnecting({}),
  asking: reconnecting({ step: 'asking', then: 'signing-in', failure: wrongPassword }),
} satisfies Record<string, SessionState>;
type StateName = keyof typeof states;

const events = {
  signIn: { kind: 'signIn' },
  ticketGranted: { kind: 'ticketGranted' },
  sessionOpened: { kind: 'sessionOpened' },
  polled: { kind: 'polled' },
  troubled: { kind: 'troubled', failure },
  ticketRefused: { kind: 'ticketRefused' },
  sessionLost: { kind: 'sessionLost' },
  timeUp: { kind: 'timeUp' },
  retryNow: { kind: 'retryNow' },
  answered: { kind: 'answered' },
  signOut: { kind: 'signOut' },
} satisfies Record<string, SessionEvent>;
type EventName = keyof typeof events;

function nameOf(state: SessionState): string {
  if (state.kind === 'reconnecting') return `reconnecting/${state.step}`;
  return state.kind === 'connecting' ? `connecting/${state.step}` : state.kind;
}
const outcome = ({ state, effects }: Step): string =>
  [
    nameOf(state),
    ...effects.map((effect) => (effect.kind === 'goOnline' && effect.isFirst ? 'goOnline first' : effect.kind)),
  ].join(' ');

const ended = 'signed-out stopPolling stopWaiting close';
/** Every pair that does something; all others leave the state as it is. */
const table: Partial<Record<StateName, Partial<Record<EventName, string>>>> = {
  'signed-out': { signIn: 'connecting/signing-in signIn', signOut: 'signed-out' },
  'signing-in': { ticketGranted: 'connecting/opening-session openSession', troubled: ended, signOut: ended },
  opening: {
    sessionOpened: 'connecting/loading-contacts startPolling',
    troubled: ended,
    ticketRefused: ended,
    sessionLost: ended,
    signOut: ended,
  },
  loading: {
    polled: 'online goOnline first',
    troubled: ended,
    ticketRefused: 'connecting/signing-in stopPolling loseSession signIn',
    sessionLost: 'connecting/opening-session stopPolling loseSession openSession',
    signOut: ended,
  },
  online: {
    troubled: 'reconnecting/waiting stopPolling wait',
    ticketRefused: 'reconnecting/signing-in stopPolling signIn',
    sessionLost: 'reconnecting/opening-session stopPolling loseSession openSession',
    retryNow: 'online pollNow',
    signOut: ended,
  },
  waiting: {
    timeUp: 'reconnecting/polling stopWaiting resumePolling',
    retryNow: 'reconnecting/polling stopWaiting resumePolling',
    sessionLost: 'reconnecting/opening-session stopWaiting stopPolling loseSession openSession',
    signOut: ended,
  },
  'signing-in again': {
    ticketGranted: 'reconnecting/polling resumePolling',
    troubled: 'reconnecting/waiting wait',
    signOut: ended,
  },
  'opening again': {
    sessionOpened: 'reconnecting/polling startPolling',
    troubled: 'reconnecting/waiting wait',
    ticketRefused: 'reconnecting/signing-in signIn',
    signOut: ended,
  },
  'polling again': {
    polled: 'online goOnline',
    troubled: 'reconnecting/waiting stopPolling wait',
    ticketRefused: 'reconnecting/signing-in stopPolling signIn',
    sessionLost: 'reconnecting/opening-session stopPolling loseSession openSession',
    retryNow: 'reconnecting/polling pollNow',
    signOut: ended,
  },
  asking: { answered: 'reconnecting/signing-in signIn', signOut: ended },
};

describe('the session machine', () => {
  for (const stateName of Object.keys(states) as StateName[]) {
    for (const eventName of Object.keys(events) as EventName[]) {
      const expected = table[stateName]?.[eventName];
      it(`${stateName} + ${eventName} → ${expected ?? 'stays'}`, () => {
        const state = states[stateName];
        const step = next(state, events[eventName], chance);
        if (expected !== undefined) expect(outcome(step)).toBe(expected);
        else expect(step).toEqual({ state, effects: [] });
      });
    }
  }

  it('stops a first sign-in at a wrong password and tells why', () => {
    const step = next(states['signing-in'], { kind: 'troubled', failure: wrongPassword }, chance);
    expect(step.state).toEqual({ kind: 'signed-out', failure: wrongPassword });
    expect(step.effects.map(({ kind }) => kind)).toContain('close');
  });

  for (const code of ['wrong-password', 'credentials-needed', 'sign-in-refused', 'cancelled'] as const) {
    it(`stops every retry at ${code} on the way, asks, and keeps the server session`, () => {
      const step = next(states['signing-in again'], { kind: 'troubled', failure: { code } }, chance);
      expect(step.state).toMatchObject({ step: 'asking', then: 'signing-in', hasSession: true, failure: { code } });
      expect(step.effects).toEqual([]);
    });
  }

  it('waits longer after each failed attempt and says until when', () => {
    let state: SessionState = states['polling again'];
    const waits: number[] = [];
    for (let n = 0; n < 3; n++) {
      const step = next(state, { kind: 'troubled', failure }, chance);
      if (step.state.kind !== 'reconnecting') throw new Error('must be reconnecting');
      waits.push(step.state.retryAt - now);
      state = next(step.state, { kind: 'timeUp' }, chance).state;
    }
    expect(waits).toEqual([2_000, 3_000, 5_000]);
  });

  it('asks a portal again before long, however often it has asked already', () => {
    const trouble = { kind: 'troubled', failure: { code: 'captive-portal' } } as const;
    const { state } = next(reconnecting({ attempt: 20 }), trouble, chance);
    expect(state).toMatchObject({ step: 'waiting', attempt: 21, retryAt: now + 3_000 });
  });

  it('counts trouble soon after coming online as the same trouble, later trouble as new', () => {
    const online: SessionState = { kind: 'online', since: now, sinceMonotonic: 50, attempt: 3 };
    // The clock on the wall was set back and forward meanwhile: nobody asks it.
    const soon = next(online, { kind: 'troubled', failure }, { now: now + 7_200_000, monotonicNow: 1_050, random: 0 });
    const later = next(
      online,
      { kind: 'troubled', failure },
      { now: now - 7_200_000, monotonicNow: 50 + settledAfterMs, random: 0 },
    );
    expect(soon.state).toMatchObject({ attempt: 4 });
    expect(later.state).toMatchObject({ attempt: 1 });
  });

  it('6.10 opens a new session when the old one refuses a ticket that was just granted', () => {
    const again = next(states['signing-in again'], { kind: 'ticketGranted' }, chance);
    const refused = next(again.state, { kind: 'ticketRefused' }, chance);
    expect(outcome(refused)).toBe('reconnecting/opening-session stopPolling loseSession openSession');
  });

  it('6.11 opens a new session with the ticket at hand when the server has lost the old one', () => {
    const lost = next(states.online, { kind: 'sessionLost' }, chance);
    expect(lost.effects.map(({ kind }) => kind)).not.toContain('signIn');
    const opened = next(lost.state, { kind: 'sessionOpened' }, chance);
    expect(opened.effects).toEqual([{ kind: 'startPolling' }]);
  });

  it('gives a server that loses every session time to recover', () => {
    let state: SessionState = states['polling again'];
    let step: Step = { state, effects: [] };
    for (let n = 0; n < 3 && !step.effects.some(({ kind }) => kind === 'wait'); n++) {
      step = next(state, { kind: 'sessionLost' }, chance);
      state = next(step.state, { kind: 'sessionOpened' }, chance).state;
    }
    expect(step.effects.map(({ kind }) => kind)).toContain('wait');
  });

  it('gives up a first sign-in whose session is lost again and again', () => {
    let state: SessionState = states.loading;
    for (let n = 0; n < 3; n++) {
      state = next(state, { kind: 'sessionLost' }, chance).state;
      state = next(state, { kind: 'sessionOpened' }, chance).state;
    }
    expect(state.kind).toBe('signed-out');
  });
});
