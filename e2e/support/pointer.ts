// A hand on the mouse: it gets to a thing by moving there, past whatever lies on the way.
import type { Locator } from '@playwright/test';
import type { Parley } from './launch';

export async function moveTo(target: Locator): Promise<void> {
  // What slides in, itself or with what it stands in, has no place yet.
  await target.evaluate(async (element) => {
    for (let box: Element | null = element; box; box = box.parentElement) {
      const ending = box.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime));
      await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
    }
  });
  const box = await target.boundingBox();
  if (!box) throw new Error(`nothing to point at: ${target.toString()}`);
  await target.page().mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
}

export async function press(target: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
  await moveTo(target);
  const page = target.page();
  await page.mouse.down({ button });
  await page.mouse.up({ button }).catch(async (error: unknown) => {
    // What was pressed may close its window before the window can say that the button is up.
    if (!page.isClosed()) await page.waitForEvent('close', { timeout: 1000 }).catch(() => Promise.reject(error));
  });
}

/** Of the window that shows `#/<view>`, its frame not counted. */
export async function setWidth({ app }: Parley, view: string, width: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, wanted) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (window.webContents.getURL().includes(`#/${wanted.view}`)) window.setContentSize(wanted.width, 640);
      }
    },
    { view, width },
  );
}
