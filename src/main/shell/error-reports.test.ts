import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createErrorReports, watchUncaught } from './error-reports';

function setUp() {
  const shown: string[] = [];
  const logged: string[] = [];
  const clock = { now: 0, elapsed: 0 };
  const reports = createErrorReports({
    log: (message, error) => void logged.push(`${message}: ${String(error)}`),
    mask: (line) => line.replace(/sip:\S+/u, '***'),
    show: (details) => void shown.push(details),
    now: () => clock.now,
    elapsed: () => clock.elapsed,
  });
  return { reports, shown, logged, clock };
}

describe('createErrorReports', () => {
  it('logs and shows an error without what is private in it', () => {
    const { reports, shown, logged } = setUp();
    reports.report('main', new Error('cannot reach sip:dana@example.com'));
    expect(logged).toHaveLength(1);
    expect(shown[0]).toMatch(/^1970-01-01T00:00:00.000Z main\nError: cannot reach \*\*\*\n/u);
  });

  it('cuts a storm short in one place, and hears the other places and the next minute', () => {
    const { reports, shown, clock } = setUp();
    for (let count = 0; count < 500; count += 1) reports.report('window 3', 'again');
    expect(shown).toHaveLength(20);
    reports.report('main', 'another');
    expect(shown).toHaveLength(21);
    clock.now = -7_200_000; // the clock on the wall was set back
    clock.elapsed = 60_001;
    reports.report('window 3', 'again');
    expect(shown).toHaveLength(22);
  });

  it('keeps an endless error short', () => {
    const { reports, shown } = setUp();
    reports.report('window 3', 'x '.repeat(100_000));
    expect(shown[0]!.length).toBeLessThan(4_100);
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
