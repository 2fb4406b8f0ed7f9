import { expect, it } from 'vitest';
import { always, Heard } from './heard';

it('remembers what was heard last, within bounds', () => {
  const heard = new Heard();
  for (let id = 0; id < 6_000; id += 1) heard.remember(always(String(id)), 'told');
  expect(heard.size).toBe(5_000);
  expect(heard.fateOf(always('0'))).toBeUndefined();
  heard.remember(always('1000'), 'acknowledged');
  heard.remember(always('new'), 'told');
  expect([heard.fateOf(always('1000')), heard.fateOf(always('1001'))]).toEqual(['acknowledged', undefined]);
});

it('remembers what comes again and again, however much else comes', () => {
  const heard = new Heard();
  heard.remember(always('looked back'), 'told');
  for (let id = 0; id < 12_000; id += 1) {
    heard.remember(always(String(id)), 'told');
    if (id % 4_000 === 0) heard.fateOf(always('looked back'));
  }
  expect(heard.fateOf(always('looked back'))).toBe('told');
});

it('takes what has the same key long after for another one, and what comes again in the meantime for the same', () => {
  const heard = new Heard();
  const said = (minutes: number) => ({ key: '1', saidAt: minutes * 60_000 });
  heard.remember(said(10), 'told');
  expect([6, 14, 14].map((minutes) => heard.fateOf(said(minutes)))).toEqual(['told', 'told', 'told']);
  // However often it has come again.
  expect(heard.fateOf(said(16))).toBeUndefined();
  heard.remember(said(16), 'told');
  expect([10, 20].map((minutes) => heard.fateOf(said(minutes)))).toEqual([undefined, 'told']);
});
