// Several runs of each situation: the longest task of each process, as rows beside those of the smaller situation that it is compared with.
import { rowOf, type Row } from '../measure';
import type { LongestTasks } from './task-meter';

/** What a person would notice. */
const budgetMs = 50;

/** Collects runs by the name of the situation, in the order of their first one. */
export class Situations {
  private readonly byName = new Map<string, LongestTasks[]>();

  add(name: string, tasks: LongestTasks): void {
    const runs = this.byName.get(name);
    if (runs) runs.push(tasks);
    else this.byName.set(name, [tasks]);
  }

  /**
   * What the threads ran themselves: on a busy machine a task is also long because others had their turn. `pairs`: names of situations,
   * and what the smaller of them is, where there is one.
   */
  rows(pairs: readonly (readonly [larger: string, smaller?: string, what?: string])[]): readonly Row[] {
    return pairs.flatMap(([larger, smaller = '', what = smaller]) => {
      const [many, few] = [this.byName.get(larger) ?? [], this.byName.get(smaller) ?? []];
      return placesOf(many).map((who) => {
        const values = ownOf(few, who);
        return rowOf({
          name: `${larger}: longest task of ${who}`,
          unit: 'ms of its own',
          goal: { atMost: budgetMs, of: 'value' },
          parley: ownOf(many, who),
          ...(values.length > 0 && { reference: { what, values } }),
        });
      });
    });
  }
}

function placesOf(runs: readonly LongestTasks[]): readonly string[] {
  return [...new Set(runs.flatMap((tasks) => [...tasks.keys()]))];
}

function ownOf(runs: readonly LongestTasks[], who: string): readonly number[] {
  return runs.flatMap((tasks) => tasks.get(who) ?? []);
}
