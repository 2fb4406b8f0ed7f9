// Which benches run, and that one that fails does not keep the others from it.
import { afterEach, expect, test, vi } from 'vitest';
import { Stop } from '../support/stop.mjs';
import { chooseBenches, runEach } from './run-each.mjs';

const benches = [{ name: 'start' }, { name: 'memory' }, { name: 'idle' }];

afterEach(() => vi.restoreAllMocks());

test('all of them, or those that are named', () => {
  expect(chooseBenches(benches, [])).toEqual(benches);
  expect(chooseBenches(benches, ['idle', 'start'])).toEqual([{ name: 'start' }, { name: 'idle' }]);
});

test('a name that there is not is a mistake of the command line, said with those there are', () => {
  const choose = () => chooseBenches(benches, ['start', 'speed']);
  expect(choose).toThrow('There is no bench "speed", but start, memory, idle.');
  expect(choose).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test('one that fails is told of, and the others still run', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const found = await runEach(benches, async ({ name }) => {
    if (name === 'memory') throw new Error('no such window');
    return [{ name: `${name} cold` }, { name: `${name} cached` }];
  });
  expect(found).toEqual({
    rows: [
      { bench: 'start', name: 'start cold' },
      { bench: 'start', name: 'start cached' },
      { bench: 'idle', name: 'idle cold' },
      { bench: 'idle', name: 'idle cached' },
    ],
    failed: [{ bench: 'memory', why: 'no such window', stack: expect.stringContaining('Error: no such window') }],
  });
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('memory failed: Error: no such window'));
});

test('an interruption ends all of it', async () => {
  const ran = [];
  const running = runEach(benches, async ({ name }) => {
    ran.push(name);
    throw new Stop('Interrupted.', 130);
  });
  await expect(running).rejects.toThrow('Interrupted.');
  expect(ran).toEqual(['start']);
});
