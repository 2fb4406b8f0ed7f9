// 1,000 messages through the embedded server, eight people at once, until the last of them was heard, beside 1,000 bare requests with
// the same bytes, as many at once.
import { compared, type Bench } from './measure';
import { startBarePairs, startPairs, type Pairs } from './support/pairs';
import { inTime } from './support/waits';

const pairsAtOnce = 8;
const messages = 1_000;

export const serverMessages: Bench = {
  name: 'server-messages',
  // It is the command line that is measured, which is built with the app.
  needsApp: true,
  async run() {
    const ours = await startPairs(pairsAtOnce);
    const bare = await startBarePairs(pairsAtOnce, ours.wire);
    try {
      // What has never run is slow.
      for (const pairs of [bare, ours, bare, ours]) await exchange(pairs, true);
      const goal = { atMost: 3, of: 'ratio' } as const;
      const shared = { unit: 'ms', runs: 7, parley: () => exchange(ours, true) };
      return [
        await compared({
          ...shared,
          name: '1,000 messages through the embedded server',
          what: '1,000 bare requests',
          goal,
          reference: () => exchange(bare, false),
        }),
        await compared({
          ...shared,
          name: '1,000 messages through the embedded server, heard',
          what: 'heard through a bare relay',
          reference: () => exchange(bare, true),
        }),
      ];
    } finally {
      await ours.stop();
      await bare.stop();
    }
  },
};

/** How long it takes until all are answered, or heard by the other as well. */
async function exchange(pairs: Pairs, untilHeard: boolean): Promise<number> {
  let left = messages;
  const heard = new Promise<void>((done) => {
    pairs.onHeard = () => {
      left -= 1;
      if (left === 0) done();
    };
  });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: pairs.count }, async (_, pair) => {
      for (let at = 0; at < messages / pairs.count; at++) await pairs.say(pair);
    }),
  );
  const answered = performance.now() - start;
  await inTime(heard, 'the last message');
  return untilHeard ? performance.now() - start : answered;
}
