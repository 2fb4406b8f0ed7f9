import { describe, expect, it } from 'vitest';
import { namedRandom } from '../../base/seeded-random';
import { demoPeople, demoVisitor, personas, strangers } from './demo-people';
import { answerTo, openings } from './demo-talk';

describe('the people of the demo', () => {
  it('all have an address, an account and a card of their own', () => {
    for (const key of ['uri', 'user', 'name', 'email'] as const) {
      const values = [...demoPeople, demoVisitor('x')].map((person) => person[key]);
      expect(new Set(values).size).toBe(personas.length + strangers.length + 1);
    }
    for (const { uri } of demoPeople) expect(uri).toMatch(/^sip:[a-z.\d]+@example\.com$/u);
  });

  it('have no password: nobody signs in as one of them', () => {
    for (const person of demoPeople) expect(person.password ?? person.passwordHash).toBeUndefined();
  });

  it('are on the list of the visitor, every one of them once, but for those who are there to be found', () => {
    const { groups = {}, contacts = [] } = demoVisitor('x');
    const listed = [...Object.values(groups).flat(), ...contacts].sort();
    expect(listed).toEqual(personas.map(({ record }) => record.uri).sort());
  });

  it('show most of what presence can be', () => {
    const shown = new Set(personas.map(({ presences }) => presences[0].availability));
    expect([...shown].sort()).toEqual([
      'away',
      'be-right-back',
      'busy',
      'do-not-disturb',
      'offline',
      'online',
      'online-inactive',
    ]);
  });

  it('who start conversations all know how', () => {
    for (const { record, invites } of personas) {
      const id = record.uri.slice(4, record.uri.indexOf('@'));
      expect(openings[id] !== undefined).toBe(invites ?? false);
    }
  });
});

describe('answerTo', () => {
  const say = (text: string, seed: number): string => answerTo('lee', text, namedRandom(seed, 'test')).text;

  it.each([
    ['Hello Lee', /Dana|Hello|Hey/u],
    ['thank you so much', /welcome|Any time|Gladly/u],
    ['see you tomorrow', /See you|Bye|Talk soon/u],
    ['can you open https://example.com/x ?', /opening|Got it|Nice find/u],
    ['my screen is broken', /Oh no|once more|five minutes/u],
    ['write in bold, please', /Bold|Italics|underlined|takes it back/u],
    ['شكرا', /شكراً/u],
    ['Is noon fine?', /works for me|Half past|free then/u],
  ])('answers %j to the point', (text, expected) => {
    for (let seed = 0; seed < 20; seed++) expect(say(text, seed)).toMatch(expected);
  });

  it('does not say the same twice in a row', () => {
    const random = namedRandom(1, 'test');
    let last: string | undefined;
    for (let round = 0; round < 100; round++) {
      const { text } = answerTo('mei', 'ok', random, last);
      expect(text).not.toBe(last);
      last = text;
    }
  });

  it('answers anything, also with no words at all', () => {
    for (const text of ['', ' ', '😄', '?', 'x'.repeat(10_000)]) expect(say(text, 1)).not.toBe('');
  });

  it('can be played again', () => {
    expect(say('whatever', 5)).toBe(say('whatever', 5));
  });
});
