// Whatever one side writes, the other reads as the same; and no document makes a decoder fail in any way but its own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvents, encodeEvents } from './events';
import { decodeReplies, encodeReplies } from './replies';
import { decodeRequests, encodeRequests } from './requests';
import { actions, brokenDocuments, documents, events, replies, requests, updates } from './testing/arbitraries';
import { exercise } from './testing/fuzz';
import { element, serializeXml } from './xml';

const runs = { numRuns: 60 };

const layouts = ['one-line', 'indented'] as const;

describe('what is written is read back', () => {
  it.each(Object.entries(requests))('request %s', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (request) => {
        expect(decodeRequests(encodeRequests({ sid: 7, requests: [request] }))).toEqual({
          sid: 7,
          requests: [request],
        });
      }),
      runs,
    );
  });

  it.each(Object.entries(actions))('request conference with %s', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (action) => {
        const request = { kind: 'conference', rid: '1', confId: 3, action } as const;
        expect(decodeRequests(encodeRequests({ sid: 7, requests: [request] })).requests).toEqual([request]);
      }),
      runs,
    );
  });

  it.each(Object.entries(replies))('reply %s', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (reply) => {
        for (const layout of layouts) {
          expect(decodeReplies(encodeReplies({ replies: [reply] }, layout))).toEqual({ replies: [reply] });
        }
      }),
      runs,
    );
  });

  it.each(Object.entries(events))('event %s', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (event) => {
        const document = { ackId: 1, events: [event] };
        for (const layout of layouts) expect(decodeEvents(encodeEvents(document, layout))).toEqual(document);
      }),
      runs,
    );
  });

  it.each(Object.entries(updates))('sub-event %s', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (update) => {
        const event = { kind: 'conference', eid: 4, confId: 3, updates: [update] } as const;
        for (const layout of layouts) {
          expect(decodeEvents(encodeEvents({ ackId: 4, events: [event] }, layout)).events).toEqual([event]);
        }
      }),
      runs,
    );
  });
});

describe('a decoder throws its own error or none, and what it has read can be written', () => {
  const notXml = fc.string({ unit: 'binary' });
  const inside = fc.string().map((text) => `<cwaEvents ackId="1">${text}</cwaEvents>`);
  const rarelyWellFormed = fc
    .array(
      fc.constantFrom('<', '>', '/', '=', '"', "'", 'a', 'b:', ' ', '&', ';', '#', '!', '-', '[', ']', '?', '\uFEFF'),
    )
    .map((pieces) => pieces.join(''));

  it('for any text', () => {
    fc.assert(
      fc.property(fc.oneof(notXml, inside, rarelyWellFormed), (text) => {
        exercise(text);
      }),
      { numRuns: 500 },
    );
  });

  it('4.11 but for a contact without any uri, each is kept whatever else is said of it', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 12 });
    const contact = fc.record(
      { uri: value, name: value, groups: value, tag: value, subscribed: value, action: value },
      { requiredKeys: [] },
    );
    const contacts = fc.array(contact, { maxLength: 4 });
    fc.assert(
      fc.property(contacts, (all) => {
        const children = all.map((attributes) => element('contact', attributes));
        const [event] = decodeEvents(
          serializeXml(element('cwaEvents', { ackId: 1 }, element('contactGroup', { eid: 1 }, children))),
        ).events;
        const kept = event?.kind === 'contactGroup' ? event.contacts.length : -1;
        expect(kept).toBe(all.filter(({ uri }) => uri?.trim()).length);
      }),
      { numRuns: 300 },
    );
  });

  it('for documents with something broken in them', () => {
    let readable = 0;
    fc.assert(
      fc.property(brokenDocuments, (text) => {
        if (exercise(text)) readable += 1;
      }),
      { numRuns: 500 },
    );
    // Otherwise this would show nothing but that broken XML is refused.
    expect(readable).toBeGreaterThan(10);
  });

  it('for whole documents of each kind', () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(exercise(text)).toBe(true);
      }),
    );
  });
});
