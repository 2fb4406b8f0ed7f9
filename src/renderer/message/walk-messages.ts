// Arrow keys go from message to message in a thread that has the focus. A message that is not wholly in sight is scrolled first, so that
// nothing is passed over unread; all other keys scroll as ever.

/** Marks the thread itself, from which the walk begins. */
const scroller = '[data-messages]';

export function walkMessages(root: Element, event: KeyboardEvent): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  const { target } = event;
  if (step === 0 || !(target instanceof HTMLElement)) return;
  const thread = target.closest<HTMLElement>(scroller);
  const isOnMessage = target.matches('[data-message-id]');
  if (!thread || !(isOnMessage || target === thread)) return;
  const rows = [...root.querySelectorAll<HTMLElement>('[data-message-id]')];
  const view = thread.getBoundingClientRect();
  if (isOnMessage && goesOn(target.getBoundingClientRect(), view, step)) return;
  const next = isOnMessage ? rows[rows.indexOf(target) + step] : firstInSight(rows, view, step);
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

/** A pixel is nothing to read. */
const sliverPx = 2;

function goesOn(row: DOMRect, view: DOMRect, step: number): boolean {
  return step < 0 ? row.top < view.top - sliverPx : row.bottom > view.bottom + sliverPx;
}

/** Upwards from the last one that is in sight, downwards from the first. */
function firstInSight(rows: readonly HTMLElement[], view: DOMRect, step: number): HTMLElement | undefined {
  const isInSight = (row: HTMLElement): boolean => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > view.top + sliverPx && top < view.bottom - sliverPx;
  };
  return step < 0 ? rows.findLast(isInSight) : rows.find(isInSight);
}
