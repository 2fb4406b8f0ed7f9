// The table and the file that a run of the benches ends with.
import { expect, test } from 'vitest';
import { rowOf } from '../../bench/measure';
import { resultsOf, type Found } from '../../bench/support/results';
import { tableOf } from '../../bench/support/table';

const found: Found = {
  rows: [
    {
      bench: 'start',
      ...rowOf({
        name: 'first window',
        unit: 'ms',
        parley: [1_200, 1_000, 1_100],
        reference: { what: 'bare Electron', values: [500, 500, 500] },
        goal: { atMost: 1.25, of: 'ratio' },
      }),
    },
    {
      bench: 'memory',
      ...rowOf({ name: 'each further window', unit: 'MiB', parley: [7.25], goal: { atMost: 10, of: 'value' } }),
    },
    { bench: 'search', ...rowOf({ name: 'longest word', unit: 'ms', parley: [0.123] }) },
    {
      bench: 'events',
      ...rowOf({
        name: 'to text',
        unit: 'ms',
        parley: [25],
        reference: { what: 'bare', values: [10] },
        goal: { atMost: 20, of: 'difference' },
      }),
    },
  ],
  failed: [{ bench: 'idle', why: 'no display\nat line 1' }],
};

test('a table of all rows, and what failed below it', () => {
  expect(`\n${tableOf(found).join('\n')}`).toBe(`
                     reference                    Parley                     ratio                goal
first window         bare Electron: 500 ms (500)  1,100 ms (1,000 to 1,200)  2.20 (2.00 to 2.40)  at most 1.25        missed
each further window                               7.25 MiB (7.25)                                 at most 10 MiB      met
longest word                                      0.12 ms (0.12)
to text              bare: 10.0 ms (10.0)         25.0 ms (25.0)             2.50 (2.50)          at most 20 ms more  met
idle failed: no display`);
});

test('no table where nothing was found', () => {
  expect(tableOf({ rows: [], failed: [] })).toEqual([]);
});

test('the file tells when, with what, and each row with its verdict', () => {
  const read = JSON.parse(resultsOf(found, '33.2.1', new Date('2026-11-30T04:00:00Z'))) as Record<string, unknown>;
  expect(read).toMatchObject({
    date: '2026-11-30T04:00:00.000Z',
    electron: '33.2.1',
    node: process.versions.node,
    rows: [
      { bench: 'start', name: 'first window', unit: 'ms', ratio: { median: 2.2, runs: 3 }, isGoalMet: false },
      { bench: 'memory', parley: { min: 7.25, median: 7.25, max: 7.25, runs: 1 }, isGoalMet: true },
      { bench: 'search' },
      { bench: 'events', isGoalMet: true },
    ],
    failed: [{ bench: 'idle', why: 'no display\nat line 1' }],
  });
  expect(read['cores']).toBeGreaterThan(0);
});

test('no Electron is named where none ran', () => {
  expect(JSON.parse(resultsOf({ rows: [], failed: [] }, undefined, new Date()))).toMatchObject({ electron: null });
});
