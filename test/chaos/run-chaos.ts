// Chaos: engines on the real history and the real server exchange messages while everything goes wrong, with restarts of the server and
// of each client in mid-flight. Then it gets quiet: every text must be accounted for, and what each engine heard must give the same model
// once more.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from './fast-clock';
import type { Seat } from './seat';
import { judge, type Verdict } from './verdict';
import type { Scenario } from './scenarios';
import { World } from './world';

export interface ChaosOptions {
  readonly messages: number;
  readonly seed: number;
  /** How much faster than the wall's the clock runs. Default 100. */
  readonly speed?: number;
  readonly scenario: Scenario;
  /** No more is written after this long. */
  readonly seconds?: number;
  readonly log?: (line: string) => void;
  readonly onProgress?: (line: string) => void;
}

export interface ChaosReport extends Verdict {
  readonly seconds: number;
  readonly requests: number;
  /** How many requests were struck, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly serverRestarts: number;
  readonly clientCrashes: number;
  /** Who is without a session is out of a conference, and gets nothing of what is said meanwhile (6.8). */
  readonly sessionsLost: number;
  readonly clientRestarts: number;
  /** How often a person who had been online would have been asked to sign in. */
  readonly askedAgain: number;
  readonly rejections: readonly string[];
  /** What the engines heard, and what of it did not give the same model and effects when it was replayed. */
  readonly inputs: number;
  readonly diverged: readonly string[];
}

/** By the wall's clock. */
const momentMs = 10;
const patienceMs = 60_000;
/** By the fast one: longer than it takes the server to notice dead sessions. */
const quietMs = 150_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, speed = 100, scenario, log = () => undefined } = options;
  const folder = mkdtempSync(join(tmpdir(), 'parley-chaos-'));
  const rejections: string[] = [];
  const onRejection = (error: unknown): void => void rejections.push(String(error));
  process.on('unhandledRejection', onRejection);
  const world = new World({ seed, speed, scenario, folder, log });
  const startedAt = performance.now();
  try {
    await world.start();
    await getAcquainted(world, scenario);
    world.goWild();
    await talk(world, options);
    await world.calmDown();
    log('--- quiet');
    await settle(world);
    for (const seat of world.seats) seat.stop('end');
    await sleep(0);
    const sum = (read: (seat: Seat) => number): number => world.seats.reduce((total, seat) => total + read(seat), 0);
    const sessionsLost = sum(({ sessionsLost }) => sessionsLost);
    return {
      // Four polls in a row that bring nothing of use end a session too, and chance brings them now and then.
      ...judge(world.seats, isSteadyConference(scenario) && sessionsLost === 0 ? 'everybody' : 'somebody'),
      sessionsLost,
      seconds: (performance.now() - startedAt) / 1_000,
      requests: world.faults.requests,
      faults: world.faults.counts,
      serverRestarts: world.serverRestarts,
      clientCrashes: sum(({ crashes }) => crashes),
      clientRestarts: sum(({ restarts }) => restarts) - world.seats.length,
      askedAgain: sum(({ askedAgain }) => askedAgain),
      rejections,
      inputs: sum(({ inputs }) => inputs),
      diverged: world.seats.flatMap(({ diverged }) => diverged),
    };
  } finally {
    await world.stop();
    process.off('unhandledRejection', onRejection);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function hasViolation(report: ChaosReport): boolean {
  const { lost, duplicated, reordered, silent, rejections, diverged, askedAgain } = report;
  return [lost, duplicated, reordered, silent, rejections, diverged].some(({ length }) => length > 0) || askedAgain > 0;
}

const isSteadyConference = ({ people, endsSessions }: Scenario): boolean => people > 2 && !endsSessions;

/** Nothing breaks yet. Who has never confirmed a message may not know how (protocol.md 4.8), and silence would mean nothing. */
async function getAcquainted(world: World, { people, endsSessions }: Scenario): Promise<void> {
  const { seats } = world;
  if (people === 2 || endsSessions) {
    await until(
      () => seats.every(({ isKnownToAll }) => isKnownToAll),
      () => {
        world.act(() => false);
        for (const seat of seats) seat.greet();
      },
    );
  }
  if (people === 2) return;
  await until(
    () => seats.every(({ isOnline }) => isOnline),
    () => world.act(() => false),
  );
  seats[0]?.callTogether();
  await until(
    () => seats.every(({ isInConference }) => isInConference),
    () => world.act(() => false),
  );
}

async function talk(world: World, { messages, seconds = Infinity, onProgress }: ChaosOptions): Promise<void> {
  const startedAt = performance.now();
  let toldAt = startedAt;
  while (world.written < messages && performance.now() - startedAt < seconds * 1_000) {
    world.act(() => world.written < messages);
    await sleep(momentMs);
    if (performance.now() - toldAt < 10_000) continue;
    toldAt = performance.now();
    onProgress?.(`${world.written} messages after ${Math.round((toldAt - startedAt) / 1_000)} s`);
  }
}

/** Until everything has been at rest for a while. */
async function settle(world: World): Promise<void> {
  const { clock, seats } = world;
  let restingSince = clock.now();
  await until(
    () => clock.now() - restingSince >= quietMs,
    () => {
      world.act(() => false);
      if (seats.some(({ waiting, isOnline }) => waiting > 0 || !isOnline)) restingSince = clock.now();
    },
  );
}

/** Gives up in the end: the verdict says what is missing. */
async function until(isDone: () => boolean, act: () => void): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isDone() && performance.now() < deadline) {
    act();
    await sleep(momentMs);
  }
}
