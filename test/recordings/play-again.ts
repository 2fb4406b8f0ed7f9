// Has an engine go through a recording once more: what the server said comes from the file, and so does what the person asked for.
import { Lanes } from '../../src/cli/lanes';
import { EventMapper } from '../../src/cli/events';
import { readCommand } from '../../src/cli/commands';
import { createEngine } from '../../src/main/uc/create-engine';
import type { Transport } from '../../src/main/uc/http/transport';
import { createNodeTransport } from '../../src/main/uc/http/node/node-transport';
import { pickNextDelay } from '../../src/main/uc/session/back-off';
import { canonicalJson } from '../../src/main/uc/testing/canonical-json';
import { readRecording } from '../../src/recording/read-recording';
import { startReplay } from '../../src/recording/replay/replay-server';
import { FailureError } from '../../src/shared/domain/failure';
import type { Model } from '../../src/shared/domain/model';
import { VirtualTime } from './virtual-time';

export interface PlayedAgain {
  readonly differences: readonly string[];
  /** Before the end of the session. */
  readonly model: unknown;
}

/** The same in every run: nothing in the model is to be of today. */
const now = Date.UTC(2026, 10, 29, 12);
/** Longer than the engine waits for anything. */
const patienceMs = 60_000;
/** As late as may be: what was asked for in the meantime has been asked for. */
const latest = 0.999;
const lookAgainMs = 5;
/** Who was invited then is seen by now. */
const conversationMs = 1_000;

/** `isFast`: not with the timing of then. */
export async function playAgain(text: string, { isFast = false } = {}): Promise<PlayedAgain> {
  const { entries } = readRecording(text);
  const differences: string[] = [];
  let model: unknown;
  const lanes = new Lanes();
  let queue: Promise<unknown> = Promise.resolve();
  const time = new VirtualTime();
  const network = createNodeTransport();
  const transport = new TimedTransport(network, time);
  let signInAgain = (): void => undefined;
  const engine = createEngine({
    transport,
    now: () => now,
    monotonicNow: time.now,
    random: () => latest,
    timers: time,
  });
  const server = await startReplay({
    entries,
    isFast,
    patienceMs,
    now: time.now,
    setTimeout: (run, delayMs) => void time.setTimeout(run, delayMs),
    // Then chance had it come back sooner.
    onOverdue: () => {
      const { connection } = engine.snapshot().model;
      if (connection.kind === 'reconnecting' && connection.retryAt > now) engine.retryNow();
      signInAgain();
    },
    onDifference: ({ n, what }) => differences.push(`${n ?? 'beyond'}: ${what}`),
    onDue: (command) => {
      // In the order and side by side as `connect` does it.
      queue = queue.then(() => carryOut(command));
    },
  });

  /** What a conversation of then is called now: a window has numbered others before. */
  const renamed = new Map<string, string>();

  async function conversationNow(then: string): Promise<string> {
    const isUsed = (id: string): boolean => [...renamed.values()].includes(id);
    for (const until = time.now() + conversationMs; ;) {
      const ids = [...engine.snapshot().model.conversations.keys()];
      const found =
        renamed.get(then) ?? (ids.includes(then) && !isUsed(then) ? then : undefined) ?? ids.find((id) => !isUsed(id));
      if (found !== undefined) {
        renamed.set(then, found);
        return found;
      }
      // Then it came to nothing, too.
      if (time.now() >= until) return then;
      await new Promise<void>((done) => time.setTimeout(done, lookAgainMs));
    }
  }

  async function carryOut(due: Readonly<Record<string, unknown>>): Promise<void> {
    const { conversation: then } = due;
    const command = typeof then === 'string' ? { ...due, conversation: await conversationNow(then) } : due;
    const read = readCommand(JSON.stringify(command));
    if (read.kind === 'malformed') throw new Error(read.reason);
    const context = { engine, events: new EventMapper(), write: () => undefined, end: () => engine.signOut() };
    // What failed then fails now, too.
    const run = (): Promise<void> => read.run(context).then(ignore, ignore);
    if (!read.ends) return lanes.add(read.lane, run);
    await lanes.empty();
    model = plain(engine.snapshot().model);
    await run();
  }

  const nextTry = (delayMs: number): Promise<void> =>
    new Promise((done) => {
      signInAgain = done;
      time.setTimeout(done, delayMs);
    });

  async function play(): Promise<void> {
    await signInPatiently(nextTry, () =>
      engine.signIn({
        serverUrl: server.url,
        method: 'forms',
        user: 'EXAMPLE\\somebody',
        password: 'some password',
        isPublicComputer: false,
        availability: 'available',
        localeId: 1033,
      }),
    );
    await server.ended;
    await queue;
  }

  try {
    let isOver = false;
    const played = play().finally(() => (isOver = true));
    await Promise.all([played, time.pass({ isBusy: () => transport.open !== server.open, isOver: () => isOver })]);
    return { differences, model };
  } finally {
    engine.dispose();
    network.close();
    await server.stop();
  }
}

/** Nobody waits for an answer longer than that takes in the time of the play. */
class TimedTransport implements Transport {
  /** How many requests are under way. */
  open = 0;

  constructor(
    private readonly inner: Transport,
    private readonly time: VirtualTime,
  ) {}

  readonly request: Transport['request'] = async (request) => {
    const late = new AbortController();
    const timer = this.time.setTimeout(() => late.abort(), request.timeoutMs);
    const signal = AbortSignal.any([late.signal, ...(request.signal ? [request.signal] : [])]);
    this.open += 1;
    try {
      return await this.inner.request({ ...request, signal, timeoutMs: wallPatienceMs });
    } catch (error) {
      throw late.signal.aborted && !request.signal?.aborted ? new FailureError('timeout') : error;
    } finally {
      this.time.clearTimeout(timer);
      this.open -= 1;
    }
  };
}

/** A test has long been given up by then. */
const wallPatienceMs = 600_000;

/** As `connect --retry` does. */
async function signInPatiently(
  nextTry: (delayMs: number) => Promise<void>,
  signIn: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; attempt < 10; attempt += 1) {
    try {
      return await signIn();
    } catch {
      // Struck then, struck now.
      await nextTry(pickNextDelay(attempt, latest));
    }
  }
}

const ignore = (): void => undefined;

function plain(model: Model): unknown {
  return JSON.parse(canonicalJson(model)) as unknown;
}
