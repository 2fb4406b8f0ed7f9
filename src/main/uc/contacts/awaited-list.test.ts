import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEnvironment } from '../environment';
import { KeyedTimers } from '../keyed-timers';
import { AwaitedList } from './awaited-list';

let isOutdated: boolean;
let isBusy: boolean;
let renewed: number;
let list: AwaitedList;

beforeEach(() => {
  vi.useFakeTimers();
  [isOutdated, isBusy, renewed] = [true, false, 0];
  const environment = createEnvironment();
  list = new AwaitedList({
    environment,
    timers: new KeyedTimers(environment.timers),
    isOutdated: () => isOutdated,
    isBusy: () => isBusy,
    renew: () => (renewed += 1),
  });
});
afterEach(() => void vi.useRealTimers());

/** A session long enough for the list to come. */
function session(): void {
  list.wentOnline();
  vi.advanceTimersByTime(60_000);
  list.sessionLost();
}

it('asks for a list that does not come twice, and again for one that was told in between', () => {
  for (let at = 0; at < 4; at += 1) session();
  expect(renewed).toBe(2);
  isOutdated = false;
  session();
  expect(renewed).toBe(2);
  isOutdated = true;
  session();
  expect(renewed).toBe(3);
});

it('ends no session in which something goes on, and none before its time', () => {
  isBusy = true;
  session();
  isBusy = false;
  list.wentOnline();
  vi.advanceTimersByTime(1_000);
  list.sessionLost();
  vi.advanceTimersByTime(60_000);
  expect(renewed).toBe(0);
});
