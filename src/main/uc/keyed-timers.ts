// Timers with names: one that is set again takes the place of the one before.
import type { Timers } from './environment';

export class KeyedTimers {
  private readonly handles = new Map<string, unknown>();

  constructor(private readonly timers: Timers) {}

  set(key: string, delayMs: number, run: () => void): void {
    this.timers.clearTimeout(this.handles.get(key));
    const handle = this.timers.setTimeout(() => {
      this.handles.delete(key);
      run();
    }, delayMs);
    this.handles.set(key, handle);
  }

  stop(key: string): void {
    this.timers.clearTimeout(this.handles.get(key));
    this.handles.delete(key);
  }

  stopAll(): void {
    for (const key of this.handles.keys()) this.stop(key);
  }
}
