// How reading a poll's answer grows with the number of events: 10,000 against 1,000.
import { decodeEvents, encodeEvents, type CwaEvent } from '../src/protocol/events';
import { plainImFormat } from '../src/protocol/im-format';
import { percentile, type Bench } from './measure';

const small = 1000;
const large = 10_000;
const runs = 15;

export const decodeEventsBench: Bench = {
  name: 'decode-events',
  async run(print) {
    const documents = [small, large].map((count) => documentOf(count));
    for (const document of documents) decodeEvents(document);
    const [smallMs = 0, largeMs = 0] = documents.map((document) => {
      const times = Array.from({ length: runs }, () => {
        const start = performance.now();
        decodeEvents(document);
        return performance.now() - start;
      });
      return percentile(times, 0.5);
    });
    print(`${small} events: ${smallMs.toFixed(1)} ms; ${large} events: ${largeMs.toFixed(1)} ms`);
    print(`ratio ${(largeMs / smallMs).toFixed(2)} for ${large / small} times the events`);
    print(`${Math.round(large / (largeMs / 1000))} events a second`);
  },
};

/** As a busy morning brings them: half messages, the rest presence and contacts. */
function documentOf(count: number): string {
  const events = Array.from({ length: count }, (_, at): CwaEvent => {
    const eid = at + 1;
    const uri = `sip:p${at % 500}@example.com`;
    if (at % 2 === 0) {
      const message = { content: `message ${at} with <some> words & signs`, format: plainImFormat };
      return { kind: 'conference', eid, confId: at % 20, updates: [{ kind: 'messageReceived', sender: uri, message }] };
    }
    if (at % 10 === 1) {
      const contact = { uri, name: `Person ${at}`, subscribed: true, tag: false, groups: [1, 2] };
      return { kind: 'contactGroup', eid, fullList: false, groups: [], contacts: [{ action: 'updated', contact }] };
    }
    return {
      kind: 'userPresence',
      eid,
      users: [
        {
          uri,
          categories: [
            {
              name: 'state',
              instance: 1,
              payload: { kind: 'state', type: 'aggregateState', availability: 3500, activities: [] },
            },
          ],
          rawCategories: [],
        },
      ],
    };
  });
  return encodeEvents({ sid: 1, ackId: count, events });
}
