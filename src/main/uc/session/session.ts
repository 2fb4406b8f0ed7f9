// The life of a session as a pure machine (protocol.md 6.1, 6.9–6.11). What carries the effects out is `session-runner.ts`.
//
//   state                        goes on with             at
//   signed-out                   signing-in               signIn
//   connecting/signing-in        opening-session          ticketGranted       signed-out at troubled
//   connecting/opening-session   loading-contacts         sessionOpened       signed-out at troubled, ticketRefused, sessionLost
//   connecting/loading-contacts  online                   polled              once more from the start at ticketRefused, sessionLost
//   online                       reconnecting/…           troubled → waiting, ticketRefused → signing-in, sessionLost → opening-session
//   reconnecting/signing-in      polling, opening-session ticketGranted       waiting at troubled; asking if a person is needed
//   reconnecting/opening-session polling                  sessionOpened       the same; signing-in at ticketRefused
//   reconnecting/polling         online                   polled              waiting at troubled
//   reconnecting/waiting         what it waits for        timeUp, retryNow; opening-session if a command finds the session lost
//   reconnecting/asking          signing-in               answered; nothing else: a refused password tried again locks accounts
//   any                          signed-out               signOut
//
// What a state does not expect is the echo of something given up: ignored.
import { assertNever } from '../../../shared/assert-never';
import type { Failure } from '../../../shared/domain/failure';
import { pickNextDelay } from './back-off';

export type ConnectingStep = 'signing-in' | 'opening-session' | 'loading-contacts';
export type RecoveryStep = 'signing-in' | 'opening-session' | 'polling';

export type SessionState =
  | { readonly kind: 'signed-out'; readonly failure?: Failure }
  | { readonly kind: 'connecting'; readonly step: ConnectingStep; readonly restarts: number }
  | {
      readonly kind: 'online';
      readonly since: number;
      /** The same moment by the monotonic clock. */
      readonly sinceMonotonic: number;
      readonly attempt: number;
    }
  | {
      readonly kind: 'reconnecting';
      readonly step: 'waiting' | 'asking' | RecoveryStep;
      /** While waiting or asking: what comes after. */
      readonly then: RecoveryStep;
      /** The server session is believed to be alive. */
      readonly hasSession: boolean;
      /** The ticket is from a sign-in of this very recovery: refusing it again says nothing about its age. */
      readonly isTicketFresh: boolean;
      readonly failure: Failure;
      readonly attempt: number;
      readonly retryAt: number;
      /** While signing in: with what a person has just answered. */
      readonly isAnswered?: boolean;
    };

export type SessionEvent =
  | { readonly kind: 'signIn' }
  | { readonly kind: 'ticketGranted' }
  | { readonly kind: 'sessionOpened' }
  /** A poll was answered and its events are applied. */
  | { readonly kind: 'polled' }
  | { readonly kind: 'troubled'; readonly failure: Failure }
  | { readonly kind: 'ticketRefused' }
  | { readonly kind: 'sessionLost' }
  | { readonly kind: 'timeUp' }
  | { readonly kind: 'retryNow' }
  /** A person did what only a person can. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'signOut' };

export type SessionEffect =
  | { readonly kind: 'signIn' }
  | { readonly kind: 'openSession' }
  /** With `AckID` 0. */
  | { readonly kind: 'startPolling' }
  /** With the `AckID` it had: the server repeats what was lost. */
  | { readonly kind: 'resumePolling' }
  | { readonly kind: 'pollNow' }
  | { readonly kind: 'stopPolling' }
  | { readonly kind: 'wait'; readonly delayMs: number }
  | { readonly kind: 'stopWaiting' }
  /** Everything bound to the old server session is gone. */
  | { readonly kind: 'loseSession' }
  | { readonly kind: 'goOnline'; readonly isFirst: boolean }
  /** Ends the server session if there is one and forgets ticket and credentials. */
  | { readonly kind: 'close' };

export interface Chance {
  /** To show. */
  readonly now: number;
  /** To measure: the clock on the wall may jump. */
  readonly monotonicNow: number;
  /** 0 ≤ n < 1. */
  readonly random: number;
}

export interface Step {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

/** Trouble this soon after coming online counts as the same trouble: the waits go on growing. */
export const settledAfterMs = 60_000;
/** The waits for a portal to let us through grow no longer than this attempt's. */
const maxPortalAttempt = 3;
/** How often a first sign-in may begin anew before it gives up. */
const maxRestarts = 2;

const sessionLost: Failure = { code: 'not-connected', detail: 'the server no longer knows the session' };
const ticketRefused: Failure = { code: 'not-signed-in', detail: 'the server no longer takes the ticket' };

/** Only a person can put these right, so no attempt follows (design.md, "State machines"). Everything at hand is kept meanwhile. */
const needsPerson: ReadonlySet<Failure['code']> = new Set([
  'wrong-password',
  'sign-in-refused',
  'no-windows-sign-in',
  'credentials-needed',
  'cancelled',
]);

export function next(state: SessionState, event: SessionEvent, chance: Chance): Step {
  if (event.kind === 'signOut') return signOut(state);
  switch (state.kind) {
    case 'signed-out':
      return event.kind === 'signIn'
        ? { state: { kind: 'connecting', step: 'signing-in', restarts: 0 }, effects: [{ kind: 'signIn' }] }
        : stay(state);
    case 'connecting':
      return whileConnecting(state, event, chance);
    case 'online':
      return whileOnline(state, event, chance);
    case 'reconnecting':
      return whileReconnecting(state, event, chance);
    default:
      return assertNever(state);
  }
}

const online = (attempt: number, { now, monotonicNow }: Chance): Online => ({
  kind: 'online',
  since: now,
  sinceMonotonic: monotonicNow,
  attempt,
});

const stay = (state: SessionState): Step => ({ state, effects: [] });

function signOut(state: SessionState): Step {
  if (state.kind === 'signed-out') return { state: { kind: 'signed-out' }, effects: [] };
  return {
    state: { kind: 'signed-out' },
    effects: [{ kind: 'stopPolling' }, { kind: 'stopWaiting' }, { kind: 'close' }],
  };
}

function giveUp(failure: Failure): Step {
  return {
    state: { kind: 'signed-out', failure },
    effects: [{ kind: 'stopPolling' }, { kind: 'stopWaiting' }, { kind: 'close' }],
  };
}

type Connecting = Extract<SessionState, { kind: 'connecting' }>;
type Online = Extract<SessionState, { kind: 'online' }>;
type Reconnecting = Extract<SessionState, { kind: 'reconnecting' }>;

function whileConnecting(state: Connecting, event: SessionEvent, chance: Chance): Step {
  const { step } = state;
  if (event.kind === 'troubled') return giveUp(event.failure);
  if (event.kind === 'ticketGranted' && step === 'signing-in') {
    return { state: { ...state, step: 'opening-session' }, effects: [{ kind: 'openSession' }] };
  }
  if (event.kind === 'sessionOpened' && step === 'opening-session') {
    return { state: { ...state, step: 'loading-contacts' }, effects: [{ kind: 'startPolling' }] };
  }
  if (event.kind === 'polled' && step === 'loading-contacts') {
    return { state: online(0, chance), effects: [{ kind: 'goOnline', isFirst: true }] };
  }
  if ((event.kind === 'ticketRefused' || event.kind === 'sessionLost') && step !== 'signing-in') {
    if (state.restarts >= maxRestarts || step === 'opening-session') {
      return giveUp({ code: 'sign-in-refused', detail: event.kind });
    }
    const needsTicket = event.kind === 'ticketRefused';
    return {
      state: { kind: 'connecting', step: needsTicket ? 'signing-in' : 'opening-session', restarts: state.restarts + 1 },
      effects: [{ kind: 'stopPolling' }, { kind: 'loseSession' }, { kind: needsTicket ? 'signIn' : 'openSession' }],
    };
  }
  return stay(state);
}

function whileOnline(state: Online, event: SessionEvent, chance: Chance): Step {
  const isSettled = chance.monotonicNow - state.sinceMonotonic >= settledAfterMs;
  const attempt = isSettled ? 1 : state.attempt + 1;
  const base = { kind: 'reconnecting', hasSession: true, isTicketFresh: false, attempt, retryAt: chance.now } as const;
  switch (event.kind) {
    case 'polled':
      return isSettled && state.attempt > 0 ? stay({ ...state, attempt: 0 }) : stay(state);
    case 'retryNow':
      return { state, effects: [{ kind: 'pollNow' }] };
    case 'troubled':
      return wait({ ...base, step: 'waiting', then: 'polling', failure: event.failure }, chance, [
        { kind: 'stopPolling' },
      ]);
    case 'ticketRefused':
      return {
        state: { ...base, step: 'signing-in', then: 'signing-in', failure: ticketRefused },
        effects: [{ kind: 'stopPolling' }, { kind: 'signIn' }],
      };
    case 'sessionLost': {
      const lost = { ...base, then: 'opening-session', hasSession: false, failure: sessionLost } as const;
      const effects: SessionEffect[] = [{ kind: 'stopPolling' }, { kind: 'loseSession' }];
      // The first loss is answered at once; a server that loses every session is given time.
      if (attempt > 2) return wait({ ...lost, step: 'waiting' }, chance, effects);
      return { state: { ...lost, step: 'opening-session' }, effects: [...effects, { kind: 'openSession' }] };
    }
    default:
      return stay(state);
  }
}

function whileReconnecting(state: Reconnecting, event: SessionEvent, chance: Chance): Step {
  const { step } = state;
  switch (event.kind) {
    case 'troubled':
      if (step === 'waiting' || step === 'asking') return stay(state);
      if (needsPerson.has(event.failure.code)) {
        return stay({
          ...state,
          step: 'asking',
          then: 'signing-in',
          failure: event.failure,
          retryAt: chance.now,
          isAnswered: false,
        });
      }
      return wait(
        { ...state, step: 'waiting', then: step, failure: event.failure, attempt: state.attempt + 1 },
        chance,
        step === 'polling' ? [{ kind: 'stopPolling' }] : [],
      );
    case 'timeUp':
    case 'retryNow':
      if (step !== 'waiting') return event.kind === 'retryNow' && step === 'polling' ? pollNow(state) : stay(state);
      return {
        state: { ...state, step: state.then, retryAt: chance.now },
        effects: [{ kind: 'stopWaiting' }, effectOf(state.then)],
      };
    case 'answered':
      if (step !== 'asking') return stay(state);
      return { state: { ...state, step: 'signing-in', attempt: 1, isAnswered: true }, effects: [{ kind: 'signIn' }] };
    case 'ticketGranted': {
      if (step !== 'signing-in') return stay(state);
      const then = state.hasSession ? 'polling' : 'opening-session';
      return {
        state: { ...state, step: then, then, isTicketFresh: true, isAnswered: false },
        effects: [effectOf(then)],
      };
    }
    case 'sessionOpened':
      if (step !== 'opening-session') return stay(state);
      return {
        state: { ...state, step: 'polling', then: 'polling', hasSession: true },
        effects: [{ kind: 'startPolling' }],
      };
    case 'polled':
      if (step !== 'polling') return stay(state);
      return {
        state: online(state.attempt, chance),
        effects: [{ kind: 'goOnline', isFirst: false }],
      };
    case 'ticketRefused':
      return whenTicketIsRefused(state, chance);
    case 'sessionLost':
      if (step === 'polling') return reopen(state, sessionLost, chance);
      if (step !== 'waiting' || state.then !== 'polling') return stay(state);
      return withEffect({ kind: 'stopWaiting' }, reopen(state, sessionLost, chance));
    default:
      return stay(state);
  }
}

function whenTicketIsRefused(state: Reconnecting, chance: Chance): Step {
  const { step } = state;
  if (step === 'waiting' || step === 'asking' || step === 'signing-in') return stay(state);
  if (!state.isTicketFresh) {
    return {
      state: { ...state, step: 'signing-in', then: 'signing-in', failure: ticketRefused },
      effects: [...(step === 'polling' ? [{ kind: 'stopPolling' } as const] : []), { kind: 'signIn' }],
    };
  }
  // A ticket just granted is refused for this session: the session belongs to the old sign-in (6.10).
  if (step === 'polling') return reopen(state, ticketRefused, chance);
  return wait(
    { ...state, step: 'waiting', then: 'signing-in', failure: ticketRefused, attempt: state.attempt + 1 },
    chance,
    [],
  );
}

function reopen(state: Reconnecting, failure: Failure, chance: Chance): Step {
  const attempt = state.attempt + 1;
  const lost = { ...state, then: 'opening-session', hasSession: false, failure, attempt } as const;
  const effects: SessionEffect[] = [{ kind: 'stopPolling' }, { kind: 'loseSession' }];
  if (attempt > 2) return wait({ ...lost, step: 'waiting' }, chance, effects);
  return { state: { ...lost, step: 'opening-session' }, effects: [...effects, { kind: 'openSession' }] };
}

const withEffect = (effect: SessionEffect, { state, effects }: Step): Step => ({
  state,
  effects: [effect, ...effects],
});

function wait(state: Reconnecting, { now, random }: Chance, effects: readonly SessionEffect[]): Step {
  // Somebody may be at the portal's page this very moment: asking is cheap, and it is the network's own that answers.
  const attempt = state.failure.code === 'captive-portal' ? Math.min(state.attempt, maxPortalAttempt) : state.attempt;
  const delayMs = pickNextDelay(attempt, random);
  return {
    state: { ...state, retryAt: now + delayMs, isAnswered: false },
    effects: [...effects, { kind: 'wait', delayMs }],
  };
}

const pollNow = (state: SessionState): Step => ({ state, effects: [{ kind: 'pollNow' }] });

function effectOf(step: RecoveryStep): SessionEffect {
  switch (step) {
    case 'signing-in':
      return { kind: 'signIn' };
    case 'opening-session':
      return { kind: 'openSession' };
    case 'polling':
      return { kind: 'resumePolling' };
    default:
      return assertNever(step);
  }
}
