import fc from 'fast-check';
import { expect, it } from 'vitest';
import { includes, sizeOf, withAll, type GrowingSet } from './growing-set';

it('holds what was put into it, and leaves the sets before as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat(200))), (batches) => {
      const all = new Set<number>();
      let growing: GrowingSet<number> = [];
      const before: { readonly set: GrowingSet<number>; readonly values: readonly number[] }[] = [];
      for (const batch of batches) {
        before.push({ set: growing, values: [...all] });
        const fresh = new Set(batch.filter((value) => !all.has(value)));
        growing = withAll(growing, fresh);
        for (const value of fresh) all.add(value);
      }
      before.push({ set: growing, values: [...all] });
      for (const { set, values } of before) {
        expect(sizeOf(set)).toBe(values.length);
        expect(values.every((value) => includes(set, value))).toBe(true);
      }
    }),
  );
});

it('has few parts, however many were put into it one by one', () => {
  let growing: GrowingSet<number> = [];
  for (let value = 0; value < 10_000; value += 1) growing = withAll(growing, new Set([value]));
  expect(sizeOf(growing)).toBe(10_000);
  expect(growing.length).toBeLessThan(16);
});
