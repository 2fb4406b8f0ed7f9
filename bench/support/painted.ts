// When a text is on the screen: the Element Timing API says when the frame in which an element was painted for the first time was
// presented. In the page itself, where nothing of the test driver is asked in between.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Parley } from '../../e2e/support/launch';
import { inTime } from './waits';

/** In the page: `whenPainted(text)`, of the elements with this test id that come from now on, or of the first one without a text. */
const watching = (testId: string): string => `{
  const painted = new Map();
  const waiting = new Map();
  const tell = (text, time) => {
    if (painted.has(text)) return;
    painted.set(text, time);
    waiting.get(text)?.(time);
  };
  globalThis.whenPainted = (text = '') =>
    painted.has(text) ? painted.get(text) : new Promise((done) => waiting.set(text, done));
  new PerformanceObserver((list) => {
    for (const { identifier, renderTime } of list.getEntries()) {
      tell(identifier, renderTime);
      tell('', renderTime);
    }
  }).observe({ type: 'element' });
  // It runs before the frame in which what came is painted. The entry is that of the block that the text stands in.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        for (const found of node.querySelectorAll?.('[data-testid=${testId}]') ?? [])
          for (const each of [found, ...found.querySelectorAll('*')])
            each.setAttribute('elementtiming', found.textContent.trim());
  }).observe(document, { childList: true, subtree: true });
}`;

export class PaintedTexts {
  private constructor(
    private readonly page: Page,
    /** What is to be added to a time of the page to get one of this process. */
    private readonly offsetMs: number,
  ) {}

  /** Of the elements with this test id that come from now on. */
  static async watch(page: Page, testId: string): Promise<PaintedTexts> {
    await page.evaluate(watching(testId));
    return new PaintedTexts(page, await offsetOf(page));
  }

  /** By `performance.now()` of this process. */
  async at(text: string): Promise<number> {
    const there = this.page.evaluate<number>(`whenPainted(${JSON.stringify(text)})`);
    return (await inTime(there, `“${text}” on the screen`)) + this.offsetMs;
  }
}

/** In each window that opens from now on, before anything of it is drawn. */
export async function watchNewWindows({ app }: Parley, testId: string): Promise<void> {
  await app.evaluate(({ app: program }, script) => {
    program.on('web-contents-created', (_event, contents) => {
      contents.once('dom-ready', () => void contents.executeJavaScript(script));
    });
  }, watching(testId));
}

/** When the first element that was watched for in that window was painted: a time of the computer's clock, in ms. */
export async function firstPainted(page: Page): Promise<number> {
  const isWatched = async (): Promise<void> => {
    while (!(await page.evaluate<boolean>("'whenPainted' in globalThis"))) await sleep(20);
  };
  await inTime(isWatched(), 'a window that is watched');
  const there = page.evaluate<number>('Promise.resolve(whenPainted()).then((ms) => performance.timeOrigin + ms)');
  return inTime(there, 'the first text');
}

/** The question that came back soonest tells it best: half of the way there at most is what it may be wrong by. */
async function offsetOf(page: Page): Promise<number> {
  let best = { took: Infinity, offset: 0 };
  for (let at = 0; at < 50; at++) {
    const start = performance.now();
    const there = await page.evaluate<number>('performance.now()');
    const took = performance.now() - start;
    if (took < best.took) best = { took, offset: start + took / 2 - there };
  }
  return best.offset;
}
