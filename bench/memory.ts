// What the built app takes of the computer's memory, all its processes together, in each of the states that it is in for long, beside a
// bare Electron with as many windows. And the time until a further conversation's window is there.
import { reader, startCrowd, type Crowd } from '../e2e/support/crowd';
import { call, click, has, signInDriven, type Driven } from '../e2e/support/driven';
import { TrayHost } from '../e2e/support/tray-host';
import { restAfterMs } from '../src/main/shell/rest';
import { rowOf, spreadOf, type Bench, type Goal, type Row } from './measure';
import { withFolder } from './support/folder';
import { withOwnElectron, type OwnElectron } from './support/own-electron';
import { memoryOf, type Memory } from './support/processes';
import { bare, start, withDriven } from './support/programs';

const runs = 5;
const windows = 10;
const conversations = 20;
const messages = 1_000;
/** Once it is quiet, Chromium gives back what loading has taken. */
const quietMs = 10_000;
const main = 'main';

export const memory: Bench = {
  name: 'memory',
  needsApp: true,
  run: (print) =>
    withOwnElectron(async (electron) => {
      const found: Found[] = [];
      for (let run = 0; run < runs; run += 1) {
        // One after another: what both have in memory would count for each in part only.
        found.push({
          ...(await measureBare(electron)),
          ...(await measureStates(electron)),
          ...(await measureWindows(electron)),
          ...(await measureMessages(electron)),
        });
      }
      for (const state of states) {
        const own = spreadOf(found.map((each) => each[state].own));
        print(`${state}, without the pages of files: ${own.median.toFixed(0)} MiB`);
      }
      return rowsOf(found);
    }),
};

const states = [
  'bare: no window',
  'bare: one window',
  'bare: ten windows',
  'sign-in view',
  'demo',
  'hidden window',
  'tray',
  'one conversation window',
  'ten conversation windows',
  'messages',
] as const;
type State = (typeof states)[number];
type Found = Readonly<Record<State, Memory>> & { readonly openedMs: number };

function rowsOf(found: readonly Found[]): readonly Row[] {
  const of = (state: State): readonly number[] => found.map((each) => each[state].whole);
  const beside = (name: string, state: State, least: State, atMost?: number): Row =>
    rowOf({
      name: `memory ${name}`,
      unit: 'MiB',
      parley: of(state),
      reference: { what: least, values: of(least) },
      ...(atMost !== undefined && { goal: { atMost, of: 'ratio' } satisfies Goal }),
    });
  const eachFurther = (one: State, ten: State): readonly number[] =>
    found.map((each) => (each[ten].whole - each[one].whole) / (windows - 1));
  return [
    beside('at the sign-in view', 'sign-in view', 'bare: one window', 1.15),
    beside('signed in to the demo, its server included', 'demo', 'bare: one window', 1.2),
    beside('in the tray, window hidden', 'hidden window', 'bare: no window'),
    beside('in the tray, no window', 'tray', 'bare: no window', 1.25),
    beside(`after ${messages} messages in ${conversations} conversations`, 'messages', 'bare: one window'),
    beside('with one conversation window', 'one conversation window', 'bare: one window'),
    rowOf({
      name: `memory of each further conversation window (of ${windows})`,
      unit: 'MiB',
      parley: eachFurther('one conversation window', 'ten conversation windows'),
      reference: { what: 'bare: each further window', values: eachFurther('bare: one window', 'bare: ten windows') },
      goal: { atMost: 10, of: 'value' },
    }),
    rowOf({
      name: 'a further conversation window until its thread is there',
      unit: 'ms',
      parley: found.map(({ openedMs }) => openedMs),
    }),
  ];
}

const quiet = (): Promise<void> => new Promise((next) => setTimeout(next, quietMs));

async function whenQuiet({ pid }: { readonly pid: number }): Promise<Memory> {
  await quiet();
  return memoryOf(pid);
}

async function measureBare(electron: OwnElectron): Promise<Pick<Found, (typeof states)[0 | 1 | 2]>> {
  return {
    'bare: no window': await bareWith(electron, 0),
    'bare: one window': await bareWith(electron, 1),
    'bare: ten windows': await bareWith(electron, windows),
  };
}

function bareWith(electron: OwnElectron, count: number): Promise<Memory> {
  return withFolder(async (profile) => {
    const running = start(electron, bare(profile, count));
    try {
      await running.says('shown');
      return await whenQuiet({ pid: running.child.pid ?? 0 });
    } finally {
      await running.stop();
    }
  });
}

/** Before anybody is signed in, in the demo, and in the tray: as soon as the window is closed, and when its page has been given up. */
async function measureStates(
  electron: OwnElectron,
): Promise<Pick<Found, 'sign-in view' | 'demo' | 'hidden window' | 'tray'>> {
  const tray = await TrayHost.start();
  try {
    return await withDriven(
      electron,
      async (driven) => {
        await driven.until('the form', main, has('signin-demo'));
        const signInView = await whenQuiet(driven);
        await driven.page(main, click('signin-demo'));
        await driven.until('the contact list', main, has('contact-row'));
        const demo = await whenQuiet(driven);
        if (tray.icons.length === 0) throw new Error('no icon in the tray');
        await driven.page(main, call('window:close'));
        if (await driven.run<boolean>('return ofPart("main").isVisible()')) throw new Error('still a window');
        const hidden = await whenQuiet(driven);
        await driven.run('hurryRest()');
        await driven.page(main, call('window:close'));
        while (await driven.run<boolean>('return ofPart("main") !== undefined'))
          await new Promise((next) => setTimeout(next, 100));
        return { 'sign-in view': signInView, demo, 'hidden window': hidden, tray: await whenQuiet(driven) };
      },
      hurriedRest,
    );
  } finally {
    await tray.stop();
  }
}

/** From `hurryRest()` on a window in the tray has waited long enough after a second; what else waits as long is early, too. */
const hurriedRest = `(() => {
  let isHurried = false;
  const soon = (ms) => (isHurried && ms === ${restAfterMs} ? 1_000 : ms);
  globalThis.setTimeout = new Proxy(setTimeout, {
    apply: (set, _self, [work, ms, ...rest]) => set(work, soon(ms), ...rest),
  });
  return { hurryRest: () => void (isHurried = true) };
})()`;

async function measureWindows(
  electron: OwnElectron,
): Promise<Pick<Found, 'one conversation window' | 'ten conversation windows' | 'openedMs'>> {
  return withSignedIn(electron, async (driven, crowd) => {
    const ids: string[] = [];
    // The first is for what is loaded once, whoever opens a window.
    for (let at = 0; at <= windows; at += 1) ids.push(await talkWith(driven, crowd, at, 20));
    await openConversation(driven, ids.shift() ?? '');
    await driven.page(conversation, call('window:close'));
    await quiet();
    const opened: number[] = [];
    for (const id of ids.splice(0, 1)) await openConversation(driven, id);
    const one = await whenQuiet(driven);
    for (const id of ids) opened.push(await openConversation(driven, id));
    return {
      'one conversation window': one,
      'ten conversation windows': await whenQuiet(driven),
      openedMs: spreadOf(opened).median,
    };
  });
}

function measureMessages(electron: OwnElectron): Promise<Pick<Found, 'messages'>> {
  return withSignedIn(electron, async (driven, crowd) => {
    const each = messages / conversations;
    for (let at = 0; at < conversations; at += 1) await talkWith(driven, crowd, at, each - 1);
    // The invitation is a message, too.
    await driven.until('the last messages', main, has('conversation-row', String(each)));
    return { messages: await whenQuiet(driven) };
  });
}

async function withSignedIn<T>(electron: OwnElectron, use: (driven: Driven, crowd: Crowd) => Promise<T>): Promise<T> {
  const crowd = await startCrowd(200);
  try {
    return await withDriven(electron, async (driven) => {
      await signInDriven(driven, crowd.url, reader);
      return await use(driven, crowd);
    });
  } finally {
    await crowd.stop();
  }
}

/** Somebody invites, and says some more once that is accepted. @returns the conversation's id */
async function talkWith(driven: Driven, crowd: Crowd, who: number, lines: number): Promise<string> {
  const talk = crowd.invite(`Shipment ${who} has left the dock.`, who);
  await driven.until('the invitation', main, has('invitation-card'));
  const card = `document.querySelector('[data-testid=invitation-card]')`;
  const conversationId = await driven.page<string>(main, `${card}.dataset.conversation`);
  if (conversationId === undefined) throw new Error('no conversation');
  await driven.page(main, call('conversation:accept', { conversationId }));
  await driven.until('no invitation', main, `${card} === null`);
  for (let line = 0; line < lines; line += 1) talk.say(`Line ${line} of talk ${who}, as long as such a line is.`);
  return conversationId;
}

const conversation = '#/conversation/';

/** @returns the time until its thread is there */
async function openConversation(driven: Driven, conversationId: string): Promise<number> {
  const begin = performance.now();
  await driven.page(main, call('window:open-conversation', { conversationId }));
  await driven.until('the thread', `${conversation}${encodeURIComponent(conversationId)}`, has('message'), 5);
  return performance.now() - begin;
}
