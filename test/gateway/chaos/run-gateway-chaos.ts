// Chaos at a gateway: people on the engine and its real history talk through HAProxy, gateways and a cluster, and all of these are struck
// while they write. Then it gets quiet, and every text must be accounted for in the histories of those who wrote and those who received.
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedRandom } from '../../../src/server/base/seeded-random';
import { createFastClock, sleep } from '../../chaos/fast-clock';
import { password, Seat } from '../../chaos/seat';
import { judge, type Verdict } from '../../chaos/verdict';
import { Cluster } from '../cluster';
import { strikes, type StrikeName } from './strikes';

export interface GatewayChaosOptions {
  readonly messages: number;
  readonly seed: number;
  /** Written by all of them together. Default 40. */
  readonly perSecond?: number;
  /** What befalls the cluster, one after another, evenly over the time. */
  readonly befalls: readonly StrikeName[];
  readonly log?: (line: string) => void;
  readonly onProgress?: (line: string) => void;
}

export interface GatewayChaosReport extends Verdict {
  readonly seconds: number;
  readonly strikes: readonly string[];
  readonly sessionsLost: number;
  /** A person who had been online would have been asked for the password. */
  readonly askedAgain: number;
  readonly rejections: readonly string[];
  readonly diverged: readonly string[];
  /** What gateways have said before they ended, or of bugs. */
  readonly complaints: readonly string[];
}

const momentMs = 100;
/** How often somebody writes in a moment who is asked to (`seat.ts`). */
const writesInMoment = 0.25;
const patienceMs = 240_000;
/** No message is sent again after this. */
const quietMs = 40_000;

/** Pairs in several threads, and threes in a conference. */
const groups: readonly (readonly string[])[] = [
  ['dana', 'lee'],
  ['kim', 'mei'],
  ['tom', 'ana'],
  ['ida', 'noa'],
  ['ben', 'zoe', 'eli'],
  ['uma', 'max', 'ines'],
];

export async function runGatewayChaos(options: GatewayChaosOptions): Promise<GatewayChaosReport> {
  const { seed, perSecond = 40, befalls, log = () => undefined, onProgress = () => undefined } = options;
  const folder = mkdtempSync(join(tmpdir(), 'parley-gateway-chaos-'));
  const rejections: string[] = [];
  const onRejection = (error: unknown): void => void rejections.push(String(error));
  process.on('unhandledRejection', onRejection);
  const cluster = await Cluster.start({ log });
  const clock = createFastClock(1);
  const seats = groups.map((names) =>
    names.map(
      (name) =>
        new Seat({
          name,
          uri: uriOf(name),
          peers: names.filter((each) => each !== name).map(uriOf),
          isConference: names.length > 2,
          escalates: false,
          journalFile: join(folder, `${name}.db`),
          clock,
          random: namedRandom(seed, name),
          url: () => cluster.url,
          log,
        }),
    ),
  );
  const all = seats.flat();
  const chance = namedRandom(seed, 'fate');
  const startedAt = performance.now();
  try {
    await Promise.all(all.map(({ name }) => cluster.register(name, password)));
    for (const seat of all) seat.start();
    await getAcquainted(seats);
    onProgress('everybody is there');
    const durationMs = (options.messages / perSecond) * 1_000;
    const began = performance.now();
    const written = (): number => all.reduce((sum, { handed }) => sum + handed.length, 0);
    const before = written();
    let isTalking = true;
    const striking = strikeAll();
    const share = (perSecond * momentMs) / 1_000 / writesInMoment / all.length;
    while (written() - before < options.messages) {
      if (performance.now() - began > 3 * durationMs + patienceMs) break;
      for (const seat of all) {
        seat.act(chance() < share);
        if (chance() < 0.02) seat.retryNow();
      }
      await sleep(momentMs);
    }
    isTalking = false;
    const struck = await striking;
    log('--- quiet');
    onProgress(`${written()} messages; waiting until all is at rest`);
    await settle(all);
    for (const seat of all) seat.stop('end');
    await sleep(0);
    const complaints = cluster.gateways.map(({ complaints: words }) => words.trim()).filter((words) => words !== '');
    return {
      ...sumOf(seats.map((group) => judge(group, 'everybody'))),
      seconds: (performance.now() - startedAt) / 1_000,
      strikes: struck,
      sessionsLost: all.reduce((sum, { sessionsLost }) => sum + sessionsLost, 0),
      askedAgain: all.reduce((sum, { askedAgain }) => sum + askedAgain, 0),
      rejections,
      diverged: all.flatMap(({ diverged }) => diverged),
      complaints,
    };

    /** Each in the middle of its share of the time, so that there is calm before and after. */
    async function strikeAll(): Promise<readonly string[]> {
      const done: string[] = [];
      for (const [index, name] of befalls.entries()) {
        const at = began + (durationMs * (index + 0.4)) / befalls.length;
        while (performance.now() < at && isTalking) await sleep(momentMs);
        const { title, strike } = strikes[name];
        log(`--- ${title}`);
        onProgress(`${written()} messages; ${title}`);
        await strike(cluster);
        done.push(title);
      }
      return done;
    }
  } finally {
    for (const seat of all) if (seat.isUp) seat.stop('end');
    await cluster.stop();
    process.off('unhandledRejection', onRejection);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Out of order is told, and no violation: around a node that is killed single messages overtake each other (docs/gateway.md). */
export function hasGatewayViolation(report: GatewayChaosReport): boolean {
  const { lost, duplicated, silent, rejections, diverged, complaints, askedAgain } = report;
  return (
    [lost, duplicated, silent, rejections, diverged, complaints].some(({ length }) => length > 0) || askedAgain > 0
  );
}

const uriOf = (name: string): string => `sip:${name}@example.com`;

/** Nothing breaks yet. Each pair has a thread in which messages are confirmed, each three a conference. */
async function getAcquainted(seats: readonly (readonly Seat[])[]): Promise<void> {
  const all = seats.flat();
  const [pairs, threes] = [seats.filter(({ length }) => length === 2), seats.filter(({ length }) => length > 2)];
  await until(
    'everybody to be online',
    () => all.every(({ isOnline }) => isOnline),
    () => actAll(all),
  );
  for (const [first] of threes) first?.callTogether();
  await until(
    'everybody to be known',
    () =>
      pairs.flat().every(({ isKnownToAll }) => isKnownToAll) &&
      threes.flat().every(({ isInConference }) => isInConference),
    () => {
      actAll(all);
      for (const seat of pairs.flat()) seat.greet();
    },
  );
}

/** Until everything has been at rest for a while. */
async function settle(all: readonly Seat[]): Promise<void> {
  let restingSince = performance.now();
  await until(
    'all to be at rest',
    () => performance.now() - restingSince >= quietMs,
    () => {
      actAll(all);
      if (all.some(({ waiting, isOnline }) => waiting > 0 || !isOnline)) restingSince = performance.now();
    },
    // The verdict says what is missing.
    () => undefined,
  );
}

function actAll(all: readonly Seat[]): void {
  for (const seat of all) seat.act(false);
}

async function until(
  what: string,
  isDone: () => boolean,
  act: () => void,
  giveUp = (): void => {
    throw new Error(`waited in vain for ${what}`);
  },
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isDone()) {
    if (performance.now() > deadline) return giveUp();
    act();
    await sleep(momentMs);
  }
}

function sumOf(verdicts: readonly Verdict[]): Verdict {
  const add = (read: (verdict: Verdict) => number): number => verdicts.reduce((sum, each) => sum + read(each), 0);
  return {
    messages: add(({ messages }) => messages),
    lost: verdicts.flatMap(({ lost }) => lost),
    duplicated: verdicts.flatMap(({ duplicated }) => duplicated),
    reordered: verdicts.flatMap(({ reordered }) => reordered),
    silent: verdicts.flatMap(({ silent }) => silent),
    confirmed: add(({ confirmed }) => confirmed),
    sent: add(({ sent }) => sent),
    failed: add(({ failed }) => failed),
    unknown: add(({ unknown }) => unknown),
    unknownArrived: add(({ unknownArrived }) => unknownArrived),
  };
}
