// From the start of the built app to its first window with something in it, beside a bare Electron: with all files in memory, and with
// those of the program to be read from the disk again. What is in it first is the sign of its first frame: so also until the form is drawn,
// and until the contact list of 500 is there that was shown last.
import { join, resolve } from 'node:path';
import { compared, type Bench, type Row } from './measure';
import { forget } from './support/cold';
import { timeToFirstWindow } from './support/first-window';
import { withFolder } from './support/folder';
import { withOwnElectron, type OwnElectron } from './support/own-electron';
import { bare, parley, start as startProgram, type Program } from './support/programs';
import { tellingMain, timeUntilTold } from './support/told-by-page';
import { withContactListStart } from './support/usable-list';
import { XDisplay } from './support/x-display';

const runs = 7;
const what = 'bare Electron';
const goal = { atMost: 1.25, of: 'ratio' } as const;
const isFormThere = "document.querySelector('[data-testid=signin-submit]') !== null";

export const start: Bench = {
  name: 'start',
  needsApp: true,
  run: (print) =>
    withOwnElectron((electron) =>
      withFolder(async (folder) => {
        const display = await XDisplay.open();
        const [ours, least] = [parley(join(folder, 'parley')), bare(join(folder, 'bare'))];
        const time = (program: Program): Promise<number> =>
          timeToFirstWindow(display, () => startProgram(electron, program));
        // The first start of all makes the profile.
        for (const program of [least, ours]) await time(program);
        const coldTime = async (program: Program, files: readonly string[]): Promise<number> => {
          await forget([electron.folder, program.profile, ...files]);
          return time(program);
        };
        const rows = [
          await compared({
            name: 'start to first window, files in memory',
            unit: 'ms',
            what,
            runs,
            goal,
            reference: () => time(least),
            parley: () => time(ours),
          }),
          await compared({
            name: 'start to first window, cold',
            unit: 'ms',
            what,
            runs,
            goal,
            reference: () => coldTime(least, [least.folder]),
            parley: () => coldTime(ours, programFiles),
          }),
        ];
        const form = parley(join(folder, 'parley'), { main: tellingMain(isFormThere), work: folder });
        rows.push(
          await compared({
            name: 'start to a form to sign in with',
            unit: 'ms',
            what: `${what}, first window`,
            runs,
            reference: () => time(least),
            parley: async () => (await timeUntilTold(electron, form)) ?? Number.NaN,
          }),
        );
        const untilList = await untilContactList(electron, () => time(least), print);
        display.close();
        return [...rows, ...untilList];
      }),
    ),
};

/** What the built app reads besides Electron. */
const programFiles = ['out', 'node_modules/libsql', 'node_modules/@libsql'].map((path) => resolve(path));

/** `bareTime`: what it is held beside. */
async function untilContactList(
  electron: OwnElectron,
  bareTime: () => Promise<number>,
  print: (line: string) => void,
): Promise<readonly Row[]> {
  return withContactListStart(electron, async ({ answered, silent }) => {
    const named = { unit: 'ms', what: `${what}, first window`, reference: bareTime } as const;
    const rows = [await compared({ name: 'start to a contact list of 500', ...named, parley: answered })];
    if ((await silent()) === undefined) {
      print('a server that says nothing: no contact list of the last run is shown');
      return rows;
    }
    const parley = async (): Promise<number> => (await silent()) ?? Number.NaN;
    return [...rows, await compared({ name: 'start to the list of the last run, server silent', ...named, parley })];
  });
}
