// Has an engine go through a recording once more: what the server said comes from the file, and so does what the person asked for.
import { Lanes } from '../../src/cli/lanes';
import { EventMapper } from '../../src/cli/events';
import { readCommand } from '../../src/cli/commands';
import { createEngine } from '../../src/main/uc/create-engine';
import { createNodeTransport } from '../../src/main/uc/http/node/node-transport';
import { canonicalJson } from '../../src/main/uc/testing/canonical-json';
import { until } from '../../src/main/uc/testing/desk';
import { readRecording } from '../../src/recording/read-recording';
import { startReplay } from '../../src/recording/replay/replay-server';
import type { Model } from '../../src/shared/domain/model';

export interface PlayedAgain {
  readonly differences: readonly string[];
  /** Before the end of the session. */
  readonly model: unknown;
}

/**
 * Waits are this much shorter, unless they are so long that they are for what never comes: here everything does, though it may take
 * longer than those would, made shorter.
 */
const speed = 50;
const longestWaitMs = 10_000;
/** The same in every run: nothing in the model is to be of today. */
const now = Date.UTC(2026, 10, 29, 12);

export async function playAgain(text: string): Promise<PlayedAgain> {
  const { entries } = readRecording(text);
  const differences: string[] = [];
  let model: unknown;
  const lanes = new Lanes();
  let queue: Promise<unknown> = Promise.resolve();
  const transport = createNodeTransport();
  const began = performance.now();
  const engine = createEngine({
    transport,
    now: () => now,
    monotonicNow: () => performance.now() - began,
    random: () => 0,
    timers: {
      setTimeout: (run, delayMs) => setTimeout(run, delayMs > longestWaitMs ? delayMs : delayMs / speed),
      clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
  });
  const server = await startReplay({
    entries,
    isFast: true,
    patienceMs: 15_000,
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
    const found = (): string | undefined => {
      const ids = [...engine.snapshot().model.conversations.keys()];
      return (
        renamed.get(then) ?? (ids.includes(then) && !isUsed(then) ? then : undefined) ?? ids.find((id) => !isUsed(id))
      );
    };
    await until(() => found() !== undefined, `conversation ${then}`);
    const now = found() ?? then;
    renamed.set(then, now);
    return now;
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

  try {
    const signIn = (): Promise<void> =>
      engine.signIn({
        serverUrl: server.url,
        method: 'forms',
        user: 'EXAMPLE\\somebody',
        password: 'some password',
        isPublicComputer: false,
        availability: 'available',
        localeId: 1033,
      });
    await signInPatiently(signIn);
    await server.ended;
    await queue;
    return { differences, model };
  } finally {
    engine.dispose();
    transport.close();
    await server.stop();
  }
}

/** As `connect --retry` does. */
async function signInPatiently(signIn: () => Promise<void>): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    try {
      return await signIn();
    } catch {
      // Struck then, struck now.
    }
  }
}

const ignore = (): void => undefined;

function plain(model: Model): unknown {
  return JSON.parse(canonicalJson(model)) as unknown;
}
