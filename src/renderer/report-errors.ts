// Errors that nothing in a window caught: told to the main process, which logs them and shows one calm line. Never a reason for
// another error.
import type { App } from 'vue';
import { faultOf } from '../shared/fault';
import { consoleWords } from './console-words';
import { invoke } from './bridge';

/** Of one window; a fault that repeats with every frame has said all after a few. */
const maxPerMinute = 10;

export function reportErrors(app: App): void {
  let times: number[] = [];

  function report(error: unknown): void {
    const now = performance.now();
    times = times.filter((time) => now - time < 60_000);
    if (times.length >= maxPerMinute) return;
    times.push(now);
    console.error(consoleWords(error));
    const { kind, failure, places } = faultOf(error);
    const told = { kind, ...(failure !== undefined && { failure }), places: [...places] };
    // Where even this cannot be told there is nobody to tell it to.
    void invoke('diagnostics:report-error', told).catch(() => undefined);
  }

  // Chromium would write the message on the console.
  window.addEventListener('error', (event) => {
    // The browser's own word for a layout that took another turn; there is nothing else to know it by.
    // eslint-disable-next-line parley/decided-by-words
    if (event.message.startsWith('ResizeObserver loop')) return;
    event.preventDefault();
    report(event.error);
  });
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    report(event.reason);
  });
  app.config.errorHandler = report;
}
