// How reading a poll's answer grows with the number of events: 10,000 against 1,000.
import { decodeEvents } from '../src/protocol/events';
import { percentile, type Bench } from './measure';
import { busyMorning } from './support/busy-morning';

const small = 1000;
const large = 10_000;
const runs = 15;

export const decodeEventsBench: Bench = {
  name: 'decode-events',
  async run(print) {
    const documents = [small, large].map((count) => busyMorning(count));
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
    return [];
  },
};
