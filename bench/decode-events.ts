// What reading a poll's answer costs beside the XML parser on its own, which builds a tree that is not ours, holds no limit and knows
// no event. Of that, what is the reading of XML alone. And how it grows with the number of events.
import { XMLParser } from 'fast-xml-parser';
import { decodeEvents, eventHints } from '../src/protocol/events';
import { parseEnvelope, parseXml } from '../src/protocol/xml';
import { compared, type Bench, type Row } from './measure';
import { busyMorning } from './support/busy-morning';
import { cpuMs } from './support/processor';

const few = 1_000;
const many = 10_000;
const runs = 15;
const unit = 'ms of the processor';
const alone = 'fast-xml-parser alone';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  jPath: false,
});

function readEventByEvent(text: string): void {
  for (const child of parseEnvelope(text, eventHints).children()) if ('error' in child) throw child.error;
}

function times(count: number, work: () => unknown): void {
  for (let time = 0; time < count; time += 1) work();
}

export const decodeEventsBench: Bench = {
  name: 'decode-events',
  async run() {
    const [small, large] = [busyMorning(few), busyMorning(many)];
    const besideParser = (name: string, read: (text: string) => unknown): Promise<Row> => {
      // What has never run is slow.
      for (let run = 0; run < 3; run += 1) {
        parser.parse(large);
        read(large);
      }
      return compared({
        name,
        unit,
        runs,
        what: alone,
        goal: { atMost: 1.5, of: 'ratio' },
        parley: () => Promise.resolve(cpuMs(() => read(large))),
        reference: () => Promise.resolve(cpuMs(() => parser.parse(large))),
      });
    };
    return [
      await besideParser('10,000 events decoded', decodeEvents),
      await besideParser('their XML read event by event', readEventByEvent),
      await besideParser('their XML read as a whole', parseXml),
      await compared({
        name: '10,000 events decoded, ten times as many',
        unit,
        runs,
        what: 'of 1,000',
        goal: { atMost: many / few, of: 'ratio' },
        parley: () => Promise.resolve(cpuMs(() => decodeEvents(large))),
        // As often as it takes to read as many: what is cleared away after them belongs to them, and does not fall into each single one.
        reference: () => Promise.resolve((cpuMs(() => times(many / few, () => decodeEvents(small))) * few) / many),
      }),
    ];
  },
};
