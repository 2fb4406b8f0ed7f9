// How long the list takes that belongs to what was typed in the search: from the key until the page has drawn it and handed it to be put
// on the screen. In the page itself; only of keys that change something in the list.
import type { Page } from '@playwright/test';

const watching = `{
  const times = (globalThis.listTimes = []);
  const field = document.querySelector('[data-testid=contacts-search]');
  let since;
  field.addEventListener('input', ({ timeStamp }) => (since = field.value === '' ? undefined : timeStamp));
  new MutationObserver(() => {
    if (since === undefined) return;
    const began = since;
    since = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - began);
      port2.postMessage(undefined);
    });
  }).observe(document.querySelector('[role=tree]'), { subtree: true, childList: true, characterData: true, attributes: true });
}`;

export async function watchList(page: Page): Promise<void> {
  await page.evaluate(watching);
}

/** In ms, of the keys since it was asked before. */
export async function takeListTimes(page: Page): Promise<number[]> {
  return page.evaluate<number[]>('listTimes.splice(0)');
}
