// What the main process does with texts that somebody made to be slow: how the time grows from 10 kB to 100 kB, and how much of a frame
// the longest of them takes that it reads itself (an answer of more than 4 kB is read by a thread of its own).
import { createMask } from '../src/main/diagnostics/mask-private';
import { isWebPage } from '../src/main/uc/http/captive-portal';
import { decodeEvents } from '../src/protocol/events';
import { percentile, type Bench } from './measure';

const frameMs = 1000 / 60;
const runs = 15;
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
  async run(print) {
    for (const [what, read, part, longestHere] of cases) {
      const cost = (length: number): number => medianMs(() => read(part.repeat(length / part.length)));
      const growth = (cost(large) / cost(small)).toFixed(1);
      const frames = (cost(longestHere) / frameMs).toFixed(2);
      print(
        `${what}: ratio ${growth} for ${large / small} times the text; ${longestHere} characters take ${frames} frames`,
      );
    }
    return [];
  },
};

/** Of the processor: other programs do not count. */
function medianMs(read: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    try {
      read();
    } catch {
      // Most of them are refused, which takes its time as well.
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return percentile(times, 0.5);
}
