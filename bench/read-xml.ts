// What reading XML costs beside the parser on its own, which builds a tree that is not ours and holds no limit.
import { XMLParser } from 'fast-xml-parser';
import { eventHints } from '../src/protocol/events';
import { parseEnvelope, parseXml } from '../src/protocol/xml';
import { percentile, type Bench } from './measure';
import { busyMorning } from './support/busy-morning';

const runs = 15;
/** Half a megabyte and three. */
const counts = [1_850, 11_000];

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  jPath: false,
});
const readers = {
  'as a whole': parseXml,
  'event by event': (text: string) => {
    for (const child of parseEnvelope(text, eventHints).children()) if ('error' in child) throw child.error;
  },
};

export const readXmlBench: Bench = {
  name: 'read-xml',
  async run(print) {
    for (const text of counts.map(busyMorning)) {
      for (const [how, read] of Object.entries(readers)) {
        // By turns, so that what else the computer does falls on both.
        const times = Array.from({ length: runs }, () => [cpuMs(() => parser.parse(text)), cpuMs(() => read(text))]);
        const [alone = 0, ours = 0] = [0, 1].map((at) =>
          percentile(
            times.map((pair) => pair[at] ?? 0),
            0.5,
          ),
        );
        const size = (text.length / 1e6).toFixed(1);
        print(
          `${size} million characters, ${how}: ratio ${(ours / alone).toFixed(2)} to the parser alone (${ours.toFixed(1)} ms)`,
        );
      }
    }
    return [];
  },
};

function cpuMs(read: () => void): number {
  const start = process.cpuUsage();
  read();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
