// From the start of a program to its first window with something in it, as the screen tells it.
import type { Running } from './programs';
import type { Picture, XDisplay } from './x-display';

const patienceMs = 60_000;
/** A window smaller than that is a program's own affair. */
const least = 200;
const lookEveryMs = 4;

/** Milliseconds. `run` starts the program; it is ended again. */
export async function timeToFirstWindow(display: XDisplay, run: () => Running): Promise<number> {
  let isOver = false;
  const mapped: number[] = [];
  display.onMapped = (window) => mapped.push(window);
  const start = performance.now();
  const program = run();
  try {
    return await Promise.race([
      firstContent(display, mapped, () => isOver).then((at) => at - start),
      new Promise<never>((_done, fail) => {
        setTimeout(() => fail(new Error(`no window in time: ${program.said()}`)), patienceMs).unref();
        program.child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${program.said()}`)));
      }),
    ]);
  } finally {
    isOver = true;
    await program.stop();
  }
}

/** When it was seen. The windows in `mapped` are looked at until one of them shows something. */
async function firstContent(display: XDisplay, mapped: readonly number[], isOver: () => boolean): Promise<number> {
  while (!isOver()) {
    for (const window of mapped) {
      const size = await display.sizeOf(window);
      if (!size || size.width < least || size.height < least) continue;
      const picture = await display.look(window);
      if (picture && hasContent(picture)) return performance.now();
    }
    await new Promise((next) => setTimeout(next, lookEveryMs));
  }
  throw new Error('nobody waits for it any more');
}

/** More than the colour that a window has before its page is painted, or than a sign that one is to wait. */
export function hasContent({ pixels }: Picture): boolean {
  const canvas = pixels[0];
  let others = 0;
  for (const pixel of pixels) if (pixel !== canvas) others += 1;
  return others >= pixels.length / 100;
}
