// A short soak of the packaged program (`npm run soak` is the long one): nothing grows, and what is made to grow is seen.
import { expect, test } from './support/fixtures';
import { Soak, tableOf } from './soak/run';

test.skip(process.platform !== 'linux', 'it reads the figures of Linux');

test('nothing grows with traffic, and a leak that is planted is seen', async ({ newFolder }) => {
  // Two minutes by itself; on a busy machine each round takes as long as it takes.
  test.setTimeout(10 * 60_000);
  const soak = await Soak.start(newFolder('parley-soak-'));
  try {
    await soak.warmUp();
    const result = await soak.run(0.75);
    expect(result.growing, tableOf(result).join('\n')).toEqual([]);

    const leaking = await soak.run(0, { isPlanted: true });
    expect(leaking.growing, tableOf(leaking).join('\n')).toEqual(
      expect.arrayContaining(['main: timers', 'main: listeners', 'page: timers', 'page: listeners', 'page: nodes']),
    );
  } finally {
    await soak.stop();
  }
});
