// What the main process does with texts that somebody made to be slow: how the time grows from 10 kB to 100 kB, and what the longest of
// them takes that it reads itself (an answer of more than 4 kB is read by a thread of its own).
import { createMask } from '../src/main/diagnostics/mask-private';
import { isWebPage } from '../src/main/uc/http/captive-portal';
import { decodeEvents } from '../src/protocol/events';
import { compared, rowOf, type Bench, type Row } from './measure';
import { cpuMs } from './support/processor';

const frameMs = Math.floor(1000 / 60);
const runs = 15;
const unit = 'ms of the processor';
const [small, large] = [10_000, 100_000];
const longestAnswer = 4_096;
const longestWords = 64_000;

const mask = createMask('salt');
const events = (inside: string): unknown => decodeEvents(`<cwaEvents ackId="1">${inside}</cwaEvents>`);
const contacts = (inside: string): unknown => events(`<contactGroup eid="1">${inside}</contactGroup>`);
const presence = (inside: string): unknown => events(`<userPresence eid="1">${inside}</userPresence>`);

const cases: readonly (readonly [what: string, read: (text: string) => unknown, part: string, longestHere: number])[] =
  [
    ['a page behind empty comments', isWebPage, '<!---->', longestWords],
    ['an answer of empty comments', events, '<!---->', longestAnswer],
    ['events not closed', events, '<b eid="1"><c>', longestAnswer],
    ['contacts not closed', contacts, '<contact uri="a">', longestAnswer],
    ['contacts that cannot be read', contacts, '<contact b=1/>', longestAnswer],
    ['presence that cannot be read', presence, '<user uri="a@b.c"><cwaCategory b=1/></user>', longestAnswer],
    ['a log line of one word', mask, 'a', longestWords],
    ['a log line of accounts', mask, 'a.', longestWords],
    ['a log line of addresses', mask, 'a@b.c ', longestWords],
    ['a log line of open elements', mask, '<user ', longestWords],
  ];

export const hostileTextsBench: Bench = {
  name: 'hostile-texts',
  async run() {
    const rows: Row[] = [];
    for (const [what, read, part, longestHere] of cases) {
      const cost = (length: number): number => cpuMs(() => attempt(read, part.repeat(length / part.length)));
      // What has never run is slow.
      for (let run = 0; run < 3; run++) cost(large);
      rows.push(
        await compared({
          name: `${what}, ten times the text`,
          unit,
          runs,
          what: '10 kB',
          // In proportion, and what a measurement is wrong by.
          goal: { atMost: (large / small) * 1.5, of: 'ratio' },
          parley: () => Promise.resolve(cost(large)),
          reference: () => Promise.resolve(cost(small)),
        }),
        rowOf({
          name: `${what}, the longest that the main process reads`,
          unit,
          goal: { atMost: frameMs, of: 'value' },
          parley: Array.from({ length: runs }, () => cost(longestHere)),
        }),
      );
    }
    return rows;
  },
};

function attempt(read: (text: string) => unknown, text: string): void {
  try {
    read(text);
  } catch {
    // Most of them are refused, which takes its time as well.
  }
}
