// Which benches are run, and what becomes of one that fails: the others still run.
import { Stop } from '../support/stop.mjs';

/** All, or those with these names. Throws a `Stop` at a name that there is not. */
export function chooseBenches(benches, wanted) {
  const names = benches.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no bench "${unknown}", but ${names.join(', ')}.`, 2);
  return wanted.length === 0 ? benches : benches.filter(({ name }) => wanted.includes(name));
}

/** What `runOne` finds for each, together: `{ rows, failed }`; `tell` hears of what failed at once. A `Stop` ends all of it. */
export async function runEach(benches, runOne, tell = console.error) {
  const rows = [];
  const failed = [];
  for (const bench of benches) {
    try {
      for (const row of await runOne(bench)) rows.push({ bench: bench.name, ...row });
    } catch (error) {
      if (error instanceof Stop) throw error;
      const { message: why, stack } = error instanceof Error ? error : new Error(String(error));
      tell(`${bench.name} failed: ${stack}`);
      failed.push({ bench: bench.name, why, stack });
    }
  }
  return { rows, failed };
}

/** As it was thrown in the process that ran the bench. */
export function failureOf({ why, stack }) {
  return Object.assign(new Error(why), { stack });
}
