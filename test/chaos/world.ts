// The server, the people at their computers, and whatever befalls them.
import { join } from 'node:path';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { startServer, type RunningServer } from '../../src/server/server';
import { between, namedRandom, type Random } from '../../src/server/base/seeded-random';
import { createFastClock, sleep, type FastClock } from './fast-clock';
import { createFaultSwitch, type FaultSwitch } from './fault-switch';
import { password, Seat } from './seat';
import type { Scenario } from './scenarios';

export interface WorldOptions {
  readonly seed: number;
  /** How much faster than the wall's the clock runs. */
  readonly speed: number;
  readonly scenario: Scenario;
  readonly folder: string;
  readonly log: (line: string) => void;
}

// By the fast clock.
const pollWaitMs = 250;
const holdMs = 5_000;
const maxDelayMs = 500;
/** After this long without a poll the server takes a client for gone. */
const silenceMs = 60_000;
const noSilenceMs = 3_600_000;
const restartFaultMs = 900_000;
const betweenServerRestartsMs = [600_000, 1_200_000] as const;
const betweenClientRestartsMs = [200_000, 800_000] as const;
const downMs = [0, 10_000] as const;
const endSessions = ['lose-session', 'expire-ticket', 'restart'];

export class World {
  readonly clock: FastClock;
  readonly faults: FaultSwitch;
  readonly seats: readonly Seat[];
  serverRestarts = 0;
  private readonly people: readonly PersonRecord[];
  private readonly fate: Random;
  private server: RunningServer | undefined;
  private isOver = false;
  private breaking: readonly Promise<void>[] = [];

  constructor(private readonly options: WorldOptions) {
    const { seed, speed, scenario, folder, log } = options;
    const isConference = scenario.people > 2;
    const uris = (isConference ? ['dana', 'lee', 'kim'] : ['dana', 'lee']).map((name) => `sip:${name}@example.com`);
    this.clock = createFastClock(speed);
    this.fate = namedRandom(seed, 'fate');
    this.faults = createFaultSwitch({
      seed,
      rate: scenario.rate,
      maxDelayMs,
      restartEveryMs: restartFaultMs,
      without: scenario.endsSessions ? [] : endSessions,
    });
    this.people = uris.map((uri) => {
      const name = uri.slice('sip:'.length, uri.indexOf('@'));
      return { uri, name, user: `EXAMPLE\\${name}`, password, contacts: uris.filter((each) => each !== uri) };
    });
    this.seats = this.people.map(
      ({ uri, name }) =>
        new Seat({
          name,
          uri,
          peers: uris.filter((each) => each !== uri),
          isConference,
          escalates: isConference && scenario.endsSessions,
          journalFile: join(folder, `${name}.db`),
          clock: this.clock,
          random: namedRandom(seed, name),
          url: () => this.server?.url ?? '',
          log,
        }),
    );
  }

  get written(): number {
    return this.seats.reduce((sum, { handed }) => sum + handed.length, 0);
  }

  async start(): Promise<void> {
    this.server = await this.startServer(0);
    for (const seat of this.seats) seat.start();
  }

  /** From here on everything goes wrong, until `calmDown`. */
  goWild(): void {
    this.faults.start();
    if (!this.options.scenario.endsSessions) return;
    this.breaking = [this.breakServer(), ...this.seats.map((seat) => this.breakSeat(seat))];
  }

  async calmDown(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.breaking);
    this.faults.stop();
  }

  /** A moment in everybody's life. */
  act(mayWrite: (seat: Seat) => boolean): void {
    for (const seat of this.seats) {
      seat.act(mayWrite(seat));
      // Somebody looks at the banner now and then.
      if (this.fate() < 0.02) seat.retryNow();
    }
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.breaking);
    for (const seat of this.seats) if (seat.isUp) seat.stop('end');
    await this.server?.stop();
    this.server = undefined;
  }

  private startServer(port: number): Promise<RunningServer> {
    const { people, clock, faults } = this;
    const { seed, scenario } = this.options;
    return startServer(
      { people, port, pollWaitMs, holdMs, seed },
      {
        clock,
        faultPlan: faults.plan,
        // Faults make more failed sign-ins and dead sessions than any network does.
        limits: {
          silenceMs: scenario.endsSessions ? silenceMs : noSilenceMs,
          failedSignInsPerUser: 1e6,
          failedSignInsPerAddress: 1e6,
          sessionsPerUser: 1_000,
        },
      },
    );
  }

  private async breakServer(): Promise<void> {
    for (;;) {
      await this.pause(betweenServerRestartsMs);
      if (this.isOver || !this.server) return;
      this.options.log('--- server restart');
      this.serverRestarts += 1;
      const port = Number(new URL(this.server.url).port);
      await this.server.stop();
      await this.pause(downMs);
      this.server = await this.startServer(port);
    }
  }

  private async breakSeat(seat: Seat): Promise<void> {
    for (;;) {
      await this.pause(betweenClientRestartsMs);
      if (this.isOver) return;
      const how = this.fate() < 0.7 ? 'crash' : 'end';
      this.options.log(`--- ${seat.name}: ${how}`);
      seat.stop(how);
      await this.pause(downMs);
      seat.start();
    }
  }

  private async pause([low, high]: readonly [number, number]): Promise<void> {
    const until = this.clock.now() + between(this.fate, low, high);
    while (!this.isOver && this.clock.now() < until) await sleep(5);
  }
}
