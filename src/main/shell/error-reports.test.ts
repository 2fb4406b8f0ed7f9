import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { faultOf, type Fault } from '../../shared/fault';
import { entryText } from '../../shared/log';
import { createErrorReports, watchUncaught } from './error-reports';

function setUp() {
  const shown: string[] = [];
  const logged: string[] = [];
  const clock = { now: 0, monotonicNow: 0 };
  const reports = createErrorReports({
    log: (what: string, facts?: object) => void logged.push(entryText(what, facts)),
    show: (details) => void shown.push(details),
    now: () => clock.now,
    monotonicNow: () => clock.monotonicNow,
  });
  return { reports, shown, logged, clock };
}

const again: Fault = { kind: 'TypeError', places: [] };

describe('createErrorReports', () => {
  it('logs and shows an error without a word of its message', () => {
    const { reports, shown, logged } = setUp();
    reports.report('main', faultOf(new Error('cannot reach sip:dana@example.com')));
    expect(logged).toEqual([expect.stringMatching(/^unexpected error Error at error-reports\.test\.ts:\d+:\d+/u)]);
    expect(shown[0]).toMatch(/^1970-01-01T00:00:00.000Z main\nError at error-reports\.test\.ts:\d+:\d+/u);
  });

  it('cuts a storm short in one place, and hears the other places and the next minute', () => {
    const { reports, shown, clock } = setUp();
    for (let count = 0; count < 500; count += 1) reports.report({ window: 3 }, again);
    expect(shown).toHaveLength(20);
    reports.report('main', again);
    expect(shown).toHaveLength(21);
    clock.now = -7_200_000; // the clock on the wall was set back
    clock.monotonicNow = 60_001;
    reports.report({ window: 3 }, again);
    expect(shown).toHaveLength(22);
  });
});

describe('watchUncaught', () => {
  it('hears exceptions and rejections until it is stopped', () => {
    const source = new EventEmitter();
    const heard: unknown[] = [];
    const stop = watchUncaught(source, (error) => void heard.push(error));
    source.emit('uncaughtException', 'one');
    source.emit('unhandledRejection', 'two');
    stop();
    source.emit('uncaughtException', 'three');
    expect(heard).toEqual(['one', 'two']);
  });
});
