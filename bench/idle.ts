// What the built app takes of the processor while nobody touches it: signed in to the demo, whose people do this and that, and to a server
// where nothing happens, with polls that are answered every second and with polls that are held. Beside a bare Electron with a window.
import { reader, startCrowd } from '../e2e/support/crowd';
import { click, has, signInDriven } from '../e2e/support/driven';
import { rowOf, type Bench } from './measure';
import { withFolder } from './support/folder';
import { withOwnElectron, type OwnElectron } from './support/own-electron';
import { processorOf } from './support/processes';
import { bare, start, withDriven } from './support/programs';

const runs = 5;
/** What a start leaves to be done later is done. */
const settledMs = 20_000;
const measuredMs = 30_000;
const contacts = 500;
const main = 'main';

const states = ['signed in to the demo', 'a quiet server, polls of 1 s', 'a quiet server, polls held'] as const;

export const idle: Bench = {
  name: 'idle',
  needsApp: true,
  run: () =>
    withOwnElectron(async (electron) => {
      const shares: (readonly number[])[] = [];
      for (let run = 0; run < runs; run += 1) shares.push(await measureAll(electron));
      return states.map((state, at) =>
        rowOf({
          name: `processor while idle, ${state}`,
          unit: '% of a core',
          parley: shares.map((each) => each[at + 1] ?? Number.NaN),
          reference: { what: 'bare Electron', values: shares.map(([least]) => least ?? Number.NaN) },
          goal: { atMost: 0.5, of: 'value' },
        }),
      );
    }),
};

/** The bare one and each state, over the very same time: as long as they are idle they leave each other the processor. */
async function measureAll(electron: OwnElectron): Promise<readonly number[]> {
  const every = { pollWaitMs: 1_000 };
  const crowds = [await startCrowd(contacts, 10, every), await startCrowd(contacts, 10, { ...every, holdMs: 30_000 })];
  const [polled, held] = crowds.map(({ url }) => url);
  try {
    return await withFolder(async (profile) => {
      const least = start(electron, bare(profile));
      try {
        await least.says('shown');
        return await withDriven(electron, (demo) =>
          withDriven(electron, (often) =>
            withDriven(electron, async (seldom) => {
              await demo.until('the form', main, has('signin-demo'));
              await demo.page(main, click('signin-demo'));
              await demo.until('the contact list', main, has('contact-row'));
              await signInDriven(often, polled ?? '', reader);
              await signInDriven(seldom, held ?? '', reader);
              await wait(settledMs);
              return sharesOf([least.child.pid ?? 0, demo.pid, often.pid, seldom.pid]);
            }),
          ),
        );
      } finally {
        await least.stop();
      }
    });
  } finally {
    for (const crowd of crowds) await crowd.stop();
  }
}

/** Per cent of a core, of each. */
async function sharesOf(pids: readonly number[]): Promise<readonly number[]> {
  const used = (): readonly number[] => pids.map(processorOf);
  const [before, begin] = [used(), performance.now()];
  await wait(measuredMs);
  const [after, seconds] = [used(), (performance.now() - begin) / 1000];
  return pids.map((_pid, at) => (((after[at] ?? 0) - (before[at] ?? 0)) / seconds) * 100);
}

const wait = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
