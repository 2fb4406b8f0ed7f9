// What odd-things.test.ts has no room for: an event of too many elements, and names that the parser would write otherwise.
import { describe, expect, it } from 'vitest';
import { decodeEvents } from './events';
import { decodeReplies } from './replies';
import { defaultXmlLimits } from './xml-scan';

const published = (content: string): string =>
  `<userRawCategories eid="2"><user uri="sip:lee@example.com"><rawCategory name="b" nameSpace="urn:b">${content}</rawCategory></user></userRawCategories>`;
const events = (odd: string): string =>
  `<cwaEvents ackId="3"><requestSucceeded eid="1" rid="1"/>${odd}<requestSucceeded eid="3" rid="3"/></cwaEvents>`;

describe('an element of too many elements', () => {
  const many = '<b/>'.repeat(defaultXmlLimits.maxElements + 1);

  it('costs only its own event, and the end is known', () => {
    const read = decodeEvents(events(published(`<x xmlns="urn:x">${many}</x>`)));
    expect(read.ackId).toBe(3);
    expect(read.events).toMatchObject([
      { kind: 'requestSucceeded', eid: 1 },
      { kind: 'unknown', name: 'userRawCategories', eid: 2, reason: expect.stringContaining('elements') as string },
      { kind: 'requestSucceeded', eid: 3 },
    ]);
  }, 60_000);

  it('costs only its own reply', () => {
    const { replies } = decodeReplies(
      `<cwaResponses><requestAccepted rid="1"/><requestAccepted rid="2">${many}</requestAccepted><requestAccepted rid="3"/></cwaResponses>`,
    );
    expect(replies).toMatchObject([{ rid: '1' }, { kind: 'unknown' }, { rid: '3' }]);
  }, 60_000);
});

describe('the names in what others publish', () => {
  const names = [
    'toString',
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    '__toString',
    '\u{20BB7}',
    '名',
  ];

  it.each(names)('stay as they are written: %s', (name) => {
    const xml = `<${name} xmlns="urn:x" ${name}="1"><${name}>t</${name}></${name}>`;
    const [, event] = decodeEvents(events(published(xml))).events;
    expect(event).toMatchObject({ kind: 'userRawCategories', eid: 2 });
    expect(JSON.stringify(event)).toContain(JSON.stringify(xml).slice(1, -1));
  });
});
