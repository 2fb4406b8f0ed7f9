// The embedded server with 1,000 sessions, each with a poll that is held, and 200 messages a second for five minutes: how long a message
// takes until the other has read it, what a session takes of the memory, and whether that grows. Beside it a relay that does nothing but
// pass on the same bytes; the two have the load by turns. With --short the turns are seconds instead of a minute.
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, rowOf, type Bench } from './measure';
import { startBarePairs, startPairs, type Pairs } from './support/pairs';
import { residentKib } from './support/resident';
import { inTime } from './support/waits';

const pairs = 500;
const perSecond = 200;
const turns = 5;
const turnMs = { parley: 60_000, bare: 15_000 };
const shortTurnMs = { parley: 6_000, bare: 6_000 };
/** What signing in has taken and is not needed any more has gone. */
const settleMs = 5_000;
const sampleMs = 1_000;

export const serverLoad: Bench = {
  name: 'server-load',
  // It is the command line that is measured, which is built with the app.
  needsApp: true,
  async run(print, { isShort }) {
    const lasting = isShort ? shortTurnMs : turnMs;
    const idle = { parley: 0, bare: 0 };
    const ours = await startPairs(pairs, async (pid) => {
      await sleep(settleMs);
      idle.parley = residentKib(pid);
    });
    const bare = await startBarePairs(pairs, ours.wire, async (pid) => {
      await sleep(settleMs);
      idle.bare = residentKib(pid);
    });
    try {
      await sleep(settleMs);
      const perSession = {
        parley: (residentKib(ours.pid) - idle.parley) / (pairs * 2),
        bare: (residentKib(bare.pid) - idle.bare) / (pairs * 2),
      };
      // What has never run is slow, and the memory for work is there after it.
      await talk(bare, lasting.bare);
      await talk(ours, lasting.bare);
      const times: { parley: number[][]; bare: number[][] } = { parley: [], bare: [] };
      const memory: number[][] = [];
      for (let turn = 0; turn < turns; turn++) {
        times.bare.push((await talk(bare, lasting.bare)).times);
        const said = await talk(ours, lasting.parley);
        times.parley.push(said.times);
        memory.push(said.memory);
        print(`${said.times.length} messages, at most ${Math.max(...said.times).toFixed(0)} ms`);
      }
      const at = (whose: 'parley' | 'bare', part: number): number[] =>
        times[whose].map((each) => percentile(each, part));
      const latency = (part: number): ReturnType<typeof rowOf> =>
        rowOf({
          name: `a message among 1,000 sessions, 200 a second, p${part * 100}`,
          unit: 'ms',
          parley: at('parley', part),
          reference: { what: 'bare relay', values: at('bare', part) },
        });
      const [first, last] = [memory[0] ?? [], memory.at(-1) ?? []];
      const samples = Math.min(first.length, last.length);
      const inMib = (kib: readonly number[]): number[] => kib.slice(0, samples).map((each) => each / 1024);
      return [
        latency(0.5),
        latency(0.99),
        rowOf({
          name: 'memory of a session in the embedded server',
          unit: 'KiB',
          parley: [perSession.parley],
          reference: { what: 'bare relay', values: [perSession.bare] },
        }),
        rowOf({
          name: 'memory of the embedded server, last turn',
          unit: 'MiB',
          goal: { atMost: 1.1, of: 'ratio' },
          parley: inMib(last),
          reference: { what: 'first turn', values: inMib(first) },
        }),
      ];
    } finally {
      await ours.stop();
      await bare.stop();
    }
  },
};

interface Talked {
  /** Of each message, in ms until the other had it. */
  readonly times: number[];
  /** In KiB. */
  readonly memory: number[];
}

/** All pairs by turns, at a steady rate whatever becomes of it. What was said is heard at the end. */
async function talk(who: Pairs, lastingMs: number): Promise<Talked> {
  const found: Talked = { times: [], memory: [] };
  const waiting = Array.from({ length: who.count }, (): number[] => []);
  let outstanding = 0;
  let allHeard = (): void => undefined;
  who.onHeard = (pair) => {
    const since = waiting[pair]?.shift();
    if (since === undefined) return;
    found.times.push(performance.now() - since);
    outstanding -= 1;
    if (outstanding === 0) allHeard();
  };
  const start = performance.now();
  const answers: Promise<void>[] = [];
  let said = 0;
  let sampledAt = start;
  for (let now = start; now - start < lastingMs; now = performance.now()) {
    while (said < ((now - start) / 1000) * perSecond) {
      const pair = said % who.count;
      waiting[pair]?.push(performance.now());
      answers.push(who.say(pair));
      outstanding += 1;
      said += 1;
    }
    if (now - sampledAt >= sampleMs) {
      sampledAt = now;
      found.memory.push(residentKib(who.pid));
    }
    await sleep(2);
  }
  await inTime(Promise.all(answers), 'the last answer');
  if (outstanding > 0) await inTime(new Promise<void>((done) => (allHeard = done)), 'the last message');
  return found;
}
