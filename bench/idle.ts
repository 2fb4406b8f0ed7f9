// What the built app takes of the processor while nobody touches it: signed in to the demo, whose people do this and that, and to a server
// where nothing happens, with polls that are answered every second and with polls that are held. Beside a bare Electron with a
// window, and where each second is polled one that asks the same server as often for a few bytes and does nothing with them. Twice:
// soon after the sign-in, when V8 still tidies up what the start has left in each process, once, and the people of the demo ring for the first
// time; and later, as it goes on.
import { join } from 'node:path';
import { reader, startCrowd } from '../e2e/support/crowd';
import { click, has, signInDriven } from '../e2e/support/driven';
import { rowOf, type Bench } from './measure';
import { withFolder } from './support/folder';
import { withOwnElectron, type OwnElectron } from './support/own-electron';
import { processorOf } from './support/processes';
import { bare, start, withDriven } from './support/programs';

const runs = 5;
const shortRuns = 3;
/** After the sign-in. By the second everything is tidied, and what was rung for in the demo is over. */
const spans = [
  { name: '', fromMs: 20_000, forMs: 30_000 },
  { name: ', from 90 s on', fromMs: 90_000, forMs: 60_000 },
] as const;
const contacts = 500;
const main = 'main';

const bares = ['bare Electron', 'bare Electron that asks every second'] as const;
/** In the order in which they are measured, after the bare ones. */
const states = [
  { name: 'signed in to the demo', beside: 0 },
  { name: 'a quiet server, polls of 1 s', beside: 1 },
  { name: 'a quiet server, polls held', beside: 0 },
] as const;

export const idle: Bench = {
  name: 'idle',
  needsApp: true,
  run: (_print, { isShort }) =>
    withOwnElectron(async (electron) => {
      const shares: (readonly (readonly number[])[])[] = [];
      for (let run = 0; run < (isShort ? shortRuns : runs); run += 1) shares.push(await measureAll(electron));
      return spans.flatMap(({ name }, span) =>
        states.map((state, at) => {
          const valuesOf = (program: number): readonly number[] =>
            shares.map((each) => each[span]?.[program] ?? Number.NaN);
          return rowOf({
            name: `processor while idle, ${state.name}${name}`,
            unit: '% of a core',
            parley: valuesOf(bares.length + at),
            reference: { what: bares[state.beside], values: valuesOf(state.beside) },
            goal: { atMost: 0.5, of: 'value' },
          });
        }),
      );
    }),
};

/** In each span the bare ones and each state, over the very same time: as long as they are idle they leave each other the processor. */
async function measureAll(electron: OwnElectron): Promise<readonly (readonly number[])[]> {
  const every = { pollWaitMs: 1_000 };
  const crowds = [await startCrowd(contacts, 10, every), await startCrowd(contacts, 10, { ...every, holdMs: 30_000 })];
  const [polled, held] = crowds.map(({ url }) => url);
  try {
    return await withBares(electron, ['', polled ?? ''], (least) =>
      withDriven(electron, (demo) =>
        withDriven(electron, (often) =>
          withDriven(electron, async (seldom) => {
            await demo.until('the form', main, has('signin-demo'));
            await demo.page(main, click('signin-demo'));
            await demo.until('the contact list', main, has('contact-row'));
            await signInDriven(often, polled ?? '', reader);
            await signInDriven(seldom, held ?? '', reader);
            const signedInAt = performance.now();
            const shares: (readonly number[])[] = [];
            for (const { fromMs, forMs } of spans) {
              await wait(signedInAt + fromMs - performance.now());
              shares.push(await sharesOf([...least, demo.pid, often.pid, seldom.pid], forMs));
            }
            return shares;
          }),
        ),
      ),
    );
  } finally {
    for (const crowd of crowds) await crowd.stop();
  }
}

/** One for each of `asked`: an address that it asks every second; none: an empty one. */
function withBares<T>(
  electron: OwnElectron,
  asked: readonly string[],
  use: (pids: readonly number[]) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const programs = asked.map((asks, at) => start(electron, bare(join(folder, String(at)), 1, asks)));
    try {
      for (const program of programs) await program.says('shown');
      return await use(programs.map(({ child }) => child.pid ?? 0));
    } finally {
      for (const program of programs) await program.stop();
    }
  });
}

/** Per cent of a core, of each. */
async function sharesOf(pids: readonly number[], forMs: number): Promise<readonly number[]> {
  const used = (): readonly number[] => pids.map(processorOf);
  const [before, begin] = [used(), performance.now()];
  await wait(forMs);
  const [after, seconds] = [used(), (performance.now() - begin) / 1000];
  return pids.map((_pid, at) => (((after[at] ?? 0) - (before[at] ?? 0)) / seconds) * 100);
}

const wait = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
