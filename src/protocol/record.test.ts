// What holds for every record, whatever its table says.
import { describe, expect, it } from 'vitest';
import { decodeAnswer, decodeEvents, encodeEvents, type CwaEvent } from './events';

/** More than one call takes as arguments. */
const many = 150_000;
const uri = 'sip:lee@example.com';

describe('a list of any length', { timeout: 60_000 }, () => {
  const document = (words: string): string => `<cwaEvents ackId="1">${words}</cwaEvents>`;

  it('is read where its entries have lists of their own', () => {
    const containers = '<container id="1"/>'.repeat(many);
    const { events } = decodeEvents(document(`<containers eid="1">${containers}</containers><selfPresence eid="2"/>`));
    expect(events).toMatchObject([{ kind: 'containers', containers: { length: many } }, { kind: 'selfPresence' }]);
  });

  it('of refusals is read', () => {
    const refusals = '<error code="18100"/>'.repeat(many);
    expect(decodeAnswer(document(`<cwaResponses>${refusals}</cwaResponses>`)).refusals).toHaveLength(many);
  });

  it.each<readonly [string, CwaEvent]>([
    [
      'as records',
      { kind: 'subscribers', subscribers: Array.from({ length: many }, () => ({ uri, acknowledged: true })) },
    ],
    [
      'by hand',
      { kind: 'conference', confId: 1, updates: Array.from({ length: many }, () => ({ kind: 'unknown', name: 'b' })) },
    ],
    [
      'as the XML of others',
      { kind: 'userPresence', users: [{ uri, categories: [], rawCategories: [], xml: '<b/>'.repeat(many) }] },
    ],
  ])('is written %s', (_how, event) => {
    expect(encodeEvents({ ackId: 1, events: [event] }).length).toBeGreaterThan(many);
  });
});
