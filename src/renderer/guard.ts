// What holds for every window: links and dropped files never navigate it, and the main process learns that somebody is here.
import { invoke } from './bridge';

/** The main process needs to know about activity, not about every key: at most one word in this time. */
const activityIntervalMs = 15_000;

export function guardNavigation(): void {
  const onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute('href') ?? '';
    // Whether it may be opened is the main process's decision; a refusal has nothing to show here.
    if (/^(https?|mailto):/iu.test(address)) void invoke('link:open', address).catch(() => undefined);
  };
  document.addEventListener('click', onClick);
  document.addEventListener('auxclick', onClick);
  for (const kind of ['dragover', 'drop'] as const) {
    // A file dropped on the window would otherwise replace it. Views that take drops handle them before.
    document.addEventListener(kind, (event) => event.preventDefault());
  }
}

export function reportActivity(now: () => number = () => performance.now()): void {
  let lastReportAt = -Infinity;
  const report = (): void => {
    if (now() - lastReportAt < activityIntervalMs) return;
    lastReportAt = now();
    // The next key or click reports again.
    void invoke('session:note-activity').catch(() => undefined);
  };
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const) {
    document.addEventListener(kind, report, { passive: true, capture: true });
  }
}
