// Several runs of one situation, told in a line: the best and the worst of them, since machines are noisy.
import type { LongestTask, LongestTasks } from './task-meter';

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

  /** `pairs`: names of situations whose best runs are compared. */
  report(print: (line: string) => void, pairs: readonly (readonly [larger: string, smaller: string])[] = []): void {
    print(`longest task of each process, best to worst run; "own" is what it ran itself (budget ${budgetMs} ms)`);
    for (const [name, runs] of this.byName) {
      print(name);
      for (const who of placesOf(runs)) print(`  ${who.padEnd(12)} ${summary(tasksOf(runs, who))}`);
    }
    for (const [larger, smaller] of pairs) {
      const [many, few] = [this.byName.get(larger) ?? [], this.byName.get(smaller) ?? []];
      const ratios = placesOf(many).flatMap((who) => {
        const [most, least] = [best(ownOf(tasksOf(many, who))), best(ownOf(tasksOf(few, who)))];
        return Number.isFinite(least) && least > 0 ? [`${who} ${(most / least).toFixed(1)}`] : [];
      });
      print(`${larger} against ${smaller} (own, best runs): ${ratios.join(', ')}`);
    }
  }
}

function placesOf(runs: readonly LongestTasks[]): readonly string[] {
  return [...new Set(runs.flatMap((tasks) => [...tasks.keys()]))];
}

function tasksOf(runs: readonly LongestTasks[], who: string): readonly LongestTask[] {
  return runs.flatMap((tasks) => tasks.get(who) ?? []);
}

const ownOf = (tasks: readonly LongestTask[]): number[] => tasks.map(({ ownMs }) => ownMs);
const wallOf = (tasks: readonly LongestTask[]): number[] => tasks.map(({ ms }) => ms);
const best = (times: readonly number[]): number => Math.min(...times);
const worst = (times: readonly number[]): number => Math.max(...times);

function summary(tasks: readonly LongestTask[]): string {
  const range = (times: readonly number[]): string => `${best(times).toFixed(0)} to ${worst(times).toFixed(0)} ms`;
  const isOver = worst(ownOf(tasks)) > budgetMs;
  return `own ${range(ownOf(tasks))}, by the clock ${range(wallOf(tasks))}${isOver ? '  OVER' : ''}`;
}
