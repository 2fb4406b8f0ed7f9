// Chaos: engines on the real history and the real server exchange messages while everything goes wrong, with restarts of the server and
// of each client in mid-flight. Then it gets quiet, and every text must be accounted for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type PersonRecord, type RunningServer } from '../../src/server/server';
import { between, namedRandom } from '../../src/server/seeded-random';
import { createFastClock, sleep } from './fast-clock';
import { createFaultSwitch } from './fault-switch';
import { password, Seat } from './seat';
import { judge, type Verdict } from './verdict';

export interface ChaosOptions {
  readonly messages: number;
  readonly seed: number;
  /** Of each kind of fault, of requests. */
  readonly rate?: number;
  /** How much faster than the wall's the clock runs. */
  readonly speed?: number;
  /** No more is written after this long. */
  readonly seconds?: number;
  readonly log?: (line: string) => void;
  readonly onProgress?: (line: string) => void;
}

export interface ChaosReport extends Verdict {
  readonly seconds: number;
  readonly requests: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly serverRestarts: number;
  readonly clientCrashes: number;
  readonly clientRestarts: number;
  readonly askedAgain: number;
  readonly rejections: readonly string[];
}

const names = ['dana', 'lee'] as const;
const people: readonly PersonRecord[] = names.map((name) => ({
  uri: `sip:${name}@example.com`,
  user: `EXAMPLE\\${name}`,
  password,
  name,
  contacts: names.filter((each) => each !== name).map((each) => `sip:${each}@example.com`),
}));

// By the fast clock.
const pollWaitMs = 250;
const holdMs = 5_000;
const silenceMs = 60_000;
const quietMs = 150_000;
const restartFaultMs = 900_000;
const betweenServerRestartsMs = [600_000, 1_200_000] as const;
const betweenClientRestartsMs = [200_000, 800_000] as const;
/** By the wall's. */
const momentMs = 10;
const calmMessages = 5;
const patienceMs = 60_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { messages, seed, rate = 0.1, speed = 50, seconds = Infinity, log = () => undefined, onProgress } = options;
  const clock = createFastClock(speed);
  const folder = mkdtempSync(join(tmpdir(), 'parley-chaos-'));
  const faults = createFaultSwitch({ seed, rate, maxDelayMs: 500, restartEveryMs: restartFaultMs });
  const rejections: string[] = [];
  const onRejection = (error: unknown): void => void rejections.push(String(error));
  process.on('unhandledRejection', onRejection);

  const start = (port: number): Promise<RunningServer> =>
    startServer(
      { people, port, pollWaitMs, holdMs, seed },
      {
        clock,
        faultPlan: faults.plan,
        // A loopback with faults makes more failed sign-ins and dead sessions than any network does.
        limits: { silenceMs, failedSignInsPerUser: 1e6, failedSignInsPerAddress: 1e6, sessionsPerUser: 1_000 },
      },
    );
  let server = await start(0);
  const { url } = server;
  const port = Number(new URL(url).port);
  const seats = people.map(
    ({ uri, name }) =>
      new Seat({
        name,
        uri,
        peers: people.filter((each) => each.uri !== uri).map((each) => each.uri),
        journalFile: join(folder, `${name}.db`),
        clock,
        random: namedRandom(seed, name),
        url: () => url,
        log,
      }),
  );
  for (const seat of seats) seat.start();

  const startedAt = performance.now();
  const fate = namedRandom(seed, 'fate');
  let isOver = false;
  let serverRestarts = 0;
  const pause = (range: readonly [number, number]): Promise<void> => sleep(clock.wallMs(between(fate, ...range)));
  async function breakServer(): Promise<void> {
    for (;;) {
      await pause(betweenServerRestartsMs);
      if (isOver) return;
      log('--- server restart');
      serverRestarts += 1;
      await server.stop();
      await pause([0, 10_000]);
      server = await start(port);
    }
  }
  async function breakSeat(seat: Seat): Promise<void> {
    for (;;) {
      await pause(betweenClientRestartsMs);
      if (isOver) return;
      const how = fate() < 0.7 ? 'crash' : 'end';
      log(`--- ${seat.name}: ${how}`);
      seat.stop(how);
      await pause([0, 10_000]);
      seat.start();
    }
  }
  let breaking: readonly Promise<void>[] = [];

  try {
    const written = (): number => seats.reduce((sum, { handed }) => sum + handed.length, 0);
    // They have talked before: who has never confirmed a message may not know how.
    while (seats.some(({ hasBeenConfirmed }) => !hasBeenConfirmed) && performance.now() - startedAt < patienceMs) {
      for (const seat of seats) seat.act(seat.handed.length < calmMessages);
      await sleep(momentMs);
    }
    faults.start();
    breaking = [breakServer(), ...seats.map(breakSeat)];
    let toldAt = 0;
    while (written() < messages && performance.now() - startedAt < seconds * 1_000) {
      for (const seat of seats) {
        seat.act(written() < messages);
        // Somebody looks at the banner now and then.
        if (fate() < 0.02) seat.retryNow();
      }
      await sleep(momentMs);
      if (performance.now() - toldAt < 10_000) continue;
      toldAt = performance.now();
      onProgress?.(`${written()} messages after ${Math.round((toldAt - startedAt) / 1_000)} s`);
    }
    isOver = true;
    await Promise.all(breaking);
    faults.stop();
    log('--- quiet');
    // Everything at rest, and for longer than it takes the server to notice dead sessions.
    const deadline = performance.now() + patienceMs + clock.wallMs(quietMs);
    let restingSince = performance.now();
    while (performance.now() - restingSince < clock.wallMs(quietMs) && performance.now() < deadline) {
      for (const seat of seats) {
        seat.act(false);
        if (seat.waiting > 0 || seat.model?.connection.kind !== 'online') restingSince = performance.now();
      }
      await sleep(momentMs);
    }
    for (const seat of seats) seat.stop('end');
    await sleep(0);
    const verdict = judge(
      seats.map(({ name, handed }) => ({
        name,
        uri: `sip:${name}@example.com`,
        journalFile: join(folder, `${name}.db`),
        handed,
      })),
    );
    const sum = (read: (seat: Seat) => number): number => seats.reduce((total, seat) => total + read(seat), 0);
    return {
      ...verdict,
      seconds: (performance.now() - startedAt) / 1_000,
      requests: faults.requests,
      faults: faults.counts,
      serverRestarts,
      clientCrashes: sum(({ crashes }) => crashes),
      clientRestarts: sum(({ restarts }) => restarts) - seats.length,
      askedAgain: sum(({ askedAgain }) => askedAgain),
      rejections,
    };
  } finally {
    isOver = true;
    for (const seat of seats) if (seat.isUp) seat.stop('end');
    await server.stop();
    process.off('unhandledRejection', onRejection);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function hasViolation({ lost, duplicated, reordered, silent, rejections, askedAgain }: ChaosReport): boolean {
  return lost.length + duplicated.length + reordered.length + silent.length + rejections.length + askedAgain > 0;
}
