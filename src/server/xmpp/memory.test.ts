// What somebody can make a session of another keep, by what they send.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { mostBacklogChars } from './backlog';
import { spaces } from './spaces';
import { own, SeatBench } from './testing/seat-bench';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function usedMiB(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const long = 'x'.repeat(200_000);
const times = 100;
/** Of 20 MB that come. */
const bearableMiB = 3;
const receipt = `<request xmlns='${spaces.receipts}'/>`;

type Case = readonly [
  what: string,
  isFetched: boolean,
  stanza: (turn: number) => string,
  from: (turn: number) => string,
];

const mallory = (): string => 'mallory@example.org/x';

it.each<Case>([
  ['long ids', true, (turn) => `<message type='chat' id='${turn}${long}'><body>a</body></message>`, mallory],
  [
    'long ids of their program',
    true,
    (turn) =>
      `<message type='chat'><origin-id xmlns='${spaces.stanzaIds}' id='${turn}${long}'/><body>a</body></message>`,
    mallory,
  ],
  [
    'much beside few words, that nobody fetches',
    false,
    (turn) =>
      `<message type='chat' id='${turn}'>${receipt}<thread>${long}</thread><body>${turn} words that are no more</body></message>`,
    mallory,
  ],
  [
    'long ids that ask for a receipt, and that nobody fetches',
    false,
    (turn) => `<message type='chat' id='${turn}${long}'>${receipt}<body>a</body></message>`,
    mallory,
  ],
  [
    'long notes',
    true,
    (turn) => `<presence><status>${turn}${long}</status></presence>`,
    (turn) => `u${turn >> 4}@example.org/r${turn & 15}`,
  ],
  [
    'long activities',
    true,
    (turn) =>
      `<presence><state xmlns='${spaces.state}'><activity token='t'><custom>${turn}${long}</custom></activity></state></presence>`,
    (turn) => `u${turn >> 4}@example.org/r${turn & 15}`,
  ],
])('is none of theirs for long: %s', async (_, isFetched, stanza, from) => {
  const bench = await SeatBench.open();
  const before = usedMiB();
  for (let turn = 0; turn < times; turn += 1) {
    bench.receive(stanza(turn), from(turn));
    if (turn === 0) bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
    if (isFetched) bench.takeEvents();
    if (turn % 10 === 0) await bench.settle();
    bench.takeSent();
    bench.takeAsked();
  }
  await bench.settle();
  bench.takeSent();
  bench.takeAsked();
  // Of presence some words are what it is there for.
  expect(usedMiB() - before).toBeLessThan(bearableMiB);
  await bench.close();
});

it('holds no more meanwhile than has a size, and is given up before it drops any', async () => {
  const sent = 2 * Math.ceil(mostBacklogChars / long.length);
  let grown = 0;
  const bench = await SeatBench.begin({
    reached: '5',
    onArchiveAsked(asking) {
      const before = usedMiB();
      for (let turn = 0; turn < sent; turn += 1)
        asking.receive(`<message type='chat' id='a${turn}'><body>${turn}${long}</body></message>`, 'kim@example.com/x');
      grown = usedMiB() - before;
    },
  });
  expect(bench.lost).toBe('full');
  expect(grown).toBeLessThan((mostBacklogChars + 2 * long.length) / 2 ** 20 + bearableMiB);
  await bench.close();
});

it('leaves no more to another place than has a size', async () => {
  const bench = await SeatBench.open({ reached: '5' });
  bench.receive('<presence/>', `${own}/desk2`);
  bench.receive(
    `<message type='chat'><endpoints xmlns='${spaces.endpoints}' answered='lee@example.com'/></message>`,
    `${own}/desk2`,
  );
  const before = usedMiB();
  for (let turn = 0; turn < 2 * Math.ceil(mostBacklogChars / long.length); turn += 1)
    bench.receive(`<message type='chat' id='a${turn}'><body>${turn}${long}</body></message>`, 'lee@example.com/x');
  expect(bench.takeSaid()).toEqual([]);
  expect(usedMiB() - before).toBeLessThan((mostBacklogChars + 2 * long.length) / 2 ** 20 + bearableMiB);
  await bench.close();
});
