// What the benches read out of Chromium's traces, and what rows they make of it.
import { expect, test } from 'vitest';
import { latenciesOfKeys } from '../../bench/support/latencies-of-keys';
import { Situations } from '../../bench/support/report';
import { longestTasks } from '../../bench/support/task-meter';
import type { TraceEvent } from '../../bench/support/trace';

const event = (given: Partial<TraceEvent>): TraceEvent => ({ name: '', ph: 'X', pid: 1, tid: 1, ...given });

function latency(id: string, ts: number, event_type?: string, vsync_interval_ms = 16): TraceEvent {
  return event({
    name: 'EventLatency',
    ph: event_type === undefined ? 'e' : 'b',
    id2: { local: id },
    ts,
    args: event_type === undefined ? {} : { event_latency: { event_type, vsync_interval_ms } },
  });
}

test('of keys that lie over each other each has its own time', () => {
  const events = [
    latency('1', 1_000, 'KEY_PRESSED'),
    latency('2', 3_000, 'KEY_PRESSED'),
    latency('1', 13_000),
    latency('2', 28_000),
  ];
  expect(latenciesOfKeys(events)).toEqual([12, 25]);
});

test('a key let go, one that changed nothing, and one without an end do not count', () => {
  const events = [
    latency('1', 0, 'KEY_RELEASED'),
    latency('1', 5_000),
    latency('2', 0, 'KEY_PRESSED', 0),
    latency('2', 5_000),
    latency('3', 0, 'KEY_PRESSED'),
  ];
  expect(latenciesOfKeys(events)).toEqual([]);
});

const task = (given: Partial<TraceEvent>): TraceEvent => event({ name: 'ThreadControllerImpl::RunTask', ...given });
const threads = [
  event({ name: 'thread_name', ph: 'M', args: { name: 'CrBrowserMain' } }),
  event({ name: 'thread_name', ph: 'M', pid: 2, args: { name: 'CrRendererMain' } }),
];

test('of each process the longest task counts, by what its thread ran itself', () => {
  const tasks = longestTasks(
    [
      ...threads,
      task({ ts: 0, dur: 90_000, tdur: 10_000 }),
      task({ ts: 100_000, dur: 20_000, tdur: 20_000 }),
      task({ pid: 2, ts: 0, dur: 7_000 }),
      task({ tid: 9, ts: 0, dur: 500_000 }),
    ],
    new Map([[2, 'contacts']]),
  );
  expect([...tasks]).toEqual([
    ['main', 20],
    ['contacts', 7],
  ]);
});

test('what the test driver itself does is not counted', () => {
  const tasks = longestTasks(
    [
      ...threads,
      task({ ts: 0, dur: 90_000 }),
      event({ name: 'Receive mojo message', ts: 10, args: { info: 'DevToolsSession' } }),
      task({ ts: 100_000, dur: 3_000 }),
    ],
    new Map(),
  );
  expect([...tasks]).toEqual([['main', 3]]);
});

test('a row for each process, beside the smaller situation where that has the process too', () => {
  const situations = new Situations();
  situations.add('10 people', new Map([['main', 4]]));
  for (const ms of [6, 8, 7])
    situations.add(
      '1,000 people',
      new Map([
        ['main', ms],
        ['contacts', 2 * ms],
      ]),
    );
  const rows = situations.rows([['1,000 people', '10 people', '10 people']]);
  expect(rows.map(({ name, parley, reference }) => [name, parley.median, reference?.value.median])).toEqual([
    ['1,000 people: longest task of main', 7, 4],
    ['1,000 people: longest task of contacts', 14, undefined],
  ]);
});
