import { expect, it } from 'vitest';
import { Heard } from './heard';

it('remembers what was heard last, within bounds', () => {
  const heard = new Heard();
  for (let id = 0; id < 6_000; id += 1) heard.remember(String(id), 'told');
  expect(heard.size).toBe(5_000);
  expect(heard.fateOf('0')).toBeUndefined();
  heard.remember('1000', 'acknowledged');
  heard.remember('new', 'told');
  expect([heard.fateOf('1000'), heard.fateOf('1001')]).toEqual(['acknowledged', undefined]);
});
