// How several runs become one figure, and a figure a verdict.
import { expect, test } from 'vitest';
import { compared, isGoalMet, measuredForGoal, rowOf, spreadOf } from '../../bench/measure';

const named = { name: 'start', unit: 'ms' };

test('the middle of several runs, with the least and the most', () => {
  expect(spreadOf([30, 10, 20])).toEqual({ min: 10, median: 20, max: 30, runs: 3 });
  expect(spreadOf([40, 10, 20, 30])).toEqual({ min: 10, median: 25, max: 40, runs: 4 });
});

test('without a run there is no figure', () => {
  expect(() => spreadOf([])).toThrow('nothing was measured');
  expect(() => spreadOf([1, Number.NaN])).toThrow('nothing was measured');
});

test('the reference and Parley take turns, the reference first', async () => {
  const turns: string[] = [];
  const row = await compared({
    ...named,
    what: 'bare Electron',
    runs: 2,
    reference: () => Promise.resolve(turns.push('reference')),
    parley: () => Promise.resolve(turns.push('Parley')),
  });
  expect(turns).toEqual(['reference', 'Parley', 'reference', 'Parley']);
  expect(row.parley.runs).toBe(2);
});

test('five runs unless it is said', async () => {
  const row = await compared({
    ...named,
    what: 'bare Electron',
    reference: () => Promise.resolve(1),
    parley: () => Promise.resolve(1),
  });
  expect(row.parley.runs).toBe(5);
});

test('ratios are taken pair by pair: a slow minute falls on both', () => {
  const { ratio } = rowOf({ ...named, parley: [20, 200, 40], reference: { what: 'bare', values: [10, 100, 10] } });
  expect(ratio).toEqual({ min: 2, median: 2, max: 4, runs: 3 });
});

test('beside nothing there is no ratio', () => {
  const { ratio, reference } = rowOf({ ...named, parley: [2, 3], reference: { what: 'bare', values: [1, 0] } });
  expect(ratio).toBeUndefined();
  expect(reference?.value.min).toBe(0);
  expect(rowOf({ ...named, parley: [2] })).toEqual({ ...named, parley: { min: 2, median: 2, max: 2, runs: 1 } });
});

test.each([
  ['ratio', 1.5],
  ['value', 30],
  ['difference', 10],
] as const)('a goal of the %s', (of, measured) => {
  const row = (atMost: number) =>
    rowOf({ ...named, parley: [30], reference: { what: 'bare', values: [20] }, goal: { atMost, of } });
  expect(measuredForGoal(row(1))).toBe(measured);
  expect(isGoalMet(row(measured))).toBe(true);
  expect(isGoalMet(row(measured - 0.1))).toBe(false);
});

test('no verdict without a goal, or without what it is about', () => {
  expect(isGoalMet(rowOf({ ...named, parley: [30] }))).toBeUndefined();
  expect(isGoalMet(rowOf({ ...named, parley: [30], goal: { atMost: 1, of: 'ratio' } }))).toBeUndefined();
});
