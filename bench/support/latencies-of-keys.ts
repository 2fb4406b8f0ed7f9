// How long keys took until they were seen, as Chromium's tracing tells it: `EventLatency` goes from when the browser's process has an input
// until the frame with what came of it was presented.
import type { TraceEvent } from './trace';

/** In ms. A key that changed nothing that is seen has no frame, and no interval between frames either. */
export function latenciesOfKeys(events: readonly TraceEvent[]): number[] {
  const began = new Map<string, number>();
  const times: number[] = [];
  for (const { name, ph, pid, id2, ts = 0, args } of events) {
    if (name !== 'EventLatency') continue;
    const id = `${pid} ${id2?.local ?? id2?.global ?? ''}`;
    if (ph === 'b') {
      const told = args?.['event_latency'] as { event_type?: string; vsync_interval_ms?: number } | undefined;
      if (told?.event_type === 'KEY_PRESSED' && told.vsync_interval_ms !== 0) began.set(id, ts);
    } else if (ph === 'e') {
      const start = began.get(id);
      if (start !== undefined) times.push((ts - start) / 1000);
      began.delete(id);
    }
  }
  return times;
}
