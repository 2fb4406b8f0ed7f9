// How long the start took until each of its steps was done: a line a step in the log, in milliseconds since the process began.
import type { Log } from '../../shared/log';

export type StartStep =
  'loaded' | 'alone' | 'ready' | 'stores' | 'window' | 'page' | 'read' | 'session' | 'desktop' | 'answering' | 'done';

export function createStartSteps(log: Log, beganAt: number, now: () => number = Date.now): (step: StartStep) => void {
  return (step) => log('start', { step, ms: Math.max(0, Math.round(now() - beganAt)) });
}
