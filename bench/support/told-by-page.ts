// When something is there, as the page tells it itself through a line of the main process: nobody looks at it from outside.
import type { OwnElectron } from './own-electron';
import { parleyMain, start, type Program } from './programs';

const patienceMs = 20_000;
const word = 'it is there';

/** Runs in the page: resolves once what is asked for (a term of JavaScript) has come true and a frame with it was drawn. */
const untilDrawn = (isThere: string): string => `new Promise((drawn) => {
  const isThere = () => ${isThere};
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(drawn));
  if (isThere()) return painted();
  new MutationObserver((_changes, observer) => {
    if (!isThere()) return;
    observer.disconnect();
    painted();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
}).then(() => undefined)`;

/** Runs in place of Parley's main process (`parley` in programs.ts), and tells it. */
export const tellingMain = (isThere: string): string => `
require('electron').app.on('browser-window-created', (_event, { webContents }) => {
  webContents.on('dom-ready', () => {
    webContents.executeJavaScript(${JSON.stringify(untilDrawn(isThere))}).then(
      () => process.stdout.write(${JSON.stringify(`${word}\n`)}), () => undefined);
  });
});
require(${JSON.stringify(parleyMain)});
`;

/** Milliseconds from the start of the program, which has such a main process, until it is told; undefined: it never was. */
export async function timeUntilTold(electron: OwnElectron, program: Program): Promise<number | undefined> {
  const begin = performance.now();
  const running = start(electron, program);
  try {
    return await new Promise((done, fail) => {
      setTimeout(() => done(undefined), patienceMs).unref();
      running.child.stdout?.on('data', () => {
        if (running.said().includes(word)) done(performance.now() - begin);
      });
      running.child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${running.said()}`)));
    });
  } finally {
    await running.stop();
  }
}
