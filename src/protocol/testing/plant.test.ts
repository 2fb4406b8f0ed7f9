import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvents, encodeEvents } from '../events';
import { events } from './arbitraries';
import { plant, plantUnknown } from './plant';
import { planted, plantedLines, planteds } from './vocabulary';

describe('planteds', () => {
  it.each([
    ['as it is', planted.name],
    ['in capitals', planted.name.toUpperCase()],
    ['in base64', `x${Buffer.from(`ab${planted.account}:${planted.password}`).toString('base64')}`],
    ['in a URL', encodeURIComponent(planted.name.replaceAll('i', 'ï')).replaceAll('%C3%AF', 'i')],
    ['in hexadecimal digits', Buffer.from(planted.name).toString('hex')],
    ['over several lines', planted.name.replace(/(.{2})/gu, '$1\n')],
  ])('finds what is told %s', (_, text) => {
    expect(planteds(text)).not.toEqual([]);
  });

  it('knows each of the planted words, and none of what is none', () => {
    for (const word of Object.values(planted)) expect(planteds(word)).not.toEqual([]);
    expect(planteds(plantedLines)).toHaveLength(15);
    expect(planteds('poll unreachable http=502 ECONNRESET at index.js:1:2')).toEqual([]);
  });
});

describe('plant', () => {
  it('leaves no attribute and no text as it was, but those that are to stay', () => {
    const document = '<a eid="3" b="c" d=""><e>f</e><g/></a>';
    const text = plant(document, { kept: ['eid'] });
    expect(text).toMatch(/^<a eid="3" b="[^"]*Xanthippe/u);
    expect(text).not.toMatch(/"c"|d=""|>f</u);
  });

  it('leaves a document of the service readable where it is asked to', () => {
    for (const [event] of fc.sample(fc.tuple(events.contactGroup), { numRuns: 20, seed: 1 })) {
      const isRead = (text: string): boolean => decodeEvents(text).events.every(({ kind }) => kind === 'contactGroup');
      const document = plant(encodeEvents({ ackId: 1, events: [event] }), { isRead, kept: ['ackId', 'eid'] });
      expect(isRead(document)).toBe(true);
      expect(isRead(plantUnknown(document))).toBe(true);
    }
  });
});
