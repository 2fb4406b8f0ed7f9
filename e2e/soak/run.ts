// Runs a packaged Parley with traffic, and says what has grown.
import { join } from 'node:path';
import { judge, leastPoints, type Verdict } from '../../test/soak/judge';
import { KeyStore } from '../support/key-store';
import { startTown } from '../support/town';
import { startDriven, type Driven } from '../support/driven';
import { packageParley, startPackaged } from '../support/packaged';
import { limits, measure, type Measure, type Point } from './measures';
import { probe } from './probe';
import { everybody, Traffic } from './traffic';

export interface Soaked {
  readonly rounds: number;
  readonly verdicts: readonly { readonly measure: Measure; readonly verdict: Verdict }[];
  /** Names of those that grow. */
  readonly growing: readonly Measure[];
}

/** What is made to leak in the main process and in the page, in each round: to see that it is seen. */
const planted = {
  main: `for (let at = 0; at < 3; at += 1) {
    electron.app.on('soak-planted', () => undefined);
    (globalThis.soakKept ??= []).push(setInterval(() => undefined, 1e8));
  }`,
  page: `{
    const kept = (globalThis.soakKept ??= []);
    for (let at = 0; at < 20; at += 1) {
      const element = document.createElement('div');
      element.addEventListener('click', () => undefined);
      kept.push(element);
    }
    setInterval(() => undefined, 1e8);
  }
  true;`,
} as const;

/** Longer than Parley waits for machines (`uc/conversations/patience.ts`). */
const warmUpMs = 75_000;

export class Soak {
  private constructor(
    private readonly driven: Driven,
    private readonly traffic: Traffic,
    private readonly ends: readonly (() => Promise<void>)[],
  ) {}

  private count = 0;

  /** `folder`: an empty one, for the program and its profile. */
  static async start(folder: string): Promise<Soak> {
    const keyStore = await KeyStore.start().catch(() => undefined);
    const town = await startTown(everybody);
    const ends = [() => town.stop(), ...(keyStore ? [() => keyStore.stop()] : [])];
    try {
      const packaged = await packageParley(folder, probe);
      const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(keyStore ? KeyStore.args : [])];
      const profile = { PARLEY_USER_DATA: join(folder, 'profile') };
      const driven = await startDriven(folder, (env) => startPackaged(packaged, args, { env: { ...env, ...profile } }));
      ends.unshift(() => driven.stop());
      const traffic = new Traffic(driven, town);
      await traffic.signIn();
      return new Soak(driven, traffic, ends);
    } catch (error) {
      for (const end of ends) await end();
      throw error;
    }
  }

  /** Caches fill, code is compiled, and what is waited for in vain is waited for as long as it takes. */
  async warmUp(): Promise<void> {
    const end = Date.now() + warmUpMs;
    while (Date.now() < end) await this.nextRound();
  }

  private async nextRound(): Promise<void> {
    this.count += 1;
    await this.traffic.round(this.count);
  }

  /** At least `minutes`, and as many rounds as it takes to judge. `print` is told of each. */
  async run(minutes: number, { isPlanted = false, print = (_line: string): void => undefined } = {}): Promise<Soaked> {
    const points: Point[] = [];
    const end = Date.now() + minutes * 60_000;
    while (Date.now() < end || points.length < leastPoints) {
      await this.nextRound();
      if (isPlanted) {
        await this.driven.run(planted.main);
        await this.driven.page('main', planted.page);
      }
      const point = await measure(this.driven);
      points.push(point);
      print(
        `${this.count}: ${Object.entries(point)
          .map(([name, value]) => `${name} ${shown(value)}`)
          .join(', ')}`,
      );
    }
    const verdicts = (Object.keys(limits) as Measure[]).map((name) => ({
      measure: name,
      verdict: judge(
        points.map((point) => point[name]),
        limits[name],
      ),
    }));
    return {
      rounds: points.length,
      verdicts,
      growing: verdicts.filter(({ verdict }) => verdict.isGrowing).map(({ measure: name }) => name),
    };
  }

  async stop(): Promise<void> {
    for (const end of this.ends) await end();
  }
}

/** As a table to read. */
export function tableOf({ verdicts, rounds }: Soaked): readonly string[] {
  const rows = verdicts.map(({ measure: name, verdict }) => [
    name,
    ...[verdict.first, verdict.last, verdict.last - verdict.first, verdict.alongLine, verdict.slack].map(
      (value) => `${shown(value)} ${limits[name].unit}`,
    ),
    verdict.isGrowing ? 'grows' : '',
  ]);
  const all = [[`${rounds} rounds`, 'first third', 'last third', 'more', 'along a line', 'allowed', ''], ...rows];
  const widths = all[0]!.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  return all.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd(),
  );
}

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));
