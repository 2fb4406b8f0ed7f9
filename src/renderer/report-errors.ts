// Errors that nothing in a window caught: told to the main process, which logs them and shows one calm line. Never a reason for
// another error.
import type { App } from 'vue';
import { invoke } from './bridge';

/** Of one window; a fault that repeats with every frame has said all after a few. */
const maxPerMinute = 10;
const maxLength = 4_000;

export function reportErrors(app: App): void {
  let times: number[] = [];

  function report(error: unknown): void {
    const now = performance.now();
    times = times.filter((time) => now - time < 60_000);
    if (times.length >= maxPerMinute) return;
    times.push(now);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // Where even this cannot be told there is nobody to tell it to.
    void invoke('diagnostics:report-error', text.slice(0, maxLength)).catch(() => undefined);
  }

  window.addEventListener('error', ({ error, message }) => {
    // The browser's own word for a layout that took another turn.
    if (!message.startsWith('ResizeObserver loop')) report(error ?? message);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => report(reason));
  app.config.errorHandler = (error) => {
    console.error(error);
    report(error);
  };
}
