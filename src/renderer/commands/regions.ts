// The parts of a window that F6 goes through. An element with `data-region` is one; nested ones count as their outermost.

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"], [contenteditable="true"]';

/** Where the focus was last in a region. */
const lastIn = new WeakMap<Element, HTMLElement>();

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => isShown(region) && !region.parentElement?.closest('[data-region]') && entryOf(region) !== undefined,
  );
}

function entryOf(region: HTMLElement): HTMLElement | undefined {
  const last = lastIn.get(region);
  if (last?.isConnected && region.contains(last) && isShown(last)) return last;
  const wanted = region.querySelector<HTMLElement>('[data-region-entry]');
  if (wanted && isShown(wanted)) return wanted;
  if (region.matches(focusable)) return region;
  return [...region.querySelectorAll<HTMLElement>(focusable)].find(
    (element) => isShown(element) && element.tabIndex >= 0,
  );
}

/** Moves the focus to the region after (1) or before (-1) the one that it is in. False: there is none to go to. */
export function moveToRegion(step: 1 | -1): boolean {
  const all = regions();
  const active = document.activeElement;
  const here = all.findIndex((region) => region.contains(active));
  if (here >= 0 && active instanceof HTMLElement) lastIn.set(all[here]!, active);
  const start = here < 0 && step < 0 ? 0 : here;
  const next = all[(start + step + all.length) % all.length];
  if (!next || all.indexOf(next) === here) return false;
  entryOf(next)?.focus();
  return true;
}
