import { describe, expect, it } from 'vitest';
import { noteFailure, noteSuccess, placesToTry } from './places';
import type { StreamSettings } from './stream';

const places = ['a', 'b', 'c'].map((host) => ({ host, port: 5222 }));
const [a, b, c] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
const settings = (): StreamSettings => ({
  hosts: places,
  domain: 'example.com',
  isPlainAllowed: false,
  log: () => undefined,
});

describe('the hosts to try', () => {
  it('are all of them, beginning anywhere', () => {
    const all = settings();
    const firsts = new Set<string>();
    for (let turn = 0; turn < 200; turn += 1) {
      const order = placesToTry(all);
      expect([...order].sort((one, other) => one.host.localeCompare(other.host))).toEqual(places);
      firsts.add(order[0]?.host ?? '');
    }
    expect(firsts.size).toBe(3);
  });

  it('begin with the one where the session is', () => {
    expect(placesToTry(settings(), b)).toEqual([b, c, a]);
  });

  it('end with those that have failed lately, for whatever stream', () => {
    const all = settings();
    noteFailure(all, b, 1_000);
    expect(placesToTry(all, b, 2_000)).toEqual([c, a, b]);
    expect(placesToTry(settings(), b, 2_000)).toEqual([b, c, a]);
    expect(placesToTry(all, b, 32_000)).toEqual([b, c, a]);
    noteSuccess(all, b);
    expect(placesToTry(all, b, 2_000)).toEqual([b, c, a]);
  });

  it('may be none', () => {
    expect(placesToTry({ ...settings(), hosts: [] })).toEqual([]);
  });
});
