// What can be counted of a running server, in the text format of Prometheus. Counters grow with what the server tells of itself
// (`base/log.ts`); gauges are read when somebody asks. Labels are of the program's own words: nobody can make another series from outside.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Log } from '../base/log';
import { paths } from '../front/http/paths';
import type { ServerState } from '../server';

export interface Metrics {
  readonly contentType: string;
  /** Takes what the server tells. */
  readonly count: Log;
  text(state: ServerState): Promise<string>;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(version: string, now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Of the process: memory, processor, files, garbage, and how long the event loop keeps others waiting.
  collectDefaultMetrics({ register: registry });

  const answers = new Counter({
    name: 'parley_http_requests_total',
    help: 'HTTP requests that were answered, or dropped, by path and status.',
    labelNames: ['path', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'How long HTTP requests took, but for polls, which are held.',
    labelNames: ['path'],
    buckets: seconds,
    registers,
  });
  const actions = new Counter({
    name: 'parley_requests_total',
    help: 'Requests of sessions by kind, and whether they were accepted; what came of them are events.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const events = new Counter({
    name: 'parley_events_total',
    help: 'Events for sessions by kind; requestSucceeded and requestFailed are the results of requests.',
    labelNames: ['kind'],
    registers,
  });
  const signIns = new Counter({
    name: 'parley_sign_ins_total',
    help: 'Attempts to sign in: done, wrong, unheard (too many attempts), away (nobody could tell).',
    labelNames: ['way', 'outcome'],
    registers,
  });
  const bugs = new Counter({
    name: 'parley_bugs_total',
    help: 'Mistakes of the server itself. More than none is worth a look at the log.',
    labelNames: ['where'],
    registers,
  });
  new Gauge({ name: 'parley_build_info', help: 'Which version runs.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );

  const gauges = Object.entries(readings(now)).map(([name, { help, value }]) => {
    const gauge = new Gauge({ name, help, registers });
    return (state: ServerState): void => gauge.set(value(state));
  });

  return {
    contentType: registry.contentType,
    count(entry) {
      if (typeof entry === 'string') return;
      switch (entry.event) {
        case 'request':
          answers.inc({ path: entry.path, status: entry.status });
          if (entry.path !== paths.data) durations.observe({ path: entry.path }, entry.ms / 1_000);
          return;
        case 'action':
          return actions.inc({ kind: entry.kind, outcome: entry.outcome });
        case 'told':
          return events.inc({ kind: entry.kind });
        case 'sign-in':
          return signIns.inc({ way: entry.way, outcome: entry.outcome });
        case 'bug':
          return bugs.inc({ where: entry.where });
        case 'world':
        case 'listening':
        case 'draining':
        case 'drained':
      }
    },
    text(state) {
      for (const read of gauges) read(state);
      return registry.metrics();
    },
  };
}

interface Reading {
  readonly help: string;
  readonly value: (state: ServerState) => number;
}

function readings(now: () => number): Readonly<Record<string, Reading>> {
  return {
    parley_sessions: { help: 'Sessions.', value: ({ sessions }) => sessions },
    parley_accounts: { help: 'People with a session.', value: ({ accounts }) => accounts },
    parley_held_polls: { help: 'Polls that wait for an event.', value: ({ heldPolls }) => heldPolls },
    parley_connections: { help: 'Connections of clients or of the balancer.', value: ({ connections }) => connections },
    parley_tickets: { help: 'Tickets that are good.', value: ({ tickets }) => tickets },
    parley_queued_events: { help: 'Events that no client has acknowledged yet.', value: (state) => state.queuedEvents },
    parley_queued_chars: { help: 'About how long those are.', value: ({ queuedChars }) => queuedChars },
    parley_longest_queue: { help: 'Of one session.', value: ({ longestQueue }) => longestQueue },
    parley_draining: { help: '1: the server is about to end.', value: ({ isDraining }) => Number(isDraining) },
    parley_world_up: {
      help: '0: what stands behind the server cannot be reached.',
      value: ({ world }) => Number(world.state === 'ok'),
    },
    parley_world_away_seconds: {
      help: 'For how long it has not been reached.',
      value: ({ world }) => (world.state === 'away' ? Math.max(0, (now() - world.since) / 1_000) : 0),
    },
  };
}
