// The worker thread of the demo's server. It runs JavaScript and what Node brings, as the main process does anyway: an error that nobody
// catches and a heap over its limit end the thread alone, and one that hangs is ended when the demo is stopped (all but one kind of loop:
// docs/performance.md). A process of its own would take four times the memory.
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { ServerThread } from './demo-server';

/** Ten times what the demo keeps. A young generation that is larger would only save it work that nobody waits for. */
const usualLimits: ResourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 2 };

/** `file`: the built `embedded-server.js`. */
export function startDemoThread(file: string, resourceLimits = usualLimits): ServerThread {
  return new Worker(file, { resourceLimits });
}
